//! PS061

use super::key_support::{asks_for_key, supporters_of};
use crate::catalogue::ConditionKey;
use crate::lint::{
    ActionFacts, AppliesTo, Check, ConditionFacts, Documentation, Example, KnownKey, Needs, Report, Rule,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS061",
    name: "unsupported-action-for-condition-key",
    issue_code: Some("UNSUPPORTED_ACTION_FOR_CONDITION_KEY"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition on a key of a service in a statement with actions, written without wildcards, whose \
            requests never have that key: actions of another service than the key's, or of the same one beside \
            an action that has the key. Keys about tags are left out, and so are negated operators, `Null`, \
            `ForAllValues` and `IfExists`, which are met without the key.",
    matters: "The condition is never met for these actions: an Allow does not grant them, and a Deny does not \
              forbid them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:ListBucket", ⟦"s3:GetBucketLocation"⟧],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
    "Condition": { "StringLike": { "s3:prefix": "reports/*" } }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
      "Condition": { "StringLike": { "s3:prefix": "reports/*" } }
    },
    {
      "Effect": "Allow",
      "Action": "s3:GetBucketLocation",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket"
    }
  ]
}"#,
        also: &[],
    },
    fix: "Move the actions to a statement without the condition.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-action-for-condition-key",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let Some(detailed) = subject.detailed() else { return };
    if condition.is_global() || statement.has_not_action() || !asks_for_key(condition) {
        return;
    }
    let Some(KnownKey::OfService(key)) = condition.known() else { return };
    if takes_tag(key) {
        return;
    }
    let supports = supporters_of(detailed, key);
    let has_key = |entry: &ActionFacts<'_>| entry.action().is_some_and(&supports);
    let is_relevant = statement.actions.iter().any(has_key);
    let lacks_key = |entry: &&ActionFacts<'_>| {
        let is_judged = is_relevant || !entry.service.eq_ignore_ascii_case(condition.prefix);
        is_judged && entry.action().is_some() && !has_key(entry)
    };
    let mut without_key = statement.actions.iter().filter(lacks_key);
    let Some(first) = without_key.next() else { return };
    let others: Vec<_> = without_key.collect();
    let names: Vec<String> =
        std::iter::once(&first).chain(&others).map(|entry| format!("`{}`", entry.text.text)).collect();
    let message = format!("no request for {} has the condition key `{}`", names.join(", "), condition.key());
    let finding = report.at(first.text.span, message);
    for other in others {
        finding.also(other.text.span);
    }
    finding.also(condition.values_span());
    finding.help("move the actions to a statement without this condition");
}

/// Whether it is a key about tags of resources, of which AWS's lists miss some.
fn takes_tag(key: ConditionKey<'_>) -> bool {
    let before_tag = key.name().split_once('/').map_or("", |(start, _)| start);
    let ending = before_tag.len().checked_sub(3).and_then(|start| before_tag.get(start..));
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("tag"))
}
