//! Lines, columns and UTF-16 offsets.

use policyscope::text::{LineIndex, Position, lines};
use proptest::prelude::*;

use crate::properties::{character_start, config};

fn position(line: u32, column: u32, offset: u32) -> Position {
    Position { line, column, offset }
}

#[test]
fn an_empty_text_has_one_line() {
    let lines = LineIndex::new("");
    assert_eq!(lines.position(0), position(1, 0, 0));
    assert_eq!(lines.position(9), position(1, 0, 0));
    assert_eq!(lines.utf16(9), 0);
    assert_eq!(lines.byte_of_utf16(9), 0);
}

#[test]
fn lf_crlf_and_cr_end_a_line() {
    let lines = LineIndex::new("ab\nc\r\n\rd\n");
    let places: Vec<(u32, u32)> =
        (0..=9).map(|offset| lines.position(offset)).map(|place| (place.line, place.column)).collect();
    assert_eq!(places, [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2), (3, 0), (4, 0), (4, 1), (5, 0),]);
}

#[test]
fn columns_and_offsets_count_code_points() {
    let text = "é\n😀€x";
    let lines = LineIndex::new(text);
    let x = text.find('x').unwrap() as u32;
    assert_eq!(lines.position(x), position(2, 2, 4));
    assert_eq!(lines.position(text.len() as u32), position(2, 3, 5));
}

#[test]
fn astral_characters_take_two_utf16_units() {
    let text = "a😀é😀";
    let lines = LineIndex::new(text);
    assert_eq!([0, 1, 5, 7, 11].map(|byte| lines.utf16(byte)), [0, 1, 3, 4, 6]);
    assert_eq!([0, 1, 3, 4, 6].map(|units| lines.byte_of_utf16(units)), [0, 1, 5, 7, 11]);
}

#[test]
fn offsets_within_a_character_count_as_its_start() {
    let lines = LineIndex::new("a😀é");
    for within in [2, 3, 4] {
        assert_eq!(lines.position(within), lines.position(1));
        assert_eq!(lines.utf16(within), 1);
    }
    assert_eq!(lines.position(6), lines.position(5));
    assert_eq!(lines.byte_of_utf16(2), 1);
}

#[test]
fn offsets_past_the_end_count_as_the_end() {
    let lines = LineIndex::new("a\n😀");
    for past in [6, 7, 1000, u32::MAX] {
        assert_eq!(lines.position(past), position(2, 1, 3));
        assert_eq!(lines.utf16(past), 4);
        assert_eq!(lines.byte_of_utf16(past), 6);
    }
}

proptest! {
    #![proptest_config(config(512))]

    /// The index says what counting the characters before a place says.
    #[test]
    fn the_index_agrees_with_counting(text in "([ab\r\né€😀\u{301}]|\r\n){0,30}", past in 0..3_u32) {
        let lines = LineIndex::new(&text);
        for offset in 0..=text.len() as u32 + past {
            let boundary = character_start(&text, offset as usize);
            let before = &text[..boundary];
            let crs = before.char_indices().filter(|&(at, character)| {
                character == '\r' && !text[at + 1..].starts_with('\n')
            });
            let breaks: Vec<usize> = before
                .match_indices('\n')
                .map(|(at, _)| at + 1)
                .chain(crs.map(|(at, _)| at + 1))
                .collect();
            let line_start = breaks.iter().copied().max().unwrap_or_default();
            let expected = Position {
                line: 1 + breaks.len() as u32,
                column: text[line_start..boundary].chars().count() as u32,
                offset: before.chars().count() as u32,
            };
            prop_assert_eq!(lines.position(offset), expected);
            let utf16 = before.encode_utf16().count() as u32;
            prop_assert_eq!(lines.utf16(offset), utf16);
            prop_assert_eq!(lines.byte_of_utf16(utf16), boundary as u32);
        }
    }
}

#[test]
fn the_lines_of_a_text_are_those_that_are_counted() {
    for (text, expected) in [
        ("", &[""][..]),
        ("a", &["a"]),
        ("a\n", &["a", ""]),
        ("\n\r\r\n\n\r", &["", "", "", "", "", ""]),
        ("a\rb\r\nc\nd", &["a", "b", "c", "d"]),
        ("ä\u{85}\r\rü\u{2028}", &["ä\u{85}", "", "ü\u{2028}"]),
    ] {
        let found: Vec<&str> = lines(text).collect();
        assert_eq!(found, expected, "{text:?}");
        let end = LineIndex::new(text).position(u32::MAX);
        assert_eq!(usize::try_from(end.line).unwrap(), expected.len(), "{text:?}");
    }
}
