//! Keys by which a service's source is told that are not made for it.

use super::asks_for_a_value;
use crate::lint::ConditionFacts;

/// Whether the condition limits a source by such a key.
pub(super) fn is_weak_source(condition: &ConditionFacts<'_>) -> bool {
    let keys = ["aws:Referer", "aws:UserAgent", "aws:SourceOwner"];
    keys.iter().any(|key| condition.is_key(key)) && asks_for_a_value(condition)
}
