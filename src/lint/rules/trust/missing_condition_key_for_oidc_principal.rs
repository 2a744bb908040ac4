//! PS119

use super::federation::{claim_of, is_github, openid_providers};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS119",
    name: "missing-condition-key-for-oidc-principal",
    issue_code: Some("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL"),
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of `sts:AssumeRoleWithWebIdentity` for an OpenID Connect provider without a \
          condition on any key of that provider. GitHub has a rule of its own.",
    matters: "Everybody with a token of the provider, whatever application it was made for, can assume \
          the role.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": ⟦"accounts.google.com"⟧},
    "Action": "sts:AssumeRoleWithWebIdentity"
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
    "Principal": {"Federated": "accounts.google.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"accounts.google.com:aud": "app", "accounts.google.com:sub": "1234"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: for which application and which users the role is only the author knows.",
    actions: &["sts:AssumeRoleWithWebIdentity"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-missing-condition-key-for-oidc-principal",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    for (entry, name) in openid_providers(statement) {
        let tells_of_it = |condition: &ConditionFacts<'_>| claim_of(condition, name).is_some();
        if is_github(name) || statement.conditions.iter().any(tells_of_it) {
            continue;
        }
        let message = format!("every token of `{name}` will do: there is no condition on what is in it");
        let finding = report.at(entry.value.span, message);
        finding.help(format!("add conditions on `{name}:aud` and `{name}:sub`"));
    }
}
