//! PS143

use super::entries::{Entry, report_superfluous};
use crate::lint::rules::logic::cover::entry_covers;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, ServiceSet, Severity,
    StatementFacts, Subject,
};
use crate::matching::FixedStart;
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS143",
    name: "redundant-resource",
    issue_code: Some("REDUNDANT_RESOURCE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Entries of `Resource` or `NotResource` that another entry of the same element covers wholly, field \
            by field, or that are there twice. A policy variable is covered by a wildcard and by itself.",
    matters: "Who removes the entry later, to take the permission away, takes nothing away.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket/*", ⟦"arn:aws:s3:::amzn-s3-demo-bucket/reports/*"⟧]
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/reports/*"
  }
}"#,
        also: &[],
    },
    fix: "Removes them. Safe: the other entries stand for the same resources.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-resource",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if statement.resources.len() < 2 {
        return;
    }
    let entries: Vec<Entry<'_, _>> = statement.resources.iter().map(entry).collect();
    let member = if statement.has_not_resource() { "NotResource" } else { "Resource" };
    report_superfluous(&entries, entry_covers, (member, "resource"), statement, report);
}

fn entry<'e, 's>(facts: &'e ResourceFacts<'s>) -> Entry<'e, ResourceFacts<'s>> {
    let start = match facts.arn {
        Some(arn) => arn.resource.unwrap_or_default(),
        None => &facts.text.text,
    };
    Entry { facts, text: facts.text, services: ServiceSet::ALL, start: FixedStart::of(start) }
}
