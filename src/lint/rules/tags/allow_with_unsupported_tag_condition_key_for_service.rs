//! PS146

use super::unsupported::report_actions;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::{Effect, PolicyType};

pub(super) static RULE: Rule = Rule {
    code: "PS146",
    name: "allow-with-unsupported-tag-condition-key-for-service",
    issue_code: Some("ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with a condition on a tag key, and actions whose requests never have that key. Negated \
            operators, `Null` and operators with `IfExists` are not looked at: they are met without the tag.",
    matters: "The condition is never met for these actions, so they are not allowed.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["sqs:DeleteQueue", ⟦"execute-api:Invoke"⟧],
    "Resource": ["arn:aws:sqs:eu-west-1:111122223333:*", "arn:aws:execute-api:eu-west-1:111122223333:*"],
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
    "Effect": "Allow",
    "Action": "sqs:DeleteQueue",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:*",
    "Condition": { "StringEquals": { "aws:ResourceTag/stage": "test" } }
  }
}"#,
        also: &[],
    },
    fix: "Allow these actions in a statement without the condition, on resources that are named.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-allow-with-unsupported-tag-condition-key-for-service",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let message = |services: &str| {
        format!("requests to {services} here never have `{}`, so they are not allowed", condition.key())
    };
    if let Some(finding) = report_actions(Effect::Allow, condition, statement, subject, report, message) {
        finding.help("move these actions to a statement without this condition");
    }
}
