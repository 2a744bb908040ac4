//! Entries of a list that others of the list make superfluous.

use crate::lint::rules::resources::edits_of_lists;
use crate::lint::{Report, Safety, ServiceSet, StatementFacts};
use crate::matching::{FixedStart, has_wildcard, number_ignoring_case};
use crate::policy::Text;
use crate::text::Span;

/// An entry of a list of actions or resources.
pub(super) struct Entry<'e, Facts> {
    pub(super) facts: &'e Facts,
    pub(super) text: &'e Text<'e>,
    /// The services of which it may be.
    pub(super) services: ServiceSet,
    /// With what a part of it begins, in which what it covers begins alike.
    pub(super) start: FixedStart,
}

/// How many patterns of one list are compared with its other entries.
const MAX_PATTERNS: usize = 200;

/// The entries that another covers, ascending; of entries that cover each other, all but the first. `covers` tells
/// whether the first entry covers the second.
pub(super) fn superfluous<Facts>(
    entries: &[Entry<'_, Facts>],
    covers: fn(&Facts, &Facts) -> bool,
) -> Vec<usize> {
    let mut found = if some_are_alike(entries.iter().map(|entry| entry.text)) {
        repeated(entries, covers)
    } else {
        Vec::new()
    };
    // Entries of one service mostly stand together, so that long lists have few of these runs.
    let mut first = 0;
    let runs = entries.chunk_by(|left, right| left.services == right.services).map(|run| {
        let start = first;
        first += run.len();
        (start, run)
    });
    let runs: Vec<(usize, &[Entry<'_, Facts>])> = runs.collect();
    let patterns = entries.iter().enumerate().filter(|(_, entry)| has_wildcard(&entry.text.text));
    for (index, pattern) in patterns.take(MAX_PATTERNS) {
        let may_cover = |run: &[Entry<'_, Facts>]| {
            run.first().is_some_and(|entry| pattern.services.meets(entry.services))
        };
        let others = runs.iter().filter(|(_, run)| may_cover(run));
        for (other_index, other) in others.flat_map(|(start, run)| (*start..).zip(*run)) {
            if index != other_index
                && pattern.start.agrees_with(other.start)
                && covers(pattern.facts, other.facts)
                && (index < other_index || !covers(other.facts, pattern.facts))
            {
                found.push(other_index);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether two texts may be the same but for case: a quick look that seldom says so without reason.
pub(super) fn some_are_alike<'t>(texts: impl ExactSizeIterator<Item = &'t Text<'t>> + Clone) -> bool {
    // One bit for each text, in a table in which few share one.
    let mut seen = vec![0_u64; texts.len().next_power_of_two()];
    let was_seen = |text: &Text<'_>| {
        let number = number_ignoring_case(&text.text);
        let (bit, place) = (1 << (number % 64), usize::try_from(number >> 32).unwrap_or_default());
        let last = seen.len() - 1;
        seen.get_mut(place & last).is_none_or(|word| {
            let was_seen = *word & bit != 0;
            *word |= bit;
            was_seen
        })
    };
    if !texts.clone().any(was_seen) {
        return false;
    }
    let mut numbers: Vec<u64> = texts.map(|text| number_ignoring_case(&text.text)).collect();
    numbers.sort_unstable();
    numbers.windows(2).any(|pair| pair.first() == pair.last())
}

/// The entries that say the same as an earlier one.
fn repeated<Facts>(entries: &[Entry<'_, Facts>], covers: fn(&Facts, &Facts) -> bool) -> Vec<usize> {
    let lower = |index: &usize| {
        entries
            .get(*index)
            .into_iter()
            .flat_map(|entry| entry.text.text.bytes())
            .map(|byte| byte.to_ascii_lowercase())
    };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|left, right| lower(left).cmp(lower(right)));
    let mut found = Vec::new();
    for alike in order.chunk_by(|left, right| lower(left).eq(lower(right))).filter(|alike| alike.len() > 1) {
        for (place, index) in alike.iter().enumerate() {
            let Some(entry) = entries.get(*index) else { continue };
            let earlier = alike.iter().take(place).filter_map(|other| entries.get(*other));
            if earlier
                .into_iter()
                .any(|other| other.text.text == entry.text.text || covers(other.facts, entry.facts))
            {
                found.push(*index);
            }
        }
    }
    found
}

/// Reports the superfluous entries of a list as one finding, with a safe fix that removes them. `member` is the
/// name of the element, `what` what its entries are.
pub(super) fn report_superfluous<Facts>(
    entries: &[Entry<'_, Facts>],
    covers: fn(&Facts, &Facts) -> bool,
    (member, what): (&str, &str),
    statement: &StatementFacts<'_>,
    report: &mut Report,
) {
    if entries.len() < 2 {
        return;
    }
    let spans: Vec<Span> = superfluous(entries, covers)
        .iter()
        .filter_map(|index| entries.get(*index))
        .map(|entry| entry.text.span)
        .collect();
    let Some((first, others)) = spans.split_first() else { return };
    let text = entries.iter().find(|entry| entry.text.span == *first).map_or("", |entry| &*entry.text.text);
    let message = match others.len() {
        0 => format!("other entries cover the {what} `{text}`"),
        1 => format!("other entries cover the {what} `{text}` and 1 more"),
        more => format!("other entries cover the {what} `{text}` and {more} more"),
    };
    let finding = report.at(*first, message);
    finding.help("remove it, or what covers it");
    finding.also.extend(others);
    if let Some(list) = statement.member(member) {
        finding.fix("remove what is covered", Safety::Safe, edits_of_lists::remove(&list.value, &spans));
    }
}
