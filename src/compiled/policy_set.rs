//! All policies that apply to a request, ready for evaluation.

use std::borrow::Cow;
use std::sync::Arc;

use super::policy::Compiler;
use super::{CompiledPolicy, Keys};
use crate::policy::PolicyType;
use crate::scenario::{OrganizationLevel, PolicySet, Slot};

/// The policies attached at one place.
#[derive(Clone, Debug)]
pub struct CompiledLevel {
    /// The name of the place; empty for layers without levels.
    pub name: Box<str>,
    /// The policies.
    pub policies: Box<[Arc<CompiledPolicy>]>,
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
    /// Compiles a set; `service` as for [`Compiler::for_service`].
    #[must_use]
    pub fn compile(set: &PolicySet<'_>, service: Option<&str>) -> Self {
        let mut compiler = Compiler::for_service(service.map(Cow::Borrowed));
        let compiled =
            Self::gather(set, |policy, policy_type| Arc::new(compiler.policy(policy, policy_type)));
        Self { keys: compiler.keys, ..compiled }
    }

    /// A set of what `compiled` makes of each policy with `compiler`, now or before.
    #[must_use]
    pub fn compile_with<P>(
        set: &PolicySet<'_, P>,
        compiler: &mut Compiler<'_>,
        mut compiled: impl FnMut(&mut Compiler<'_>, &P, PolicyType) -> Arc<CompiledPolicy>,
    ) -> Self {
        let set = Self::gather(set, |policy, policy_type| compiled(compiler, policy, policy_type));
        Self { keys: compiler.keys.clone(), ..set }
    }

    /// The set without its keys.
    fn gather<P>(
        set: &PolicySet<'_, P>,
        mut compiled: impl FnMut(&P, PolicyType) -> Arc<CompiledPolicy>,
    ) -> Self {
        let mut level = |name: &str, policies: &[P], policy_type| CompiledLevel {
            name: name.into(),
            policies: policies.iter().map(|policy| compiled(policy, policy_type)).collect(),
        };
        let mut unnamed = |slot: Slot<&[P]>, policy_type| match slot {
            Slot::Unknown => Slot::Unknown,
            Slot::Known([]) => Slot::Known(Box::default()),
            Slot::Known(policies) => Slot::Known(Box::from([level("", policies, policy_type)])),
        };
        let identity = unnamed(list(&set.identity), PolicyType::Identity);
        let permissions_boundary = unnamed(one(&set.permissions_boundary), PolicyType::PermissionsBoundary);
        let session = unnamed(list(&set.session), PolicyType::Session);
        let resource = unnamed(one(&set.resource), PolicyType::Resource);
        let vpc_endpoint = unnamed(one(&set.vpc_endpoint), PolicyType::VpcEndpoint);
        let mut named = |slot: &Slot<Vec<OrganizationLevel<'_, P>>>, policy_type| match slot {
            Slot::Unknown => Slot::Unknown,
            Slot::Known(levels) => Slot::Known(
                levels.iter().map(|place| level(&place.name, &place.policies, policy_type)).collect(),
            ),
        };
        Self {
            service_control: named(&set.service_control, PolicyType::ServiceControl),
            resource_control: named(&set.resource_control, PolicyType::ResourceControl),
            identity,
            permissions_boundary,
            session,
            resource,
            vpc_endpoint,
            keys: Keys::default(),
        }
    }
}

fn list<P>(slot: &Slot<Vec<P>>) -> Slot<&[P]> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(policies) => Slot::Known(policies),
    }
}

fn one<P>(slot: &Slot<Option<P>>) -> Slot<&[P]> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(policy) => Slot::Known(policy.as_slice()),
    }
}
