//! Many short texts in one.

use std::cmp::Ordering;
use std::ops::Range;

use crate::matching::number_ignoring_case;

/// A list of texts that are kept end to end.
#[derive(Debug, Default)]
pub(super) struct StringList {
    text: String,
    /// Where each ends in `text`, in bytes.
    ends: Vec<usize>,
}

impl StringList {
    /// Begins a text with the first `shared` bytes of the last one, or with all of it if it is shorter.
    pub(super) fn begin_like_last(&mut self, shared: usize) {
        let (start, end) = self.bounds(self.len().saturating_sub(1));
        let shared_end = end.min(start + shared);
        if self.text.is_char_boundary(shared_end) {
            self.text.extend_from_within(start..shared_end);
        }
    }

    /// Goes on with the text that was begun.
    pub(super) fn go_on_with(&mut self, part: &str) {
        self.text.push_str(part);
    }

    /// Ends the text that was begun.
    pub(super) fn end_text(&mut self) {
        self.ends.push(self.text.len());
    }

    /// How long the texts are together.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at `index`; empty behind the end.
    pub(super) fn get(&self, index: usize) -> &str {
        let (start, end) = self.bounds(index);
        self.text.get(start..end).unwrap_or_default()
    }

    fn bounds(&self, index: usize) -> (usize, usize) {
        let start = index.checked_sub(1).and_then(|previous| self.ends.get(previous)).copied().unwrap_or(0);
        (start, self.ends.get(index).copied().unwrap_or(start))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }
}

/// Where the texts of a list are, by hash.
#[derive(Debug)]
pub(super) struct PlacesByText {
    /// A power of two of slots, at least twice as many as texts, each empty or with the number of a text, from 1.
    slots: Vec<u16>,
}

impl PlacesByText {
    /// Of texts after the first 65,535 it knows nothing.
    pub(super) fn new(list: &StringList) -> Self {
        let mut places = Self { slots: vec![0; (2 * list.len() + 1).next_power_of_two()] };
        for (text, number) in list.iter().zip(1..=u16::MAX) {
            let free = places.slots_for(text).find(|slot| places.slots.get(*slot) == Some(&0));
            if let Some(slot) = free.and_then(|slot| places.slots.get_mut(slot)) {
                *slot = number;
            }
        }
        places
    }

    /// The index of the first text of the list that is `text`, whatever the case.
    pub(super) fn find(&self, text: &str, list: &StringList) -> Option<usize> {
        let numbers = self.slots_for(text).filter_map(|slot| self.slots.get(slot));
        let mut present = numbers.map_while(|number| usize::from(*number).checked_sub(1));
        // Most names are written as they are listed, which is quicker to see.
        let is_it = |found: &str| found == text || found.eq_ignore_ascii_case(text);
        present.find(|index| is_it(list.get(*index)))
    }

    /// The slots in which a text may be, the likeliest first.
    fn slots_for(&self, text: &str) -> impl Iterator<Item = usize> + use<> {
        let last = self.slots.len() - 1;
        // The upper half is mixed best; only some of its bits are needed.
        let start = usize::try_from(number_ignoring_case(text) >> 40).unwrap_or_default();
        (0..=last).map(move |step| (start + step) & last)
    }
}

/// The first bytes of the texts of a list in ascending order.
#[derive(Debug)]
pub(super) struct Beginnings {
    words: Vec<u64>,
}

impl Beginnings {
    pub(super) fn new(list: &StringList) -> Self {
        Self { words: list.iter().map(first_word).collect() }
    }

    /// The texts of the list that begin with `start`, whatever the case.
    pub(super) fn find(&self, start: &str, list: &StringList) -> Range<usize> {
        let first = first_word(start);
        let last = first | u64::MAX.checked_shr(8 * u32::try_from(start.len()).unwrap_or(8)).unwrap_or(0);
        let from = self.words.partition_point(|word| *word < first);
        let to = from + self.words.get(from..).unwrap_or_default().partition_point(|word| *word <= last);
        if start.len() <= size_of::<u64>() {
            return from..to;
        }
        let from = first_not(from..to, |index| compare_start(list.get(index), start).is_lt());
        from..first_not(from..to, |index| compare_start(list.get(index), start).is_eq())
    }
}

/// Which pairs of neighbouring bytes the texts of a list have.
#[derive(Debug)]
pub(super) struct Pairs {
    sets: Vec<u64>,
}

impl Pairs {
    pub(super) fn new(list: &StringList) -> Self {
        Self { sets: list.iter().map(pairs).collect() }
    }

    /// Whether the text at `index` may have all pairs of `wanted`, which come from [`pairs`].
    pub(super) fn contain(&self, index: usize, wanted: u64) -> bool {
        self.sets.get(index).is_some_and(|set| wanted & !set == 0)
    }
}

/// The pairs of neighbouring bytes of a text without wildcards, whatever the case, one of 64 bits for each: several
/// pairs share a bit.
pub(super) fn pairs(text: &str) -> u64 {
    let bit = |byte: u8| usize::from(byte.to_ascii_lowercase());
    let bytes = text.bytes();
    bytes.clone().zip(bytes.skip(1)).fold(0, |set, (one, next)| set | 1 << ((bit(one) * 5 + bit(next)) % 64))
}

/// The first eight bytes, whatever the case, as a number that orders as they do.
fn first_word(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let word = bytes.first_chunk().map(|chunk| u64::from_be_bytes(*chunk));
    // Of a short text the bytes that are missing count as zeros.
    let short = || (0..8).fold(0, |word, at| word << 8 | u64::from(bytes.get(at).copied().unwrap_or(0)));
    lower(word.unwrap_or_else(short))
}

/// The order of the catalogue: byte by byte, without regard to ASCII case.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    compare_bytes(left.as_bytes(), right.as_bytes()).unwrap_or_else(|| left.len().cmp(&right.len()))
}

/// How the first bytes compare that differ in more than case; `None` when one text is the beginning of the other.
fn compare_bytes(left: &[u8], right: &[u8]) -> Option<Ordering> {
    let (mut left, mut right) = (left, right);
    while let (Some((one, after_one)), Some((other, after_other))) =
        (left.split_first_chunk(), right.split_first_chunk())
    {
        let (one, other) = (lower(u64::from_be_bytes(*one)), lower(u64::from_be_bytes(*other)));
        if one != other {
            return Some(one.cmp(&other));
        }
        (left, right) = (after_one, after_other);
    }
    let (left, right) = left.iter().zip(right).find(|(left, right)| !left.eq_ignore_ascii_case(right))?;
    Some(left.to_ascii_lowercase().cmp(&right.to_ascii_lowercase()))
}

/// Eight bytes, of which those that are ASCII capitals become small.
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    // The upper bit of each byte tells whether the rest is at least `A`, and whether it is more than `Z`.
    let from_a = low + (0x80 - b'A' as u64) * EACH;
    let past_z = low + (0x7f - b'Z' as u64) * EACH;
    let capitals = (from_a ^ past_z) & !bytes & (0x80 * EACH);
    bytes | capitals >> 2
}

/// As [`compare`], of no more of `text` than `prefix` is long.
pub(super) fn compare_start(text: &str, prefix: &str) -> Ordering {
    match compare_bytes(text.as_bytes(), prefix.as_bytes()) {
        None if text.len() < prefix.len() => Ordering::Less,
        None => Ordering::Equal,
        Some(order) => order,
    }
}

/// The first index of `range` at which `is_before` no longer holds, which it does for a first part of the
/// range only.
pub(super) fn first_not(range: Range<usize>, mut is_before: impl FnMut(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end.max(range.start));
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The pieces of a name: words, abbreviations, numbers, and every other character on its own. A plural's
/// `s` is a piece of its own, so that `Tag` and `Tags` have one in common. Their concatenation is `text`.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = rest.split_at_checked(word_length(rest)).unwrap_or((rest, ""));
        match word.strip_suffix('s') {
            Some(singular) if singular.ends_with(|last: char| last.is_ascii_lowercase()) => {
                found.push(singular);
                found.push("s");
            }
            _ => found.push(word),
        }
        rest = after;
    }
    found
}

fn word_length(text: &str) -> usize {
    let length_of = |kind: fn(&u8) -> bool, from: usize| text.bytes().skip(from).take_while(kind).count();
    let capitals = length_of(u8::is_ascii_uppercase, 0);
    if capitals > 1 {
        // The last capital begins the next word where small letters follow: `VPCEndpoint`.
        return capitals - usize::from(length_of(u8::is_ascii_lowercase, capitals) > 0);
    }
    let letters = capitals + length_of(u8::is_ascii_lowercase, capitals);
    match (letters, length_of(u8::is_ascii_digit, 0)) {
        (0, 0) => text.chars().next().map_or(0, char::len_utf8),
        (0, digits) => digits,
        (letters, _) => letters,
    }
}
