//! PS358

use super::accounts::whole_account;
use crate::lint::rules::principals::{is_everybody, named};
use crate::lint::rules::trust::{Provider, add_actions, provider};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry};

pub(super) static RULE: Rule = Rule {
    code: "PS358",
    name: "session-without-assuming",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement that allows `sts:TagSession` or `sts:SetSourceIdentity` to a principal that \
          no statement of the trust policy allows to assume the role. `NotAction` and patterns are \
          let through.",
    matters: "Both are parts of assuming a role. Alone they do nothing.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/Deployer"},
    "Action": ⟦"sts:TagSession"⟧
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
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/Deployer"},
    "Action": ["sts:AssumeRole", "sts:TagSession"]
  }
}"#,
        also: &[],
    },
    fix: "Adds the action that fits the principals. Unsafe: they can assume the role then.",
    actions: &[
        "sts:TagSession",
        "sts:SetSourceIdentity",
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html"],
};

/// Whether some principal is in both, or one of them is for everybody or a whole account.
fn shares_principal(one: &StatementFacts<'_>, other: &StatementFacts<'_>) -> bool {
    let is_wide = |entry: &PrincipalEntry<'_>| is_everybody(entry) || whole_account(entry).is_some();
    let is_same =
        |entry: &PrincipalEntry<'_>| named(other).iter().any(|also| also.value.text == entry.value.text);
    named(one).iter().any(is_wide) || named(other).iter().any(is_wide) || named(one).iter().any(is_same)
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let is_part = |action: &ActionFacts<'_>| {
        ["sts:TagSession", "sts:SetSourceIdentity"]
            .iter()
            .any(|part| action.text.text.eq_ignore_ascii_case(part))
    };
    let is_other_rules_matter = |entry: &PrincipalEntry<'_>| {
        matches!(&*entry.value.text, "rolesanywhere.amazonaws.com" | "pods.eks.amazonaws.com")
    };
    if !statement.allows() || statement.has_not_action() || !statement.actions.iter().all(is_part) {
        return;
    }
    let (Some(first), Some(principal)) = (statement.actions.first(), named(statement).first()) else {
        return;
    };
    let is_assumed_elsewhere = subject.statements.iter().any(|other| {
        let assumes = |action: &ActionFacts<'_>| !is_part(action);
        other.index != statement.index
            && other.allows()
            && other.actions.iter().any(assumes)
            && shares_principal(other, statement)
    });
    if is_assumed_elsewhere || is_other_rules_matter(principal) {
        return;
    }
    let message = format!("`{}` does nothing for principals that may not assume the role", first.text.text);
    let finding = report.at(first.text.span, message);
    statement.actions.iter().skip(1).for_each(|action| {
        finding.also(action.text.span);
    });
    let action = match provider(principal) {
        Some(Provider::Saml) => "sts:AssumeRoleWithSAML",
        Some(Provider::OpenIdConnect(_)) => "sts:AssumeRoleWithWebIdentity",
        None => "sts:AssumeRole",
    };
    finding.help(format!("allow `{action}` too"));
    finding.fix(format!("add `{action}`"), Safety::Unsafe, add_actions(statement, &[action]));
}
