//! The context keys that the policies ask for: what the request says of each, and which statements ask.

use std::collections::HashMap;
use std::rc::Rc;

use super::analyse::{Viewer, element_name, policy_trace};
use super::view::Place;
use crate::catalogue::embedded::global_condition_key;
use crate::catalogue::{NamePart, ValueType, name_parts};
use crate::condition::{Decimal, Instant, parse_address};
use crate::evaluation::{Element, ElementTrace, StatementTrace, Trace, Truth};
use crate::explanation::statement_title;
use crate::matching::split_arn;
use crate::scenario::ContextEntry;
use crate::workspace::{ReadyRequest, ResolvedDocument};

/// A context key that a policy which applies to the request mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextKeyView {
    /// The key in lower case.
    pub key: String,
    /// The key as AWS spells it, where that is known without the catalogue; else as a policy writes it.
    pub name: String,
    /// What the request says of it.
    pub standing: KeyStanding,
    /// What follows from the rest of the request, and holds while nobody says otherwise.
    pub derived: Option<DerivedKey>,
    /// Where policies ask for it, those first where nothing else keeps the statement from applying.
    pub uses: Vec<KeyUse>,
}

/// What a request says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStanding {
    /// The person gave its values.
    Given,
    /// They follow from the rest of the request.
    Derived,
    /// The request does not have it.
    Absent,
    /// Nobody knows.
    Unknown,
}

/// Values that follow from the rest of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedKey {
    /// The values.
    pub values: Vec<String>,
    /// What they follow from: "the caller’s tags".
    pub from: &'static str,
}

/// A place where a statement asks for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUse {
    /// The statement's Sid or number.
    pub statement: String,
    /// The name of its document.
    pub document: String,
    /// The operator of the condition, or the element that has the key as a variable.
    pub asked_by: String,
    /// Whether that condition, or element, matches.
    pub matches: Truth,
    /// Whether all else in the statement matches or may match, so that this decides whether it applies.
    pub decides: bool,
    /// The condition, or the element.
    pub place: Place,
}

impl ContextKeyView {
    /// Whether it decides if some statement applies.
    #[must_use]
    pub fn decides(&self) -> bool {
        self.uses.iter().any(|asked| asked.decides)
    }
}

/// The keys `mentioned` (in lower case), those that decide first.
pub(super) fn context_keys(
    mentioned: &[String],
    ready: &ReadyRequest<'_>,
    trace: &Trace,
) -> Vec<Rc<ContextKeyView>> {
    let derived = ready.derived_context();
    let mut found = uses(&ready.documents, trace);
    let request = &ready.request;
    let view = |key: &String| {
        let of_key =
            |entry: &&ContextEntry<'_>| entry.key.eq_ignore_ascii_case(key) && !entry.values.is_empty();
        let entry = request.context.iter().find(of_key);
        let is_unknown = request.unknown_context.iter().any(|unknown| unknown.eq_ignore_ascii_case(key));
        let standing = match entry {
            _ if is_unknown => KeyStanding::Unknown,
            Some(entry) if entry.derived => KeyStanding::Derived,
            Some(_) => KeyStanding::Given,
            None => KeyStanding::Absent,
        };
        let derived = entry.filter(|entry| entry.derived).or_else(|| derived.iter().find(of_key));
        let Uses { written, mut uses } = found.remove(key).unwrap_or_default();
        uses.sort_by_key(|asked| !asked.decides);
        ContextKeyView {
            key: key.clone(),
            name: spelled(key, written.as_deref().unwrap_or(key)),
            standing,
            derived: derived.map(|entry| DerivedKey {
                values: entry.values.iter().map(ToString::to_string).collect(),
                from: source(key),
            }),
            uses,
        }
    };
    let mut keys: Vec<Rc<ContextKeyView>> = mentioned.iter().map(view).map(Rc::new).collect();
    // By nothing that a value of the key changes: rows must not move while somebody types.
    keys.sort_by_key(|view| !view.decides());
    keys
}

/// Where policies ask for a key, and how the first condition that names it writes it.
#[derive(Default)]
struct Uses {
    written: Option<String>,
    uses: Vec<KeyUse>,
}

/// The uses of each key, by the key in lower case.
fn uses(documents: &[ResolvedDocument<'_>], trace: &Trace) -> HashMap<String, Uses> {
    let mut found = HashMap::new();
    for document in documents {
        let Some(policy) = policy_trace(document, trace) else { continue };
        let viewer = Viewer::of(document);
        for statement in &policy.statements {
            for element in &statement.elements {
                uses_in(element, statement, document, &viewer, &mut found);
            }
        }
    }
    found
}

fn uses_in(
    element: &ElementTrace,
    statement: &StatementTrace,
    document: &ResolvedDocument<'_>,
    viewer: &Viewer<'_>,
    found: &mut HashMap<String, Uses>,
) {
    let decides = statement.elements.iter().all(|other| {
        let depends = other.element == Element::Condition || other.element == element.element;
        depends || has_variables(other) || other.matches != Truth::False
    });
    let mut add = |key: &str, written: Option<&str>, asked_by: &str, matches, span| {
        let of_key = found.entry(key.to_ascii_lowercase()).or_default();
        let Some(place) = viewer.place(span) else { return };
        // A place that asks for a key twice asks once; its uses come one after the other.
        if of_key.uses.last().is_some_and(|known| known.place == place) {
            return;
        }
        of_key.written = of_key.written.take().or_else(|| written.map(str::to_owned));
        of_key.uses.push(KeyUse {
            statement: statement_title(statement),
            document: document.document.name.clone(),
            asked_by: asked_by.to_owned(),
            matches,
            decides,
            place,
        });
    };
    for (key, _) in element.entries.iter().flat_map(|entry| &entry.variables) {
        add(key, None, element_name(element), element.matches, element.span);
    }
    for condition in &element.conditions {
        add(&condition.key, Some(&condition.key), &condition.operator, condition.matches, condition.span);
        for (key, _) in condition.required.iter().flat_map(|entry| &entry.variables) {
            add(key, None, &condition.operator, condition.matches, condition.span);
        }
    }
}

fn has_variables(element: &ElementTrace) -> bool {
    element.entries.iter().any(|entry| !entry.variables.is_empty())
}

/// The key as AWS spells it; what stands for a placeholder stays as `written`.
fn spelled(key: &str, written: &str) -> String {
    let Some(known) = global_condition_key(key) else { return written.to_owned() };
    match name_parts(known.name).next() {
        Some(NamePart::Fixed(fixed)) => {
            format!("{fixed}{}", written.get(fixed.len()..).unwrap_or_default())
        }
        _ => written.to_owned(),
    }
}

/// What a derived key, in lower case, follows from.
fn source(key: &str) -> &'static str {
    match key.split_once('/').map_or(key, |(start, _)| start) {
        "aws:principaltag" => "the caller’s tags",
        "aws:resourcetag" => "the resource’s tags",
        "aws:sourceidentity" => "the session",
        "aws:sourcevpce" | "aws:sourcevpc" => "the VPC endpoint",
        "aws:principalorgid" | "aws:principalorgpaths" => "the caller’s account",
        "aws:resourceaccount" | "aws:resourceorgid" | "aws:resourceorgpaths" => "the resource’s account",
        "aws:requestedregion" => "the action and the resource",
        "aws:calledviafirst" | "aws:calledvialast" | "aws:viaawsservice" => "aws:CalledVia",
        _ => "the caller",
    }
}

/// What is odd about `value` for a key whose values are of `value_type`; none for what AWS could send.
#[must_use]
pub fn context_value_note(value_type: ValueType, value: &str) -> Option<&'static str> {
    let (fits, note) = match value_type {
        ValueType::String => return None,
        ValueType::Arn => {
            (split_arn(value).is_some(), "no ARN: six parts with colons, as in arn:aws:s3:::bucket")
        }
        ValueType::Bool => {
            let is_bool = ["true", "false"].iter().any(|word| word.eq_ignore_ascii_case(value));
            (is_bool, "neither true nor false")
        }
        ValueType::Numeric => (Decimal::parse(value).is_some(), "no number"),
        ValueType::Date => (Instant::parse(value).is_some(), "no date: write it as in 2026-11-22T10:30:00Z"),
        ValueType::IpAddress => (parse_address(value).is_some(), "no address: write it as in 203.0.113.7"),
    };
    (!fits).then_some(note)
}
