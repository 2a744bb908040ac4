//! Edits of elements that hold one value or a list.

use crate::lint::{Edit, edits};
use crate::text::Span;
use crate::text::json::{Node, Value};

/// Adds strings at the end of a list, laid out like the others, or makes a list of a single value. `None` when the
/// list is empty.
pub(in crate::lint::rules) fn add(text: &str, value: &Node<'_>, new: &[&str]) -> Option<Edit> {
    let Value::Array(elements) = &value.value else {
        let all = std::iter::once(value.span.slice(text).to_owned())
            .chain(new.iter().map(|one| edits::quoted(one)));
        let list = all.collect::<Vec<_>>().join(", ");
        return Some(edits::replace(value.span, format!("[{list}]")));
    };
    let (first, last) = (elements.first()?, elements.last()?);
    let space = Span::new(value.span.start + 1, first.span.start).slice(text);
    let space = if space.is_empty() { " " } else { space };
    let added: String = new.iter().map(|one| format!(",{space}{}", edits::quoted(one))).collect();
    Some(edits::replace(Span::at(last.span.end), added))
}

/// Removes the elements of a list whose tokens are at these places.
pub(in crate::lint::rules) fn remove(value: &Node<'_>, places: &[Span]) -> Vec<Edit> {
    let Value::Array(elements) = &value.value else {
        return Vec::new();
    };
    edits::remove_elements(value, |index| {
        elements.get(index).is_some_and(|element| places.contains(&element.span))
    })
}
