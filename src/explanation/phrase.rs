//! Putting lists and user text into sentences.

use crate::condition::{Test, ValueType};

/// Long user text is cut here, so that a sentence stays one.
const MAX_QUOTED_CHARACTERS: usize = 120;

/// Entries of a list that are named before the rest is counted.
const MAX_LISTED: usize = 3;

/// User text in backticks, cut when it is long.
#[must_use]
pub fn quoted(text: &str) -> String {
    let plain = text.replace('`', "'");
    if plain.chars().count() <= MAX_QUOTED_CHARACTERS {
        return format!("`{plain}`");
    }
    let start: String = plain.chars().take(MAX_QUOTED_CHARACTERS).collect();
    format!("`{start}…`")
}

/// `a`, `a or b`, `a, b or c`, `a, b, c or 4 more`.
pub(super) fn alternatives<'a>(entries: impl ExactSizeIterator<Item = &'a str>) -> String {
    let total = entries.len();
    let mut named: Vec<String> = entries.take(MAX_LISTED).map(quoted).collect();
    if total > MAX_LISTED {
        named.push(format!("{} more", total - MAX_LISTED));
    }
    join(&named, "or")
}

/// `a, b and c`.
pub(super) fn join(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// The text of a JSON string token without its quotes.
pub(super) fn unquoted(token: &str) -> &str {
    token.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(token)
}

/// What a test compares, as a noun: `number`.
pub(super) fn value_kind(test: Test) -> &'static str {
    match test.value_type() {
        ValueType::Numeric => "number",
        ValueType::Date => "date",
        ValueType::Bool | ValueType::Null => "boolean",
        ValueType::IpAddress => "IP address",
        ValueType::Binary => "base64 text",
        ValueType::Arn => "ARN",
        ValueType::String => "value of this type",
    }
}

/// A sentence with its first letter in upper case.
#[must_use]
pub fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
