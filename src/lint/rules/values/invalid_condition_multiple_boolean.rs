//! PS013

use crate::condition::Test;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS013",
    name: "invalid-condition-multiple-boolean",
    issue_code: Some("INVALID_CONDITION_MULTIPLE_BOOLEAN"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Bool` or `BoolIfExists` operator with several values. One with a set operator may have \
            several.",
    matters: "A key with one boolean cannot be both: with `true` and `false` the test only asks whether \
              the key is there.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"Bool": {"aws:ViaAWSService": ⟦["true", "false"]⟧}}
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
    "Condition": {"Bool": {"aws:ViaAWSService": "true"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: it depends on which of the values is meant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-multiple-boolean",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let operator = facts.operator();
    if operator.test != Test::Bool || operator.set.is_some() || facts.entry.values.len() < 2 {
        return;
    }
    let message = format!("`{}` is one boolean and cannot have several values", facts.key());
    report.at(facts.values_span(), message).help("leave one value");
}
