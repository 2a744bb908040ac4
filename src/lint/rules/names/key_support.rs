//! Which actions have which condition keys.

use crate::catalogue::{Action, ConditionKey, DetailedCatalogue};
use crate::condition::{SetOperator, Test};
use crate::lint::ConditionFacts;

/// Tells of actions whether requests for them can have the condition key, be it on one of their resource types only.
pub(in crate::lint::rules) fn supporters_of<'c>(
    detailed: DetailedCatalogue<'c>,
    key: ConditionKey<'c>,
) -> impl Fn(Action<'_>) -> bool {
    let same_name: Vec<ConditionKey<'c>> = key.of_same_name().collect();
    move |action: Action<'_>| {
        let is_key = |other: ConditionKey<'_>| same_name.contains(&other);
        detailed.condition_keys(action).any(is_key)
            || detailed.resource_types(action).any(|entry| {
                entry.condition_keys().any(is_key) || entry.resource_type().condition_keys().any(is_key)
            })
    }
}

/// Whether a request without the key does not meet the condition.
pub(in crate::lint::rules) fn asks_for_key(condition: &ConditionFacts<'_>) -> bool {
    let operator = condition.operator();
    !operator.if_exists
        && operator.test != Test::Null
        && !operator.test.is_negated()
        && operator.set != Some(SetOperator::ForAllValues)
}
