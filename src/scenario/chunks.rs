//! The scenarios in one input.

use crate::text::json;

/// A stretch of an input that is one scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk<'b> {
    /// Its text, which need not be UTF-8.
    pub bytes: &'b [u8],
    /// The number of its first line in the input, from 0.
    pub first_line: u32,
}

/// The whole input when it is one JSON document or empty; else its lines, those without text left out.
#[must_use]
pub fn chunks(bytes: &[u8]) -> Vec<Chunk<'_>> {
    let lines: Vec<Chunk<'_>> = (0u32..)
        .zip(bytes.split(|byte| *byte == b'\n'))
        .map(|(first_line, bytes)| Chunk { bytes, first_line })
        .filter(|line| !line.bytes.trim_ascii().is_empty())
        .collect();
    let whole = Chunk { bytes, first_line: 0 };
    match lines.as_slice() {
        // A document over several lines: its first line alone is none.
        [first, _, ..] if !is_document(first) && is_document(&whole) => vec![whole],
        [] => vec![whole],
        _ => lines,
    }
}

fn is_document(chunk: &Chunk<'_>) -> bool {
    let (text, _) = json::decode(chunk.bytes);
    json::parse(&text).diagnostics.iter().all(|found| found.code == "duplicate-member")
}
