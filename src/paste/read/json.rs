//! Looking into JSON whose shape is not certain.

use crate::share::percent_decoded;
use crate::text::Severity;
use crate::text::json::{self, Node, Value};
use crate::workspace::model::OrderedMap;

/// The member, unless it is absent or `null`.
pub(super) fn member<'n, 't>(node: &'n Node<'t>, name: &str) -> Option<&'n Node<'t>> {
    let value = &node.member(name)?.value;
    (!matches!(value.value, Value::Null | Value::Invalid)).then_some(value)
}

/// The member at the end of a path of names.
pub(super) fn at<'n, 't>(node: &'n Node<'t>, path: &[&str]) -> Option<&'n Node<'t>> {
    path.iter().try_fold(node, |node, name| member(node, name))
}

/// The string, unless it is empty.
pub(super) fn string<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::String(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// The string at the end of a path of names, unless it is empty.
pub(super) fn text<'n>(node: &'n Node<'_>, path: &[&str]) -> Option<&'n str> {
    string(at(node, path)?)
}

/// The elements of a member that is an array; none otherwise.
pub(super) fn elements<'n, 't>(node: &'n Node<'t>, name: &str) -> &'n [Node<'t>] {
    match member(node, name).map(|member| &member.value) {
        Some(Value::Array(elements)) => elements,
        _ => &[],
    }
}

pub(super) fn is_true(node: &Node<'_>, name: &str) -> bool {
    matches!(member(node, name).map(|member| &member.value), Some(Value::Bool(true)))
}

/// A scalar as text: numbers as written.
pub(super) fn scalar(node: &Node<'_>) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Number(number) => Some((*number).to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

/// The values of a context key: a scalar or a list of scalars.
pub(super) fn values(node: &Node<'_>) -> Vec<String> {
    match &node.value {
        Value::Array(elements) => elements.iter().filter_map(scalar).collect(),
        _ => scalar(node).into_iter().collect(),
    }
}

/// Tags in any of the forms that AWS has: `[{"Key", "Value"}]`, in any case, or an object.
pub(super) fn tags(node: &Node<'_>) -> OrderedMap<String> {
    let of_pair = |pair: &Node<'_>| {
        let either = |names: [&str; 2]| names.iter().find_map(|name| scalar(member(pair, name)?));
        Some((either(["Key", "key"])?, either(["Value", "value"]).unwrap_or_default()))
    };
    match &node.value {
        Value::Array(pairs) => pairs.iter().filter_map(of_pair).collect(),
        Value::Object(members) => {
            members.iter().filter_map(|tag| Some((tag.name.to_string(), scalar(&tag.value)?))).collect()
        }
        _ => OrderedMap::default(),
    }
}

/// The text of a policy that stands in JSON as an object, as a string, or as a string that is percent-encoded, as the
/// IAM API gives it. Laid out on several lines where it is JSON.
pub(super) fn policy_text(node: &Node<'_>) -> Option<String> {
    match &node.value {
        Value::Object(_) => Some(json::pretty(node)),
        Value::String(text) => {
            let decoded = decoded(text);
            match faultless(&decoded) {
                Some(root) => Some(json::pretty(&root)),
                None if decoded.trim().is_empty() => None,
                None => Some(decoded),
            }
        }
        _ => None,
    }
}

/// `text`, decoded where it is a percent-encoded JSON object.
pub(super) fn decoded(text: &str) -> String {
    let trimmed = text.trim();
    let is_encoded = trimmed.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%7b"));
    if is_encoded { percent_decoded(trimmed) } else { trimmed.to_owned() }
}

/// The tree of a text that is JSON without mistakes; names that occur twice are none.
pub(super) fn faultless(text: &str) -> Option<Node<'_>> {
    let parsed = json::parse(text);
    let is_broken = |found: &crate::text::Diagnostic| {
        found.severity == Severity::Error && found.code != "duplicate-member"
    };
    if parsed.diagnostics.iter().any(is_broken) { None } else { parsed.root }
}
