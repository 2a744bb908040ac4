//! Identity providers in trust policies, and the condition keys that tell what is in their tokens.

use crate::lint::rules::principals::{asks_for_a_value, named};
use crate::lint::{ArnFields, ConditionFacts, StatementFacts};
use crate::policy::{PrincipalEntry, PrincipalKind};

/// GitHub Actions.
pub(in crate::lint::rules) const GITHUB: &str = "token.actions.githubusercontent.com";
/// Amazon Cognito identity pools.
pub(in crate::lint::rules) const COGNITO: &str = "cognito-identity.amazonaws.com";

/// The action for SAML providers.
pub(in crate::lint::rules) const WITH_SAML: &str = "sts:AssumeRoleWithSAML";
/// The action for OpenID Connect providers.
pub(in crate::lint::rules) const WITH_WEB_IDENTITY: &str = "sts:AssumeRoleWithWebIdentity";

/// What a `Federated` entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lint::rules) enum Provider<'p> {
    /// A SAML provider.
    Saml,
    /// An OpenID Connect provider, with the name that its condition keys begin with.
    OpenIdConnect(&'p str),
}

/// The provider that an entry names; `None` for other principals and for what names none.
pub(in crate::lint::rules) fn provider<'p>(entry: &'p PrincipalEntry<'_>) -> Option<Provider<'p>> {
    if entry.kind != PrincipalKind::Federated {
        return None;
    }
    let text: &str = &entry.value.text;
    match ArnFields::split(text) {
        Some(ArnFields { service: Some("iam"), resource: Some(resource), .. }) => {
            let of_kind = |kind| resource.strip_prefix(kind).filter(|name: &&str| !name.is_empty());
            let saml = of_kind("saml-provider/").map(|_| Provider::Saml);
            saml.or_else(|| of_kind("oidc-provider/").map(Provider::OpenIdConnect))
        }
        Some(_) => None,
        None => is_domain(text).then_some(Provider::OpenIdConnect(text)),
    }
}

/// Whether `text` is written like `accounts.google.com`, perhaps with a path.
fn is_domain(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.contains('.') && host.split('.').all(is_label) && !text.contains([' ', '*', '?'])
}

/// The OpenID Connect providers that a statement trusts.
pub(in crate::lint::rules) fn openid_providers<'s>(
    statement: &StatementFacts<'s>,
) -> impl Iterator<Item = (&'s PrincipalEntry<'s>, &'s str)> {
    let trusts = statement.allows() && statement.is_about(WITH_WEB_IDENTITY);
    let entries = if trusts { named(statement) } else { &[] };
    entries.iter().filter_map(|entry| match provider(entry)? {
        Provider::OpenIdConnect(name) => Some((entry, name)),
        Provider::Saml => None,
    })
}

/// Whether `provider` is GitHub Actions, with or without the path of an enterprise.
pub(in crate::lint::rules) fn is_github(provider: &str) -> bool {
    provider.get(..GITHUB.len()).is_some_and(|start| start.eq_ignore_ascii_case(GITHUB))
        && matches!(provider.as_bytes().get(GITHUB.len()), None | Some(b'/'))
}

/// The claim of which a condition key tells, where it is one of `provider`: `sub`.
pub(in crate::lint::rules) fn claim_of<'s>(
    condition: &ConditionFacts<'s>,
    provider: &str,
) -> Option<&'s str> {
    let key = condition.key();
    let rest = key.get(provider.len()..).filter(|_| condition.key_begins_with(provider))?;
    rest.strip_prefix([':', '/']).map(|claim| claim.rsplit(':').next().unwrap_or(claim))
}

/// The conditions on a claim of GitHub's tokens that ask for a value.
pub(in crate::lint::rules) fn github_conditions<'a, 's>(
    statement: &'a StatementFacts<'s>,
    claim: &'static str,
) -> impl Iterator<Item = &'a ConditionFacts<'s>> {
    statement.conditions.iter().filter(move |condition| {
        claim_of(condition, GITHUB).is_some_and(|of| of.eq_ignore_ascii_case(claim))
            && asks_for_a_value(condition)
    })
}
