//! `Principal` and `NotPrincipal` (§3).

use crate::matching::split_arn;
use crate::policy::{PrincipalElement, PrincipalKind};
use crate::text::Span;

/// A `Principal` or `NotPrincipal` element.
#[derive(Clone, Debug)]
pub struct CompiledPrincipals {
    /// The member in the document.
    pub span: Span,
    /// Whether it is `NotPrincipal`.
    pub negated: bool,
    /// The entries: the token in the document and what it names.
    pub patterns: Box<[(Span, PrincipalPattern)]>,
}

/// What a principal entry names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalPattern {
    /// `"*"`: everyone, services and anonymous callers included (clauses 3.2 and 3.4).
    Everyone,
    /// `{"AWS": "*"}`: everyone; services are an open question (clause 3.24).
    AwsEveryone,
    /// An account, by its number or its root ARN (clause 3.5).
    Account(Box<str>),
    /// A user, role, session or federated user, exactly (clauses 3.8–3.12).
    Arn(Box<str>),
    /// A unique id, which names the principal that has it and no other of the same name (clause 3.18).
    UniqueId(Box<str>),
    /// A service by its exact name (clause 3.15).
    Service(Box<str>),
    /// A SAML or OIDC provider (clause 3.14).
    Federated(Box<str>),
    /// An S3 canonical user: an account whose number the id does not show (clause 3.17).
    CanonicalUser(Box<str>),
}

impl CompiledPrincipals {
    pub(super) fn compile(element: &PrincipalElement<'_>) -> Self {
        let patterns = element.entries.iter().map(|entry| {
            let text = &*entry.value.text;
            let pattern = match entry.kind {
                PrincipalKind::Everyone => PrincipalPattern::Everyone,
                PrincipalKind::Aws => PrincipalPattern::aws(text),
                PrincipalKind::Service => PrincipalPattern::Service(text.into()),
                PrincipalKind::Federated => PrincipalPattern::Federated(text.into()),
                PrincipalKind::CanonicalUser => PrincipalPattern::CanonicalUser(text.into()),
            };
            (entry.value.span, pattern)
        });
        Self { span: element.span, negated: element.negated, patterns: patterns.collect() }
    }
}

impl PrincipalPattern {
    /// What an entry of member `AWS` names.
    fn aws(text: &str) -> Self {
        if text == "*" {
            return PrincipalPattern::AwsEveryone;
        }
        match split_arn(text) {
            Some([_, _, "iam", _, account, "root"]) => PrincipalPattern::Account(account.into()),
            Some(_) => PrincipalPattern::Arn(text.into()),
            None if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                PrincipalPattern::Account(text.into())
            }
            None => PrincipalPattern::UniqueId(text.into()),
        }
    }
}
