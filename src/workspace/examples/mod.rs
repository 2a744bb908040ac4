//! Workspaces to begin with: each shows one idea, with a request that it lets through and one that it stops.

use super::model::{Workspace, WorkspaceError};

/// A workspace that teaches one idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its stable name, in kebab case.
    pub id: &'static str,
    /// A few words for lists.
    pub title: &'static str,
    /// What its workspace is called.
    pub name: &'static str,
    /// What one learns from it, as one sentence.
    pub teaches: &'static str,
    /// The workspace as indented JSON.
    pub json: &'static str,
}

impl Example {
    /// The workspace.
    ///
    /// # Errors
    ///
    /// [`WorkspaceError`] when the text is no workspace, which the tests rule out for [`EXAMPLES`].
    pub fn workspace(&self) -> Result<Workspace, WorkspaceError> {
        Workspace::from_json(self.json)
    }
}

/// All examples, the simplest first.
pub const EXAMPLES: [Example; 7] = [
    Example {
        id: "lambda-reads-bucket",
        title: "Lambda reads a bucket",
        name: "A Lambda function that reads one bucket",
        teaches: "Nothing is allowed until a statement allows it, and the ARN of a bucket's objects does not cover \
                  the bucket itself.",
        json: include_str!("lambda-reads-bucket.json"),
    },
    Example {
        id: "cross-account-bucket",
        title: "Bucket in another account",
        name: "A role that reads another account's bucket",
        teaches: "Between two accounts both sides must allow: the role's own policy and the bucket's policy.",
        json: include_str!("cross-account-bucket.json"),
    },
    Example {
        id: "permissions-boundary",
        title: "Permissions boundary",
        name: "A permissions boundary that cuts",
        teaches: "A permissions boundary only limits: a request needs an allow in it and in the identity policy.",
        json: include_str!("permissions-boundary.json"),
    },
    Example {
        id: "region-guardrail",
        title: "One Region for everybody",
        name: "An organization that works in one Region",
        teaches: "A deny in a service control policy stops even an administrator, except for the actions that \
                  its `NotAction` leaves out.",
        json: include_str!("region-guardrail.json"),
    },
    Example {
        id: "service-trust",
        title: "Roles that trust Lambda",
        name: "Two roles that trust Lambda",
        teaches: "A trust policy that names a service should also check for which account the service works.",
        json: include_str!("service-trust.json"),
    },
    Example {
        id: "api-by-ip-address",
        title: "API by IP address",
        name: "An API open to two networks",
        teaches: "A deny for every other network wins over an allow for everyone, and what no statement allows \
                  stays closed.",
        json: include_str!("api-by-ip-address.json"),
    },
    Example {
        id: "booking-service",
        title: "Booking service",
        name: "A booking service with one role that is too broad",
        teaches: "Each function has the rights of its role: a role of its own can be small, a shared one is too broad \
                  for each of them.",
        json: include_str!("booking-service.json"),
    },
];

/// APIs to be put into a workspace, each with its requests and the principals that sign them.
pub const DOOR_EXAMPLES: [Example; 4] = [
    Example {
        id: "token-authorizer",
        title: "Token authorizer",
        name: "Token authorizer with a cached policy",
        teaches: "A policy that an authorizer returned is kept and used for the next method too, which it does not \
                  name.",
        json: include_str!("front_doors/token-authorizer.json"),
    },
    Example {
        id: "private-api",
        title: "Private API by VPC endpoint",
        name: "Private API behind one VPC endpoint",
        teaches: "A private API asks the policy of the VPC endpoint first, then its own, by `aws:SourceVpce`.",
        json: include_str!("front_doors/private-api.json"),
    },
    Example {
        id: "partner-api",
        title: "Partner API with keys",
        name: "Partner API with keys and a usage plan",
        teaches: "A key counts only with a usage plan for the stage, which limits rate and quota.",
        json: include_str!("front_doors/partner-api.json"),
    },
    Example {
        id: "booking-api",
        title: "Booking service signed by IAM",
        name: "Booking service signed by IAM",
        teaches: "Inside one account the caller's policy or the API's is enough; from another account both must allow.",
        json: include_str!("front_doors/booking-api.json"),
    },
];

/// The example with that `id`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Example> {
    EXAMPLES.iter().chain(&DOOR_EXAMPLES).find(|example| example.id == id)
}
