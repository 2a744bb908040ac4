//! What is known of the word under the cursor.

use super::actions::count_words;
use super::cursor::{Cursor, Place};
use super::expansion::why_nothing;
use super::facts::{action_facts, arn_facts, fact, key_facts};
use super::operators;
use super::principals::{is_service_name_key, service_facts};
use super::statement_actions::statement_actions;
use super::variables::variable_at;
use super::view::{Fact, Hover};
use crate::catalogue::{Catalogue, PrefixWildcards, embedded};
use crate::condition::Operator;
use crate::matching::has_wildcard;
use crate::policy::PolicyType;
use crate::text::LineIndex;

pub(super) fn hover(
    cursor: &Cursor<'_>,
    policy_type: PolicyType,
    catalogue: Option<&Catalogue>,
    lines: &LineIndex,
) -> Option<Hover> {
    let text = cursor.token.text();
    if text.is_empty() {
        return None;
    }
    if let Some(hover) = variable_hover(cursor, &text, policy_type, catalogue, lines) {
        return Some(hover);
    }
    let (from, to) = cursor.token.utf16(lines);
    let (facts, pattern) = match cursor.place {
        Place::Action => action(&text, catalogue),
        Place::Resource => (resource(&text, cursor, catalogue), None),
        Place::ConditionKey { .. } => (key(&text, cursor, policy_type, catalogue), None),
        Place::Operator => (Operator::parse(&text).map(operators::facts).unwrap_or_default(), None),
        Place::Principal { kind: "Service" } => (service_facts(&text), None),
        Place::ConditionValue { key, .. } if is_service_name_key(key) => (service_facts(&text), None),
        _ => (Vec::new(), None),
    };
    (!facts.is_empty()).then_some(Hover { from, to, title: text, facts, pattern })
}

/// The policy variable under the cursor.
fn variable_hover(
    cursor: &Cursor<'_>,
    text: &str,
    policy_type: PolicyType,
    catalogue: Option<&Catalogue>,
    lines: &LineIndex,
) -> Option<Hover> {
    let is_unescaped = cursor.token.span.end - cursor.token.span.start == u32::try_from(text.len()).ok()?;
    if !is_unescaped || !matches!(cursor.place, Place::Resource | Place::ConditionValue { .. }) {
        return None;
    }
    let (name, start, end) = variable_at(text, cursor.token.typed.len())?;
    let place = |at: usize| Some(lines.utf16(cursor.token.span.start + u32::try_from(at).ok()?));
    let facts = key(name, cursor, policy_type, catalogue);
    let (from, to) = (place(start)?, place(end)?);
    (!facts.is_empty()).then(|| Hover { from, to, title: name.to_owned(), facts, pattern: None })
}

/// The facts on an action or a pattern, and the pattern when it can be expanded.
fn action(text: &str, catalogue: Option<&Catalogue>) -> (Vec<Fact>, Option<String>) {
    let Some(catalogue) = catalogue else {
        let retired = embedded::retired_action(text);
        let retired =
            retired.map(|retired| fact("retired", format!("last documented in {}", retired.month())));
        return (retired.into_iter().collect(), None);
    };
    if let Some(action) = catalogue.action(text) {
        return (action_facts(action, catalogue.detailed()), None);
    }
    let selection = catalogue.expand(text, PrefixWildcards::Literal);
    let pattern = has_wildcard(text).then(|| text.to_owned());
    if selection.is_empty() {
        return (vec![fact("no action", why_nothing(text, catalogue))], pattern);
    }
    (vec![fact("stands for", count_words(&selection, catalogue))], pattern)
}

fn resource(text: &str, cursor: &Cursor<'_>, catalogue: Option<&Catalogue>) -> Vec<Fact> {
    let detailed = catalogue.and_then(Catalogue::detailed);
    let actions = catalogue.and_then(|catalogue| statement_actions(cursor.statement, catalogue));
    arn_facts(text, detailed, actions.as_deref())
}

fn key(name: &str, cursor: &Cursor<'_>, policy_type: PolicyType, catalogue: Option<&Catalogue>) -> Vec<Fact> {
    let actions = catalogue.and_then(|catalogue| statement_actions(cursor.statement, catalogue));
    key_facts(name, policy_type, catalogue.and_then(Catalogue::detailed), actions.as_deref())
}
