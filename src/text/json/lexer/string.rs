//! String tokens: quotes, escape sequences and what goes wrong in them.

use std::borrow::Cow;

use super::Lexer;
use crate::text::Diagnostic;
use crate::text::json::problems::quoted;

/// What a string stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// `"`, the only one of JSON.
    Double,
    /// `'`
    Single,
    /// `“` and its like.
    TypographicDouble,
    /// `‘` and its like.
    TypographicSingle,
}

impl Quote {
    /// The quote that `character` opens.
    pub(super) fn opened_by(character: char) -> Option<Self> {
        match character {
            '"' => Some(Self::Double),
            '\'' => Some(Self::Single),
            '“' | '”' | '„' | '‟' => Some(Self::TypographicDouble),
            '‘' | '’' | '‚' | '‛' => Some(Self::TypographicSingle),
            _ => None,
        }
    }

    /// Whether `character` closes the quote. A typographic one may end in an ordinary one, because
    /// programs that turn quotes round do not turn all of them.
    fn is_closed_by(self, character: char) -> bool {
        let quote = Self::opened_by(character);
        match self {
            Self::TypographicDouble => {
                matches!(quote, Some(Self::TypographicDouble | Self::Double))
            }
            Self::TypographicSingle => {
                matches!(quote, Some(Self::TypographicSingle | Self::Single))
            }
            Self::Double | Self::Single => quote == Some(self),
        }
    }
}

impl<'t> Lexer<'t> {
    /// Reads the string that begins with `quote` here and returns its content.
    pub(super) fn string(&mut self, quote: Quote) -> Cow<'t, str> {
        let start = self.at;
        if quote == Quote::Double {
            self.at += 1;
            self.skip_plain();
            if self.byte() == Some(b'"') {
                let content = self.text.get(start + 1..self.at).unwrap_or_default();
                self.at += 1;
                return Cow::Borrowed(content);
            }
            return self.uncommon_string(start, start + 1, quote);
        }
        self.skip_character();
        self.uncommon_string(start, self.at, quote)
    }

    /// Reads on in a string that has its quote at `start` and its content from `content`.
    #[cold]
    fn uncommon_string(&mut self, start: usize, content: usize, quote: Quote) -> Cow<'t, str> {
        let mut unescaped = String::new();
        let mut plain_from = content;
        let is_closed = loop {
            if quote == Quote::Double {
                self.skip_plain();
            }
            let at = self.at;
            let Some(character) = self.rest().chars().next() else {
                break false;
            };
            match character {
                _ if quote.is_closed_by(character) => break true,
                '\\' => {
                    if let Some(escaped) = self.escape(quote) {
                        unescaped.push_str(self.text.get(plain_from..at).unwrap_or_default());
                        unescaped.push(escaped);
                        plain_from = self.at;
                    }
                }
                '\n' | '\r' if quote == Quote::Double && self.next_line_closes_string() => {
                    self.line_break();
                }
                '\n' | '\r' => break false,
                '\0'..'\u{20}' => self.control_character(character),
                _ => self.skip_character(),
            }
        };
        let mut plain = self.text.get(plain_from..self.at).unwrap_or_default();
        if is_closed {
            self.skip_character();
            self.report_quote(start, quote);
        } else {
            // A comma at the end of the line follows the string rather than belonging to it.
            plain = plain.trim_end_matches([' ', '\t']);
            plain = plain.strip_suffix(',').unwrap_or(plain);
            self.at = plain_from + plain.len();
            self.report(start, |span| {
                let message = "the string has no closing quote in its line";
                Diagnostic::error("unterminated-string", span, message).with_help("put `\"` at its end")
            });
        }
        if unescaped.is_empty() {
            Cow::Borrowed(plain)
        } else {
            unescaped.push_str(plain);
            Cow::Owned(unescaped)
        }
    }

    /// Skips what means itself in a string in double quotes.
    fn skip_plain(&mut self) {
        let bytes = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += plain_length(bytes);
    }

    fn skip_character(&mut self) {
        let character = self.rest().chars().next();
        self.at += character.map_or(0, char::len_utf8);
    }

    /// Whether the line after the line break here ends inside of quotes unless a string that began
    /// earlier goes on in it.
    fn next_line_closes_string(&self) -> bool {
        let rest = self.rest();
        let next_line = rest.strip_prefix("\r\n").or_else(|| rest.get(1..));
        let mut closes = false;
        let mut is_escaped = false;
        for byte in next_line.unwrap_or_default().bytes() {
            match byte {
                b'\n' | b'\r' => break,
                b'"' if !is_escaped => closes = !closes,
                _ => {}
            }
            is_escaped = byte == b'\\' && !is_escaped;
        }
        closes
    }

    /// Reads an escape sequence. `None` when the backslash begins none and is kept as it is.
    fn escape(&mut self, quote: Quote) -> Option<char> {
        let start = self.at;
        self.at += 1;
        let after = self.rest().chars().next();
        let escaped = match after {
            Some('u') => return self.unicode_escape(start),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('"' | '\\' | '/') => after,
            Some(character) if quote.is_closed_by(character) => after,
            _ => None,
        };
        if after.is_some_and(|character| character >= ' ') {
            self.skip_character();
        }
        if escaped.is_none() {
            self.invalid_escape(start, r"write `\\` for a backslash");
        }
        escaped
    }

    fn unicode_escape(&mut self, start: usize) -> Option<char> {
        self.at = start + "\\u".len();
        let Some(unit) = self.four_hex_digits() else {
            let digits = self.rest().bytes();
            self.at += digits.take_while(u8::is_ascii_hexdigit).count();
            self.invalid_escape(start, r"write four hexadecimal digits after `\u`");
            return None;
        };
        let after_unit = self.at;
        if let 0xD800..0xDC00 = unit
            && self.rest().starts_with("\\u")
        {
            self.at += "\\u".len();
            if let Some(low @ 0xDC00..0xE000) = self.four_hex_digits() {
                return char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            }
            self.at = after_unit;
        }
        let character = char::from_u32(unit);
        if character.is_none() {
            let text = self.text;
            self.report(start, |span| {
                let message = format!("{} is half a character", quoted(span.slice(text)));
                Diagnostic::error("lone-surrogate", span, message)
                    .with_help("write both halves, or the character itself")
            });
        }
        character.or(Some(char::REPLACEMENT_CHARACTER))
    }

    fn four_hex_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let are_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let unit = u32::from_str_radix(digits, 16).ok().filter(|_| are_hex)?;
        self.at += digits.len();
        Some(unit)
    }

    fn invalid_escape(&mut self, start: usize, help: &str) {
        let text = self.text;
        self.report(start, |span| {
            let message = format!("{} is no escape sequence", quoted(span.slice(text)));
            Diagnostic::error("invalid-escape", span, message).with_help(help)
        });
    }

    fn line_break(&mut self) {
        let start = self.at;
        let is_crlf = self.rest().starts_with("\r\n");
        self.at += if is_crlf { 2 } else { 1 };
        self.report(start, |span| {
            let message = "a string cannot go over the end of a line";
            Diagnostic::error("line-break-in-string", span, message)
                .with_help(r"join the lines, or write `\n` for the line break")
        });
    }

    fn control_character(&mut self, character: char) {
        let start = self.at;
        self.at += 1;
        self.report(start, |span| {
            let code_point = u32::from(character);
            let (message, help) = match character {
                '\t' => (
                    String::from("a tab in a string must be escaped"),
                    String::from(r"write `\t`, or a space"),
                ),
                _ => (
                    format!("the control character U+{code_point:04X} must be escaped"),
                    format!(r"remove it, or write `\u{code_point:04x}`"),
                ),
            };
            Diagnostic::error("control-character", span, message).with_help(help)
        });
    }

    fn report_quote(&mut self, start: usize, quote: Quote) {
        let (code, message) = match quote {
            Quote::Double => return,
            Quote::Single => ("single-quotes", "a string in single quotes is no JSON string"),
            Quote::TypographicDouble | Quote::TypographicSingle => (
                "typographic-quotes",
                "a string in typographic quotes is no JSON string; they are read as `\"`",
            ),
        };
        self.report(start, |span| {
            Diagnostic::error(code, span, message).with_help("put `\"` around the string")
        });
    }
}

/// How many bytes come before the first quote, backslash or control character. Looks at eight at a time: most of
/// a document is the inside of strings.
fn plain_length(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let flags = special_bytes(u64::from_le_bytes(*word));
        if flags != 0 {
            return index * 8 + flags.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    words.len() * 8 + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Flags quotes, backslashes and control characters among eight bytes: zero without any, else the lowest bit lies
/// in the first of them. (Bits in later bytes mean nothing: subtracting borrows from there.)
fn special_bytes(word: u64) -> u64 {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let below = |word: u64, bound: u8| word.wrapping_sub(EACH * u64::from(bound)) & !word;
    let equal = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    (below(word, 0x20) | equal(b'"') | equal(b'\\')) & HIGH
}

/// How many spaces the bytes begin with, as far as there are eight bytes to look at at a time.
pub(super) fn spaces_in_words(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let others = u64::from_le_bytes(*word) ^ u64::from_ne_bytes([b' '; 8]);
        if others != 0 {
            return index * 8 + others.trailing_zeros() as usize / 8;
        }
    }
    words.len() * 8
}
