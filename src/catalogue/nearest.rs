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
    let (written_prefix, written_name) = (Written::new(prefix), Written::new(name));
    let most_of_prefix = allowed(prefix).min(MAX_PREFIX_DISTANCE);
    for service in 0..core.services() {
        let larger_first = Reverse(core.actions_of(service).len());
        if let Some(of_prefix) = written_prefix.distance(core.prefixes.get(service), most_of_prefix) {
            found.extend(core.actions_of(service).filter_map(|index| {
                let of_name = written_name.distance(core.action_names.get(index), allowed(name))?;
                Some((of_prefix * 2 + of_name, larger_first, index))
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
    let written = Written::new(text);
    let near = names
        .into_iter()
        .filter_map(|name| written.distance(name, allowed(text)).map(|distance| (distance, name)));
    near.min_by(|left, right| left.0.cmp(&right.0).then_with(|| compare(left.1, right.1)))
        .map(|(_, name)| name)
}

/// How many mistakes a text of this length may hold.
fn allowed(text: &str) -> usize {
    (text.len() / 3).clamp(1, 4)
}

/// What somebody wrote, to be compared with many names.
struct Written {
    lowercase: String,
    letters: Letters,
}

/// How often each character is in a text, by its lowest bits.
type Letters = [i8; 32];

impl Written {
    fn new(text: &str) -> Self {
        let lowercase = text.to_ascii_lowercase();
        Self { letters: letters(&lowercase), lowercase }
    }

    /// How many mistakes make this of `name`, if they are at most `most`. Most names are put aside by a look at their
    /// letters: a mistake changes at most two of the counts by one each.
    fn distance(&self, name: &str, most: usize) -> Option<usize> {
        if name.len().abs_diff(self.lowercase.len()) > most {
            return None;
        }
        let differences = self.letters.iter().zip(letters(name));
        let differences: usize =
            differences.map(|(ours, theirs)| usize::from(ours.wrapping_sub(theirs).unsigned_abs())).sum();
        if differences > most * 2 {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&name.to_ascii_lowercase(), &self.lowercase);
        (distance <= most).then_some(distance)
    }
}

/// The lowest bits of a letter are the same in upper and lower case.
fn letters(text: &str) -> Letters {
    let mut letters = [0i8; 32];
    for byte in text.bytes() {
        if let Some(count) = letters.get_mut(usize::from(byte & 31)) {
            *count = count.wrapping_add(1);
        }
    }
    letters
}
