//! Conditions whose pattern matches every value, so that only the presence of the key counts.

use crate::condition::{SetOperator, Test};
use crate::lint::ConditionFacts;

/// What such a condition asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// The key has to be there.
    Present,
    /// The key must not be there.
    Absent,
    /// Nothing: it always holds.
    Nothing,
    /// Too much: it never holds.
    Impossible,
}

/// What the condition asks, if one of its values is a pattern for every value.
pub(super) fn asks(facts: &ConditionFacts<'_>) -> Option<Asks> {
    let operator = facts.operator();
    if !matches!(operator.test, Test::StringLike | Test::StringNotLike) {
        return None;
    }
    let matches_all = |pattern: fn(&str) -> bool| facts.entry.values.iter().any(|value| pattern(&value.text));
    let asks = match (operator.set, operator.test.is_negated()) {
        // AWS does not say what `ForAnyValue` with `IfExists` makes of an absent key.
        (Some(SetOperator::ForAnyValue), _) if operator.if_exists => return None,
        (Some(SetOperator::ForAnyValue), true) => Asks::Impossible,
        (Some(SetOperator::ForAnyValue), false) => Asks::Present,
        (Some(SetOperator::ForAllValues), false) => Asks::Nothing,
        (None, false) if operator.if_exists => Asks::Nothing,
        (None, false) => Asks::Present,
        (Some(SetOperator::ForAllValues) | None, true) => Asks::Absent,
    };
    let pattern = if asks == Asks::Present { is_for_all_but_empty } else { is_for_all };
    matches_all(pattern).then_some(asks)
}

/// `*`
fn is_for_all(pattern: &str) -> bool {
    !pattern.is_empty() && pattern.bytes().all(|byte| byte == b'*')
}

/// `*`, or `?*`, which leaves out the empty value alone.
pub(super) fn is_for_all_but_empty(pattern: &str) -> bool {
    pattern.bytes().all(|byte| matches!(byte, b'*' | b'?'))
        && pattern.contains('*')
        && pattern.bytes().filter(|byte| *byte == b'?').count() <= 1
}
