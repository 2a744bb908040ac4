//! The word at the cursor, and how an option takes its place.

use std::borrow::Cow;

use super::view::Completion;
use crate::text::json::{self, Value};
use crate::text::{LineIndex, Span};

/// The text around the cursor that an option replaces.
pub(super) struct Token<'d> {
    /// What is replaced: the inside of a string, a bare word, or nothing.
    pub(super) span: Span,
    /// The text in the span before the cursor, unescaped.
    pub(super) typed: Cow<'d, str>,
    /// The text in the span behind the cursor, unescaped.
    pub(super) rest: Cow<'d, str>,
    in_string: bool,
    /// What follows the token behind space.
    next: Option<char>,
}

impl<'d> Token<'d> {
    /// The token that lies at `span` of `text`, when the place `offset` is inside of it: in a string between
    /// its quotes, in anything else at its end too.
    pub(super) fn at(text: &'d str, span: Span, offset: u32) -> Option<Self> {
        let raw = span.slice(text);
        let (inside, in_string) = match raw.chars().next().filter(|first| is_quote(*first)) {
            Some(quote) => (inside_of_string(span, raw, quote), true),
            None if raw
                .contains(|character: char| "[]{}".contains(character) || character.is_whitespace()) =>
            {
                return None;
            }
            None => (span, false),
        };
        inside.contains(Span::at(offset)).then(|| Self {
            span: inside,
            typed: unescaped(Span::new(inside.start, offset).slice(text)),
            rest: unescaped(Span::new(offset, inside.end).slice(text)),
            in_string,
            next: next_character(text, span.end),
        })
    }

    /// No token: the place `offset` itself.
    pub(super) fn empty(text: &'d str, offset: u32) -> Self {
        Self {
            span: Span::at(offset),
            typed: Cow::Borrowed(""),
            rest: Cow::Borrowed(""),
            in_string: false,
            next: next_character(text, offset),
        }
    }

    /// The whole text of the token, unescaped.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.typed, self.rest)
    }

    /// The span as UTF-16 offsets.
    pub(super) fn utf16(&self, lines: &LineIndex) -> (u32, u32) {
        (lines.utf16(self.span.start), lines.utf16(self.span.end))
    }

    /// `option` with its `insert`, plain text so far, as it goes into the document. A name that has no value
    /// yet comes with `value`.
    pub(super) fn inserting(&self, mut option: Completion, value: Option<&str>) -> Completion {
        if option.insert.contains(|character: char| matches!(character, '"' | '\\' | '\0'..'\u{20}')) {
            let quoted = serde_json::Value::from(option.insert).to_string();
            let inside = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            option.insert = inside.unwrap_or_default().to_owned();
        }
        if self.in_string {
            return option;
        }
        let needs_comma = !matches!(self.next, None | Some(',' | ']' | '}' | ':'));
        let value = value.filter(|_| self.next != Some(':')).map(|value| format!(": {value}"));
        let comma = if needs_comma { "," } else { "" };
        option.insert = format!("\"{}\"{}{comma}", option.insert, value.unwrap_or_default());
        option
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '‘'..='‟')
}

/// `span` without the quotes of the string `raw` that lies there; the closing one may be missing.
fn inside_of_string(span: Span, raw: &str, quote: char) -> Span {
    let length = |character: char| u32::try_from(character.len_utf8()).unwrap_or_default();
    let start = span.start + length(quote);
    let mut reversed = raw.chars().rev();
    let closing = reversed.next().filter(|last| is_quote(*last)).map_or(0, length);
    let is_escaped = reversed.take_while(|character| *character == '\\').count() % 2 == 1;
    let end = if is_escaped { span.end } else { span.end - closing };
    Span::new(start, end.max(start))
}

fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw.trim_end_matches('"'));
    }
    match json::parse(&format!("\"{raw}\"")).root.map(|node| node.value) {
        Some(Value::String(text)) => Cow::Owned(text.into_owned()),
        _ => Cow::Borrowed(raw),
    }
}

fn next_character(text: &str, from: u32) -> Option<char> {
    text.get(from as usize..)?.trim_start().chars().next()
}
