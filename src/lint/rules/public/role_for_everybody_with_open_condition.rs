//! PS333

use super::exposure::is_guarded;
use crate::lint::rules::principals::{everybody, limits_caller};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS333",
    name: "role-for-everybody-with-open-condition",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A trust policy that allows `{\"AWS\": \"*\"}` under conditions of which none limits who \
          calls by fixed values; an external ID alone does not.",
    matters: "Everybody with an AWS account can get the permissions of the role, if the request has \
          what the conditions ask for; what they ask for is seldom a secret.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": ⟦"*"⟧},
    "Action": "sts:AssumeRole",
    "Condition": {
      "StringEquals": {"sts:ExternalId": "4f1c2a"}
    }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::444455556666:role/Partner"},
    "Action": "sts:AssumeRole",
    "Condition": {
      "StringEquals": {"sts:ExternalId": "4f1c2a"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: who is meant only the author knows.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if !statement.allows()
        || !statement.has_condition()
        || statement.statement.unreadable.is_some()
        || limits_caller(statement)
    {
        return;
    }
    let entry = everybody(statement).filter(|entry| entry.kind == PrincipalKind::Aws);
    let Some(entry) = entry.filter(|_| !is_guarded(statement, subject)) else { return };
    let finding =
        report.at(entry.value.span, "the conditions do not limit which accounts can assume the role");
    finding.help("name accounts or roles, or add a condition on `aws:PrincipalOrgID`");
}
