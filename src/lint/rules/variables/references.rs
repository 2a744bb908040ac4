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
        let start = from + text.get(from..)?.find("${")?;
        let (form, length) = read(text.get(start + 2..)?);
        from = start + 2 + length;
        Some(Reference { range: start..from, form })
    })
}

/// What follows `${`, and how long it is with its closing brace.
fn read(inside: &str) -> (Form<'_>, usize) {
    let next = inside.find("${").unwrap_or(inside.len());
    let Some(name_end) = inside.find(['}', ',']).filter(|end| *end < next) else {
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
    let statements = if subject.may_have_variables { &*subject.statements } else { &[] };
    let of_statement = |statement: &'p StatementFacts<'s>| {
        let resources = statement.resources.iter().map(move |entry| Place {
            text: entry.text,
            statement,
            condition: None,
        });
        let values = statement.conditions.iter().flat_map(move |facts| {
            facts.entry.values.iter().map(move |text| Place { text, statement, condition: Some(facts) })
        });
        resources.chain(values)
    };
    statements.iter().flat_map(of_statement).filter(|place| place.text.text.contains("${"))
}
