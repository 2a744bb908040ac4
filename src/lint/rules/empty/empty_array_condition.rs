//! PS126

use super::empty_values::{Without, has_no_values};

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS126",
    name: "empty-array-condition",
    issue_code: Some("EMPTY_ARRAY_CONDITION"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key with an empty list, under an operator without set prefix and without `IfExists`.",
    matters: "There is nothing to compare with. AWS says both that the condition holds and that the statement \
              gives no permission.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "StringEquals": { "aws:PrincipalTag/team": ⟦[]⟧ } }
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
    "Condition": { "StringEquals": { "aws:PrincipalTag/team": "red" } }
  }
}"#,
        also: &[],
    },
    fix: "There is none: what the key should be compared with is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition",
    ],
};

fn check(condition: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !has_no_values(condition, Without::Plain) {
        return;
    }
    let message = format!("there are no values for `{}`", condition.key());
    let finding = report.at(condition.values_span(), message);
    finding.help("add the values to compare with, or remove the key");
}
