//! What a pattern of actions stands for.

use super::actions::{nearest_actions, strongest_level};
use super::view::{Expansion, ExpansionGroup};
use crate::catalogue::{AccessLevel, Action, Catalogue, PrefixWildcards, embedded, nearest_service_prefix};

/// Comparing longer texts with all prefixes would be slow.
const MAX_MISTYPED_LENGTH: usize = 64;

/// The actions that `pattern`, an entry of an `Action` element, stands for, in groups by access level from List
/// to Permissions management. An action that writes tags or permissions is in their group, not in that of Write.
#[must_use]
pub fn expansion(pattern: &str, catalogue: &Catalogue) -> Expansion {
    let selection = catalogue.expand(pattern, PrefixWildcards::Literal);
    let actions: Vec<Action<'_>> = catalogue.selected(&selection).collect();
    let group = |level: AccessLevel| ExpansionGroup {
        access_level: level.name(),
        actions: actions
            .iter()
            .filter(|action| strongest_level(**action) == level)
            .map(ToString::to_string)
            .collect(),
    };
    let groups = AccessLevel::ALL.into_iter().map(group).filter(|group| !group.actions.is_empty());
    Expansion {
        pattern: pattern.to_owned(),
        total: actions.len(),
        groups: groups.collect(),
        note: actions.is_empty().then(|| why_nothing(pattern, catalogue)),
    }
}

/// Why a pattern stands for no action, and what may have been meant.
pub(super) fn why_nothing(pattern: &str, catalogue: &Catalogue) -> String {
    let (message, suggestion) = nothing(pattern, catalogue);
    match suggestion {
        Some(suggestion) => format!("{message}; did you mean `{suggestion}`?"),
        None => message,
    }
}

/// Why a pattern stands for no action, and what to write instead.
pub(super) fn nothing(pattern: &str, catalogue: &Catalogue) -> (String, Option<String>) {
    let nearest = || nearest_actions(pattern, 1, catalogue).first().map(ToString::to_string);
    if let Some(retired) = embedded::retired_action(pattern) {
        return (format!("retired: last documented in {}", retired.month()), nearest());
    }
    let Some((prefix, _)) = pattern.split_once(':') else {
        return ("no action: it has no service prefix, as in `s3:GetObject`".to_owned(), nearest());
    };
    if prefix.contains(['*', '?']) {
        let with_wildcards = catalogue.expand(pattern, PrefixWildcards::Active).len();
        let message = format!(
            "a wildcard in the service prefix is taken as an ordinary character, so that no action matches; as a \
             wildcard it would match {with_wildcards}"
        );
        return (message, None);
    }
    let Some(service) = catalogue.service(prefix) else {
        let near_prefix = || {
            let prefix = Some(prefix).filter(|prefix| prefix.len() <= MAX_MISTYPED_LENGTH);
            prefix.and_then(nearest_service_prefix).map(str::to_owned)
        };
        return ("no service has this prefix".to_owned(), nearest().or_else(near_prefix));
    };
    (format!("{} has no such action", service.name()), nearest())
}
