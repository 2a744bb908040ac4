//! Proposals for the fields of a request, and what is odd in them.

use super::actions;
use super::expansion::nothing;
use super::keys::{KeySearch, visible_name};
use super::ranking::MAX_FORM_OPTIONS;
use super::resources;
use super::view::{Completion, RequestNote, RequestPlace};
use crate::catalogue::embedded::{
    global_condition_key, global_condition_keys, is_undocumented_global_condition_key,
};
use crate::catalogue::{Action, Catalogue, DetailedCatalogue, ResourceEntry, nearest_of};

/// Names of resource types and keys that are counted only from here on.
const MAX_LISTED: usize = 6;
/// Comparing longer texts with all names would be slow.
const MAX_MISTYPED_LENGTH: usize = 100;

/// What is odd in a request: an action that is unknown or retired, a resource that is of none of the action's
/// types, a key that no request for the action has. What the catalogue does not know is not odd: without its
/// details only the action is looked at.
#[must_use]
pub fn request_notes(
    action: &str,
    resource: &str,
    context_keys: &[&str],
    catalogue: &Catalogue,
) -> Vec<RequestNote> {
    let Some(known) = catalogue.action(action) else {
        if action.is_empty() {
            return Vec::new();
        }
        let (message, suggestion) = nothing(action, catalogue);
        return vec![RequestNote { place: RequestPlace::Action, message, suggestion }];
    };
    let Some(detailed) = catalogue.detailed() else { return Vec::new() };
    let of_keys = context_keys.iter().filter_map(|key| key_note(known, key, detailed));
    resource_note(known, resource, detailed).into_iter().chain(of_keys).collect()
}

fn resource_note<'c>(
    action: Action<'c>,
    resource: &str,
    detailed: DetailedCatalogue<'c>,
) -> Option<RequestNote> {
    let template = |typed: &str| {
        let options = resources::options(typed, Some(&[action]), Some(detailed.catalogue()));
        options.into_iter().map(|option| option.insert).find(|resource| resource != "*")
    };
    let message = misfit(action, resource, detailed)?;
    let suggestion = match detailed.resource_types(action).len() {
        0 => Some("*".to_owned()),
        _ => template(resource).or_else(|| template("")),
    };
    Some(RequestNote { place: RequestPlace::Resource, message, suggestion })
}

/// Why no request for `action` is about `resource`: it is of none of the types on which the action works. None for `*`
/// and for no resource at all.
pub(in crate::analysis) fn misfit<'c>(
    action: Action<'c>,
    resource: &str,
    detailed: DetailedCatalogue<'c>,
) -> Option<String> {
    if matches!(resource, "" | "*") {
        return None;
    }
    if detailed.resource_types(action).len() == 0 {
        return Some(format!("`{action}` works on no type of resource: it is asked for with `*`"));
    }
    let entry = ResourceEntry::new(resource);
    if detailed.resource_types(action).any(|of_action| of_action.resource_type().is_met_by(&entry)) {
        return None;
    }
    let names = listed(detailed.resource_types(action).map(|entry| entry.resource_type().name()));
    Some(format!("`{action}` works on resources of the type {names}, and this is none"))
}

fn key_note<'c>(action: Action<'c>, key: &str, detailed: DetailedCatalogue<'c>) -> Option<RequestNote> {
    let provider = key.split_once(':').map_or("", |(provider, _)| provider);
    let is_of_identity_provider = provider.contains('.');
    if key.is_empty()
        || is_of_identity_provider
        || global_condition_key(key).is_some()
        || is_undocumented_global_condition_key(key)
    {
        return None;
    }
    let supported = detailed.supported_condition_keys(action);
    let known = detailed.condition_key(key);
    if known.is_some_and(|known| supported.iter().any(|supported| supported.name() == known.name())) {
        return None;
    }
    let (message, suggestion) = match known {
        Some(_) => (format!("no request for `{action}` has this key"), None),
        None => {
            let globals = global_condition_keys().map(|key| key.name);
            let names = supported.iter().map(|key| key.name()).chain(globals);
            let near = Some(key)
                .filter(|key| key.len() <= MAX_MISTYPED_LENGTH)
                .and_then(|key| nearest_of(names, key));
            ("no condition key has this name".to_owned(), near.map(visible_name))
        }
    };
    Some(RequestNote { place: RequestPlace::ContextKey(key.to_owned()), message, suggestion })
}

/// `a, b, c`, and from some number on `a, b and 12 more`.
pub(in crate::analysis) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names.iter().take(MAX_LISTED).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MAX_LISTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Proposals for the action of a request, the best first, at most 50.
#[must_use]
pub fn action_options(typed: &str, catalogue: &Catalogue) -> Vec<Completion> {
    first(actions::options(typed, false, Some(catalogue)))
}

/// ARN templates of the resource types on which `action` works, the best first, at most 50.
#[must_use]
pub fn resource_options(action: &str, typed: &str, catalogue: &Catalogue) -> Vec<Completion> {
    let action = catalogue.action(action);
    first(resources::options(typed, action.as_ref().map(std::slice::from_ref), Some(catalogue)))
}

/// The condition keys of `action` and the global ones, the best first, at most 50. Of an unknown action all keys
/// are tried.
#[must_use]
pub fn context_key_options(action: &str, typed: &str, catalogue: Option<&Catalogue>) -> Vec<Completion> {
    let action = catalogue.and_then(|catalogue| catalogue.action(action));
    let actions = action.as_ref().map(std::slice::from_ref);
    first(KeySearch { typed, actions, policy_type: None, operator: None }.options(catalogue))
}

fn first(mut options: Vec<Completion>) -> Vec<Completion> {
    options.truncate(MAX_FORM_OPTIONS);
    options
}
