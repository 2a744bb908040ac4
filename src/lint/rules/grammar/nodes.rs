//! Finding a value by its place.

use crate::text::Span;
use crate::text::json::{Node, Value};

/// The value at exactly `span`, at or below `node`.
pub(super) fn node_at<'n, 't>(node: &'n Node<'t>, span: Span) -> Option<&'n Node<'t>> {
    if node.span == span {
        return Some(node);
    }
    if !node.span.contains(span) {
        return None;
    }
    match &node.value {
        Value::Object(members) => members.iter().find_map(|member| node_at(&member.value, span)),
        Value::Array(elements) => elements.iter().find_map(|element| node_at(element, span)),
        _ => None,
    }
}
