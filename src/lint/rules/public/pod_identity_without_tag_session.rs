//! PS348

use crate::lint::rules::principals::services;
use crate::lint::rules::trust::add_actions;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry};

pub(super) static RULE: Rule = Rule {
    code: "PS348",
    name: "pod-identity-without-tag-session",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement that allows `pods.eks.amazonaws.com` only one of `sts:AssumeRole` and \
          `sts:TagSession`, where no other statement for that service has the other.",
    matters: "EKS Pod Identity tags its sessions when it assumes the role. Without either action no \
          pod gets the role.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"pods.eks.amazonaws.com"⟧},
    "Action": "sts:AssumeRole"
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
    "Principal": {"Service": "pods.eks.amazonaws.com"},
    "Action": ["sts:AssumeRole", "sts:TagSession"]
  }
}"#,
        also: &[],
    },
    fix: "Adds the action. Unsafe: pods can assume the role then.",
    actions: &["sts:AssumeRole", "sts:TagSession"],
    sources: &["https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let is_pods = |entry: &&PrincipalEntry<'_>| entry.value.text == "pods.eks.amazonaws.com";
    let trusts = |statement: &&StatementFacts<'_>| {
        statement.allows() && services(statement).any(|entry| is_pods(&entry))
    };
    let Some(entry) = services(statement).find(is_pods).filter(|_| statement.allows()) else { return };
    let has =
        |action: &str| subject.statements.iter().filter(trusts).any(|statement| statement.is_about(action));
    let missing = match (has("sts:AssumeRole"), has("sts:TagSession")) {
        (true, false) => "sts:TagSession",
        (false, true) => "sts:AssumeRole",
        _ => return,
    };
    let finding = report.at(entry.value.span, format!("EKS Pod Identity needs `{missing}` too"));
    finding.help("allow both `sts:AssumeRole` and `sts:TagSession`");
    if !statement.has_not_action() {
        finding.fix(format!("add `{missing}`"), Safety::Unsafe, add_actions(statement, &[missing]));
    }
}
