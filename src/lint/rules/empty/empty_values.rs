//! Condition keys without values.

use crate::condition::SetOperator;
use crate::lint::{ConditionFacts, Edit, StatementFacts, edits};
use crate::text::json::{Node, Value};

/// The forms of operators, which read an empty list in different ways.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Without {
    /// Neither set prefix nor `IfExists`.
    Plain,
    /// With `IfExists` and no set prefix.
    IfExists,
    /// With `ForAllValues:`.
    ForAllValues,
    /// With `ForAnyValue:`.
    ForAnyValue,
}

/// Whether the values of `condition` are an empty list and its operator is of this form.
pub(super) fn has_no_values(condition: &ConditionFacts<'_>, form: Without) -> bool {
    if !matches!(&condition.values.value, Value::Array(values) if values.is_empty()) {
        return false;
    }
    let operator = condition.operator();
    let form_of_operator = match operator.set {
        Some(SetOperator::ForAllValues) => Without::ForAllValues,
        Some(SetOperator::ForAnyValue) => Without::ForAnyValue,
        None if operator.if_exists => Without::IfExists,
        None => Without::Plain,
    };
    form_of_operator == form
}

/// The edits that ask instead, with `Null`, whether the key of `condition` is missing. None where the statement
/// asks that already.
pub(super) fn null_test(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    text: &str,
) -> Vec<Edit> {
    let Some(block) = statement.member("Condition").map(|member| &member.value) else {
        return Vec::new();
    };
    let Value::Object(operators) = &block.value else {
        return Vec::new();
    };
    let is_of_condition = |span| span == condition.entry.operator_span;
    let Some(operator) = operators.iter().find(|operator| is_of_condition(operator.name_span)) else {
        return Vec::new();
    };
    let is_missing = edits::quoted("true");
    let null = block.member("Null").map(|null| &null.value);
    if is_only_member(&operator.value) && null.is_none() {
        let rename = edits::replace_string(operator.name_span, "Null");
        return vec![rename, edits::replace(condition.values_span(), is_missing)];
    }
    let removal = if is_only_member(&operator.value) {
        edits::remove_members(block, |name| name == operator.name)
    } else {
        edits::remove_members(&operator.value, |name| name == condition.key())
    };
    let addition = match null {
        Some(null) if null.member(condition.key()).is_some() => None,
        Some(null) => edits::add_first_member(text, null, condition.key(), &is_missing),
        None => {
            let json = format!("{{ {}: {is_missing} }}", edits::quoted(condition.key()));
            edits::add_first_member(text, block, "Null", &json)
        }
    };
    // The two must not touch the same text.
    match addition {
        Some(addition) if removal.iter().all(|edit| !overlaps(edit, &addition)) => {
            removal.into_iter().chain([addition]).collect()
        }
        _ => Vec::new(),
    }
}

fn is_only_member(object: &Node<'_>) -> bool {
    matches!(&object.value, Value::Object(members) if members.len() == 1)
}

fn overlaps(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}
