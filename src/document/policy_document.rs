//! A policy as somebody typed it.

use serde::{Deserialize, Serialize};

use super::{DocumentOrigin, DocumentSuppression, UnknownMembers, is_neutral};
use crate::text::json::{read_embedded, write_embedded};

/// A policy: its name and exactly the text that a person typed, which may be a broken draft.
///
/// In the workspace's JSON the member `document` holds the text. Where the text is a JSON object laid out with
/// two spaces, one member to a line, the object itself stands there, which keeps files readable and links short;
/// any other text stands there as a string. Either way the text comes back byte for byte. An object that
/// somebody wrote by hand in another layout is read as that layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a policy")]
pub struct PolicyDocument {
    /// What the page calls it; for a managed policy its name.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: String,
    /// The text.
    #[serde(rename = "document", serialize_with = "write_embedded", deserialize_with = "read_embedded")]
    pub text: String,
    /// Findings of the linter that are not shown any more.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub suppressions: Vec<DocumentSuppression>,
    /// Where it was taken from, if it was taken from a template.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub origin: Option<DocumentOrigin>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

impl PolicyDocument {
    /// A policy with that name and text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }
}
