//! Where a policy comes from.

use serde::{Deserialize, Serialize};

use super::{UnknownMembers, is_neutral};

/// Where a policy comes from: enough to find it again when its template is read again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "the origin of a policy")]
pub struct DocumentOrigin {
    /// Index of the template in the workspace.
    pub template: usize,
    /// Logical id of the resource that holds the policy; for statements gathered from several resources, of what they
    /// are attached to.
    pub resource: String,
    /// The way to it in that resource's properties: `Policies.0.PolicyDocument`.
    pub property: String,
    /// Logical id, or ARN, of what the policy is attached to, where that is another resource.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub attached_to: Option<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
