//! Whether actions exist, now or once, listed or not.

use crate::catalogue::embedded::{
    RetiredAction, is_undocumented_action, retired_action, retired_actions_of, undocumented_actions,
};
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

/// Whether `entry` stands for an action that AWS names in policies of its own without listing it.
pub(super) fn is_undocumented(entry: &ActionFacts<'_>) -> bool {
    is_undocumented_action(&entry.text.text)
        || entry.has_wildcard && undocumented_actions().any(|action| entry.covers(action))
}
