//! A policy as somebody typed it.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{DocumentOrigin, DocumentSuppression, UnknownMembers, is_neutral};
use crate::text::json::{self, Node};

/// Policies nest less than ten deep. The bound keeps a small text from growing into a huge one.
const MAX_LAID_OUT_DEPTH: usize = 16;

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
    #[serde(rename = "document", serialize_with = "write_text", deserialize_with = "read_text")]
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

fn write_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let json::Parsed { root, diagnostics } = json::parse(text);
    match root.filter(|root| diagnostics.is_empty() && is_laid_out(root, text)) {
        Some(object) => Written(&object).serialize(serializer),
        None => serializer.serialize_str(text),
    }
}

/// Whether reading the object `root` of `text` back gives `text` again.
fn is_laid_out(root: &Node, text: &str) -> bool {
    let is_object = matches!(root.value, json::Value::Object(_));
    is_object && fits_depth(root, MAX_LAID_OUT_DEPTH) && json::pretty(root) == text && keeps_numbers(root)
}

/// Whether every number comes out as it is written.
fn keeps_numbers(node: &Node) -> bool {
    match &node.value {
        json::Value::Number(number) => serde_number(number).is_some_and(|read| read.to_string() == **number),
        json::Value::Array(elements) => elements.iter().all(keeps_numbers),
        json::Value::Object(members) => members.iter().all(|member| keeps_numbers(&member.value)),
        _ => true,
    }
}

fn serde_number(number: &str) -> Option<serde_json::Number> {
    serde_json::from_str(number).ok()
}

/// A syntax tree without mistakes, to be written as what it shows.
struct Written<'n, 't>(&'n Node<'t>);

impl Serialize for Written<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            json::Value::Null | json::Value::Invalid => serializer.serialize_unit(),
            json::Value::Bool(value) => serializer.serialize_bool(*value),
            json::Value::Number(number) => serde_number(number).serialize(serializer),
            json::Value::String(string) => serializer.serialize_str(string),
            json::Value::Array(elements) => serializer.collect_seq(elements.iter().map(Written)),
            json::Value::Object(members) => {
                serializer.collect_map(members.iter().map(|member| (&*member.name, Written(&member.value))))
            }
        }
    }
}

/// The JSON text `json` in the layout in which an object stands for a text; `None` where that cannot be told.
fn laid_out(json: &str) -> Option<String> {
    let parsed = json::parse(json);
    let root = parsed.root?;
    let as_written = parsed.diagnostics.iter().all(|finding| finding.code == "duplicate-member");
    (as_written && fits_depth(&root, MAX_LAID_OUT_DEPTH)).then(|| json::pretty(&root))
}

fn fits_depth(node: &Node, depth: usize) -> bool {
    match (&node.value, depth.checked_sub(1)) {
        (json::Value::Array(elements), Some(below)) => {
            elements.iter().all(|element| fits_depth(element, below))
        }
        (json::Value::Object(members), Some(below)) => {
            members.iter().all(|member| fits_depth(&member.value, below))
        }
        (json::Value::Array(_) | json::Value::Object(_), None) => false,
        _ => true,
    }
}

fn read_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    match raw.get().as_bytes().first() {
        Some(b'{') => Ok(laid_out(raw.get()).unwrap_or_else(|| raw.get().to_owned())),
        Some(b'"') => {
            serde_json::from_str(raw.get()).map_err(|_| D::Error::custom("`document` is not a valid string"))
        }
        _ => Err(D::Error::custom("`document` must be the policy, an object, or its text as a string")),
    }
}
