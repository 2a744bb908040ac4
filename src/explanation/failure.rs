//! What of a statement does not match the request: the thing itself, what it is and what it would have to be.

use super::parting::{Comparing, Parting, part};
use super::phrase::value_kind;
use crate::condition::{Operator, Relation, Test, ValueType};
use crate::evaluation::{
    ConditionReason, ConditionTrace, Element, ElementTrace, EntryTrace, KeyState, Truth,
};
use crate::matching::service_of;
use crate::text::Span;
use crate::text::json::content;

/// One thing in a statement that does not match the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The element it stands in.
    pub element: Element,
    /// The entry of the list that comes nearest, the value of the condition that comes nearest, or the condition's key
    /// where the request does not have it; where nothing is listed, the element.
    pub span: Span,
    /// What the request has; empty where it has nothing.
    pub actual: String,
    /// What the entry, the value or the key asks for, without quotes; empty where nothing is listed.
    pub required: String,
    /// Both in a few words: `203.0.113.7 ∉ 10.0.0.0/8`. User text stands in it without backticks.
    pub comparison: String,
    /// Where the two part, where they are compared as texts.
    pub parting: Option<Parting>,
    /// How many more entries or values stand beside this one and do not match either.
    pub others: usize,
}

/// How far from matching a thing is: the more, the further. Only good for comparing.
pub(super) type Distance = u32;

/// What is about another service is nowhere near.
pub(super) const FAR: Distance = 1000;

const ABSENT: Distance = 120;
const OTHER_VALUE: Distance = 50;
const LEFT_OUT: Distance = 80;

/// More pairs of values are not compared to find the nearest.
const MOST_COMPARED: usize = 64;

/// What of `element` does not surely match, and how far from it each is. `text` is the document.
pub(super) fn failures(element: &ElementTrace, text: &str) -> Vec<(Failure, Distance)> {
    if element.element != Element::Condition {
        return vec![entry_failure(element, text)];
    }
    let failing = element.conditions.iter().filter(|condition| condition.matches != Truth::True);
    let failures: Vec<_> = failing.map(|condition| condition_failure(condition, text)).collect();
    if failures.is_empty() {
        // An empty condition on the reading on which it is never true.
        return vec![(nothing_listed(element, "the condition is empty"), LEFT_OUT)];
    }
    failures
}

fn nothing_listed(element: &ElementTrace, comparison: &str) -> Failure {
    Failure {
        element: element.element,
        span: element.span,
        actual: element.actual.clone(),
        required: String::new(),
        comparison: comparison.to_owned(),
        parting: None,
        others: 0,
    }
}

fn entry_failure(element: &ElementTrace, text: &str) -> (Failure, Distance) {
    let actual = &element.actual;
    if element.negated || element.matches == Truth::Unknown {
        let wanted = if element.negated { Truth::True } else { Truth::Unknown };
        let found = element.entries.iter().find(|entry| entry.matches == wanted);
        let required = found.map(|entry| content(entry.span.slice(text))).unwrap_or_default();
        let comparison = match (element.matches, element.element) {
            (Truth::Unknown, _) => format!("whether {required} covers {actual} is unknown"),
            (_, Element::Principal) => format!("{actual} is exempt"),
            _ => format!("{actual} matches {required}, which is left out"),
        };
        let span = found.map_or(element.span, |entry| entry.span);
        let failure =
            Failure { span, required: required.into_owned(), ..nothing_listed(element, &comparison) };
        return (failure, LEFT_OUT);
    }
    let comparing = Comparing {
        wildcards: element.element != Element::Principal,
        ignores_case: element.element == Element::Action,
    };
    let Some(nearest) = nearest(&element.entries, &[actual], comparing, text) else {
        let comparison = match element.element {
            Element::Principal => "nobody is named",
            Element::Action => "no action is named",
            _ => "no resource is named",
        };
        return (nothing_listed(element, comparison), FAR);
    };
    let Nearest { entry, required, parting, distance, .. } = nearest;
    let service = |text: &str| match element.element {
        Element::Action => text.split(':').next().map(str::to_ascii_lowercase),
        Element::Resource => service_of(text).map(str::to_ascii_lowercase),
        _ => None,
    };
    let is_far = matches!((service(actual), service(&required)), (Some(one), Some(other))
        if one != other && !other.contains(['*', '?', '$']));
    let verb = if comparing.wildcards { "does not match" } else { "is not" };
    let failure = Failure {
        element: element.element,
        span: entry.span,
        comparison: without_value(entry).unwrap_or_else(|| apart(actual, verb, &required, parting)),
        actual: actual.clone(),
        others: element.entries.len().saturating_sub(1),
        parting,
        required,
    };
    (failure, if is_far { FAR } else { distance })
}

/// The policy value that comes nearest to what the request has.
struct Nearest<'e> {
    entry: &'e EntryTrace,
    required: String,
    actual: String,
    parting: Option<Parting>,
    distance: Distance,
}

fn nearest<'e>(
    entries: &'e [EntryTrace],
    values: &[&String],
    comparing: Comparing,
    text: &str,
) -> Option<Nearest<'e>> {
    let pairs = entries.iter().flat_map(|entry| values.iter().map(move |value| (entry, *value)));
    let compared = pairs.take(MOST_COMPARED).map(|(entry, actual)| {
        let required = content(entry.span.slice(text)).into_owned();
        let parting = part(actual, &required, comparing, &entry.variables);
        let distance = parting.map_or(0, |parting| share_left(actual, &required, parting));
        Nearest { entry, required, actual: actual.clone(), parting, distance }
    });
    // What matches by itself is not what failed, unless nothing else is there.
    compared.min_by_key(|nearest| (nearest.parting.is_none(), nearest.distance))
}

/// How much of both differs from where they part, up to what they end in alike, in percent.
fn share_left(actual: &str, required: &str, parting: Parting) -> Distance {
    let rest_of_actual = actual.bytes().skip(parting.actual).rev();
    let rest_of_required = required.bytes().skip(parting.required).rev();
    let same_end = rest_of_actual.zip(rest_of_required).take_while(|(one, other)| one == other).count();
    let left = actual.len() - parting.actual + required.len() - parting.required - 2 * same_end;
    let share = left * 100 / (actual.len() + required.len()).max(1);
    Distance::try_from(share).unwrap_or(100)
}

/// "`${aws:username}` has no value".
fn without_value(entry: &EntryTrace) -> Option<String> {
    let (key, _) = entry.variables.iter().find(|(_, value)| value.is_none())?;
    Some(format!("${{{key}}} has no value"))
}

fn apart(actual: &str, words: &str, required: &str, parting: Option<Parting>) -> String {
    match parting {
        Some(parting) => {
            format!("{} {words} {}", abridged(actual, parting.actual), abridged(required, parting.required))
        }
        None => format!("{actual} {words} {required}"),
    }
}

/// An ARN from the field or step of the path in which it parts from another: `arn…/reports/2026`.
fn abridged(text: &str, parts_at: usize) -> String {
    const LONGEST_END: usize = 60;
    let common = text.get(..parts_at).unwrap_or(text);
    let start = common.rfind(['/', ':']).filter(|start| *start > "arn:aws".len() && text.starts_with("arn:"));
    let (head, tail) = match start {
        Some(start) => ("arn…", text.get(start..).unwrap_or_default()),
        None => ("", text),
    };
    if tail.chars().count() <= LONGEST_END {
        return format!("{head}{tail}");
    }
    let tail: String = tail.chars().take(LONGEST_END).collect();
    format!("{head}{tail}…")
}

fn condition_failure(condition: &ConditionTrace, text: &str) -> (Failure, Distance) {
    let key = &condition.key;
    let values: Vec<&String> = match &condition.actual {
        KeyState::Present(values) => values.iter().collect(),
        KeyState::Absent | KeyState::Unknown => Vec::new(),
    };
    let of_key = |comparison: String, distance| {
        let failure = Failure {
            element: Element::Condition,
            span: key_span(condition, text),
            actual: values.iter().map(|value| value.as_str()).collect::<Vec<_>>().join(", "),
            required: key.clone(),
            comparison,
            parting: None,
            others: 0,
        };
        (failure, distance)
    };
    let operator = Operator::parse(&condition.operator).ok();
    match condition.reason {
        ConditionReason::UnknownValue if condition.actual == KeyState::Unknown => {
            of_key(format!("key {key} unknown"), ABSENT)
        }
        ConditionReason::UnknownValue => {
            of_key(format!("a variable in the values of {key} is unknown"), ABSENT)
        }
        ConditionReason::NullWithSetOperator => {
            of_key(format!("{} is never true", condition.operator), LEFT_OUT)
        }
        ConditionReason::NoPolicyValues => of_key(format!("no value listed for {key}"), LEFT_OUT),
        ConditionReason::Presence if !values.is_empty() => of_key(format!("key {key} present"), LEFT_OUT),
        _ if values.is_empty() => of_key(format!("key {key} absent"), ABSENT),
        _ => match operator.and_then(|operator| value_failure(condition, operator, &values, text)) {
            Some(failure) => failure,
            None => of_key(format!("no value of {key} fits"), OTHER_VALUE),
        },
    }
}

fn value_failure(
    condition: &ConditionTrace,
    operator: Operator,
    values: &[&String],
    text: &str,
) -> Option<(Failure, Distance)> {
    let test = operator.test;
    let is_text = matches!(test.value_type(), ValueType::String | ValueType::Arn);
    let comparing = Comparing {
        wildcards: test.relation() == Relation::Like,
        ignores_case: !is_text || test.relation() == Relation::EqualIgnoringCase,
    };
    // Under a negated operator it is the value that matches which makes the condition fail.
    let culprits: Vec<EntryTrace> = condition
        .required
        .iter()
        .filter(|entry| !test.is_negated() || entry.matches == Truth::True)
        .cloned()
        .collect();
    let Nearest { entry, required, actual, parting, distance } = nearest(&culprits, values, comparing, text)?;
    let comparison = match condition.reason {
        ConditionReason::UnreadablePolicyValue => format!("{required} is no {}", value_kind(test)),
        ConditionReason::UnreadableRequestValue => format!("{actual} is no {}", value_kind(test)),
        _ if !test.is_negated() && without_value(entry).is_some() => without_value(entry)?,
        _ if is_text => apart(&actual, sign(test), &required, parting),
        _ => format!("{actual} {} {required}", sign(test)),
    };
    let failure = Failure {
        element: Element::Condition,
        span: entry.span,
        actual,
        required,
        comparison,
        parting: parting.filter(|_| is_text && !test.is_negated()),
        others: culprits.len().saturating_sub(1),
    };
    Some((failure, if is_text && !test.is_negated() { distance } else { OTHER_VALUE }))
}

/// How a request value stands to the policy value when the condition fails.
fn sign(test: Test) -> &'static str {
    match (test.value_type(), test.relation(), test.is_negated()) {
        (ValueType::IpAddress, _, false) => "∉",
        (ValueType::IpAddress, _, true) => "∈",
        (_, Relation::Like, false) => "does not match",
        (_, Relation::Like, true) => "matches",
        (_, Relation::Equal | Relation::EqualIgnoringCase, false) => "≠",
        (_, Relation::Equal | Relation::EqualIgnoringCase, true) => "=",
        (ValueType::Date, Relation::Less, _) => "is not before",
        (ValueType::Date, Relation::LessOrEqual, _) => "is after",
        (ValueType::Date, Relation::Greater, _) => "is not after",
        (ValueType::Date, Relation::GreaterOrEqual, _) => "is before",
        (_, Relation::Less, _) => "≥",
        (_, Relation::LessOrEqual, _) => ">",
        (_, Relation::Greater, _) => "≤",
        (_, Relation::GreaterOrEqual, _) => "<",
    }
}

/// The token of the condition's key.
fn key_span(condition: &ConditionTrace, text: &str) -> Span {
    let token = condition.span.slice(text);
    let mut escaped = false;
    let end = token.char_indices().skip(1).find_map(|(at, character)| {
        let closes = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        closes.then_some(at + 1)
    });
    let length = end.and_then(|end| u32::try_from(end).ok());
    length.map_or(condition.span, |length| Span::new(condition.span.start, condition.span.start + length))
}
