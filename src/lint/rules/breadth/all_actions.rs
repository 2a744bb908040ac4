//! PS371

use super::reach::{Administration, administration};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS371",
    name: "all-actions",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of `*` or `*:*`, every action of every service, that is limited by its resources or \
          conditions alone.",
    matters: "Such a statement allows deleting, sharing and giving permissions on what it reaches, and every \
          action that AWS will ever add.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"*"⟧,
    "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/*"]
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
    "Action": ["s3:GetObject", "s3:ListBucket"],
    "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/*"]
  }
}"#,
        also: &[],
    },
    fix: "List the actions that are needed. Which ones those are only you can know, so there is no fix to \
          apply.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || statement.has_not_action() {
        return;
    }
    let Some(entry) = statement.actions.iter().find(|entry| entry.is_everything()) else { return };
    if matches!(administration(statement, subject), Some(Administration::All(..))) {
        return;
    }
    let limit = if statement.has_condition() { "conditions" } else { "resources" };
    let message =
        format!("`{}` allows every action of every service, limited by the {limit} alone", entry.text.text);
    report.at(entry.text.span, message).help("list the actions that are needed");
}
