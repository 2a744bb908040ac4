//! Conditions on tags in statements about services that do not have them.

use crate::catalogue::{Action, DetailedCatalogue};
use crate::lint::rules::names::key_support::{asks_for_key, supporters_of};
use crate::lint::{ActionFacts, ConditionFacts, Finding, Report, StatementFacts, Subject};
use crate::policy::Effect;

/// Whether a condition is on tags and is not met by a request without them.
fn asks_for_tags(condition: &ConditionFacts<'_>) -> bool {
    (condition.key_begins_with("aws:ResourceTag/")
        || condition.key_begins_with("aws:RequestTag/")
        || condition.is_key("aws:TagKeys"))
        && asks_for_key(condition)
}

/// Reports the actions whose services do not support the tag key of `condition`, in a statement with this effect.
pub(super) fn report_actions<'r>(
    effect: Effect,
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &'r mut Report,
    message: impl FnOnce(&str) -> String,
) -> Option<&'r mut Finding> {
    let is_meant =
        statement.effect() == Some(effect) && !statement.has_not_action() && asks_for_tags(condition);
    let detailed = subject.detailed().filter(|_| is_meant)?;
    let key = detailed.condition_key(condition.key())?;
    let supports = supporters_of(detailed, key);
    let lacks_key = |entry: &&ActionFacts<'_>| lacks_key(detailed, entry, &supports);
    let without_key: Vec<_> = statement.actions.iter().filter(lacks_key).collect();
    let (first, others) = without_key.split_first()?;
    let mut services: Vec<String> =
        without_key.iter().map(|entry| format!("`{}`", entry.service.to_ascii_lowercase())).collect();
    services.sort_unstable();
    services.dedup();
    let finding = report.at(first.text.span, message(&services.join(", ")));
    for other in others {
        finding.also(other.text.span);
    }
    Some(finding.also(condition.values_span()))
}

/// Whether an entry names one service, of which it stands for no action that supports the key.
fn lacks_key(
    detailed: DetailedCatalogue<'_>,
    entry: &ActionFacts<'_>,
    supports: impl Fn(Action<'_>) -> bool,
) -> bool {
    if entry.has_wildcard {
        let mut actions = detailed.catalogue().selected(entry.expansion());
        !entry.service.is_empty()
            && !entry.expansion().is_empty()
            && !entry.service.contains(['*', '?'])
            && !actions.any(supports)
    } else {
        entry.action().is_some_and(|action| !supports(action))
    }
}

/// Reports a condition on tags in a statement with this effect and `NotAction`.
pub(super) fn report_not_action<'r>(
    effect: Effect,
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    report: &'r mut Report,
    message: impl FnOnce() -> String,
) -> Option<&'r mut Finding> {
    if statement.effect() != Some(effect) || !statement.has_not_action() || !asks_for_tags(condition) {
        return None;
    }
    let place = statement.value_span("NotAction")?;
    Some(report.at(place, message()).also(condition.values_span()))
}
