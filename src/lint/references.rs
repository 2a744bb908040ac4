//! The `${…}` of a text, well-formed or not.

use std::ops::Range;

/// A `${…}` in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lint) struct Reference<'t> {
    /// Where it is in the text, as far as it goes, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub form: Form<'t>,
}

/// What a `${…}` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lint) enum Form<'t> {
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
pub(in crate::lint) fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
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
