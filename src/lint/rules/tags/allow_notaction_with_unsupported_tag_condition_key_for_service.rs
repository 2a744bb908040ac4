//! PS147

use super::unsupported::report_not_action;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::{Effect, PolicyType};

pub(super) static RULE: Rule = Rule {
    code: "PS147",
    name: "allow-notaction-with-unsupported-tag-condition-key-for-service",
    issue_code: Some("ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `NotAction` and a condition on a tag key. Negated operators, `Null` and operators \
            with `IfExists` are not looked at: they are met without the tag.",
    matters: "Many actions do not have the tag key, and the condition is never met for them: they are not \
              allowed, which the statement does not tell.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "NotAction": ⟦"iam:*"⟧,
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:*",
    "Condition": { "StringEquals": { "aws:ResourceTag/stage": "test" } }
  }
}"#,
        also: &["PS376"],
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
    fix: "List the actions to allow in `Action`.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-allow-notaction-with-unsupported-tag-condition-key-for-service",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    let message =
        || format!("not all actions have `{}`, and those without it are not allowed", condition.key());
    if let Some(finding) = report_not_action(Effect::Allow, condition, statement, report, message) {
        finding.help("list the actions in `Action`");
    }
}
