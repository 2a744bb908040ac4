//! PS014

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Rule, Severity};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS014",
    name: "invalid-condition-operator",
    issue_code: Some("INVALID_CONDITION_OPERATOR"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostics(&["unknown-operator"]),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The name of a condition operator that does not exist. Upper and lower case count, and so \
            does the order: set operator, operator, `IfExists`.",
    matters: "AWS refuses the policy.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {⟦"StringEqual"⟧: {"aws:ResourceTag/team": "red"}}
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
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {"aws:ResourceTag/team": "red"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the message names the nearest operator.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-operator",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};
