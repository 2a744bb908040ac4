//! The workspace as a whole, and its JSON.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Account, DoorWithRequests, Group, NamedRequest, Organization, Principal, Resource, Session, Template,
    UnknownMembers, VpcEndpoint, WorkspaceError, is_neutral,
};

/// The version of the workspace format that this program writes.
pub const FORMAT_VERSION: u64 = 1;

/// All that a request can be resolved against, and the requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a workspace")]
pub struct Workspace {
    /// Version of the format, at least 1. One that was read from a newer program keeps its number.
    #[serde(rename = "policyscope")]
    pub format_version: u64,
    /// What the page calls it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: Option<String>,
    /// The organization that the accounts belong to.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub organization: Option<Organization>,
    /// The accounts about which more is known than their number.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub accounts: Vec<Account>,
    /// Roles, users and root users.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub principals: Vec<Principal>,
    /// Groups of users.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub groups: Vec<Group>,
    /// Sessions of the roles and federated users.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub sessions: Vec<Session>,
    /// Resources that have a policy, tags or an account of their own.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub resources: Vec<Resource>,
    /// VPC endpoints.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub vpc_endpoints: Vec<VpcEndpoint>,
    /// The templates from which policies were taken over.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub templates: Vec<Template>,
    /// APIs, each with requests that are sent to it one after the other.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub front_doors: Vec<DoorWithRequests>,
    /// The requests, in the order of the page's tabs.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub requests: Vec<NamedRequest>,
    /// Index of the request that the page shows; below the number of requests, or 0 when there is none.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub selected_request: usize,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

impl Default for Workspace {
    fn default() -> Self {
        Self {
            format_version: FORMAT_VERSION,
            name: None,
            organization: None,
            accounts: Vec::new(),
            principals: Vec::new(),
            groups: Vec::new(),
            sessions: Vec::new(),
            resources: Vec::new(),
            vpc_endpoints: Vec::new(),
            templates: Vec::new(),
            front_doors: Vec::new(),
            requests: Vec::new(),
            selected_request: 0,
            unknown_members: UnknownMembers::new(),
        }
    }
}

impl Workspace {
    /// Reads a workspace from its JSON.
    ///
    /// A newer version is read as far as this program understands it. `selected_request` is lowered to the last
    /// request when it is too high.
    ///
    /// # Errors
    ///
    /// [`WorkspaceError`] when `json` is not JSON, is not a workspace (no member `policyscope` that is a whole
    /// number from 1), or holds something of the wrong kind; it names the place.
    pub fn from_json(json: &str) -> Result<Self, WorkspaceError> {
        check_header(json)?;
        let mut workspace: Self =
            serde_json::from_str(json).map_err(|error| WorkspaceError::unreadable(json, &error))?;
        workspace.selected_request =
            workspace.selected_request.min(workspace.requests.len().saturating_sub(1));
        Ok(workspace)
    }

    /// Its JSON on one line, as links carry it.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, maps from strings and numbers that came from JSON always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Its JSON indented by two spaces, as files hold it, without a line break at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Tells a text that is no workspace at all from one with a mistake somewhere in it.
fn check_header(json: &str) -> Result<(), WorkspaceError> {
    #[derive(Deserialize)]
    struct Header {
        policyscope: Option<Value>,
    }

    match serde_json::from_str::<Header>(json) {
        Ok(header) if header.policyscope.as_ref().and_then(Value::as_u64) >= Some(1) => Ok(()),
        Err(error) if !error.is_data() => Err(WorkspaceError::unreadable(json, &error)),
        _ => Err(WorkspaceError::not_a_workspace()),
    }
}
