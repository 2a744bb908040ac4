//! Why an element of a statement matches or does not.

use super::condition_reason::{condition_reason, variables};
use super::phrase::{alternatives, quoted, unquoted};
use crate::evaluation::{Element, ElementTrace, EntryTrace, Truth};

/// One sentence, without full stop, on why `element` matches the request or does not. `text` is the document
/// it stands in.
#[must_use]
pub fn element_reason(element: &ElementTrace, text: &str) -> String {
    match element.element {
        Element::Principal => principal_reason(element, text),
        Element::Action => list_reason(element, text, "action", "NotAction"),
        Element::Resource => {
            let reason = list_reason(element, text, "resource", "NotResource");
            format!("{reason}{}{}", resource_hint(element, text), variables(&element.entries))
        }
        Element::Condition => conditions_reason(element, text),
    }
}

fn tokens<'t>(entries: &[EntryTrace], text: &'t str, wanted: impl Fn(&EntryTrace) -> bool) -> Vec<&'t str> {
    entries.iter().filter(|entry| wanted(entry)).map(|entry| unquoted(entry.span.slice(text))).collect()
}

fn list_reason(element: &ElementTrace, text: &str, what: &str, complement: &str) -> String {
    let actual = quoted(&element.actual);
    let matching = tokens(&element.entries, text, |entry| entry.matches == Truth::True);
    let all = tokens(&element.entries, text, |_| true);
    if element.matches == Truth::Unknown {
        return format!("whether {actual} is covered depends on something unknown");
    }
    match (element.negated, matching.first()) {
        _ if all.is_empty() => format!("the statement names no {what}, so it has no effect"),
        (false, Some(entry)) if *entry == element.actual => format!("{actual} is named"),
        (false, Some(entry)) => format!("{} covers {actual}", quoted(entry)),
        (false, None) => format!("{actual} is not covered by {}", alternatives(all.into_iter())),
        (true, Some(entry)) => format!("`{complement}` leaves {actual} out, by {}", quoted(entry)),
        (true, None) => format!("`{complement}` does not leave {actual} out"),
    }
}

/// Two slips that nearly everyone makes once.
fn resource_hint(element: &ElementTrace, text: &str) -> String {
    if element.matches != Truth::False || element.negated {
        return String::new();
    }
    if element.actual == "*" {
        return "; the request names no resource, and only `*` covers that".to_owned();
    }
    let inside = format!("{}/*", element.actual);
    let has_inside = tokens(&element.entries, text, |_| true).contains(&&*inside);
    if has_inside {
        format!("; {} is what lies inside, not the thing itself", quoted(&inside))
    } else {
        String::new()
    }
}

fn principal_reason(element: &ElementTrace, text: &str) -> String {
    let caller = quoted(&element.actual);
    let matching = tokens(&element.entries, text, |entry| entry.matches == Truth::True);
    let all = tokens(&element.entries, text, |_| true);
    match (element.negated, element.matches) {
        (_, Truth::Unknown) => format!("whether {caller} is meant cannot be told"),
        (true, Truth::True) => {
            format!(
                "`NotPrincipal` does not exempt {caller}: it has to list the caller and all that stands above it"
            )
        }
        (true, Truth::False) => format!("`NotPrincipal` exempts {caller}"),
        (false, _) if all.is_empty() => "the statement names nobody, so it has no effect".to_owned(),
        (false, Truth::True) => match matching.first() {
            Some(entry) if *entry == element.actual => format!("{caller} is named"),
            Some(entry) => format!("{} covers {caller}", quoted(entry)),
            None => format!("{caller} is covered"),
        },
        (false, Truth::False) => format!("{caller} is not {}", alternatives(all.into_iter())),
    }
}

/// The conditions that settled it: those that fail, else those that are unknown, else all.
fn conditions_reason(element: &ElementTrace, text: &str) -> String {
    let conditions = &element.conditions;
    if conditions.is_empty() {
        return match element.matches {
            Truth::True => "the condition is empty and restricts nothing".to_owned(),
            _ => "the condition is empty, read here as never true".to_owned(),
        };
    }
    let settled: Vec<String> = conditions
        .iter()
        .filter(|condition| condition.matches == element.matches)
        .map(|condition| condition_reason(condition, text))
        .collect();
    settled.join("; ")
}
