//! PS070

use super::add_action::add_actions;
use crate::lint::rules::principals::services;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry};

pub(super) static RULE: Rule = Rule {
    code: "PS070",
    name: "missing-action-for-roles-anywhere-trust-policy",
    issue_code: Some("MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY"),
    severity: Severity::Error,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A role that trusts `rolesanywhere.amazonaws.com`, where its Allow statements for that \
          service together lack one of `sts:AssumeRole`, `sts:SetSourceIdentity` and \
          `sts:TagSession`.",
    matters: "IAM Roles Anywhere makes all three calls at once, so without one of them it gets no \
          session.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": ⟦{
    "Effect": "Allow",
    "Principal": {"Service": "rolesanywhere.amazonaws.com"},
    "Action": "sts:AssumeRole",
    "Condition": {
      "ArnEquals": {
        "aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/a1b2c3d4-5678-90ab-cdef-111122223333"
      }
    }
  }⟧
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
    "Principal": {"Service": "rolesanywhere.amazonaws.com"},
    "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
    "Condition": {
      "ArnEquals": {
        "aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/a1b2c3d4-5678-90ab-cdef-111122223333"
      }
    }
  }
}"#,
        also: &[],
    },
    fix: "Adds the actions that are missing to the first of these statements. Unsafe: the role can \
          be assumed then.",
    actions: &["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-action-for-roles-anywhere-trust-policy",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let is_of_service = |entry: &PrincipalEntry<'_>| entry.value.text == "rolesanywhere.amazonaws.com";
    let trusts =
        |statement: &&StatementFacts<'_>| statement.allows() && services(statement).any(is_of_service);
    let Some(first) = subject.statements.iter().find(trusts) else { return };
    let needed = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];
    let is_missing =
        |action: &&str| !subject.statements.iter().filter(trusts).any(|statement| statement.is_about(action));
    let missing: Vec<&str> = needed.into_iter().filter(is_missing).collect();
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|action| format!("`{action}`")).collect();
    let names = names.join(" and ");
    let finding = report.at(first.node.span, format!("IAM Roles Anywhere needs {names} too"));
    finding.help("allow `sts:AssumeRole`, `sts:SetSourceIdentity` and `sts:TagSession`");
    if !first.has_not_action() {
        finding.fix(format!("add {names}"), Safety::Unsafe, add_actions(first, &missing));
    }
}
