//! What a mistyped name was meant to be.

use std::cmp::Reverse;

use super::Action;
use super::core_data::Core;
use super::embedded;
use super::strings::compare;

/// How far a service prefix may be from what was written.
const MAX_PREFIX_DISTANCE: usize = 2;
/// What it costs that a name stands in a service that nobody wrote.
const OTHER_SERVICE: usize = 3;

/// Distance, how many actions its service has, and number of an action: of two that are equally near the one
/// of the larger service is likelier.
type Candidate = (usize, Reverse<usize>, usize);

/// The actions nearest to `text`, the nearest first and at most `limit`.
pub(super) fn nearest_actions<'c>(core: &'c Core, text: &str, limit: usize) -> Vec<Action<'c>> {
    let (prefix, name) = text.split_once(':').unwrap_or(("", text));
    let mut found: Vec<Candidate> = Vec::new();
    for service in 0..core.services() {
        let prefix_distance = distance(core.prefixes.get(service), prefix);
        let larger_first = Reverse(core.actions_of(service).len());
        if prefix_distance <= allowed(prefix).min(MAX_PREFIX_DISTANCE) {
            found.extend(core.actions_of(service).filter_map(|index| {
                let of_name = bounded_distance(core.action_names.get(index), name, allowed(name))?;
                Some((prefix_distance * 2 + of_name, larger_first, index))
            }));
        } else {
            // The name itself, but in another service.
            let action = core.find_action(service, name);
            found.extend(action.map(|index| (OTHER_SERVICE, larger_first, index)));
        }
    }
    found.sort_unstable();
    found.into_iter().take(limit).map(|(_, _, index)| Action { core, index }).collect()
}

/// The service prefix nearest to `prefix`, if one is near.
#[must_use]
pub fn nearest_service_prefix(prefix: &str) -> Option<&'static str> {
    nearest_of(embedded::service_prefixes(), prefix)
}

/// The one of `names` that is nearest to `text`, if one is near; of two the first.
#[must_use]
pub fn nearest_of<'n>(names: impl IntoIterator<Item = &'n str>, text: &str) -> Option<&'n str> {
    let near = names
        .into_iter()
        .filter_map(|name| bounded_distance(name, text, allowed(text)).map(|distance| (distance, name)));
    near.min_by(|left, right| left.0.cmp(&right.0).then_with(|| compare(left.1, right.1)))
        .map(|(_, name)| name)
}

/// How many mistakes a text of this length may hold.
fn allowed(text: &str) -> usize {
    (text.len() / 3).clamp(1, 4)
}

/// The distance, unless the lengths alone say that it is more than `most`.
fn bounded_distance(candidate: &str, text: &str, most: usize) -> Option<usize> {
    if candidate.len().abs_diff(text.len()) > most {
        return None;
    }
    Some(distance(candidate, text)).filter(|distance| *distance <= most)
}

fn distance(candidate: &str, text: &str) -> usize {
    strsim::damerau_levenshtein(&candidate.to_ascii_lowercase(), &text.to_ascii_lowercase())
}
