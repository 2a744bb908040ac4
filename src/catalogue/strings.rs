//! Many short texts in one.

use std::cmp::Ordering;

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

/// The order of the catalogue: byte by byte, without regard to ASCII case.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    // Most names differ early, and few in case alone.
    for (left, right) in left.bytes().zip(right.bytes()) {
        let (left, right) = (left.to_ascii_lowercase(), right.to_ascii_lowercase());
        if left != right {
            return left.cmp(&right);
        }
    }
    left.len().cmp(&right.len())
}

/// As [`compare`], of no more of `text` than `prefix` is long.
pub(super) fn compare_start(text: &str, prefix: &str) -> Ordering {
    text.bytes()
        .take(prefix.len())
        .map(|byte| byte.to_ascii_lowercase())
        .cmp(prefix.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// The first index of `range` at which `is_before` no longer holds, which it does for a first part of the
/// range only.
pub(super) fn first_not(range: std::ops::Range<usize>, mut is_before: impl FnMut(usize) -> bool) -> usize {
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
