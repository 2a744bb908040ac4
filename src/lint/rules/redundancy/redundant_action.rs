//! PS141

use super::entries::{Entry, report_superfluous};
use crate::lint::rules::pattern_cover::{Case, pattern_covers};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
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
    if statement.actions.len() < 2 {
        return;
    }
    let entries: Vec<Entry<'_>> = statement.actions.iter().map(entry).collect();
    let member = if statement.has_not_action() { "NotAction" } else { "Action" };
    report_superfluous(&entries, action_covers, (member, "action"), statement, report);
}

fn entry<'e>(action: &'e ActionFacts<'_>) -> Entry<'e> {
    Entry { text: &action.text.text, span: action.text.span }
}

/// Whether the pattern `wide` covers all that `narrow` covers. Wildcards before the colon are not compared.
fn action_covers(wide: &str, narrow: &str) -> bool {
    let (Some((service, name)), Some((other_service, other_name))) =
        (wide.split_once(':'), narrow.split_once(':'))
    else {
        return wide == "*";
    };
    !service.contains(['*', '?'])
        && service.eq_ignore_ascii_case(other_service)
        && pattern_covers(name, other_name, Case::Ignored)
}
