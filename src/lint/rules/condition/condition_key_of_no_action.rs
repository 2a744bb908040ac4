//! PS296

use crate::catalogue::{Action, ConditionKey};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, KnownKey, Needs, Report, Rule, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS296",
    name: "condition-key-of-no-action",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key of a service that none of the statement's actions supports, neither by \
            itself nor with any of its resource types. Only where every action is written out in full, \
            is known to the catalogue and has some documented keys, and where the statement has at most \
            256 pairs of an action and a condition.",
    matters: "The requests never have the key: an Allow that tests it grants nothing, and a negated \
              test always holds.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {⟦"s3:prefix"⟧: "photos/"}}
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
    "Condition": {"StringEquals": {"s3:ExistingObjectTag/team": "red"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the action or the key may be the wrong one.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let Some(KnownKey::OfService(key)) = facts.known() else { return };
    let Some(details) = subject.detailed() else { return };
    let actions = &statement.actions;
    let is_large = actions.len() * statement.conditions.len() > MOST_PAIRS;
    if facts.is_global() || statement.has_not_action() || actions.is_empty() || is_large {
        return;
    }
    let fixed = fixed_part(key.name());
    let is_key = |known: ConditionKey<'_>| {
        if fixed.len() < key.name().len() { known.name().starts_with(fixed) } else { known.name() == fixed }
    };
    // One action that may have the key is enough to say nothing: one that has it, one that is not known, and one of
    // which no keys are documented at all.
    let may_have = |action: Option<Action<'_>>| {
        let Some(action) = action else { return true };
        let mut own = details.condition_keys(action).peekable();
        let has_none = own.peek().is_none();
        let mut of_types = details
            .resource_types(action)
            .flat_map(|entry| entry.condition_keys().chain(entry.resource_type().condition_keys()))
            .peekable();
        (has_none && of_types.peek().is_none()) || own.any(is_key) || of_types.any(is_key)
    };
    if actions.iter().any(|entry| may_have(entry.action())) {
        return;
    }
    let message = format!("no action of the statement has the condition key `{}`", facts.key());
    report
        .at(facts.entry.key.span, message)
        .help("test a key that the actions support, or name the actions that have this one");
}

/// With more pairs of an action and a condition than this nothing is said, to stay quick.
const MOST_PAIRS: usize = 256;

/// What stands before the variable part of a key's name: AWS also writes `tag-key` for it.
fn fixed_part(name: &str) -> &str {
    let end = name.find(['$', '<']).or_else(|| name.strip_suffix("tag-key").map(str::len));
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}
