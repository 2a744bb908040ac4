//! From the characters that the YAML parser counts to bytes.

use crate::text::Span;

/// Answers at which byte a character of one text stands.
pub(super) struct Places<'t> {
    text: &'t str,
    /// The offset of each [`STEP`]th character; empty when every character is one byte.
    offsets: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let offsets = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().step_by(STEP).map(|(offset, _)| offset).collect(),
        };
        Self { text, offsets }
    }

    /// The bytes of the characters `start..end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let start = self.byte(start);
        Span::new(to_offset(start), to_offset(self.byte(end).max(start)))
    }

    fn byte(&self, character: usize) -> usize {
        if self.offsets.is_empty() {
            return character.min(self.text.len());
        }
        let Some(&before) = self.offsets.get(character / STEP) else {
            return self.text.len();
        };
        let after = self.text.get(before..).unwrap_or_default();
        let rest = after.char_indices().nth(character % STEP).map_or(after.len(), |(offset, _)| offset);
        before + rest
    }
}

/// The reader takes no text whose offsets do not fit.
pub(super) fn to_offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
