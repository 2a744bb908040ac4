//! PS117

use super::unsupported::report_not_action;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::{Effect, PolicyType};

pub(super) static RULE: Rule = Rule {
    code: "PS117",
    name: "deny-notaction-with-unsupported-tag-condition-key-for-service",
    issue_code: Some("DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A Deny with `NotAction` and a condition on a tag key. Negated operators, `Null` and operators with \
            `IfExists` are not looked at: they are met without the tag.",
    matters: "Many actions do not have the tag key, and the condition is never met for them: they are not \
              denied.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "NotAction": ⟦"sqs:*"⟧,
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
    fix: "List the actions to deny in `Action`.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-deny-notaction-with-unsupported-tag-condition-key-for-service",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    let message =
        || format!("not all actions have `{}`, and those without it are not denied", condition.key());
    if let Some(finding) = report_not_action(Effect::Deny, condition, statement, report, message) {
        finding.help("list the actions in `Action`");
    }
}
