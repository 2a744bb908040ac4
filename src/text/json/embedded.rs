//! JSON texts inside of JSON. A text that is an object laid out with two spaces, one member to a line, is written as that
//! object, which keeps files readable and links short; any other text as a string. Either way it comes back byte for byte.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Node, Parsed, Value, parse, pretty};

/// Policies nest less than ten deep. The bound keeps a small text from growing into a huge one.
const MAX_LAID_OUT_DEPTH: usize = 16;

/// Writes a text as the object that stands for it, else as a string.
///
/// # Errors
/// Those of `serializer`.
pub fn write_embedded<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let Parsed { root, diagnostics } = parse(text);
    match root.filter(|root| diagnostics.is_empty() && is_laid_out(root, text)) {
        Some(object) => Written(&object).serialize(serializer),
        None => serializer.serialize_str(text),
    }
}

/// Whether reading the object `root` of `text` back gives `text` again.
fn is_laid_out(root: &Node, text: &str) -> bool {
    let is_object = matches!(root.value, Value::Object(_));
    is_object && fits_depth(root, MAX_LAID_OUT_DEPTH) && pretty(root) == text && keeps_numbers(root)
}

/// Whether every number comes out as it is written.
fn keeps_numbers(node: &Node) -> bool {
    match &node.value {
        Value::Number(number) => serde_number(number).is_some_and(|read| read.to_string() == **number),
        Value::Array(elements) => elements.iter().all(keeps_numbers),
        Value::Object(members) => members.iter().all(|member| keeps_numbers(&member.value)),
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
            Value::Null | Value::Invalid => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => serde_number(number).serialize(serializer),
            Value::String(string) => serializer.serialize_str(string),
            Value::Array(elements) => serializer.collect_seq(elements.iter().map(Written)),
            Value::Object(members) => {
                serializer.collect_map(members.iter().map(|member| (&*member.name, Written(&member.value))))
            }
        }
    }
}

/// The JSON text `json` in the layout in which an object stands for a text; `None` where that cannot be told.
fn laid_out(json: &str) -> Option<String> {
    let parsed = parse(json);
    let root = parsed.root?;
    let as_written = parsed.diagnostics.iter().all(|finding| finding.code == "duplicate-member");
    (as_written && fits_depth(&root, MAX_LAID_OUT_DEPTH)).then(|| pretty(&root))
}

fn fits_depth(node: &Node, depth: usize) -> bool {
    match (&node.value, depth.checked_sub(1)) {
        (Value::Array(elements), Some(below)) => elements.iter().all(|element| fits_depth(element, below)),
        (Value::Object(members), Some(below)) => {
            members.iter().all(|member| fits_depth(&member.value, below))
        }
        (Value::Array(_) | Value::Object(_), None) => false,
        _ => true,
    }
}

/// Reads a text that [`write_embedded`] wrote, or an object that somebody wrote by hand in another layout.
///
/// # Errors
/// When it is neither an object nor a string.
pub fn read_embedded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    match raw.get().as_bytes().first() {
        Some(b'{') => Ok(laid_out(raw.get()).unwrap_or_else(|| raw.get().to_owned())),
        Some(b'"') => serde_json::from_str(raw.get()).map_err(|_| D::Error::custom("not a valid string")),
        _ => Err(D::Error::custom("the document must be an object, or its text as a string")),
    }
}
