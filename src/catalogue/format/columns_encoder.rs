//! The other direction of [`super::columns`].

use std::collections::{BTreeSet, HashMap};

use super::SHORT_WORDS;
use crate::catalogue::strings::words;

pub(super) fn put_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

pub(super) fn put_block(out: &mut Vec<u8>, block: &[u8]) {
    put_number(out, block.len());
    out.extend_from_slice(block);
}

/// A column of numbers.
pub(super) fn put_counts(out: &mut Vec<u8>, counts: impl Iterator<Item = usize>) {
    let mut block = Vec::new();
    counts.for_each(|count| put_number(&mut block, count));
    put_block(out, &block);
}

/// The numbers of the words of a file.
pub(super) struct WordNumbers<'t> {
    by_word: HashMap<&'t str, usize>,
    in_order: Vec<&'t str>,
}

impl<'t> WordNumbers<'t> {
    pub(super) fn of(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for word in texts.flat_map(words) {
            *uses.entry(word).or_default() += 1;
        }
        let mut by_use: Vec<(&str, usize)> = uses.into_iter().collect();
        by_use.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        let short = by_use.iter().take(SHORT_WORDS).map(|(word, _)| *word);
        let others: BTreeSet<&str> = by_use.iter().skip(SHORT_WORDS).map(|(word, _)| *word).collect();
        let in_order: Vec<&str> = short.chain(others).collect();
        let by_word = in_order.iter().enumerate().map(|(number, word)| (*word, number)).collect();
        Self { by_word, in_order }
    }

    pub(super) fn put_dictionary(&self, out: &mut Vec<u8>) {
        put_block(out, self.in_order.join("\n").as_bytes());
    }

    /// Writes groups of texts whose words all have numbers.
    pub(super) fn put_texts(&self, out: &mut Vec<u8>, groups: &[Vec<&str>]) {
        let (mut lengths, mut shared_words, mut added_words, mut numbers) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for texts in groups {
            let first_number = numbers.len();
            let mut before: Vec<&str> = Vec::new();
            for text in texts {
                let words = words(text);
                let shared = words.iter().zip(&before).take_while(|(left, right)| left == right).count();
                shared_words.push(byte(shared));
                added_words.push(byte(words.len() - shared));
                for word in words.iter().skip(shared) {
                    put_number(&mut numbers, self.by_word.get(word).copied().unwrap_or_default());
                }
                before = words;
            }
            put_number(&mut lengths, numbers.len() - first_number);
        }
        for column in [lengths, shared_words, added_words, numbers] {
            put_block(out, &column);
        }
    }
}

/// What is more than a byte holds is refused when the file is decoded to compare it.
fn byte(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Writes one list of ascending numbers for each row.
pub(super) fn put_lists(out: &mut Vec<u8>, rows: &[Vec<usize>]) {
    let (mut references, mut repeats, mut definitions) = (Vec::new(), Vec::new(), Vec::new());
    let mut by_use: Vec<&[usize]> = Vec::new();
    for same_rows in rows.chunk_by(|left, right| left == right) {
        let Some(list) = same_rows.first() else { continue };
        if let Some(place) = by_use.iter().rposition(|used| used == list) {
            put_number(&mut references, by_use.len() - place - 1);
            by_use.remove(place);
        } else {
            put_number(&mut references, 0);
            put_number(&mut definitions, list.len());
            let mut next = 0;
            for value in list {
                put_number(&mut definitions, value - next);
                next = value + 1;
            }
        }
        put_number(&mut repeats, same_rows.len() - 1);
        by_use.push(list);
    }
    for column in [references, repeats, definitions] {
        put_block(out, &column);
    }
}
