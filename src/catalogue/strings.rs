//! Many short texts in one.

use std::cmp::Ordering;

/// A list of texts that are kept end to end.
#[derive(Debug, Default)]
pub(super) struct StringList {
    text: String,
    /// Where each ends in `text`, in bytes.
    ends: Vec<u32>,
}

impl StringList {
    pub(super) fn with_capacity(texts: usize) -> Self {
        Self { text: String::new(), ends: Vec::with_capacity(texts) }
    }

    /// Adds the first `shared` bytes of the last text with `parts` behind them; `None`, and nothing added, once
    /// the list would be longer than `limit` bytes, or where the last text cannot be cut there.
    pub(super) fn push<'p>(
        &mut self,
        shared: usize,
        parts: impl Iterator<Item = &'p str>,
        limit: usize,
    ) -> Option<()> {
        let start = self.text.len();
        let last = self.len().checked_sub(1).map_or("", |last| self.get(last));
        if !last.is_char_boundary(shared) || start + shared > limit {
            return None;
        }
        let from = start - last.len();
        self.text.extend_from_within(from..from + shared);
        for part in parts {
            if self.text.len() + part.len() > limit {
                self.text.truncate(start);
                return None;
            }
            self.text.push_str(part);
        }
        self.ends.push(u32::try_from(self.text.len()).ok()?);
        Some(())
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at `index`; empty behind the end.
    pub(super) fn get(&self, index: usize) -> &str {
        let before = index.checked_sub(1).and_then(|previous| self.ends.get(previous)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(before);
        self.text.get(before as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Whether every text of `range` comes after the one before it, without regard to case.
    pub(super) fn ascends_in(&self, range: std::ops::Range<usize>) -> bool {
        (range.start + 1..range.end).all(|index| compare(self.get(index - 1), self.get(index)).is_lt())
    }
}

/// The order of the catalogue: byte by byte, without regard to ASCII case.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    left.bytes()
        .map(|byte| byte.to_ascii_lowercase())
        .cmp(right.bytes().map(|byte| byte.to_ascii_lowercase()))
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
