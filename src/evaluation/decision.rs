//! What an evaluation says.

use serde::{Deserialize, Serialize};

/// Whether AWS would let the request through (clause 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Decision {
    /// It would.
    Allowed,
    /// A Deny statement applies.
    ExplicitlyDenied,
    /// No Deny applies, and some Allow is missing.
    ImplicitlyDenied,
    /// It depends on what is unknown.
    Unknown,
}

/// A group of policies that AWS checks together, in AWS's own names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Check {
    /// Resource control policies on the resource's account.
    ResourceControlPolicy,
    /// Service control policies on the caller's account.
    ServiceControlPolicy,
    /// The policy of the VPC endpoint on the way.
    VpcEndpoint,
    /// The policy of the resource.
    Resource,
    /// Identity-based policies of the caller.
    Principal,
    /// The permissions boundary of the caller.
    PermissionsBoundary,
    /// The policies of the caller's session.
    Session,
}

impl Check {
    /// All of them, in the order in which AWS lists them.
    pub const ALL: [Check; 7] = [
        Check::ResourceControlPolicy,
        Check::ServiceControlPolicy,
        Check::VpcEndpoint,
        Check::Resource,
        Check::Principal,
        Check::PermissionsBoundary,
        Check::Session,
    ];

    /// The member of a scenario that holds the policies of this check.
    #[must_use]
    pub fn scenario_member(self) -> &'static str {
        match self {
            Check::ResourceControlPolicy => "rcps",
            Check::ServiceControlPolicy => "scps",
            Check::VpcEndpoint => "vpc_endpoint_policy",
            Check::Resource => "resource_policy",
            Check::Principal => "identity_policies",
            Check::PermissionsBoundary => "permissions_boundary",
            Check::Session => "session_policies",
        }
    }
}

/// Where a statement stands among the policies of a check: all counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct StatementPlace {
    /// The level; 0 for checks without levels.
    pub level: usize,
    /// The policy in its level.
    pub policy: usize,
    /// The statement in its policy.
    pub statement: usize,
}

/// What made the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DecidedBy {
    /// The check that stopped the request, or the one whose Allow let it through.
    pub check: Check,
    /// For organization policies, the level that stopped it.
    pub level: Option<usize>,
    /// The statement that denied or allowed; none where an Allow is missing.
    pub statement: Option<StatementPlace>,
}

/// Something unknown that a decision depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dependency {
    /// The policies of a check.
    Layer(Check),
    /// A context key, in lower case.
    ContextKey(String),
    /// A policy with a part that cannot be read: its check and its name.
    UnreadablePolicy(Check, String),
    /// A principal given as an S3 canonical user id, whose account the id does not show.
    CanonicalUser(String),
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The decision.
    pub decision: Decision,
    /// What made it; none when it is unknown, or when no policy was asked (root user, a call that needs no
    /// permission).
    pub decided_by: Option<DecidedBy>,
    /// Every decision that is possible, in the order of [`Decision`]; one unless the decision is unknown.
    pub possible: Vec<Decision>,
    /// What an unknown decision depends on.
    pub depends_on: Vec<Dependency>,
}
