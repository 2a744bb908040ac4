//! Where in the JSON tree a place of the text is.

use crate::text::Span;
use crate::text::json::{Node, Value};

/// One step from the root of a document to a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathElement {
    /// To the value of the member of this name.
    Value(String),
    /// To an element of an array, counted from 0.
    Index(usize),
    /// To the name of the member of this name.
    Key(String),
}

/// The way to the innermost value or name that covers `span`; empty for the root.
#[must_use]
pub fn path_of(root: &Node<'_>, span: Span) -> Vec<PathElement> {
    let mut path = Vec::new();
    let mut node = root;
    loop {
        match &node.value {
            Value::Object(members) => {
                let covers = |inner: Span| inner.contains(span);
                if let Some(member) = members.iter().find(|member| covers(member.value.span)) {
                    path.push(PathElement::Value(member.name.to_string()));
                    node = &member.value;
                    continue;
                }
                let name = members.iter().find(|member| covers(member.name_span));
                path.extend(name.map(|member| PathElement::Key(member.name.to_string())));
                return path;
            }
            Value::Array(elements) => {
                let covering = elements.iter().enumerate().find(|(_, element)| element.span.contains(span));
                let Some((index, element)) = covering else {
                    return path;
                };
                path.push(PathElement::Index(index));
                node = element;
            }
            _ => return path,
        }
    }
}
