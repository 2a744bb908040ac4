//! PS128

use super::empty_values::{Without, has_no_values};

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS128",
    name: "empty-array-condition-foranyvalue",
    issue_code: Some("EMPTY_ARRAY_CONDITION_FORANYVALUE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key with an empty list under an operator with `ForAnyValue:`.",
    matters: "It never holds, so the statement does nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "dynamodb:TagResource",
    "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/orders",
    "Condition": { "ForAnyValue:StringEquals": { "aws:TagKeys": ⟦[]⟧ } }
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
    "Action": "dynamodb:TagResource",
    "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/orders",
    "Condition": { "ForAnyValue:StringEquals": { "aws:TagKeys": ["team"] } }
  }
}"#,
        also: &[],
    },
    fix: "There is none: what the key should be compared with is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition-foranyvalue",
    ],
};

fn check(condition: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !has_no_values(condition, Without::ForAnyValue) {
        return;
    }
    let message = format!("there are no values for `{}`, so this never holds", condition.key());
    let finding = report.at(condition.values_span(), message);
    finding.help("add the values to compare with");
}
