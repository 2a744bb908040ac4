//! The edits of which fixes are made. They keep the document's formatting, and none of them makes JSON of what was
//! none or breaks what was.

use std::ops::Range;

use super::Edit;
use crate::text::Span;
use crate::text::json::{Node, Value};

/// Writes `json` in the place of the token at `span`.
#[must_use]
pub fn replace(span: Span, json: impl Into<String>) -> Edit {
    Edit { span, text: json.into() }
}

/// Writes a string with this content in the place of the token at `span`.
#[must_use]
pub fn replace_string(span: Span, content: &str) -> Edit {
    replace(span, quoted(content))
}

/// Writes `replacement` in the place of the bytes `range` of the content of the string whose token is at `span`.
/// `None` when the token has escapes, so that its content is not what stands there, or the range is not within it.
#[must_use]
pub fn replace_in_string(text: &str, span: Span, range: Range<usize>, replacement: &str) -> Option<Edit> {
    let content = span.slice(text).strip_prefix('"')?.strip_suffix('"')?;
    let is_plain = |text: &str| !text.contains(['\\', '"']);
    content.get(range.clone())?;
    if !is_plain(content) || !is_plain(replacement) {
        return None;
    }
    let offset = |at: usize| u32::try_from(at).ok().map(|at| span.start + 1 + at);
    Some(replace(Span::new(offset(range.start)?, offset(range.end)?), replacement))
}

/// Removes the elements of an array that `remove` names by their numbers, each with one comma. No edit when it would
/// leave nothing or `list` is no array.
#[must_use]
pub fn remove_elements(list: &Node<'_>, remove: impl Fn(usize) -> bool) -> Vec<Edit> {
    match &list.value {
        Value::Array(elements) => {
            removals(&elements.iter().map(|element| element.span).collect::<Vec<_>>(), remove)
        }
        _ => Vec::new(),
    }
}

/// Removes the members of an object that `remove` names, each with one comma. No edit when it would leave nothing or
/// `object` is no object.
#[must_use]
pub fn remove_members(object: &Node<'_>, remove: impl Fn(&str) -> bool) -> Vec<Edit> {
    match &object.value {
        Value::Object(members) => {
            let span = |member: &crate::text::json::Member<'_>| {
                Span::new(member.name_span.start, member.value.span.end)
            };
            let spans: Vec<Span> = members.iter().map(span).collect();
            removals(&spans, |index| members.get(index).is_some_and(|member| remove(&member.name)))
        }
        _ => Vec::new(),
    }
}

/// Removes runs of neighbours: what follows a kept entry goes from the end of that entry on; what stands before the
/// first kept entry goes up to its start.
fn removals(spans: &[Span], remove: impl Fn(usize) -> bool) -> Vec<Edit> {
    let Some(first_kept) = (0..spans.len()).find(|index| !remove(*index)) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let mut last_kept = None;
    for (index, span) in spans.iter().enumerate() {
        if index < first_kept {
            continue;
        }
        if index == first_kept && index > 0 {
            let start = spans.first().map_or(span.start, |first| first.start);
            edits.push(replace(Span::new(start, span.start), ""));
        }
        if !remove(index) {
            last_kept = Some(span.end);
        } else if let Some(end) = last_kept {
            match edits.last_mut() {
                Some(edit) if edit.span.start == end => edit.span.end = span.end,
                _ => edits.push(replace(Span::new(end, span.end), "")),
            }
        }
    }
    edits
}

/// Adds a member to an object, as the first one, laid out like the others. `None` when `object` is no object.
#[must_use]
pub fn add_first_member(text: &str, object: &Node<'_>, name: &str, json: &str) -> Option<Edit> {
    let Value::Object(members) = &object.value else {
        return None;
    };
    let start = object.span.start + 1;
    let member = format!("{}: {json}", quoted(name));
    Some(match members.first() {
        Some(first) => {
            let space = Span::new(start, first.name_span.start).slice(text);
            replace(Span::at(first.name_span.start), format!("{member},{}", separator(space)))
        }
        None => replace(Span::new(start, object.span.end - 1), member),
    })
}

/// Adds a member to an object, after the member `after`, or as the first one when it has none of that name.
#[must_use]
pub fn add_member_after(text: &str, object: &Node<'_>, after: &str, name: &str, json: &str) -> Option<Edit> {
    let (Value::Object(members), Some(before)) = (&object.value, object.member(after)) else {
        return add_first_member(text, object, name, json);
    };
    let first = members.first().unwrap_or(before);
    let space = Span::new(object.span.start + 1, first.name_span.start).slice(text);
    let member = format!("{}: {json}", quoted(name));
    Some(replace(Span::at(before.value.span.end), format!(",{}{member}", separator(space))))
}

/// Adds an element to an array, as the last one, laid out like the others; a lone text, number or boolean becomes an
/// array of two. `None` for anything else.
#[must_use]
pub fn add_element(text: &str, list: &Node<'_>, json: &str) -> Option<Edit> {
    let Value::Array(elements) = &list.value else {
        let is_scalar = matches!(list.value, Value::String(_) | Value::Number(_) | Value::Bool(_));
        return is_scalar.then(|| replace(list.span, format!("[{}, {json}]", list.span.slice(text))));
    };
    let Some(last) = elements.last() else {
        return Some(replace(list.span, format!("[{json}]")));
    };
    let before_last = elements.len().checked_sub(2).and_then(|index| elements.get(index));
    let space = match before_last {
        Some(before) => Span::new(before.span.end, last.span.start)
            .slice(text)
            .split_once(',')
            .map_or("", |parts| parts.1),
        None => Span::new(list.span.start + 1, last.span.start).slice(text),
    };
    let space = if space.trim().is_empty() { space } else { " " };
    Some(replace(Span::at(last.span.end), format!(",{}{json}", separator(space))))
}

/// What separates a member from the comma before it, given what separates the first one from its bracket.
fn separator(space: &str) -> &str {
    if space.is_empty() { " " } else { space }
}

/// `content` as a JSON string.
#[must_use]
pub fn quoted(content: &str) -> String {
    serde_json::Value::from(content).to_string()
}
