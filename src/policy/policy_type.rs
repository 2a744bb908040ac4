//! What kinds of policy there are.

use serde::{Deserialize, Serialize};

/// Where a policy is attached, which decides what it may contain (clause 1.50).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PolicyType {
    /// Attached to a user, a group or a role.
    Identity,
    /// The permissions boundary of a user or a role.
    PermissionsBoundary,
    /// Passed when a session is made.
    Session,
    /// A service control policy of an organization.
    ServiceControl,
    /// A resource control policy of an organization.
    ResourceControl,
    /// Attached to a resource other than a role or a KMS key.
    Resource,
    /// The trust policy of a role.
    RoleTrust,
    /// The key policy of a KMS key.
    Key,
    /// Attached to a VPC endpoint.
    VpcEndpoint,
}

impl PolicyType {
    /// All of them.
    pub const ALL: [PolicyType; 9] = [
        Self::Identity,
        Self::PermissionsBoundary,
        Self::Session,
        Self::ServiceControl,
        Self::ResourceControl,
        Self::Resource,
        Self::RoleTrust,
        Self::Key,
        Self::VpcEndpoint,
    ];

    /// The name in messages: `identity-based policy`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PolicyType::Identity => "identity-based policy",
            PolicyType::PermissionsBoundary => "permissions boundary",
            PolicyType::Session => "session policy",
            PolicyType::ServiceControl => "service control policy",
            PolicyType::ResourceControl => "resource control policy",
            PolicyType::Resource => "resource-based policy",
            PolicyType::RoleTrust => "role trust policy",
            PolicyType::Key => "key policy",
            PolicyType::VpcEndpoint => "VPC endpoint policy",
        }
    }

    /// The name with its article: `an identity-based policy`.
    #[must_use]
    pub fn name_with_article(self) -> String {
        let article = if self == PolicyType::Identity { "an" } else { "a" };
        format!("{article} {}", self.name())
    }

    /// Whether its statements name principals.
    #[must_use]
    pub fn has_principals(self) -> bool {
        match self {
            PolicyType::Identity
            | PolicyType::PermissionsBoundary
            | PolicyType::Session
            | PolicyType::ServiceControl => false,
            PolicyType::ResourceControl
            | PolicyType::Resource
            | PolicyType::RoleTrust
            | PolicyType::Key
            | PolicyType::VpcEndpoint => true,
        }
    }

    /// Whether a short ARN in `Resource` is completed with `*` (clauses 2.28 and 2.29).
    #[must_use]
    pub fn completes_short_arns(self) -> bool {
        matches!(self, PolicyType::Identity | PolicyType::PermissionsBoundary)
    }
}
