//! APIs as their callers meet them, and the requests to them.

use serde::{Deserialize, Serialize};

use super::{UnknownMembers, WorkspaceError, is_neutral};
use crate::front_door::{DoorRequestText, FrontDoor};

/// An API and the requests that are sent to it, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an API with its requests")]
pub struct DoorWithRequests {
    /// The API.
    pub door: FrontDoor,
    /// The requests, in the order in which they are sent. What an authorizer answers to one may be kept for those after it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub requests: Vec<NamedDoorRequest>,
    /// Where the API was taken from, if it was taken from a template.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub origin: Option<DoorOrigin>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// Where an API comes from: enough to find it again when its template is read again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "the origin of an API")]
pub struct DoorOrigin {
    /// Index of the template in the workspace.
    pub template: usize,
    /// Logical id of the API.
    pub resource: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// Reads an API from the JSON that somebody typed.
///
/// # Errors
/// [`WorkspaceError`] when `json` is not JSON, lacks something or holds something of the wrong kind; it names the place.
pub fn read_front_door(json: &str) -> Result<FrontDoor, WorkspaceError> {
    serde_json::from_str(json).map_err(|error| WorkspaceError::unreadable(json, &error))
}

/// A request to an API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a request to an API")]
pub struct NamedDoorRequest {
    /// What the page calls it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: Option<String>,
    /// ARN of the principal or session that signed it, with the policies that the workspace has for it. Its credentials in
    /// `request` do not count then.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub signed_by: Option<String>,
    /// What is sent.
    pub request: DoorRequestText,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

impl NamedDoorRequest {
    /// A request to begin with: an unsigned one to the first method of the first stage.
    #[must_use]
    pub fn first_for(door: &FrontDoor) -> Self {
        let method = door.methods.first();
        let http_method = method.map(|method| &*method.http_method).filter(|name| *name != "ANY");
        Self {
            name: None,
            signed_by: None,
            request: DoorRequestText {
                stage: door.stages.first().map(|stage| stage.name.clone()).unwrap_or_default(),
                ..DoorRequestText::new(
                    http_method.unwrap_or("GET"),
                    method.map_or("/", |method| &method.path),
                )
            },
            unknown_members: UnknownMembers::new(),
        }
    }
}
