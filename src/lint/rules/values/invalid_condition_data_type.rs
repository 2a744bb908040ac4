//! PS011

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;
use std::mem::discriminant;

use crate::text::json::{Node, Value};

pub(super) static RULE: Rule = Rule {
    code: "PS011",
    name: "invalid-condition-data-type",
    issue_code: Some("INVALID_CONDITION_DATA_TYPE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A list of values in which one is text and another a number or a boolean, or the like.",
    matters: "AWS refuses the policy.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"NumericEquals": {"s3:TlsVersion": ⟦["1.2", 1.3]⟧}}
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
    "Condition": {"NumericEquals": {"s3:TlsVersion": ["1.2", "1.3"]}}
  }
}"#,
        also: &[],
    },
    fix: "Writes every value as text. Unsafe: AWS refused the policy before.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-data-type",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Value::Array(values) = &facts.values.value else { return };
    let Some((first, rest)) = values.split_first() else { return };
    let is_other = |node: &Node<'_>| discriminant(&node.value) != discriminant(&first.value);
    if !rest.iter().any(is_other) {
        return;
    }
    let message = format!("the values of `{}` are of several JSON types", facts.key());
    let finding = report.at(facts.values_span(), message);
    finding.help("write all of them as text");
    let is_plain =
        |node: &Node<'_>| matches!(node.value, Value::String(_) | Value::Number(_) | Value::Bool(_));
    if values.iter().all(is_plain) {
        let others = values.iter().filter(|node| !matches!(node.value, Value::String(_)));
        let edits = others.map(|node| edits::replace_string(node.span, node.span.slice(subject.text)));
        finding.fix("write all values as text", Safety::Unsafe, edits);
    }
}
