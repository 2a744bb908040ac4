//! CORS of an HTTP API.

use serde::{Deserialize, Serialize};

use super::{UnknownMembers, is_neutral};
use crate::scenario::Slot;

/// What a CORS configuration lists; `*` stands for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a CORS configuration")]
pub struct Cors {
    /// The origins: `https://www.example.com`; `https://*` and `http://*` stand for all of that scheme.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub allow_origins: Slot<Vec<String>>,
    /// The HTTP methods.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub allow_methods: Slot<Vec<String>>,
    /// The names of headers.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub allow_headers: Slot<Vec<String>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
