//! JSON that somebody typed.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::{UnknownMembers, is_neutral};

/// The text of a JSON document, which may be a broken draft. In JSON it is a string; an object in its place is taken
/// as the text that it is written with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct JsonText(pub String);

impl<'de> Deserialize<'de> for JsonText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        match raw.get().as_bytes().first() {
            Some(b'{') => Ok(Self(raw.get().to_owned())),
            Some(b'"') => {
                serde_json::from_str(raw.get()).map(Self).map_err(|_| D::Error::custom("not a valid string"))
            }
            _ => Err(D::Error::custom("the document must be an object, or its text as a string")),
        }
    }
}

/// A policy: its name and its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a policy")]
pub struct PolicyText {
    /// What the page calls it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: String,
    /// The text.
    pub document: JsonText,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
