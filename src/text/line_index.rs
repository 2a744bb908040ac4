//! From byte offsets to lines and columns, and to and from the UTF-16 offsets of a browser.

/// A place in a text as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1. A line ends after LF, CRLF or a CR that no LF follows.
    pub line: u32,
    /// Unicode code points between the start of the line and the place, from 0.
    pub column: u32,
    /// Unicode code points between the start of the text and the place, from 0.
    pub offset: u32,
}

/// The lines of a text without their ends, as [`LineIndex`] counts them: the last one is empty where an end of a line is
/// the end of the text.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some((line, after)) = text.split_once(['\n', '\r']) else {
            return rest.take();
        };
        let ends_in_both = text.get(line.len()..).is_some_and(|end| end.starts_with("\r\n"));
        rest = if ends_in_both { after.get(1..) } else { Some(after) };
        Some(line)
    })
}

/// Answers where a byte offset of one text lies.
///
/// Building it reads the text once; a lookup takes logarithmic time, and for ASCII text its only
/// search is the one for the line. It does not borrow the text.
///
/// An offset past the end counts as the end; one inside a character counts as the start of that
/// character.
#[derive(Clone, Debug)]
pub struct LineIndex {
    line_starts: Vec<u32>,
    runs: Vec<Run>,
    length: u32,
}

/// A longest stretch of characters that take equally many bytes.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    code_points_before: u32,
    utf16_before: u32,
    character_bytes: u32,
}

impl Run {
    const FIRST: Self = Self { start: 0, code_points_before: 0, utf16_before: 0, character_bytes: 1 };

    fn utf16_per_character(self) -> u32 {
        // Only characters outside the basic plane take four bytes, and they take two units.
        if self.character_bytes == 4 { 2 } else { 1 }
    }

    fn characters_before(self, offset: u32) -> u32 {
        (offset - self.start) / self.character_bytes
    }

    fn code_points(self, offset: u32) -> u32 {
        self.code_points_before + self.characters_before(offset)
    }

    fn utf16(self, offset: u32) -> u32 {
        self.utf16_before + self.characters_before(offset) * self.utf16_per_character()
    }

    fn byte_of_utf16(self, units: u32) -> u32 {
        let characters = (units - self.utf16_before) / self.utf16_per_character();
        self.start.saturating_add(characters.saturating_mul(self.character_bytes))
    }

    fn next(self, start: u32, character_bytes: u32) -> Self {
        Self {
            start,
            code_points_before: self.code_points(start),
            utf16_before: self.utf16(start),
            character_bytes,
        }
    }
}

/// Whether eight bytes are ASCII characters without a control character among them.
fn is_plain(word: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // A byte below 0x20 borrows from its upper bit, and those above 0x7f have it.
    word.wrapping_sub(0x20 * EACH) & (0x80 * EACH) == 0 && word & (0x80 * EACH) == 0
}

impl LineIndex {
    /// The index of `text`. Of a text longer than 4 GiB only the beginning is indexed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut line_starts = vec![0];
        let mut run = Run::FIRST;
        let mut runs = Vec::new();
        let mut rest = text.as_bytes();
        let mut offset = 0;
        while offset < u32::MAX
            && let Some((&byte, after)) = rest.split_first()
        {
            if run.character_bytes == 1
                && offset < u32::MAX - 8
                && let Some((word, after)) = rest.split_first_chunk()
                && is_plain(u64::from_le_bytes(*word))
            {
                (rest, offset) = (after, offset + 8);
                continue;
            }
            rest = after;
            if let Some(character_bytes) = character_bytes(byte)
                && character_bytes != run.character_bytes
            {
                if offset > run.start {
                    runs.push(run);
                }
                run = run.next(offset, character_bytes);
            }
            offset += 1;
            if byte == b'\n' || byte == b'\r' && rest.first() != Some(&b'\n') {
                line_starts.push(offset);
            }
        }
        runs.push(run);
        Self { line_starts, runs, length: offset }
    }

    /// The place of the byte `offset`.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(self.length);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let line_start =
            line.checked_sub(1).and_then(|index| self.line_starts.get(index)).copied().unwrap_or_default();
        let code_points = self.code_points(offset);
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: code_points - self.code_points(line_start),
            offset: code_points,
        }
    }

    /// The number of UTF-16 units before the byte `offset`.
    #[must_use]
    pub fn utf16(&self, offset: u32) -> u32 {
        let offset = offset.min(self.length);
        self.run(|run| run.start <= offset).utf16(offset)
    }

    /// The byte offset of the place that `units` UTF-16 units come before; the reverse of
    /// [`utf16`](Self::utf16). Half a surrogate pair counts as its start.
    #[must_use]
    pub fn byte_of_utf16(&self, units: u32) -> u32 {
        self.run(|run| run.utf16_before <= units).byte_of_utf16(units).min(self.length)
    }

    fn code_points(&self, offset: u32) -> u32 {
        self.run(|run| run.start <= offset).code_points(offset)
    }

    /// The last run that begins early enough; the first one always does.
    fn run(&self, begins_early_enough: impl Fn(&Run) -> bool) -> Run {
        let after = self.runs.partition_point(begins_early_enough);
        after.checked_sub(1).and_then(|index| self.runs.get(index)).copied().unwrap_or(Run::FIRST)
    }
}

/// How many bytes the character has that begins with `byte`; `None` inside a character.
fn character_bytes(byte: u8) -> Option<u32> {
    match byte {
        0x00..=0x7F => Some(1),
        0x80..=0xBF => None,
        0xC0..=0xDF => Some(2),
        0xE0..=0xEF => Some(3),
        0xF0..=0xFF => Some(4),
    }
}
