//! Options for an action or a pattern of actions.

use super::ranking::{Fit, MAX_FORM_OPTIONS, begins_with, fit, fitting};
use super::view::{Completion, CompletionKind};
use crate::catalogue::{AccessLevel, Action, ActionSelection, Catalogue, PrefixWildcards, Service, embedded};
use crate::matching::has_wildcard;
use crate::policy::PolicyType;

/// With fewer letters than this too many actions begin alike.
const MIN_LETTERS: usize = 3;
/// Comparing longer texts with all names would be slow.
const MAX_MISTYPED_LENGTH: usize = 100;
/// How many actions are offered for a mistyped one.
const MAX_NEAREST: usize = 5;

/// What may be meant by `typed`, the best first. Patterns are offered where `patterns` says so.
pub(super) fn options(typed: &str, patterns: bool, catalogue: Option<&Catalogue>) -> Vec<Completion> {
    let mut options = Vec::new();
    let counted =
        catalogue.filter(|_| patterns && (typed == "*" || typed.contains(':') && has_wildcard(typed)));
    if let Some(catalogue) = counted {
        let selection = catalogue.expand(typed, PrefixWildcards::Literal);
        options.push(pattern_option(typed, &selection, catalogue));
        options.extend(catalogue.selected(&selection).take(MAX_FORM_OPTIONS).map(action_option));
        return options;
    }
    let Some((prefix, name)) = typed.split_once(':') else {
        return without_prefix(typed, patterns, catalogue);
    };
    let Some(catalogue) = catalogue else { return Vec::new() };
    let Some(service) = catalogue.service(prefix) else { return nearest(typed, catalogue) };
    if patterns && name.is_empty() {
        let all = format!("{}:*", service.prefix());
        options.push(pattern_option(&all, &service.actions().collect(), catalogue));
    }
    options.extend(of_service(service, name));
    if options.is_empty() { nearest(typed, catalogue) } else { options }
}

/// Puts the service that policies of this type are about before the others.
pub(super) fn preferring_service_of(policy_type: PolicyType, options: &mut [Completion]) {
    let preferred = match policy_type {
        PolicyType::RoleTrust => "sts:",
        PolicyType::Key => "kms:",
        _ => return,
    };
    options.sort_by_key(|option| option.label != preferred);
}

fn of_service<'c>(service: Service<'c>, name: &str) -> impl Iterator<Item = Completion> + use<'c> {
    let fits = service.actions().filter_map(|action| Some((fit(action.name(), name)?, action)));
    let mut fits: Vec<(Fit, Action<'_>)> = fits.collect();
    fits.sort();
    fits.into_iter().map(|(_, action)| action_option(action))
}

fn without_prefix(typed: &str, patterns: bool, catalogue: Option<&Catalogue>) -> Vec<Completion> {
    let services = embedded::service_prefixes().map(|prefix| {
        let service = catalogue.and_then(|catalogue| catalogue.service(prefix));
        let name = service.map(Service::name).unwrap_or_default();
        Completion::new(CompletionKind::Service, format!("{prefix}:"), name)
    });
    let everything = (patterns && typed.is_empty())
        .then(|| Completion::new(CompletionKind::Action, "*", "every action of every service"));
    let mut options = fitting(services.chain(everything), typed);
    if typed.len() >= MIN_LETTERS
        && let Some(catalogue) = catalogue
    {
        let actions = catalogue.actions().filter(|action| begins_with(action.name(), typed));
        options.extend(actions.take(MAX_FORM_OPTIONS).map(action_option));
    }
    if options.is_empty() {
        catalogue.map(|catalogue| nearest(typed, catalogue)).unwrap_or_default()
    } else {
        options
    }
}

fn nearest(typed: &str, catalogue: &Catalogue) -> Vec<Completion> {
    let nearest = nearest_actions(typed, MAX_NEAREST, catalogue);
    nearest.into_iter().map(action_option).collect()
}

/// The actions that a text of bearable length may have been meant to be.
pub(super) fn nearest_actions<'c>(text: &str, limit: usize, catalogue: &'c Catalogue) -> Vec<Action<'c>> {
    if text.len() < MIN_LETTERS || text.len() > MAX_MISTYPED_LENGTH {
        return Vec::new();
    }
    catalogue.nearest_actions(text, limit)
}

fn action_option(action: Action<'_>) -> Completion {
    let levels = action.access_levels().to_string();
    Completion::new(CompletionKind::Action, action.to_string(), levels)
}

fn pattern_option(pattern: &str, selection: &ActionSelection, catalogue: &Catalogue) -> Completion {
    Completion::new(CompletionKind::Action, pattern, count_words(selection, catalogue))
}

/// `2 actions: 1 List, 1 Read`; an action with two access levels counts for the strongest.
pub(super) fn count_words(selection: &ActionSelection, catalogue: &Catalogue) -> String {
    let mut counts = AccessLevel::ALL.map(|level| (level, 0));
    for action in catalogue.selected(selection) {
        let level = strongest_level(action);
        counts.iter_mut().filter(|(counted, _)| *counted == level).for_each(|(_, count)| *count += 1);
    }
    let words = counts.iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = words.map(|(level, count)| format!("{count} {}", level.name())).collect();
    match selection.len() {
        0 => "no action".to_owned(),
        1 => format!("1 action: {}", words.join(", ")),
        total => format!("{total} actions: {}", words.join(", ")),
    }
}

/// The access level with the greatest consequences; of an action that writes tags or permissions it is these.
pub(super) fn strongest_level(action: Action<'_>) -> AccessLevel {
    action.access_levels().iter().max().unwrap_or(AccessLevel::Write)
}
