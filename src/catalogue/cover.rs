//! Few patterns that stand for exactly a given set of actions.

use std::collections::BTreeMap;

use super::core_data::Core;
use super::selection::ActionSelection;
use super::service::Service;
use super::strings::words;

/// How many words at the start or at the end of a name a pattern keeps.
const MAX_WORDS: usize = 8;
/// How many words from the middle of a name a pattern keeps.
const MAX_MIDDLE_WORDS: usize = 3;

pub(super) fn cover(core: &Core, wanted: &ActionSelection) -> Vec<String> {
    if core.actions() > 0 && wanted.len() == core.actions() {
        return vec!["*".to_owned()];
    }
    let mut patterns = Vec::new();
    for service in 0..core.services() {
        let actions = core.actions_of(service);
        let here: Vec<usize> = wanted.indices_within(&actions).collect();
        if here.is_empty() {
            continue;
        }
        let prefix = core.prefixes.get(service);
        if here.len() > 1 && here.len() == actions.len() {
            patterns.push(format!("{prefix}:*"));
        } else {
            let names = cover_service(core, service, wanted, here);
            patterns.extend(names.into_iter().map(|name| format!("{prefix}:{name}")));
        }
    }
    patterns
}

/// Takes again and again the pattern that covers most of what is left; what no pattern has in common with
/// another action stays a name.
fn cover_service(core: &Core, service: usize, wanted: &ActionSelection, mut left: Vec<usize>) -> Vec<String> {
    let mut candidates = candidates(core, &left);
    let mut found = Vec::new();
    loop {
        candidates.retain_mut(|candidate| {
            candidate.covers.retain(|index| left.binary_search(index).is_ok());
            candidate.covers.len() > 1
        });
        // Most actions first; of those the pattern that is easiest to read, which says most of the start.
        candidates.sort_by(|one, another| {
            let rank = |candidate: &Candidate| (candidate.covers.len(), std::cmp::Reverse(candidate.shape));
            rank(another).cmp(&rank(one)).then_with(|| one.pattern.cmp(&another.pattern))
        });
        let Some((place, selection)) = candidates.iter().enumerate().find_map(|(place, candidate)| {
            let selection = select(core, service, &candidate.pattern);
            selection.is_subset(wanted).then_some((place, selection))
        }) else {
            break;
        };
        // Those before it stand for an action that is not wanted.
        candidates.drain(..place);
        let pattern = candidates.remove(0).pattern;
        left.retain(|index| !selection.has_index(*index));
        found.push((pattern, selection));
    }
    drop_superfluous(&mut found);
    let mut patterns: Vec<String> = found.into_iter().map(|(pattern, _)| pattern).collect();
    patterns.extend(left.into_iter().map(|index| core.action_names.get(index).to_owned()));
    patterns.sort_unstable();
    patterns
}

fn select(core: &Core, service: usize, pattern: &str) -> ActionSelection {
    Service { core, index: service }.matching(pattern)
}

/// A later pattern may cover all of an earlier one's actions together with others.
fn drop_superfluous(found: &mut Vec<(String, ActionSelection)>) {
    for place in (0..found.len()).rev() {
        let others = found.iter().enumerate().filter(|(other, _)| *other != place);
        let others = others.fold(ActionSelection::default(), |sum, (_, (_, selection))| sum.union(selection));
        if found.get(place).is_some_and(|(_, selection)| selection.is_subset(&others)) {
            found.remove(place);
        }
    }
}

struct Candidate {
    pattern: String,
    shape: Shape,
    /// The wanted actions from which the pattern was made, ascending: it covers at least these.
    covers: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Start,
    StartAndEnd,
    End,
    Middle,
}

/// Every pattern that keeps whole words of some of the names.
fn candidates(core: &Core, indices: &[usize]) -> Vec<Candidate> {
    let mut by_pattern: BTreeMap<(Shape, String), Vec<usize>> = BTreeMap::new();
    for index in indices {
        let words = words(core.action_names.get(*index));
        let count = words.len().min(MAX_WORDS);
        let starts: Vec<String> =
            (1..=count).map(|kept| words.iter().take(kept).copied().collect()).collect();
        let ends: Vec<String> =
            (1..=count).map(|kept| words.iter().skip(words.len() - kept).copied().collect()).collect();
        let mut add = |shape, pattern| by_pattern.entry((shape, pattern)).or_default().push(*index);
        for (kept, start) in starts.iter().enumerate() {
            add(Shape::Start, format!("{start}*"));
            for end in ends.iter().take(words.len().saturating_sub(kept + 1)) {
                add(Shape::StartAndEnd, format!("{start}*{end}"));
            }
        }
        for end in &ends {
            add(Shape::End, format!("*{end}"));
        }
        for start in 1..words.len() {
            for kept in 1..=MAX_MIDDLE_WORDS.min(words.len() - start) {
                let middle: String = words.iter().skip(start).take(kept).copied().collect();
                add(Shape::Middle, format!("*{middle}*"));
            }
        }
    }
    by_pattern
        .into_iter()
        .map(|((shape, pattern), mut covers)| {
            covers.dedup();
            Candidate { pattern, shape, covers }
        })
        .filter(|candidate| candidate.covers.len() > 1)
        .collect()
}
