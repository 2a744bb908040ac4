//! What is asked.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Principal;
use crate::matching::{split_arn, split_at_colon};
use crate::policy::PolicyType;
use crate::reading::Readings;

/// A key of the request context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextEntry<'t> {
    /// The key; upper and lower case do not count.
    pub key: Cow<'t, str>,
    /// Its values; several for a multivalued key.
    pub values: Vec<Cow<'t, str>>,
    /// Whether it follows from the rest of the request and nobody gave it.
    pub derived: bool,
}

/// How a VPC endpoint leads to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", expecting = "`gateway` or `interface`")]
pub enum VpcEndpointType {
    /// By an entry in a route table: for S3 and DynamoDB only.
    Gateway,
    /// By a network interface in the VPC.
    Interface,
}

/// A request and all that AWS knows about it.
#[derive(Clone, Debug)]
pub struct Request<'t> {
    /// The caller.
    pub principal: Principal,
    /// `service:Action`
    pub action: Cow<'t, str>,
    /// An ARN, or `*` for an action without resource-level permissions (clause 2.22).
    pub resource: Cow<'t, str>,
    /// The account that owns the resource.
    pub resource_account: Cow<'t, str>,
    /// The context keys that the request has; a key that is not listed is absent.
    pub context: Vec<ContextEntry<'t>>,
    /// Context keys of which nobody knows whether the request has them, and with which value.
    pub unknown_context: Vec<Cow<'t, str>>,
    /// The type of the VPC endpoint that the request travels through, where it is known.
    pub vpc_endpoint_type: Option<VpcEndpointType>,
    /// The sides taken where AWS's documents leave a question open.
    pub readings: Readings,
}

impl Request<'_> {
    /// The account that owns `resource` as far as its ARN tells, else the caller's.
    #[must_use]
    pub fn account_of_resource<'r>(resource: &'r str, principal: &'r Principal) -> &'r str {
        match split_arn(resource) {
            Some([_, _, _, _, account, _]) if !account.is_empty() => account,
            _ => principal.account().unwrap_or_default(),
        }
    }

    /// What kind of policy the resource carries: see [`resource_policy_type`].
    #[must_use]
    pub fn resource_policy_type(&self) -> PolicyType {
        resource_policy_type(&self.action, &self.resource)
    }
}

/// What kind of policy is asked when `action` is done to `resource`: a trust policy when a role is being
/// assumed, a key policy when a KMS key is used (§10), else an ordinary one.
#[must_use]
pub fn resource_policy_type(action: &str, resource: &str) -> PolicyType {
    let (service, name) = split_at_colon(action).unwrap_or_default();
    let is_call = |call: &str| name.eq_ignore_ascii_case(call);
    let assumes_role = || {
        const ASSUME_ROLE: &str = "AssumeRole";
        let start = name.get(..ASSUME_ROLE.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(ASSUME_ROLE))
            || is_call("TagSession")
            || is_call("SetSourceIdentity")
    };
    match split_arn(resource) {
        Some([_, _, "iam", .., resource])
            if service.eq_ignore_ascii_case("sts") && resource.starts_with("role/") && assumes_role() =>
        {
            PolicyType::RoleTrust
        }
        Some([_, _, "kms", .., resource])
            if service.eq_ignore_ascii_case("kms") && resource.starts_with("key/") =>
        {
            PolicyType::Key
        }
        _ => PolicyType::Resource,
    }
}
