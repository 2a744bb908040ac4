//! Resolved values as JSON text, and the way back from that text to the template.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::value::{Part, Resolved, ResolvedMember, ResolvedValue, UnknownValue};
use crate::text::{Span, json};

/// JSON text that [`render`] made, and where its tokens come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// The text: two spaces deeper at each level, as [`json::pretty`] lays it out.
    pub text: String,
    /// For each name and each scalar in [`text`](Self::text) its bytes there and its place in the template, in the order
    /// of the text. A value that is not wholly known is one such token, from `{` to `}`.
    pub places: Vec<(Range<usize>, Span)>,
    /// The same for lists and maps, each before those within it.
    pub containers: Vec<(Range<usize>, Span)>,
}

impl Rendered {
    /// The place in the template of what stands at `span` in the rendered text: that of the token which holds the whole
    /// of `span`, else of the innermost list or map which does. `None` when `span` does not lie in the text.
    #[must_use]
    pub fn origin(&self, span: Span) -> Option<Span> {
        let (start, end) = (span.start as usize, span.end as usize);
        let holds = |range: &Range<usize>| range.start <= start && end <= range.end;
        let token = self.places.partition_point(|(range, _)| range.start <= start).checked_sub(1);
        if let Some((range, place)) = token.and_then(|token| self.places.get(token))
            && holds(range)
        {
            return Some(*place);
        }
        let after = self.containers.partition_point(|(range, _)| range.start <= start);
        let mut before = self.containers.iter().take(after).rev();
        before.find(|(range, _)| holds(range)).map(|(_, place)| *place)
    }
}

/// `resolved` as JSON text with the places of its tokens.
///
/// What is not known becomes the intrinsic function that would give it, an object: where a reader wants a text it finds
/// none and so cannot take the value for a known one. A text of which parts are unknown is one `Fn::Sub` where that can
/// say it, else one `Fn::Join`. Which branch an `Fn::If` takes is `{"Fn::If": [name]}`; any other function that is not
/// resolved has an empty list. Where a policy's condition has keys, the function stands in a list.
#[must_use]
pub fn render(resolved: &Resolved) -> Rendered {
    let text = json::pretty(&node(resolved));
    let (mut places, mut containers) = (Vec::new(), Vec::new());
    if let Some(root) = &json::parse(&text).root {
        locate(resolved, root, &mut places, &mut containers);
    }
    Rendered { text, places, containers }
}

impl Resolved {
    /// This value as JSON text: the text of [`render`].
    #[must_use]
    pub fn to_json_text(&self) -> String {
        json::pretty(&node(self))
    }

    /// This value as JSON text without any space between tokens; otherwise as [`render`] has it.
    #[must_use]
    pub fn to_compact_json_text(&self) -> String {
        json::compact(&node(self))
    }
}

/// Walks the value and what its text was read as side by side.
fn locate(
    resolved: &Resolved,
    read: &json::Node<'_>,
    places: &mut Vec<(Range<usize>, Span)>,
    containers: &mut Vec<(Range<usize>, Span)>,
) {
    match (&resolved.value, &read.value) {
        (ResolvedValue::List(elements), json::Value::Array(read_elements)) => {
            containers.push((range(read.span), resolved.span));
            for (element, read_element) in elements.iter().zip(read_elements) {
                locate(element, read_element, places, containers);
            }
        }
        (ResolvedValue::Map(members), json::Value::Object(read_members)) => {
            containers.push((range(read.span), resolved.span));
            for (member, read_member) in members.iter().zip(read_members) {
                places.push((range(read_member.name_span), member.name_span));
                locate(&member.value, &read_member.value, places, containers);
            }
        }
        _ => places.push((range(read.span), resolved.span)),
    }
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

fn node(resolved: &Resolved) -> json::Node<'_> {
    let value = match &resolved.value {
        ResolvedValue::Null => json::Value::Null,
        ResolvedValue::Boolean(boolean) => json::Value::Bool(*boolean),
        ResolvedValue::Number(number) => json::Value::Number(number),
        ResolvedValue::String(text) => json::Value::String(Cow::Borrowed(text)),
        ResolvedValue::List(elements) => json::Value::Array(elements.iter().map(node).collect()),
        ResolvedValue::Map(members) => return object(members.iter().map(member)),
        ResolvedValue::Unknown(parts) => return unknown(parts),
    };
    json::Node { span: Span::default(), value }
}

fn member(member: &ResolvedMember) -> json::Member<'_> {
    let value = match (&*member.name, &member.value.value) {
        ("Condition", ResolvedValue::Map(operators)) => object(operators.iter().map(operator)),
        _ => node(&member.value),
    };
    json::Member { name_span: Span::default(), name: Cow::Borrowed(&member.name), value }
}

/// An operator of a policy's condition block has a map of keys. A function there would be read as a key of its name that
/// no request has; a list is read as what it is, no map.
fn operator(member: &ResolvedMember) -> json::Member<'_> {
    let value = match &member.value.value {
        ResolvedValue::Unknown(parts) => list([unknown(parts)]),
        _ => node(&member.value),
    };
    json::Member { name_span: Span::default(), name: Cow::Borrowed(&member.name), value }
}

fn unknown(parts: &[Part]) -> json::Node<'_> {
    if let [Part::Unknown(only)] = parts {
        return function_of(only);
    }
    match substitution(parts) {
        Some(text) => function("Fn::Sub", string(text)),
        None => {
            let joined = parts.iter().map(|part| match part {
                Part::Literal(text) => string(text.as_str()),
                Part::Unknown(unknown) => function_of(unknown),
            });
            function("Fn::Join", list([string(""), list(joined)]))
        }
    }
}

fn function_of(unknown: &UnknownValue) -> json::Node<'_> {
    match unknown {
        UnknownValue::Ref(name) => function("Ref", string(name.as_str())),
        UnknownValue::Attribute(resource, attribute) => {
            function("Fn::GetAtt", list([string(resource.as_str()), string(attribute.as_str())]))
        }
        UnknownValue::Import(name) => function("Fn::ImportValue", string(name.as_str())),
        UnknownValue::Dynamic(reference) => function("Fn::Sub", string(format!("{{{{{reference}}}}}"))),
        UnknownValue::Condition(name) => function("Fn::If", list([string(name.as_str())])),
        UnknownValue::Function(name) => function(name, list([])),
    }
}

/// The text of the `Fn::Sub` that says `parts`, where it can.
fn substitution(parts: &[Part]) -> Option<String> {
    let mut text = String::new();
    for part in parts {
        // Writing to a string cannot fail.
        let _ = match part {
            Part::Literal(literal) => write!(text, "{}", literal.replace("${", "${!")),
            Part::Unknown(UnknownValue::Ref(name)) => write!(text, "${{{name}}}"),
            Part::Unknown(UnknownValue::Attribute(resource, attribute)) => {
                write!(text, "${{{resource}.{attribute}}}")
            }
            Part::Unknown(UnknownValue::Dynamic(reference)) => write!(text, "{{{{{reference}}}}}"),
            Part::Unknown(
                UnknownValue::Import(_) | UnknownValue::Condition(_) | UnknownValue::Function(_),
            ) => return None,
        };
    }
    Some(text)
}

fn function<'t>(name: &'t str, argument: json::Node<'t>) -> json::Node<'t> {
    object([json::Member { name_span: Span::default(), name: Cow::Borrowed(name), value: argument }])
}

fn object<'t>(members: impl IntoIterator<Item = json::Member<'t>>) -> json::Node<'t> {
    json::Node { span: Span::default(), value: json::Value::Object(members.into_iter().collect()) }
}

fn list<'t>(elements: impl IntoIterator<Item = json::Node<'t>>) -> json::Node<'t> {
    json::Node { span: Span::default(), value: json::Value::Array(elements.into_iter().collect()) }
}

fn string<'t>(text: impl Into<Cow<'t, str>>) -> json::Node<'t> {
    json::Node { span: Span::default(), value: json::Value::String(text.into()) }
}
