//! PS116

use super::unsupported::report_actions;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::{Effect, PolicyType};

pub(super) static RULE: Rule = Rule {
    code: "PS116",
    name: "deny-with-unsupported-tag-condition-key-for-service",
    issue_code: Some("DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A Deny with a condition on a tag key, and actions whose requests never have that key. Negated \
            operators, `Null` and operators with `IfExists` are not looked at: they are met without the tag.",
    matters: "The condition is never met for these actions, so they are not denied.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": ["sqs:DeleteQueue", ⟦"execute-api:Invoke"⟧],
    "Resource": "*",
    "Condition": { "StringEquals": { "aws:ResourceTag/stage": "test" } }
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
    "Effect": "Deny",
    "Action": "sqs:DeleteQueue",
    "Resource": "*",
    "Condition": { "StringEquals": { "aws:ResourceTag/stage": "test" } }
  }
}"#,
        also: &[],
    },
    fix: "Deny these actions in a statement without the condition, on resources that are named.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-deny-with-unsupported-tag-condition-key-for-service",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let message = |services: &str| {
        format!("requests to {services} here never have `{}`, so they are not denied", condition.key())
    };
    if let Some(finding) = report_actions(Effect::Deny, condition, statement, subject, report, message) {
        finding.help("move these actions to a statement without this condition");
    }
}
