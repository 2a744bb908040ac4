//! The `${…}` of a document, well-formed or not.

use std::ops::Range;

use crate::lint::{ConditionFacts, StatementFacts, Subject};
use crate::policy::Text;

/// A `${…}` in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lint::rules) struct Reference<'t> {
    /// Where it is in the text, as far as it goes, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub form: Form<'t>,
}

/// What a `${…}` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lint::rules) enum Form<'t> {
    /// A variable.
    Variable {
        /// The key as written.
        key: &'t str,
        /// Whether it has a default value.
        has_default: bool,
    },
    /// `${*}`, `${?}` or `${$}`: the character.
    Escape,
    /// There is nothing in it.
    Empty,
    /// The closing brace is missing.
    NoBrace,
    /// The default value is not in single quotes.
    NoQuote {
        /// The key as written.
        key: &'t str,
        /// The default value without any quotes.
        default: &'t str,
    },
    /// There is white space in the key.
    Space,
}

/// The references in `text`, in order.
pub(in crate::lint::rules) fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + start_of_reference(text.get(from..)?)?;
        let (form, length) = read(text.get(start + 2..)?);
        from = start + 2 + length;
        Some(Reference { range: start..from, form })
    })
}

/// Where the first `${` is. Texts are short: a plain loop finds it sooner than a search made for long ones.
fn start_of_reference(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| pair == b"${")
}

/// What follows `${`, and how long it is with its closing brace.
fn read(inside: &str) -> (Form<'_>, usize) {
    let next = start_of_reference(inside).unwrap_or(inside.len());
    let is_end = |byte| matches!(byte, b'}' | b',');
    let Some(name_end) = inside.bytes().take(next).position(is_end) else {
        return (Form::NoBrace, 0);
    };
    let (name, after) = inside.split_at(name_end);
    if after.starts_with('}') {
        return (of_name(name, false), name_end + 1);
    }
    let quoted = after.get(1..).unwrap_or_default().trim_start_matches(' ');
    let brace = |from: usize| inside.get(from..).and_then(|rest| rest.find('}')).map(|at| from + at);
    let closed = quoted.strip_prefix('\'').and_then(|default| default.split_once('\''));
    let Some((_, rest)) = closed else {
        let Some(end) = brace(name_end).filter(|end| *end < next) else {
            return (Form::NoBrace, name_end);
        };
        let default = inside.get(name_end + 1..end).unwrap_or_default().trim();
        let key = name;
        return (Form::NoQuote { key, default: default.trim_matches('\'') }, end + 1);
    };
    let rest_start = inside.len() - rest.len();
    let trimmed = rest.trim_start_matches(' ');
    if trimmed.starts_with('}') {
        return (of_name(name, true), rest_start + rest.len() - trimmed.len() + 1);
    }
    (Form::NoBrace, rest_start)
}

fn of_name(name: &str, has_default: bool) -> Form<'_> {
    // The key of a tag may hold spaces: `${aws:PrincipalTag/cost centre}`.
    let key = name.split_once('/').map_or(name, |(key, _)| key);
    match name.trim() {
        "" => Form::Empty,
        "*" | "?" | "$" if !has_default => Form::Escape,
        trimmed if trimmed != name || key.contains(char::is_whitespace) => Form::Space,
        _ => Form::Variable { key: name, has_default },
    }
}

/// A text in which variables work: an entry of `Resource` or `NotResource`, or a value of a condition.
pub(in crate::lint::rules) struct Place<'p, 's> {
    /// The text.
    pub text: &'s Text<'s>,
    /// The statement it is in.
    pub statement: &'p StatementFacts<'s>,
    /// The condition whose value it is; `None` for a resource.
    pub condition: Option<&'p ConditionFacts<'s>>,
}

/// All such texts that hold a `${`.
pub(in crate::lint::rules) fn places<'p, 's>(
    subject: &'p Subject<'s>,
) -> impl Iterator<Item = Place<'p, 's>> {
    subject.texts_with_variables().iter().filter_map(|place| {
        let statement = subject.statements.get(place.statement)?;
        let condition = place.condition.and_then(|index| statement.conditions.get(index));
        Some(Place { text: place.text, statement, condition })
    })
}
