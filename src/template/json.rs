//! A template in JSON.

use super::read::Template;
use super::tree::{Member, Node, NodeValue};
use crate::text::json::{self, Value};

pub(super) fn read(text: &str) -> Template {
    let parsed = json::parse(text);
    Template { root: parsed.root.map(node), diagnostics: parsed.diagnostics }
}

/// The reader bounds the depth.
fn node(read: json::Node<'_>) -> Node {
    let value = match read.value {
        // What is no value has its diagnostic.
        Value::Null | Value::Invalid => NodeValue::Null,
        Value::Bool(boolean) => NodeValue::Boolean(boolean),
        Value::Number(number) => NodeValue::Number(number.to_owned()),
        Value::String(text) => NodeValue::String(text.into_owned()),
        Value::Array(elements) => NodeValue::List(elements.into_iter().map(node).collect()),
        Value::Object(members) => NodeValue::Map(members.into_iter().map(member).collect()),
    };
    Node { value, span: read.span }
}

fn member(read: json::Member<'_>) -> Member {
    Member { name: read.name.into_owned(), name_span: read.name_span, value: node(read.value) }
}
