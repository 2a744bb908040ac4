//! Entries of a list that others of the list make superfluous.

use crate::lint::rules::resources::edits_of_lists;
use crate::lint::{Report, Safety, StatementFacts};
use crate::text::Span;

/// An entry of a list.
pub(super) struct Entry<'e> {
    pub(super) text: &'e str,
    pub(super) span: Span,
}

/// How many patterns of one list are compared with its other entries.
const MAX_PATTERNS: usize = 200;

/// The entries that another covers, ascending; of entries that cover each other, all but the first. `covers` tells
/// whether the first text covers the second. What stands before the first wildcard of a text has to be the beginning
/// of what it covers, whatever the case.
pub(super) fn superfluous(entries: &[Entry<'_>], covers: fn(&str, &str) -> bool) -> Vec<usize> {
    let mut found = if some_are_alike(entries) { repeated(entries, covers) } else { Vec::new() };
    let patterns = entries.iter().enumerate().filter(|(_, entry)| entry.text.contains(['*', '?']));
    for (index, pattern) in patterns.take(MAX_PATTERNS) {
        let start = pattern.text.split(['*', '?']).next().unwrap_or_default();
        for (other_index, other) in entries.iter().enumerate() {
            let begins_alike =
                other.text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
            if index != other_index
                && begins_alike
                && covers(pattern.text, other.text)
                && (index < other_index || !covers(other.text, pattern.text))
            {
                found.push(other_index);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether two entries may be the same but for case: a quick look that seldom says so without reason.
fn some_are_alike(entries: &[Entry<'_>]) -> bool {
    let hash = |entry: &Entry<'_>| {
        // FNV-1a
        entry.text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut hashes: Vec<u64> = entries.iter().map(hash).collect();
    hashes.sort_unstable();
    hashes.windows(2).any(|pair| pair.first() == pair.last())
}

/// The entries that say the same as an earlier one.
fn repeated(entries: &[Entry<'_>], covers: fn(&str, &str) -> bool) -> Vec<usize> {
    let lower = |index: &usize| {
        entries
            .get(*index)
            .into_iter()
            .flat_map(|entry| entry.text.bytes())
            .map(|byte| byte.to_ascii_lowercase())
    };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|left, right| lower(left).cmp(lower(right)));
    let mut found = Vec::new();
    for alike in order.chunk_by(|left, right| lower(left).eq(lower(right))).filter(|alike| alike.len() > 1) {
        for (place, index) in alike.iter().enumerate() {
            let Some(entry) = entries.get(*index) else { continue };
            let earlier = alike.iter().take(place).filter_map(|other| entries.get(*other));
            if earlier.into_iter().any(|other| other.text == entry.text || covers(other.text, entry.text)) {
                found.push(*index);
            }
        }
    }
    found
}

/// Reports the superfluous entries of a list as one finding, with a safe fix that removes them. `member` is the
/// name of the element, `what` what its entries are.
pub(super) fn report_superfluous(
    entries: &[Entry<'_>],
    covers: fn(&str, &str) -> bool,
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
        .map(|entry| entry.span)
        .collect();
    let Some((first, others)) = spans.split_first() else { return };
    let text = entries.iter().find(|entry| entry.span == *first).map_or("", |entry| entry.text);
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
