//! PS068

use super::federation::provider;
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS068",
    name: "invalid-federated-principal-syntax-in-role-trust-policy",
    issue_code: Some("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY"),
    severity: Severity::Error,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Principal(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Federated` entry that is neither a domain name nor the ARN of a SAML or OpenID \
          Connect provider with an account of 12 digits. Entries with wildcards or template \
          placeholders are left to other rules.",
    matters: "AWS refuses the trust policy.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": ⟦"https://accounts.google.com"⟧},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"accounts.google.com:aud": "app", "accounts.google.com:sub": "1234"}
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
    "Principal": {"Federated": "accounts.google.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"accounts.google.com:aud": "app", "accounts.google.com:sub": "1234"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Removes `https://` from the name of a provider. Unsafe: the role trusts the provider \
          then.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-federated-principal-syntax-in-role-trust-policy",
    ],
};

fn is_well_formed(entry: &PrincipalEntry<'_>) -> bool {
    let is_account = |account: &str| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    provider(entry).is_some()
        && ArnFields::split(&entry.value.text)
            .is_none_or(|arn| arn.region == Some("") && arn.account.is_some_and(is_account))
}

fn check(entry: &PrincipalEntry<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let text = &entry.value.text;
    let is_for_others = |text: &str| text.contains(['*', '?']) || text.contains("${");
    if entry.kind != PrincipalKind::Federated || is_for_others(text) || is_well_formed(entry) {
        return;
    }
    let message = format!("`{text}` is neither a domain name nor the ARN of an identity provider");
    let finding = report.at(entry.value.span, message);
    finding.help(
        "write `accounts.google.com`, or an ARN such as `arn:aws:iam::111122223333:saml-provider/name`",
    );
    let address = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    if let Some(name) = address.map(|address| address.trim_end_matches('/')).filter(|name| name.contains('.'))
    {
        let edit = edits::replace_string(entry.value.span, name);
        finding.fix(format!("write `{name}`"), Safety::Unsafe, [edit]);
    }
}
