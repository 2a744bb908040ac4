//! PS057

use crate::catalogue::embedded::global_condition_keys;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS057",
    name: "missing-tag-key-in-condition",
    issue_code: Some("MISSING_TAG_KEY_IN_CONDITION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key for tags, of all services or of one, without the tag it is about: \
            `aws:ResourceTag` or `aws:ResourceTag/`.",
    matters: "No request has such a key, so the condition tests nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:DeleteQueue",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:*",
    "Condition": { "StringEquals": { ⟦"aws:ResourceTag/"⟧: "test" } }
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
    fix: "Write the tag's name after the slash.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-tag-key-in-condition",
    ],
};

fn check(condition: &ConditionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let key = condition.key().strip_suffix('/').unwrap_or(condition.key());
    let ending = key.len().checked_sub(3).and_then(|start| key.get(start..));
    if !ending.is_some_and(|ending| ending.eq_ignore_ascii_case("tag")) || condition.known().is_some() {
        return;
    }
    if takes_tag(key, subject) {
        let message = format!("`{}` does not say which tag it is about", condition.key());
        report.at(condition.entry.key.span, message).help(format!("write `{key}/` and the tag's name"));
    }
}

/// Whether there is a key that begins like this and goes on with the name of a tag.
fn takes_tag(key: &str, subject: &Subject<'_>) -> bool {
    let goes_on = |name: &str| {
        let start = name.get(..key.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(key))
            && name.get(key.len()..).is_some_and(|rest| rest.starts_with("/$") || rest.starts_with("/<"))
    };
    global_condition_keys().any(|global| goes_on(global.name))
        || subject.detailed().is_some_and(|detailed| {
            detailed.condition_keys_beginning_with(key).any(|found| goes_on(found.name()))
        })
}
