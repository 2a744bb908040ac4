//! All policies that apply to a request, ready for evaluation.

use super::{CompiledPolicy, Keys};
use crate::policy::PolicyType;
use crate::scenario::{NamedPolicy, OrganizationLevel, PolicySet, Slot};

/// The policies attached at one place.
#[derive(Clone, Debug)]
pub struct CompiledLevel {
    /// The name of the place; empty for layers without levels.
    pub name: Box<str>,
    /// The policies.
    pub policies: Box<[CompiledPolicy]>,
}

/// A [`PolicySet`], compiled. Every layer is a list of levels; those that have none of their own have one
/// when something is attached.
#[derive(Clone, Debug)]
pub struct CompiledPolicySet {
    /// See [`PolicySet::identity`].
    pub identity: Slot<Box<[CompiledLevel]>>,
    /// See [`PolicySet::permissions_boundary`].
    pub permissions_boundary: Slot<Box<[CompiledLevel]>>,
    /// See [`PolicySet::session`].
    pub session: Slot<Box<[CompiledLevel]>>,
    /// See [`PolicySet::service_control`].
    pub service_control: Slot<Box<[CompiledLevel]>>,
    /// See [`PolicySet::resource_control`].
    pub resource_control: Slot<Box<[CompiledLevel]>>,
    /// See [`PolicySet::resource`].
    pub resource: Slot<Box<[CompiledLevel]>>,
    /// See [`PolicySet::vpc_endpoint`].
    pub vpc_endpoint: Slot<Box<[CompiledLevel]>>,
    /// The context keys that any of them mentions.
    pub keys: Keys,
}

impl CompiledPolicySet {
    /// Compiles a set.
    #[must_use]
    pub fn compile(set: &PolicySet<'_>) -> Self {
        let mut keys = Keys::default();
        let keys_of = &mut keys;
        Self {
            identity: list(&set.identity, PolicyType::Identity, keys_of),
            permissions_boundary: one(&set.permissions_boundary, PolicyType::PermissionsBoundary, keys_of),
            session: list(&set.session, PolicyType::Session, keys_of),
            service_control: levels(&set.service_control, PolicyType::ServiceControl, keys_of),
            resource_control: levels(&set.resource_control, PolicyType::ResourceControl, keys_of),
            resource: one(&set.resource, PolicyType::Resource, keys_of),
            vpc_endpoint: one(&set.vpc_endpoint, PolicyType::VpcEndpoint, keys_of),
            keys,
        }
    }
}

fn level(
    name: &str,
    policies: &[NamedPolicy<'_>],
    policy_type: PolicyType,
    keys: &mut Keys,
) -> CompiledLevel {
    let policies = policies.iter().map(|policy| CompiledPolicy::compile(policy, policy_type, keys));
    CompiledLevel { name: name.into(), policies: policies.collect() }
}

fn list(
    slot: &Slot<Vec<NamedPolicy<'_>>>,
    policy_type: PolicyType,
    keys: &mut Keys,
) -> Slot<Box<[CompiledLevel]>> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(policies) if policies.is_empty() => Slot::Known(Box::default()),
        Slot::Known(policies) => Slot::Known(Box::new([level("", policies, policy_type, keys)])),
    }
}

fn one(
    slot: &Slot<Option<NamedPolicy<'_>>>,
    policy_type: PolicyType,
    keys: &mut Keys,
) -> Slot<Box<[CompiledLevel]>> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(None) => Slot::Known(Box::default()),
        Slot::Known(Some(policy)) => {
            Slot::Known(Box::new([level("", std::slice::from_ref(policy), policy_type, keys)]))
        }
    }
}

fn levels(
    slot: &Slot<Vec<OrganizationLevel<'_>>>,
    policy_type: PolicyType,
    keys: &mut Keys,
) -> Slot<Box<[CompiledLevel]>> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(levels) => Slot::Known(
            levels.iter().map(|place| level(&place.name, &place.policies, policy_type, keys)).collect(),
        ),
    }
}
