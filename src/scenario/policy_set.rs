//! The policies that apply to a request.

use std::borrow::Cow;

use super::Slot;
use crate::policy::{Policy, PolicyType, check_grammar, check_size, read_policy};
use crate::text::json::{self, Node};
use crate::text::{Diagnostic, Severity};

/// A policy and the name that its owner gave it.
#[derive(Clone, Debug)]
pub struct NamedPolicy<'t> {
    /// The name.
    pub name: Cow<'t, str>,
    /// The document.
    pub policy: Policy<'t>,
}

impl<'t> NamedPolicy<'t> {
    /// Reads a document as a policy of the given type; also returns what is wrong with it.
    #[must_use]
    pub fn read(name: Cow<'t, str>, document: &Node<'t>, policy_type: PolicyType) -> (Self, Vec<Diagnostic>) {
        let (mut policy, mut diagnostics) = read_policy(document);
        diagnostics.extend(check_grammar(&mut policy, policy_type));
        (Self { name, policy }, diagnostics)
    }

    /// Reads a text as a policy of the given type; also returns what is wrong with it. None for a text without anything
    /// in it. A text that AWS would not read as JSON makes an unreadable policy, so that nothing is decided as if it
    /// were not there.
    #[must_use]
    pub fn read_text(
        name: &'t str,
        text: &'t str,
        policy_type: PolicyType,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let json::Parsed { root, diagnostics } = json::parse(text);
        let Some(root) = root else {
            if text.trim().is_empty() {
                return (None, diagnostics);
            }
            let mut policy = Self { name: Cow::Borrowed(name), policy: Policy::default() };
            policy.policy.unreadable = diagnostics.first().cloned().map(Box::new);
            return (Some(policy), diagnostics);
        };
        let (mut policy, more) = Self::read(Cow::Borrowed(name), &root, policy_type);
        let is_broken =
            |found: &&Diagnostic| found.severity == Severity::Error && found.code != "duplicate-member";
        if let Some(first) = diagnostics.iter().find(is_broken) {
            policy.policy.unreadable = Some(Box::new(first.clone()));
        }
        let size = check_size(text, policy_type);
        let mut diagnostics: Vec<Diagnostic> = size.into_iter().chain(diagnostics).chain(more).collect();
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        (Some(policy), diagnostics)
    }
}

/// The policies attached at one place of an organization: the root, a unit or the account itself.
#[derive(Clone, Debug)]
pub struct OrganizationLevel<'t, P = NamedPolicy<'t>> {
    /// The name of the place.
    pub name: Cow<'t, str>,
    /// What is attached there, `FullAWSAccess` or `RCPFullAWSAccess` included.
    pub policies: Vec<P>,
}

/// Every policy that applies to a request, by layer; each as it was read, or in another form.
#[derive(Clone, Debug)]
pub struct PolicySet<'t, P = NamedPolicy<'t>> {
    /// Identity-based policies of the caller, those of its groups included.
    pub identity: Slot<Vec<P>>,
    /// The permissions boundary of the caller.
    pub permissions_boundary: Slot<Option<P>>,
    /// The policies passed when the caller's session was made.
    pub session: Slot<Vec<P>>,
    /// Service control policies on the caller's account, from the root down.
    pub service_control: Slot<Vec<OrganizationLevel<'t, P>>>,
    /// Resource control policies on the resource's account, from the root down.
    pub resource_control: Slot<Vec<OrganizationLevel<'t, P>>>,
    /// The policy of the resource: trust policy of a role and key policy of a key included.
    pub resource: Slot<Option<P>>,
    /// The policy of the VPC endpoint that the request travels through.
    pub vpc_endpoint: Slot<Option<P>>,
}

impl<P> Default for PolicySet<'_, P> {
    fn default() -> Self {
        Self {
            identity: Slot::default(),
            permissions_boundary: Slot::default(),
            session: Slot::default(),
            service_control: Slot::default(),
            resource_control: Slot::default(),
            resource: Slot::default(),
            vpc_endpoint: Slot::default(),
        }
    }
}

impl<'t> PolicySet<'t> {
    /// All policies, layer by layer.
    pub fn policies(&self) -> impl Iterator<Item = &NamedPolicy<'t>> {
        let lists = [&self.identity, &self.session].into_iter().filter_map(Slot::known).flatten();
        let singles = [&self.permissions_boundary, &self.resource, &self.vpc_endpoint];
        let singles = singles.into_iter().filter_map(Slot::known).flatten();
        let levels =
            [&self.service_control, &self.resource_control].into_iter().filter_map(Slot::known).flatten();
        lists.chain(singles).chain(levels.flat_map(|level| &level.policies))
    }

    /// The first fault, by position, that leaves open what a policy or a statement means.
    #[must_use]
    pub fn first_unreadable(&self) -> Option<&Diagnostic> {
        let faults = self.policies().flat_map(|named| {
            let of_statements =
                named.policy.statements.iter().filter_map(|statement| statement.unreadable.as_deref());
            named.policy.unreadable.as_deref().into_iter().chain(of_statements)
        });
        faults.min_by_key(|fault| fault.span)
    }
}
