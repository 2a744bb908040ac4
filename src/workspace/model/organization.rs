//! The organization, its units, and the accounts.

use serde::{Deserialize, Serialize};

use super::{PolicyDocument, UnknownMembers, is_neutral};
use crate::scenario::Slot;

/// An AWS organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an organization")]
pub struct Organization {
    /// The organization's id: `o-exampleorgid`.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub id: Option<String>,
    /// Id of the management account, which service and resource control policies do not bind.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub management_account: Option<String>,
    /// The roots and the organizational units, in any order.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub units: Vec<Unit>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A root of an organization or one of its organizational units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an organizational unit")]
pub struct Unit {
    /// Its id: `r-abcd` or `ou-abcd-12345678`; unique in the organization.
    pub id: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: Option<String>,
    /// Id of the unit that it belongs to; absent for a root.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub parent: Option<String>,
    /// The service control policies attached here, `FullAWSAccess` included.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub scps: Slot<Vec<PolicyDocument>>,
    /// The resource control policies attached here, `RCPFullAWSAccess` included.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub rcps: Slot<Vec<PolicyDocument>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// An AWS account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an account")]
pub struct Account {
    /// Its twelve-digit id.
    pub id: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: Option<String>,
    /// Id of the unit that it belongs to; absent for an account outside the organization.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub unit: Option<String>,
    /// The service control policies attached to the account itself.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub scps: Slot<Vec<PolicyDocument>>,
    /// The resource control policies attached to the account itself.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub rcps: Slot<Vec<PolicyDocument>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
