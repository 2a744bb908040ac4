//! Which actions have which condition keys.

use crate::catalogue::{Action, ConditionKey, DetailedCatalogue};
use crate::condition::{SetOperator, Test};
use crate::lint::ConditionFacts;

/// Whether requests for `action` can have the condition key, be it on one of its resource types only.
pub(in crate::lint::rules) fn supports(
    detailed: DetailedCatalogue<'_>,
    action: Action<'_>,
    key: ConditionKey<'_>,
) -> bool {
    // A key of one name comes twice where services disagree about its type.
    let is_key = |other: ConditionKey<'_>| other == key || other.name() == key.name();
    detailed.condition_keys(action).any(is_key)
        || detailed.resource_types(action).any(|entry| {
            entry.condition_keys().any(is_key) || entry.resource_type().condition_keys().any(is_key)
        })
}

/// Whether a request without the key does not meet the condition.
pub(in crate::lint::rules) fn asks_for_key(condition: &ConditionFacts<'_>) -> bool {
    let operator = condition.operator();
    !operator.if_exists
        && operator.test != Test::Null
        && !operator.test.is_negated()
        && operator.set != Some(SetOperator::ForAllValues)
}
