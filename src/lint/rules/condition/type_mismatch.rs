//! PS095

use super::blocks::move_key;
use crate::catalogue::ValueType as KeyValueType;
use crate::condition::{Operator, Relation, Test, ValueType};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, KnownKey, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS095",
    name: "type-mismatch",
    issue_code: Some("TYPE_MISMATCH"),
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An operator that compares another kind of value than the condition key has, such as \
            `StringEquals` on a key that is true or false. String and ARN operators may stand for one \
            another here, `Null` fits every key, and a text operator may compare with a policy \
            variable. A key with different types in several services is let through when one of them \
            fits.",
    matters: "A value that the operator cannot read matches nothing, so the condition never holds, or \
              always when it is negated.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:SecureTransport": ⟦"true"⟧}}
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"Bool": {"aws:SecureTransport": "true"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the operator of the key's type that asks for the same. Unsafe: the condition then \
          begins to work.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let operator = facts.operator();
    let Some(known) = facts.known() else { return };
    let fits = |value: KeyValueType| fits(value, operator.test);
    let (wanted, any_fits) = match known {
        KnownKey::Global(key) => {
            let other = key.other_type.is_some_and(|other| fits(other.value));
            (key.key_type.value, fits(key.key_type.value) || other)
        }
        KnownKey::OfService(key) => {
            (key.key_type().value, fits(key.key_type().value) || key.types().any(|other| fits(other.value)))
        }
    };
    let is_text = matches!(operator.test.value_type(), ValueType::String | ValueType::Arn);
    let mut values = facts.entry.values.iter();
    if any_fits || (is_text && values.all(|value| value.text.contains("${"))) {
        return;
    }
    let (name, key) = (operator.test.name(), facts.key());
    let (what, family) = match wanted {
        KeyValueType::String => ("a text", "a String"),
        KeyValueType::Arn => ("an ARN", "an ARN"),
        KeyValueType::Bool => ("`true` or `false`", "the Bool"),
        KeyValueType::Numeric => ("a number", "a Numeric"),
        KeyValueType::Date => ("a date", "a Date"),
        KeyValueType::IpAddress => ("an IP address", "an IP address"),
    };
    let message = format!("`{name}` does not fit `{key}`, whose value is {what}");
    let finding = report.at(facts.values_span(), message);
    finding.help(format!("use {family} operator"));
    if let Some(test) = same_question(wanted, operator.test) {
        let edits = move_key(subject.text, facts, statement, Operator { test, ..operator }, None);
        finding.fix(format!("write `{}`", test.name()), Safety::Unsafe, edits);
    }
}

fn fits(value: KeyValueType, test: Test) -> bool {
    matches!(
        (value, test.value_type()),
        (_, ValueType::Null | ValueType::Binary)
            | (KeyValueType::String | KeyValueType::Arn, ValueType::String | ValueType::Arn)
            | (KeyValueType::Bool, ValueType::Bool)
            | (KeyValueType::Numeric, ValueType::Numeric)
            | (KeyValueType::Date, ValueType::Date)
            | (KeyValueType::IpAddress, ValueType::IpAddress)
    )
}

/// The test for equality, or its negation, of values of this kind.
fn same_question(value: KeyValueType, test: Test) -> Option<Test> {
    use Relation::{Equal, EqualIgnoringCase, Like};
    if !matches!(test.relation(), Equal | EqualIgnoringCase | Like) {
        return None;
    }
    Some(match (value, test.is_negated()) {
        (KeyValueType::String, false) => Test::StringEquals,
        (KeyValueType::String, true) => Test::StringNotEquals,
        (KeyValueType::Arn, false) => Test::ArnLike,
        (KeyValueType::Arn, true) => Test::ArnNotLike,
        (KeyValueType::Bool, false) => Test::Bool,
        (KeyValueType::Bool, true) => return None,
        (KeyValueType::Numeric, false) => Test::NumericEquals,
        (KeyValueType::Numeric, true) => Test::NumericNotEquals,
        (KeyValueType::Date, false) => Test::DateEquals,
        (KeyValueType::Date, true) => Test::DateNotEquals,
        (KeyValueType::IpAddress, false) => Test::IpAddress,
        (KeyValueType::IpAddress, true) => Test::NotIpAddress,
    })
}
