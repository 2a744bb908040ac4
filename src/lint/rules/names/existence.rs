//! Whether actions exist, now or once.

use crate::catalogue::embedded::{RetiredAction, retired_action, retired_actions_of};
use crate::lint::ActionFacts;

/// Whether `entry` stands for no action.
pub(super) fn does_not_exist(entry: &ActionFacts<'_>) -> bool {
    let exists = if entry.has_wildcard { !entry.expansion().is_empty() } else { entry.action().is_some() };
    !exists && !entry.is_everything()
}

/// A retired action for which `entry` stands, when it stands for no other.
pub(super) fn retired(entry: &ActionFacts<'_>) -> Option<RetiredAction> {
    if !does_not_exist(entry) {
        return None;
    }
    if entry.has_wildcard {
        retired_actions_of(entry.service).find(|retired| entry.covers(retired.action))
    } else {
        retired_action(&entry.text.text)
    }
}

/// Whether AWS once had a service with this prefix.
pub(super) fn is_retired_service(prefix: &str) -> bool {
    retired_actions_of(prefix).next().is_some()
}
