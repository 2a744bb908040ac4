//! Whether parts of statements say the same.

use crate::lint::StatementFacts;
use crate::policy::{ConditionElement, ConditionEntry, ListElement, PrincipalElement, Text};

/// A number for each part of a statement, the same for parts that say the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// Of the effect, the principals and the condition.
    pub(super) rest: u64,
    pub(super) actions: u64,
    pub(super) resources: u64,
}

impl Fingerprint {
    pub(super) fn new(facts: &StatementFacts<'_>) -> Self {
        let statement = facts.statement;
        let principals = statement.principal.iter().flat_map(|element| &element.entries);
        let principals = sum(principals.map(|entry| number(&entry.value.text)));
        let conditions = statement.condition.iter().flat_map(|element| &element.entries);
        let conditions = sum(conditions.map(|entry| number(&entry.key.text) ^ sum_of(&entry.values)));
        Self {
            rest: u64::from(facts.allows()) ^ principals.rotate_left(1) ^ conditions.rotate_left(2),
            actions: of_list(statement.action.as_ref()),
            resources: of_list(statement.resource.as_ref()),
        }
    }
}

fn of_list(list: Option<&ListElement<'_>>) -> u64 {
    list.map_or(0, |list| sum_of(&list.values) ^ u64::from(list.negated))
}

fn sum_of(texts: &[Text<'_>]) -> u64 {
    sum(texts.iter().map(|text| number(&text.text)))
}

/// The order does not matter.
fn sum(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::wrapping_add)
}

/// FNV-1a of the text in lower case.
fn number(text: &str) -> u64 {
    let step =
        |hash: u64, byte: u8| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

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
