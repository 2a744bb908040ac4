//! Conditions on whether the caller proved a second factor.

use crate::lint::ConditionFacts;

/// Whether the condition tests `aws:MultiFactorAuthPresent` for `value`.
pub(super) fn tests_for(facts: &ConditionFacts<'_>, value: bool) -> bool {
    let word = if value { "true" } else { "false" };
    facts.is_key("aws:MultiFactorAuthPresent")
        && facts.entry.values.iter().any(|found| found.text.eq_ignore_ascii_case(word))
}
