//! `Condition` (clauses 1.25–1.30, 1.44–1.48, 1.58).

use super::report::{Report, did_you_mean, with_optional_help};
use super::{ConditionElement, ConditionEntry, Text};
use crate::condition::{Operand, Operator, OperatorError, Test, ValueType};
use crate::text::json::{Member, Node, Value, repeated_members};
use crate::text::{Diagnostic, Span};

pub(super) fn read_condition<'t>(member: &Member<'t>, report: &mut Report) -> ConditionElement<'t> {
    let mut entries = Vec::new();
    match &member.value.value {
        _ if report.is_template_function(&member.value) => {}
        Value::Object(operators) => {
            for operator in repeated_members(operators) {
                let message = format!("`Condition` names the operator `{}` twice", operator.name);
                report.fault(Diagnostic::error("duplicate-operator", operator.name_span, message));
            }
            for operator in operators {
                read_operator(operator, &mut entries, report);
            }
        }
        _ => report.wrong_type(&member.value, "`Condition`", "an object of operators"),
    }
    let span = Span::new(member.name_span.start, member.value.span.end);
    ConditionElement { span, entries }
}

fn read_operator<'t>(member: &Member<'t>, entries: &mut Vec<ConditionEntry<'t>>, report: &mut Report) {
    let operator = match Operator::parse(&member.name) {
        Ok(operator) => operator,
        Err(error) => {
            report.fault(operator_diagnostic(member, error));
            return;
        }
    };
    // Read as a condition key, a function would be a key that no request carries.
    if report.is_template_function(&member.value) {
        return;
    }
    let Value::Object(keys) = &member.value.value else {
        report.wrong_type(&member.value, format_args!("`{}`", member.name), "an object of condition keys");
        return;
    };
    for key in repeated_members(keys) {
        let message = format!("`{}` tests the key `{}` twice", member.name, key.name);
        let help = "key names ignore case; put all values in one list";
        report.fault(Diagnostic::error("duplicate-condition-key", key.name_span, message).with_help(help));
    }
    for key in keys {
        let values = read_values(key, operator, report);
        entries.push(ConditionEntry {
            operator,
            operator_span: member.name_span,
            key: Text { span: key.name_span, text: key.name.clone() },
            values,
            span: Span::new(key.name_span.start, key.value.span.end),
        });
    }
}

fn operator_diagnostic(member: &Member<'_>, error: OperatorError) -> Diagnostic {
    match error {
        OperatorError::NullIfExists => {
            let message = "`Null` cannot be combined with `IfExists`";
            Diagnostic::error("null-if-exists", member.name_span, message)
        }
        OperatorError::Unknown(similar) => {
            let message = format!("there is no condition operator `{}`", member.name);
            let names: Vec<&str> = Test::ALL.iter().map(|test| test.name()).collect();
            let help = match similar {
                Some(test) => Some(format!("upper and lower case count: `{}`", test.name())),
                None => did_you_mean(&member.name, &names),
            };
            with_optional_help(Diagnostic::error("unknown-operator", member.name_span, message), help)
        }
    }
}

fn read_values<'t>(key: &Member<'t>, operator: Operator, report: &mut Report) -> Vec<Text<'t>> {
    let values: Vec<Text<'t>> = match &key.value.value {
        Value::Array(values) => values.iter().filter_map(|value| read_value(value, key, report)).collect(),
        _ => read_value(&key.value, key, report).into_iter().collect(),
    };
    if values.is_empty()
        && matches!(key.value.value, Value::Array(_))
        && operator.set.is_none()
        && !operator.if_exists
    {
        // AWS says both that the condition holds and that the statement then grants nothing (1.45).
        let message = format!("`{}` is compared with an empty list", key.name);
        report.fault(Diagnostic::error("empty-value-list", key.value.span, message));
    }
    for value in &values {
        check_type(value, operator.test, report);
    }
    values
}

fn read_value<'t>(node: &Node<'t>, key: &Member<'t>, report: &mut Report) -> Option<Text<'t>> {
    let text = match &node.value {
        Value::String(text) => text.clone(),
        Value::Number(digits) => (*digits).into(),
        Value::Bool(true) => "true".into(),
        Value::Bool(false) => "false".into(),
        _ => {
            let what = format_args!("a value of `{}`", key.name);
            report.wrong_type(node, what, "a string, a number or a boolean");
            return None;
        }
    };
    Some(Text { span: node.span, text })
}

/// Says which values the operator cannot read. AWS saves numbers and dates that are none (4.31, 4.38),
/// and refuses the rest.
fn check_type(value: &Text<'_>, test: Test, report: &mut Report) {
    let (expected, help, refused) = match test.value_type() {
        // Any text will do.
        ValueType::String | ValueType::Arn => return,
        ValueType::Numeric => ("a number", "write digits, as in \"10\" or \"2.5\"", false),
        ValueType::Date => ("a date", "write \"2026-11-22T10:30:00Z\" or seconds since 1970", false),
        ValueType::Bool | ValueType::Null => ("`true` or `false`", "write \"true\" or \"false\"", true),
        ValueType::Binary => ("base64 text", "encode the bytes in base64", true),
        ValueType::IpAddress => {
            ("an IP address or range", "write \"203.0.113.0/24\" or \"2001:db8::/32\"", true)
        }
    };
    if Operand::compile(test, &value.text, true).0.is_readable() {
        return;
    }
    let message = format!("`{}` compares with {expected}, not with `{}`", test.name(), value.text);
    if refused {
        report.fault(Diagnostic::error("unreadable-value", value.span, message).with_help(help));
    } else {
        report.note(Diagnostic::warning("unreadable-value", value.span, message).with_help(help));
    }
}
