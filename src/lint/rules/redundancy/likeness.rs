//! Whether parts of statements say the same.

use crate::lint::StatementFacts;
use crate::policy::{ConditionElement, ConditionEntry, PrincipalElement, Text};

/// Whether both have the same effect, principals and conditions, and both can be read.
pub(super) fn same_rest(left: &StatementFacts<'_>, right: &StatementFacts<'_>) -> bool {
    let (one, other) = (left.statement, right.statement);
    one.unreadable.is_none()
        && other.unreadable.is_none()
        && one.effect.is_some()
        && one.effect == other.effect
        && same_option(one.principal.as_ref(), other.principal.as_ref(), same_principals)
        && same_option(one.condition.as_ref(), other.condition.as_ref(), same_conditions)
}

/// Whether both have the same actions, whatever the case.
pub(super) fn same_actions(left: &StatementFacts<'_>, right: &StatementFacts<'_>) -> bool {
    same_option(left.statement.action.as_ref(), right.statement.action.as_ref(), |one, other| {
        one.negated == other.negated
            && same_set(&one.values, &other.values, |one, other| one.text.eq_ignore_ascii_case(&other.text))
    })
}

/// Whether both have the same resources.
pub(super) fn same_resources(left: &StatementFacts<'_>, right: &StatementFacts<'_>) -> bool {
    same_option(left.statement.resource.as_ref(), right.statement.resource.as_ref(), |one, other| {
        one.negated == other.negated && same_texts(&one.values, &other.values)
    })
}

fn same_principals(one: &PrincipalElement<'_>, other: &PrincipalElement<'_>) -> bool {
    one.negated == other.negated
        && same_set(&one.entries, &other.entries, |one, other| {
            one.kind == other.kind && one.value.text == other.value.text
        })
}

fn same_conditions(one: &ConditionElement<'_>, other: &ConditionElement<'_>) -> bool {
    same_set(&one.entries, &other.entries, same_condition)
}

fn same_condition(one: &ConditionEntry<'_>, other: &ConditionEntry<'_>) -> bool {
    one.operator == other.operator
        && one.key.text.eq_ignore_ascii_case(&other.key.text)
        && same_texts(&one.values, &other.values)
}

fn same_texts(left: &[Text<'_>], right: &[Text<'_>]) -> bool {
    same_set(left, right, |one, other| one.text == other.text)
}

fn same_option<T>(left: Option<&T>, right: Option<&T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => same(left, right),
        (None, None) => true,
        _ => false,
    }
}

/// Whether each element of one list has an equal in the other.
fn same_set<T>(left: &[T], right: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    left.len() == right.len()
        && left.iter().all(|one| right.iter().any(|other| same(one, other)))
        && right.iter().all(|one| left.iter().any(|other| same(one, other)))
}
