//! JSON text to a syntax tree in which every node knows its place, and back to text.
//!
//! [`parse`] reads the grammar of RFC 8259 and goes on after a mistake, so that one pass finds
//! them all. What it says carries one of these codes; the section of the RFC is in brackets.
//!
//! The text as a whole:
//!
//! | code | says that |
//! |---|---|
//! | `text-too-long` | the text exceeds [`MAX_TEXT_BYTES`] and is not read (9) |
//! | `byte-order-mark` | the file begins with U+FEFF; a warning, the mark is dropped (8.1) |
//! | `invalid-utf8` | some bytes of the file are not UTF-8 (8.1) |
//! | `empty-document` | there is no value (2) |
//! | `text-after-document` | something follows the value (2) |
//! | `too-deep` | brackets nest deeper than [`MAX_DEPTH`]; what lies deeper is skipped (9) |
//! | `unlisted-problems` | there are more than [`MAX_DIAGNOSTICS`] findings; says how many are left out |
//!
//! Space between tokens:
//!
//! | code | says that |
//! |---|---|
//! | `comment` | there is a `//`, `#` or `/* */` comment; it is skipped (2) |
//! | `invalid-space` | a non-breaking or other space stands outside of strings; it is skipped (2) |
//!
//! Single tokens:
//!
//! | code | says that |
//! |---|---|
//! | `single-quotes` | a string stands in `'…'`; it is read as a string (7) |
//! | `typographic-quotes` | a string stands in `“…”`, `‘…’` or the like; it is read as a string (7) |
//! | `unterminated-string` | a string has no closing quote; it ends with its line (7) |
//! | `line-break-in-string` | a line break in a string is not escaped; the string goes on (7) |
//! | `control-character` | a control character in a string is not escaped (7) |
//! | `invalid-escape` | a backslash begins no escape sequence; it is kept (7) |
//! | `lone-surrogate` | half a surrogate pair is escaped; it is read as U+FFFD (7, 8.2) |
//! | `invalid-number` | a number is not written as JSON wants it; no value (6) |
//! | `invalid-literal` | `true`, `false` or `null` is written otherwise; it is read as meant (3) |
//! | `unquoted-string` | a value is a bare word; it is read as a string (3) |
//! | `unquoted-name` | the name of a member is no string; it is read as the name (4) |
//!
//! Structure:
//!
//! | code | says that |
//! |---|---|
//! | `missing-name` | a member has no name; its value is left out of the tree (4) |
//! | `missing-colon` | there is no colon after the name (4) |
//! | `extra-colon` | a colon stands where none may (4, 5) |
//! | `missing-value` | a member has no value (4) |
//! | `duplicate-member` | an earlier member of the object has this name; the tree keeps both (4) |
//! | `missing-comma` | there is no comma between two members or elements (4, 5) |
//! | `extra-comma` | a comma stands where a member, an element or the document should begin (4, 5) |
//! | `trailing-comma` | a comma stands before the closing bracket (4, 5) |
//! | `unclosed-bracket` | a bracket has no partner (4, 5) |
//! | `mismatched-bracket` | a bracket is closed by one of the other kind (4, 5) |
//! | `stray-bracket` | a bracket closes nothing; it is skipped (4, 5) |

mod decode;
mod duplicates;
mod embedded;
mod faultless;
mod lexer;
mod parser;
mod print;
mod problems;
mod tree;

pub use decode::decode;
pub use embedded::{read_embedded, write_embedded};
pub use print::{compact, pretty};
pub(crate) use problems::{Problems, quoted};
pub use tree::{Member, Node, Value, repeated_members};

use std::borrow::Cow;

use crate::text::{Diagnostic, Span};
use parser::Parser;

/// The longest text that [`parse`] reads, in bytes: 8 MiB.
pub const MAX_TEXT_BYTES: usize = 8 << 20;

/// How many brackets may be open at once.
pub const MAX_DEPTH: usize = 64;

/// The most findings that [`parse`] and [`decode`] each return.
pub const MAX_DIAGNOSTICS: usize = 100;

/// What [`parse`] makes of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed<'t> {
    /// The tree. `None` when the text is empty, holds nothing but space or is too long.
    pub root: Option<Node<'t>>,
    /// The findings in order of position, at most [`MAX_DIAGNOSTICS`]; empty when the text is
    /// JSON that [`MAX_DEPTH`] admits and no object of which names a member twice.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `text` as JSON.
///
/// Never fails: wherever the text is not JSON a diagnostic says so, and the tree holds what the
/// author most likely meant. The span of a node lies in the span of the node around it. Takes
/// time and memory in proportion to the length of the text.
#[must_use]
pub fn parse(text: &str) -> Parsed<'_> {
    if text.len() > MAX_TEXT_BYTES {
        let message = format!("the text is longer than {} MiB", MAX_TEXT_BYTES >> 20);
        let too_long = Diagnostic::error("text-too-long", Span::at(0), message);
        return Parsed {
            root: None,
            diagnostics: vec![too_long.with_help("shorten the text; nothing of it was read")],
        };
    }
    match faultless::parse(text) {
        Some(root) => Parsed { root: Some(root), diagnostics: Vec::new() },
        None => Parser::new(text).document(),
    }
}

/// What a token of a document says: the content of a string, any other token as it is written.
#[must_use]
pub fn content(token: &str) -> Cow<'_, str> {
    match parse(token).root.map(|root| root.value) {
        Some(Value::String(text)) => text,
        _ => Cow::Borrowed(token),
    }
}
