//! Who makes requests: roles, users, groups of users, and sessions.

use serde::{Deserialize, Serialize};

use super::{OrderedMap, PolicyDocument, UnknownMembers, is_neutral};
use crate::scenario::Slot;

/// A role, a user or an account's root user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a principal")]
pub struct Principal {
    /// Its ARN, with the path.
    pub arn: String,
    /// Who may assume it, where it is a role.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub trust_policy: Slot<Option<PolicyDocument>>,
    /// The policies attached to it or written into it; those of a user's groups stand with the groups.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub identity_policies: Slot<Vec<PolicyDocument>>,
    /// The policy that limits what its identity policies can allow.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub permissions_boundary: Slot<Option<PolicyDocument>>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub tags: OrderedMap<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A group of users.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a group")]
pub struct Group {
    /// Its ARN, with the path.
    pub arn: String,
    /// ARNs of the users in it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub members: Vec<String>,
    /// The policies that its users get from it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub identity_policies: Slot<Vec<PolicyDocument>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A session of a role, or of a federated user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a session")]
pub struct Session {
    /// Its ARN: `arn:aws:sts::…:assumed-role/…` or `arn:aws:sts::…:federated-user/…`.
    pub arn: String,
    /// ARN of the role, with its path, or of the user who federated.
    pub issued_by: String,
    /// The policies passed when the session was made.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub session_policies: Slot<Vec<PolicyDocument>>,
    /// The tags passed when the session was made.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub tags: OrderedMap<String>,
    /// The source identity set when the session was made.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub source_identity: Option<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
