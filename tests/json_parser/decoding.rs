//! The bytes of a file.

use std::borrow::Cow;

use policyscope::text::json::{self, MAX_DIAGNOSTICS};
use policyscope::text::{Severity, Span};
use proptest::prelude::*;

use crate::check_findings;
use crate::properties::config;

#[test]
fn utf8_is_borrowed() {
    let (text, findings) = json::decode("{\"é\": \"😀\"}".as_bytes());
    assert!(matches!(text, Cow::Borrowed("{\"é\": \"😀\"}")));
    assert_eq!(findings, []);
}

#[test]
fn a_byte_order_mark_is_dropped_with_a_warning() {
    let (text, findings) = json::decode(b"\xEF\xBB\xBF[1,]");
    assert_eq!(text, "[1,]");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "byte-order-mark");
    assert_eq!(findings[0].severity, Severity::Warning);
    assert_eq!(findings[0].span, Span::at(0));
    assert_eq!(json::parse(&text).diagnostics[0].span, Span::new(2, 3));
    assert_eq!(json::decode(b"\xEF\xBB\xBF").0, "");
}

#[test]
fn each_run_of_bytes_that_are_not_utf8_becomes_one_character() {
    let (text, findings) = json::decode(b"\xEF\xBB\xBF\"\xE9t\xE9\xFF\xC3\" \xF0\x9F\x98");
    assert_eq!(text, "\"\u{fffd}t\u{fffd}\" \u{fffd}");
    let expected = [
        (Span::at(0), "the file begins with a byte order mark"),
        (Span::new(1, 4), "the byte E9 is not UTF-8"),
        (Span::new(5, 8), "the bytes E9 FF C3 are not UTF-8"),
        (Span::new(10, 13), "the bytes F0 9F 98 are not UTF-8"),
    ];
    let found: Vec<(Span, &str)> = findings.iter().map(|finding| (finding.span, &*finding.message)).collect();
    assert_eq!(found, expected);
    for finding in &findings[1..] {
        assert_eq!(finding.code, "invalid-utf8");
        assert_eq!(finding.severity, Severity::Error);
        assert_eq!(finding.span.slice(&text), "\u{fffd}");
    }
}

#[test]
fn a_long_run_is_not_spelt_out() {
    let (text, findings) = json::decode(&[0x80; 1000]);
    assert_eq!(text, "\u{fffd}");
    assert_eq!(findings[0].message, "the bytes 80 80 80 80 80 80 80 80 … are not UTF-8");
}

#[test]
fn utf16_is_recognized() {
    for bytes in [b"\xFF\xFE{\0}\0", b"\xFE\xFF\0{\0}"] {
        let (_, findings) = json::decode(bytes);
        assert!(findings[0].help.as_deref().unwrap().contains("UTF-16"));
    }
}

#[test]
fn the_findings_are_bounded() {
    let bytes = b"\xFFa".repeat(1000);
    let (text, findings) = json::decode(&bytes);
    assert_eq!(text.chars().count(), 2000);
    assert_eq!(findings.len(), MAX_DIAGNOSTICS);
    let last = findings.last().unwrap();
    assert_eq!(last.code, "unlisted-problems");
    assert_eq!(last.message, "901 more problems are not listed");
    check_findings(&text, &findings);
}

proptest! {
    #![proptest_config(config(512))]

    /// Valid parts stay, nothing is left out but a byte order mark, and findings lie in the text.
    #[test]
    fn any_bytes_are_decoded(bytes in prop::collection::vec(prop_oneof![
        Just(0xEF_u8), Just(0xBB), Just(0xBF), Just(b'a'), Just(0xC3), Just(0xA9), any::<u8>(),
    ], 0..40)) {
        let (text, findings) = json::decode(&bytes);
        check_findings(&text, &findings);
        let has_mark = bytes.starts_with(b"\xEF\xBB\xBF");
        let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let valid: String = content.utf8_chunks().map(|chunk| chunk.valid()).collect();
        let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
        let meant = valid.matches(char::REPLACEMENT_CHARACTER).count();
        prop_assert_eq!(replaced - meant, findings.len() - usize::from(has_mark));
        prop_assert_eq!(
            text.replace(char::REPLACEMENT_CHARACTER, ""),
            valid.replace(char::REPLACEMENT_CHARACTER, "")
        );
    }
}
