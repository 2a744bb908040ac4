//! PS141

use super::entries::{Entry, report_superfluous, some_are_alike};
use crate::lint::rules::logic::cover::action_covers;
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::matching::FixedStart;
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS141",
    name: "redundant-action",
    issue_code: Some("REDUNDANT_ACTION"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Entries of `Action` or `NotAction` that another entry of the same element covers wholly, or that \
            are there twice, whatever the case.",
    matters: "Who removes the entry later, to take the permission away, takes nothing away.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:Get*", ⟦"s3:GetObject"⟧],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Removes them. Safe: the other entries stand for the same actions.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-action",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let has_patterns = || statement.actions.iter().any(|entry| entry.has_wildcard);
    let texts = statement.actions.iter().map(|entry| entry.text);
    if texts.len() < 2 || !(has_patterns() || some_are_alike(texts)) {
        return;
    }
    let entries: Vec<Entry<'_, _>> = statement.actions.iter().map(entry).collect();
    let member = if statement.has_not_action() { "NotAction" } else { "Action" };
    report_superfluous(&entries, action_covers, (member, "action"), statement, report);
}

fn entry<'e, 's>(facts: &'e ActionFacts<'s>) -> Entry<'e, ActionFacts<'s>> {
    // Only `*` covers what has another service.
    let start = if facts.is_everything() { "*" } else { facts.name };
    Entry { facts, text: facts.text, services: facts.services, start: FixedStart::of(start) }
}
