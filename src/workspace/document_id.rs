//! Names for the documents of a workspace.

use serde::{Deserialize, Serialize};

/// Where a document of a workspace is kept. The numbers count the lists of the
/// [`Workspace`](super::model::Workspace) from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DocumentId {
    /// A resource control policy.
    ResourceControl {
        /// Where it is attached.
        place: OrganizationPlace,
        /// Its number there.
        index: usize,
    },
    /// A service control policy.
    ServiceControl {
        /// Where it is attached.
        place: OrganizationPlace,
        /// Its number there.
        index: usize,
    },
    /// The policy of a VPC endpoint.
    VpcEndpoint {
        /// The endpoint.
        endpoint: usize,
    },
    /// The policy of a resource.
    Resource {
        /// The resource.
        resource: usize,
    },
    /// The resource policy of an API as its callers meet it.
    Api {
        /// The API among the front doors.
        door: usize,
    },
    /// The trust policy of a role.
    Trust {
        /// The role.
        principal: usize,
    },
    /// An identity-based policy of a user or role.
    Identity {
        /// The user or role.
        principal: usize,
        /// Its number there.
        index: usize,
    },
    /// An identity-based policy of a group.
    Group {
        /// The group.
        group: usize,
        /// Its number there.
        index: usize,
    },
    /// A permissions boundary.
    Boundary {
        /// The user or role.
        principal: usize,
    },
    /// A session policy.
    Session {
        /// The session.
        session: usize,
        /// Its number there.
        index: usize,
    },
}

/// A place in an organization at which policies are attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OrganizationPlace {
    /// The root or an organizational unit.
    Unit(usize),
    /// An account.
    Account(usize),
}
