//! JSON that somebody typed.

use serde::{Deserialize, Serialize};

use crate::text::json::{read_embedded, write_embedded};

/// The text of a JSON document, which may be a broken draft. In JSON an object laid out with two spaces stands for its
/// text, and any other text is a string; an object in another layout is taken as laid out so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JsonText(
    #[serde(serialize_with = "write_embedded", deserialize_with = "read_embedded")] pub String,
);
