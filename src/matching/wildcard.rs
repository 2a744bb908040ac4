//! Whole-text matching against a [`Template`](super::Template).

use super::{Part, Variable};
use crate::reading::Reading;

/// What matching needs to know of the request.
pub trait RequestValues {
    /// The value of `variable` in the request, its default included; `None` when it has none.
    fn value_of<'s>(&'s self, variable: &'s Variable) -> Option<&'s str>;

    /// Whether the other side than the recommended one is taken on `reading`.
    fn takes_alternative(&self, reading: Reading) -> bool;
}

/// A request without values, on the recommended readings.
impl RequestValues for () {
    fn value_of<'s>(&'s self, _: &'s Variable) -> Option<&'s str> {
        None
    }

    fn takes_alternative(&self, _: Reading) -> bool {
        false
    }
}

/// Whether `text` contains `*` or `?`.
#[must_use]
pub fn has_wildcard(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks();
    // Without an early end, which would keep many bytes from being compared at once.
    words.iter().fold(false, |found, word| found | word_has_wildcard(u64::from_ne_bytes(*word)))
        || rest.iter().any(|byte| matches!(byte, b'*' | b'?'))
}

/// Whether `*` or `?` is among eight bytes.
fn word_has_wildcard(word: u64) -> bool {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let zero_bytes = |word: u64| word.wrapping_sub(EACH) & !word;
    let found = zero_bytes(word ^ (EACH * u64::from(b'*'))) | zero_bytes(word ^ (EACH * u64::from(b'?')));
    found & (EACH * 0x80) != 0
}

/// Whether `text`, which has ASCII characters only, matches `pattern` as a whole, whatever the case: `*` and `?` are
/// wildcards, and nothing is a variable. Quicker than [`matches_ignoring_case`] where a pattern is used once.
#[must_use]
pub fn matches_name(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    // Most texts that do not match have another end.
    if let (Some(wanted), Some(found)) = (pattern.last(), text.last())
        && !matches!(wanted, b'*' | b'?')
        && !wanted.eq_ignore_ascii_case(found)
    {
        return false;
    }
    let (mut at_pattern, mut at_text) = (0, 0);
    // Where to go on after the last star takes one character more.
    let mut retry = None;
    while at_text < text.len() {
        match (pattern.get(at_pattern), text.get(at_text)) {
            (Some(b'*'), _) => {
                retry = Some((at_pattern + 1, at_text));
                at_pattern += 1;
            }
            (Some(wanted), Some(found)) if *wanted == b'?' || wanted.eq_ignore_ascii_case(found) => {
                at_pattern += 1;
                at_text += 1;
            }
            _ => match retry {
                Some((pattern_place, text_place)) => {
                    (at_pattern, at_text) = (pattern_place, text_place + 1);
                    retry = Some((pattern_place, text_place + 1));
                }
                None => return false,
            },
        }
    }
    pattern.get(at_pattern..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

/// Whether `text` as a whole matches `parts`. A variable matches its value literally (clause 2.64);
/// a variable without a value matches nothing (clauses 2.59 and 2.61).
///
/// Runs and characters of ARN fields count as [`Part::AnyRun`] and [`Part::AnyOne`] here:
/// [`ResourcePattern`](super::ResourcePattern) keeps them apart.
///
/// Each run of parts between two `*` is sought from the left, and the first place found is kept: a later
/// one could only leave less text for the rest. So no place is tried twice, and the time is at worst
/// pattern × text.
#[must_use]
pub fn matches(parts: &[Part], text: &str, values: &impl RequestValues) -> bool {
    matches_with(parts, text, values, &ExactCase)
}

/// As [`matches()`], without regard to ASCII case.
#[must_use]
pub fn matches_ignoring_case(parts: &[Part], text: &str, values: &impl RequestValues) -> bool {
    matches_with(parts, text, values, &AsciiCaseIgnored)
}

fn matches_with(parts: &[Part], text: &str, values: &impl RequestValues, case: &impl Case) -> bool {
    match parts {
        [run] if run.is_run() => return true,
        [Part::Text(literal)] => {
            return literal.len() == text.len() && case.strip_prefix(text, literal).is_some();
        }
        [Part::Text(literal), run] if run.is_run() => {
            return case.strip_prefix(text, literal).is_some();
        }
        _ => {}
    }
    let mut chunks = parts.split(Part::is_run).peekable();
    let first = chunks.next().unwrap_or_default();
    let Some(mut rest) = strip_chunk(first, text, values, case) else {
        return false;
    };
    if chunks.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(chunk) = chunks.next() {
        if chunks.peek().is_none() {
            return ends_with_chunk(chunk, rest, values, case);
        }
        match text_after_first(chunk, rest, values, case) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    false
}

/// The text after `chunk` when `text` begins with it.
fn strip_chunk<'t>(
    chunk: &[Part],
    text: &'t str,
    values: &impl RequestValues,
    case: &impl Case,
) -> Option<&'t str> {
    chunk.iter().try_fold(text, |rest, part| match part {
        Part::Text(literal) => case.strip_prefix(rest, literal),
        Part::Variable(variable) => case.strip_prefix(rest, values.value_of(variable)?),
        _ => {
            let mut characters = rest.chars();
            characters.next().map(|_| characters.as_str())
        }
    })
}

fn ends_with_chunk(chunk: &[Part], text: &str, values: &impl RequestValues, case: &impl Case) -> bool {
    chunk
        .iter()
        .rev()
        .try_fold(text, |rest, part| match part {
            Part::Text(literal) => case.strip_suffix(rest, literal),
            Part::Variable(variable) => case.strip_suffix(rest, values.value_of(variable)?),
            _ => {
                let mut characters = rest.chars();
                characters.next_back().map(|_| characters.as_str())
            }
        })
        .is_some()
}

/// The text after the leftmost place where `chunk` stands in `text`.
fn text_after_first<'t>(
    chunk: &[Part],
    text: &'t str,
    values: &impl RequestValues,
    case: &impl Case,
) -> Option<&'t str> {
    let mut rest = text;
    loop {
        if let Some(after) = strip_chunk(chunk, rest, values, case) {
            return Some(after);
        }
        let mut characters = rest.chars();
        characters.next()?;
        rest = characters.as_str();
    }
}

trait Case {
    fn equal(&self, left: &[u8], right: &[u8]) -> bool;

    fn strip_prefix<'t>(&self, text: &'t str, prefix: &str) -> Option<&'t str> {
        let (head, tail) = text.split_at_checked(prefix.len())?;
        self.equal(head.as_bytes(), prefix.as_bytes()).then_some(tail)
    }

    fn strip_suffix<'t>(&self, text: &'t str, suffix: &str) -> Option<&'t str> {
        let (head, tail) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
        self.equal(tail.as_bytes(), suffix.as_bytes()).then_some(head)
    }
}

struct ExactCase;
struct AsciiCaseIgnored;

impl Case for ExactCase {
    fn equal(&self, left: &[u8], right: &[u8]) -> bool {
        left == right
    }
}

impl Case for AsciiCaseIgnored {
    fn equal(&self, left: &[u8], right: &[u8]) -> bool {
        left.eq_ignore_ascii_case(right)
    }
}
