//! PS069

use super::federation::{Provider, WITH_SAML, WITH_WEB_IDENTITY, provider};
use crate::lint::rules::principals::{is_everybody, named};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS069",
    name: "mismatched-action-for-principal",
    issue_code: Some("MISMATCHED_ACTION_FOR_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with an action that its principals cannot call: `sts:AssumeRoleWithSAML` is for \
          SAML providers, `sts:AssumeRoleWithWebIdentity` for OpenID Connect providers, \
          `sts:AssumeRole` for all others. Where a statement lists several actions, a principal \
          that one of them fits is not held against the others. Patterns fit everything.",
    matters: "The role cannot be assumed: the action and the principal never meet in a request.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Company"},
    "Action": ⟦"sts:AssumeRoleWithWebIdentity"⟧,
    "Condition": {
      "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}
    }
  }
}"#,
        also: &["PS061", "PS296"],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Company"},
    "Action": "sts:AssumeRoleWithSAML",
    "Condition": {
      "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Writes the action that fits, where one fits all principals of the statement. Unsafe: \
          they can assume the role then.",
    actions: &["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-mismatched-action-for-principal",
    ],
};

/// How a principal comes to a role.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Caller {
    Saml,
    WebIdentity,
    Signed,
}

impl Caller {
    /// `None` for everybody and for entries that name no principal.
    fn of(entry: &PrincipalEntry<'_>) -> Option<Self> {
        match entry.kind {
            PrincipalKind::Federated => match provider(entry)? {
                Provider::Saml => Some(Self::Saml),
                Provider::OpenIdConnect(_) => Some(Self::WebIdentity),
            },
            PrincipalKind::Aws | PrincipalKind::Service if !is_everybody(entry) => Some(Self::Signed),
            _ => None,
        }
    }

    fn of_action(action: &str) -> Option<Self> {
        let callers = [Self::Saml, Self::WebIdentity, Self::Signed];
        callers.into_iter().find(|caller| caller.action().eq_ignore_ascii_case(action))
    }

    fn action(self) -> &'static str {
        match self {
            Self::Saml => WITH_SAML,
            Self::WebIdentity => WITH_WEB_IDENTITY,
            Self::Signed => "sts:AssumeRole",
        }
    }
}

fn check(entry: &ActionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if statement.has_not_action() || !statement.allows() {
        return;
    }
    let Some(wanted) = Caller::of_action(&entry.text.text) else { return };
    let fits = |principal: &PrincipalEntry<'_>| Caller::of(principal).is_none_or(|caller| caller == wanted);
    let principals = named(statement);
    if principals.is_empty() || principals.iter().all(fits) {
        return;
    }
    // A principal that another action fits is not held against this one.
    let is_served = |caller: Caller| statement.actions.iter().any(|action| action.covers(caller.action()));
    let served =
        [Caller::Saml, Caller::WebIdentity, Caller::Signed].map(|caller| is_served(caller).then_some(caller));
    let fits_none = !principals.iter().any(fits);
    let misfit = |principal: &&PrincipalEntry<'_>| {
        !fits(principal) && (fits_none || !served.contains(&Caller::of(principal)))
    };
    let misfits: Vec<&PrincipalEntry<'_>> = principals.iter().filter(misfit).collect();
    let Some(first) = misfits.first() else { return };
    let message = format!("`{}` cannot be called by `{}`", entry.text.text, first.value.text);
    let finding = report.at(entry.text.span, message);
    for principal in &misfits {
        finding.also(principal.value.span);
    }
    let Some(caller) = Caller::of(first) else { return };
    finding.help(format!("it needs `{}`", caller.action()));
    let one_fits_all = principals.iter().all(|principal| Caller::of(principal) == Some(caller));
    if one_fits_all && !statement.actions.iter().any(|action| action.covers(caller.action())) {
        let edit = edits::replace_string(entry.text.span, caller.action());
        finding.fix(format!("write `{}`", caller.action()), Safety::Unsafe, [edit]);
    }
}
