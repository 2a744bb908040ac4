//! What requests reach, and the VPC endpoints through which they travel.

use serde::{Deserialize, Serialize};

use super::{OrderedMap, PolicyDocument, UnknownMembers, is_neutral};
use crate::scenario::{Slot, VpcEndpointType};

/// A resource that has a policy, tags or an account of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a resource")]
pub struct Resource {
    /// Its ARN. What lies in it, such as the objects of a bucket, falls under its policy too.
    pub arn: String,
    /// Id of the account that owns it, for ARNs that carry none.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub account: Option<String>,
    /// The policy attached to it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub policy: Slot<Option<PolicyDocument>>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub tags: OrderedMap<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A VPC endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a VPC endpoint")]
pub struct VpcEndpoint {
    /// Its id: `vpce-…`.
    pub id: String,
    /// Id of its VPC: `vpc-…`.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub vpc: Option<String>,
    /// Id of the account that owns it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub account: Option<String>,
    /// How it leads to a service, where that is known.
    #[serde(default, rename = "type", skip_serializing_if = "is_neutral")]
    pub endpoint_type: Option<VpcEndpointType>,
    /// The policy attached to it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub policy: Slot<Option<PolicyDocument>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
