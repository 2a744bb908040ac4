//! The bytes of a file to text.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::problems::Problems;
use crate::text::{Diagnostic, Span};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads `bytes` as UTF-8.
///
/// A byte order mark at the beginning is dropped, with the warning `byte-order-mark`. Each run of
/// bytes that are not UTF-8 becomes one U+FFFD, with the error `invalid-utf8` there. Returns the
/// text and the findings in order of position, at most
/// [`MAX_DIAGNOSTICS`](super::MAX_DIAGNOSTICS); their spans are places in the returned text.
#[must_use]
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let mut problems = Problems::default();
    let bytes = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => {
            problems.add(|| {
                Diagnostic::warning("byte-order-mark", Span::at(0), "the file begins with a byte order mark")
                    .with_help("save the file as UTF-8 without a byte order mark")
            });
            rest
        }
        None => bytes,
    };
    let text = match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(replace_invalid(bytes, &mut problems)),
    };
    let end = offset(&text);
    (text, problems.into_diagnostics(Span::at(end)))
}

fn replace_invalid(bytes: &[u8], problems: &mut Problems) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = Vec::new();
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            close_run(&mut invalid, &mut text, problems);
            text.push_str(chunk.valid());
        }
        invalid.extend_from_slice(chunk.invalid());
    }
    close_run(&mut invalid, &mut text, problems);
    text
}

fn close_run(invalid: &mut Vec<u8>, text: &mut String, problems: &mut Problems) {
    if invalid.is_empty() {
        return;
    }
    let start = offset(text);
    text.push(char::REPLACEMENT_CHARACTER);
    problems.add(|| invalid_utf8(Span::new(start, offset(text)), invalid));
    invalid.clear();
}

fn invalid_utf8(span: Span, bytes: &[u8]) -> Diagnostic {
    const MOST_BYTES: usize = 8;
    let mut message = String::from(match bytes.len() {
        1 => "the byte",
        _ => "the bytes",
    });
    for byte in bytes.iter().take(MOST_BYTES) {
        // Writing to a string cannot fail.
        let _ = write!(message, " {byte:02X}");
    }
    if bytes.len() > MOST_BYTES {
        message.push_str(" …");
    }
    message.push_str(match bytes.len() {
        1 => " is not UTF-8",
        _ => " are not UTF-8",
    });
    let looks_like_utf16 = span.start == 0 && matches!(bytes, [0xFF, 0xFE] | [0xFE, 0xFF]);
    Diagnostic::error("invalid-utf8", span, message).with_help(if looks_like_utf16 {
        "this seems to be UTF-16; save the file as UTF-8"
    } else {
        "save the file as UTF-8"
    })
}

/// The offset of the end of `text`. One that does not fit belongs to a text that is not read.
fn offset(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
