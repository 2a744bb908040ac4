//! All policies that apply to a request, ready for evaluation.

use super::policy::Compiler;
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
    /// Compiles a set; with `service`, a service prefix in any case, statements that cover no action of that
    /// service are left empty, so that they apply to none.
    #[must_use]
    pub fn compile(set: &PolicySet<'_>, service: Option<&str>) -> Self {
        let mut compiler = Compiler { keys: Keys::default(), service };
        let compiler_of = &mut compiler;
        Self {
            identity: list(&set.identity, PolicyType::Identity, compiler_of),
            permissions_boundary: one(
                &set.permissions_boundary,
                PolicyType::PermissionsBoundary,
                compiler_of,
            ),
            session: list(&set.session, PolicyType::Session, compiler_of),
            service_control: levels(&set.service_control, PolicyType::ServiceControl, compiler_of),
            resource_control: levels(&set.resource_control, PolicyType::ResourceControl, compiler_of),
            resource: one(&set.resource, PolicyType::Resource, compiler_of),
            vpc_endpoint: one(&set.vpc_endpoint, PolicyType::VpcEndpoint, compiler_of),
            keys: compiler.keys,
        }
    }
}

fn level(
    name: &str,
    policies: &[NamedPolicy<'_>],
    policy_type: PolicyType,
    compiler: &mut Compiler<'_>,
) -> CompiledLevel {
    let policies = policies.iter().map(|policy| compiler.policy(policy, policy_type));
    CompiledLevel { name: name.into(), policies: policies.collect() }
}

fn list(
    slot: &Slot<Vec<NamedPolicy<'_>>>,
    policy_type: PolicyType,
    compiler: &mut Compiler<'_>,
) -> Slot<Box<[CompiledLevel]>> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(policies) if policies.is_empty() => Slot::Known(Box::default()),
        Slot::Known(policies) => Slot::Known(Box::new([level("", policies, policy_type, compiler)])),
    }
}

fn one(
    slot: &Slot<Option<NamedPolicy<'_>>>,
    policy_type: PolicyType,
    compiler: &mut Compiler<'_>,
) -> Slot<Box<[CompiledLevel]>> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(None) => Slot::Known(Box::default()),
        Slot::Known(Some(policy)) => {
            Slot::Known(Box::new([level("", std::slice::from_ref(policy), policy_type, compiler)]))
        }
    }
}

fn levels(
    slot: &Slot<Vec<OrganizationLevel<'_>>>,
    policy_type: PolicyType,
    compiler: &mut Compiler<'_>,
) -> Slot<Box<[CompiledLevel]>> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(levels) => Slot::Known(
            levels.iter().map(|place| level(&place.name, &place.policies, policy_type, compiler)).collect(),
        ),
    }
}
