//! Why a condition holds or does not.

use super::phrase::{alternatives, join, quoted, unquoted, value_kind};
use crate::condition::{Operator, Relation, ValueType};
use crate::evaluation::{ConditionReason, ConditionTrace, EntryTrace, KeyState, Truth};

/// One sentence, without full stop. `text` is the document.
pub(super) fn condition_reason(condition: &ConditionTrace, text: &str) -> String {
    let key = quoted(&condition.key);
    let operator = quoted(&condition.operator);
    let sentence = match condition.reason {
        ConditionReason::KeyAbsent => format!("the request has no {key}, so {operator} is false"),
        ConditionReason::KeyAbsentNegated => {
            format!("the request has no {key}, so {operator} is true")
        }
        ConditionReason::KeyAbsentIfExists => {
            format!("the request has no {key}, and `IfExists` lets that pass")
        }
        ConditionReason::KeyAbsentForAllValues => {
            format!("the request has no {key}, so {operator} is {}", truth_word(condition.matches))
        }
        ConditionReason::KeyAbsentForAnyValue => {
            format!("the request has no {key}, so {operator} is {}", truth_word(condition.matches))
        }
        ConditionReason::NoPolicyValues => {
            format!("the policy lists no value for {key}, so none matches")
        }
        ConditionReason::Presence => {
            let presence = if condition.actual == KeyState::Absent { "has no" } else { "has a" };
            format!("the request {presence} {key}, and {operator} asks for {}", null_wants(condition, text))
        }
        ConditionReason::NullWithSetOperator => {
            format!("{operator} is always {}", truth_word(condition.matches))
        }
        ConditionReason::UnknownValue => format!("it depends on {key}, which is unknown"),
        ConditionReason::UnreadablePolicyValue => {
            format!(
                "a value in the policy is no {}, so {operator} is {}",
                value_word(condition),
                truth_word(condition.matches)
            )
        }
        ConditionReason::UnreadableRequestValue => {
            format!(
                "{} is no {}, so {operator} is {}",
                compared(condition, text),
                value_word(condition),
                truth_word(condition.matches)
            )
        }
        ConditionReason::SeveralValuesWithoutSetOperator => format!(
            "{}; the request has several values and {operator} compares one, so AWS does not say which: any counts here",
            compared(condition, text)
        ),
        ConditionReason::Compared => compared(condition, text),
    };
    format!("{sentence}{}", variables(&condition.required))
}

fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

fn null_wants(condition: &ConditionTrace, text: &str) -> &'static str {
    let wants_absence =
        condition.required.iter().any(|value| unquoted(value.span.slice(text)).eq_ignore_ascii_case("true"));
    if wants_absence { "none" } else { "one" }
}

fn parsed(condition: &ConditionTrace) -> Option<Operator> {
    Operator::parse(&condition.operator).ok()
}

fn value_word(condition: &ConditionTrace) -> &'static str {
    parsed(condition).map_or("value of this type", |operator| value_kind(operator.test))
}

/// "`aws:SourceIp` is `203.0.113.7`, not in `10.0.0.0/8`".
fn compared(condition: &ConditionTrace, text: &str) -> String {
    let KeyState::Present(actual) = &condition.actual else {
        return String::new();
    };
    let values: Vec<String> = actual.iter().take(4).map(|value| quoted(value)).collect();
    let more = actual.len().saturating_sub(values.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let Some(operator) = parsed(condition) else {
        return String::new();
    };
    let relation = relation_words(operator);
    let subject = format!("{} is {}{more}", quoted(&condition.key), join(&values, "and"));
    let matching: Vec<&str> = tokens(condition, text, |entry| entry.matches == Truth::True);
    let all: Vec<&str> = tokens(condition, text, |_| true);
    let holds = condition.matches == Truth::True;
    match (operator.test.is_negated(), holds) {
        (false, true) if !matching.is_empty() => {
            format!("{subject}, {relation} {}", alternatives(matching.into_iter()))
        }
        (true, false) if !matching.is_empty() => {
            let operator = quoted(&condition.operator);
            format!(
                "{subject}, {relation} {}, which {operator} leaves out",
                alternatives(matching.into_iter())
            )
        }
        _ => format!("{subject}, not {relation} {}", alternatives(all.into_iter())),
    }
}

fn tokens<'t>(
    condition: &ConditionTrace,
    text: &'t str,
    wanted: impl Fn(&EntryTrace) -> bool,
) -> Vec<&'t str> {
    let entries = condition.required.iter().filter(|entry| wanted(entry));
    entries.map(|entry| unquoted(entry.span.slice(text))).collect()
}

fn relation_words(operator: Operator) -> &'static str {
    match (operator.test.value_type(), operator.test.relation()) {
        (ValueType::IpAddress, _) => "in",
        (ValueType::Date, Relation::Less) => "before",
        (ValueType::Date, Relation::LessOrEqual) => "at or before",
        (ValueType::Date, Relation::Greater) => "after",
        (ValueType::Date, Relation::GreaterOrEqual) => "at or after",
        (_, Relation::Less) => "less than",
        (_, Relation::LessOrEqual) => "at most",
        (_, Relation::Greater) => "greater than",
        (_, Relation::GreaterOrEqual) => "at least",
        (_, Relation::Like) => "like",
        (_, Relation::EqualIgnoringCase) => "equal, ignoring case, to",
        (_, Relation::Equal) => "equal to",
    }
}

/// What the policy variables of `entries` became.
pub(super) fn variables(entries: &[EntryTrace]) -> String {
    let mut told: Vec<String> = Vec::new();
    for (key, value) in entries.iter().flat_map(|entry| &entry.variables) {
        let variable = quoted(&format!("${{{key}}}"));
        let sentence = match value {
            Some(value) => format!("{variable} is {}", quoted(value)),
            None => format!("{variable} has no value"),
        };
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
}
