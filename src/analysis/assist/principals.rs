//! Principals.

use super::ranking::MAX_OPTIONS;
use super::ranking::fitting;
use super::view::{Completion, CompletionKind, Fact};
use crate::catalogue::embedded;
use crate::policy::PolicyType;

/// `*`.
pub(super) fn everyone() -> Completion {
    Completion::new(CompletionKind::Principal, "*", "everyone")
}

/// The principals that a member of `Principal` may name.
pub(super) fn options(kind: &str, typed: &str, policy_type: PolicyType) -> Vec<Completion> {
    let described = |entries: &[(&str, &str)]| {
        let options =
            entries.iter().map(|(text, detail)| Completion::new(CompletionKind::Principal, *text, *detail));
        fitting(options, typed)
    };
    match kind {
        "AWS" if policy_type == PolicyType::ResourceControl => fitting([everyone()], typed),
        "AWS" => described(&[
            ("*", "everyone"),
            ("arn:aws:iam::<Account>:root", "an account"),
            ("arn:aws:iam::<Account>:role/<RoleName>", "a role"),
            ("arn:aws:iam::<Account>:user/<UserName>", "a user"),
            ("arn:aws:sts::<Account>:assumed-role/<RoleName>/<SessionName>", "a session of a role"),
            ("arn:aws:sts::<Account>:federated-user/<UserName>", "a federated user"),
        ]),
        "Federated" => described(&[
            ("arn:aws:iam::<Account>:oidc-provider/<ProviderName>", "a provider of web identities"),
            ("arn:aws:iam::<Account>:saml-provider/<ProviderName>", "a SAML provider"),
            ("cognito-identity.amazonaws.com", "Amazon Cognito"),
            ("accounts.google.com", "Google"),
            ("graph.facebook.com", "Facebook"),
            ("www.amazon.com", "Login with Amazon"),
        ]),
        "Service" => services(typed),
        _ => Vec::new(),
    }
}

/// The service principals.
pub(super) fn services(typed: &str) -> Vec<Completion> {
    let principals = embedded::service_principals();
    let options = principals.map(|principal| Completion::new(CompletionKind::Principal, principal, ""));
    let mut options = fitting(options, typed);
    if typed.is_empty() {
        return options;
    }
    options.truncate(MAX_OPTIONS);
    options
}

/// Whether the values of the global condition key are service principals.
pub(super) fn is_service_name_key(key: &str) -> bool {
    let keys = [
        "aws:CalledVia",
        "aws:CalledViaFirst",
        "aws:CalledViaLast",
        "aws:PrincipalServiceName",
        "aws:PrincipalServiceNamesList",
    ];
    keys.iter().any(|name| name.eq_ignore_ascii_case(key))
}

/// What is known of a service principal.
pub(super) fn service_facts(name: &str) -> Vec<Fact> {
    let text = match embedded::service_principal(name) {
        Some(listed) if listed == name => "a service of AWS".to_owned(),
        Some(listed) => format!("a form of {listed}"),
        None => "not in the list of known ones, which is not complete".to_owned(),
    };
    vec![Fact { label: "service principal", text }]
}
