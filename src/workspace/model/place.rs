//! From a place in JSON text to the value that stands there.

use std::fmt::Write as _;

use crate::text::Span;
use crate::text::json::{Node, Value};

/// The innermost value at a place of a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// How to get there from the whole text: `principals[0].tags["team a"]`; empty for the whole.
    pub(super) path: String,
    /// Its token; the name's token for a member that stands there with its name alone.
    pub(super) span: Span,
}

/// The innermost value of `root` whose token, or the space and punctuation just before it, holds the byte at `offset`.
/// The opening bracket of a value belongs to that value and not to what it holds first.
pub(super) fn innermost_at(root: &Node, offset: u32) -> Place {
    let mut place = Place { path: String::new(), span: root.span };
    let mut node = root;
    loop {
        if offset <= node.span.start {
            return place;
        }
        match &node.value {
            Value::Array(elements) => {
                let Some((index, element)) =
                    elements.iter().enumerate().find(|(_, element)| offset < element.span.end)
                else {
                    return place;
                };
                // Writing to a string cannot fail.
                let _ = write!(place.path, "[{index}]");
                node = element;
            }
            Value::Object(members) => {
                let Some(member) = members
                    .iter()
                    .find(|member| (member.name_span.start..member.value.span.end).contains(&offset))
                else {
                    return place;
                };
                push_member(&mut place.path, &member.name);
                node = &member.value;
                if member.name_span.contains(Span::at(offset)) {
                    place.span = member.name_span;
                    return place;
                }
            }
            _ => return place,
        }
        place.span = node.span;
    }
}

fn push_member(path: &mut String, name: &str) {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    let _ = match plain {
        true if path.is_empty() => write!(path, "{name}"),
        true => write!(path, ".{name}"),
        false => write!(path, "[{name:?}]"),
    };
}
