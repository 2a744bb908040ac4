//! JSON text to tokens, and to findings about space, comments and strings.

mod string;

use std::borrow::Cow;

use super::Value;
use super::problems::Problems;
use crate::text::{Diagnostic, Span};
use string::{Quote, spaces_in_words};

/// A token and its place.
#[derive(Debug)]
pub(super) struct Token<'t> {
    pub(super) span: Span,
    pub(super) kind: Kind<'t>,
}

/// What a [`Token`] is.
#[derive(Debug)]
pub(super) enum Kind<'t> {
    Open(Bracket),
    Close(Bracket),
    Colon,
    Comma,
    /// With its content, unescaped.
    String(Cow<'t, str>),
    Number,
    True,
    False,
    Null,
    /// What looks like a number and is none.
    InvalidNumber,
    /// Any other text.
    Word,
    /// The end of the text.
    End,
}

/// The two kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `{` and `}`
    Brace,
    /// `[` and `]`
    Square,
}

impl Bracket {
    pub(super) fn opening(self) -> char {
        match self {
            Self::Brace => '{',
            Self::Square => '[',
        }
    }

    pub(super) fn closing(self) -> char {
        match self {
            Self::Brace => '}',
            Self::Square => ']',
        }
    }
}

/// Reads the tokens of a text one after the other.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    /// Offset of what is not read yet; always on a character boundary.
    at: usize,
    pub(super) problems: Problems,
}

impl<'t> Lexer<'t> {
    /// The lexer of a text of at most [`MAX_TEXT_BYTES`](super::MAX_TEXT_BYTES).
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, problems: Problems::default() }
    }

    /// The next token; at the end of the text [`Kind::End`], as often as asked.
    pub(super) fn token(&mut self) -> Token<'t> {
        loop {
            self.skip_json_space();
            let start = self.at;
            let kind = match self.byte() {
                None => Kind::End,
                Some(b'"') => Kind::String(self.string(Quote::Double)),
                Some(b',') => self.punctuation(Kind::Comma),
                Some(b':') => self.punctuation(Kind::Colon),
                Some(b'{') => self.punctuation(Kind::Open(Bracket::Brace)),
                Some(b'}') => self.punctuation(Kind::Close(Bracket::Brace)),
                Some(b'[') => self.punctuation(Kind::Open(Bracket::Square)),
                Some(b']') => self.punctuation(Kind::Close(Bracket::Square)),
                Some(b'-' | b'0'..=b'9') => self.number(),
                Some(b't' | b'f' | b'n') => self.literal(),
                Some(_) => match self.other() {
                    Some(kind) => kind,
                    None => continue,
                },
            };
            let span = self.span_from(start);
            return Token { span, kind };
        }
    }

    /// The first byte after the last token that is not JSON white space.
    pub(super) fn byte_ahead(&self) -> Option<u8> {
        let mut ahead = self.rest().bytes();
        ahead.find(|&byte| !is_json_space(byte))
    }

    /// Lengthens a word that was the last token by what follows its colons: `s3:GetObject`.
    /// Returns the offset of its end.
    pub(super) fn extend_word(&mut self) -> u32 {
        while let Some(after) = self.rest().strip_prefix(':')
            && after.starts_with(|character| character == ':' || is_word(character))
        {
            let length = after.find(|character| !is_word(character));
            self.at += 1 + length.unwrap_or(after.len());
            self.skip_closing_quote();
        }
        self.offset()
    }

    /// The next byte that is not JSON white space; the lexer stands before it then.
    pub(super) fn next_byte(&mut self) -> Option<u8> {
        self.skip_json_space();
        self.byte()
    }

    /// Goes past an ASCII character, which comes next.
    pub(super) fn skip_byte(&mut self) {
        self.at += 1;
    }

    /// Reads the string in double quotes that begins here and returns its content.
    pub(super) fn double_quoted(&mut self) -> Cow<'t, str> {
        self.string(Quote::Double)
    }

    /// Reads a number or a literal; `None` where none begins here.
    pub(super) fn plain_value(&mut self) -> Option<Value<'t>> {
        let start = self.at;
        let kind = match self.byte()? {
            b'-' | b'0'..=b'9' => self.number(),
            b't' | b'f' | b'n' => self.literal(),
            _ => return None,
        };
        Some(match kind {
            Kind::Number => Value::Number(self.text.get(start..self.at)?),
            Kind::True => Value::Bool(true),
            Kind::False => Value::Bool(false),
            Kind::Null => Value::Null,
            _ => return None,
        })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The offset of what is not read yet.
    pub(super) fn offset(&self) -> u32 {
        to_offset(self.at)
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(to_offset(start), self.offset())
    }

    /// Reports on what has been read from `start` on.
    fn report(&mut self, start: usize, finding: impl FnOnce(Span) -> Diagnostic) {
        let span = self.span_from(start);
        self.problems.add(|| finding(span));
    }

    fn skip_json_space(&mut self) {
        while let Some(byte) = self.byte().filter(|byte| is_json_space(*byte)) {
            self.at += 1;
            if byte == b'\n' {
                self.at += spaces_in_words(self.rest().as_bytes());
            }
        }
    }

    fn punctuation(&mut self, kind: Kind<'t>) -> Kind<'t> {
        self.at += 1;
        kind
    }

    fn number(&mut self) -> Kind<'t> {
        let rest = self.rest();
        let length = number_length(rest.as_bytes());
        if length > 0 && rest.get(length..).is_some_and(ends_token) {
            self.at += length;
            return Kind::Number;
        }
        self.word()
    }

    fn literal(&mut self) -> Kind<'t> {
        for (literal, kind) in [("true", Kind::True), ("false", Kind::False), ("null", Kind::Null)] {
            if let Some(after) = self.rest().strip_prefix(literal)
                && ends_token(after)
            {
                self.at += literal.len();
                return kind;
            }
        }
        self.word()
    }

    /// Reads what is not JSON; `None` after space or a comment.
    fn other(&mut self) -> Option<Kind<'t>> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if first == '#' || rest.starts_with("//") || rest.starts_with("/*") {
            self.comment();
            return None;
        }
        if is_odd_space(first) {
            self.odd_space();
            return None;
        }
        Some(match Quote::opened_by(first) {
            Some(quote) => Kind::String(self.string(quote)),
            None => self.word(),
        })
    }

    fn comment(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let (length, is_closed) = match rest.strip_prefix("/*") {
            Some(inside) => match inside.find("*/") {
                Some(length) => (length + 4, true),
                None => (rest.len(), false),
            },
            None => (rest.find(['\n', '\r']).unwrap_or(rest.len()), true),
        };
        self.at += length;
        self.report(start, |span| {
            let message = if is_closed {
                "a comment is no part of JSON"
            } else {
                "a comment is no part of JSON, and this one goes on to the end of the text"
            };
            Diagnostic::error("comment", span, message).with_help("remove the comment")
        });
    }

    /// Skips odd spaces, and ordinary ones between them, as far as the line goes.
    fn odd_space(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let mut length = 0;
        for (index, character) in rest.char_indices() {
            if is_odd_space(character) {
                length = index + character.len_utf8();
            } else if character != ' ' && character != '\t' {
                break;
            }
        }
        self.at += length;
        let first = rest.chars().next().unwrap_or_default();
        self.report(start, |span| {
            let name = match first {
                '\u{a0}' => "a non-breaking space",
                '\u{200b}' => "a zero-width space",
                '\u{feff}' => "a byte order mark",
                _ => "the character",
            };
            let code_point = u32::from(first);
            let message = format!("{name} (U+{code_point:04X}) is no white space in JSON");
            Diagnostic::error("invalid-space", span, message)
                .with_help("put ordinary spaces there, or nothing")
        });
    }

    /// Reads a run of characters that neither separate tokens nor quote, or a separator of other
    /// languages.
    #[cold]
    fn word(&mut self) -> Kind<'t> {
        let rest = self.rest();
        let length = rest
            .char_indices()
            .skip(1)
            .find(|&(_, character)| rest.starts_with(['=', ';']) || !is_word(character))
            .map_or(rest.len(), |(index, _)| index);
        let word = rest.get(..length).unwrap_or_default();
        self.at += length;
        if self.skip_closing_quote() {
            return Kind::Word;
        }
        match word {
            "true" => Kind::True,
            "false" => Kind::False,
            "null" => Kind::Null,
            _ if number_length(word.as_bytes()) == length => Kind::Number,
            _ if looks_like_number(word) => Kind::InvalidNumber,
            _ => Kind::Word,
        }
    }

    /// Skips a quote after a word that lacks the opening one: a token ends right behind it.
    fn skip_closing_quote(&mut self) -> bool {
        let after = self.rest().strip_prefix('"');
        let is_closing = after.is_some_and(|after| {
            let after = after.trim_start_matches([' ', '\t']);
            after.is_empty() || after.starts_with([',', ':', '}', ']', '\n', '\r'])
        });
        self.at += usize::from(is_closing);
        is_closing
    }
}

/// An offset as spans have it; it fits because longer texts are not read.
pub(super) fn to_offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether a literal or a number certainly ends before `after`.
fn ends_token(after: &str) -> bool {
    matches!(
        after.as_bytes(),
        [] | [b' ' | b'\n' | b'\r' | b'\t' | b',' | b'}' | b']' | b'#', ..] | [b'/', b'/' | b'*', ..]
    )
}

fn is_json_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// Whether `character` is skipped as space, rightly or not.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\r' | '\t') || is_odd_space(character)
}

/// Whether `character` looks like space, or like nothing, and is not white space in JSON.
fn is_odd_space(character: char) -> bool {
    match character {
        ' ' | '\n' | '\r' | '\t' => false,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => true,
        _ => character.is_whitespace(),
    }
}

fn is_word(character: char) -> bool {
    !is_space(character) && !"{}[]:,#=;".contains(character) && Quote::opened_by(character).is_none()
}

/// The length of the JSON number that `bytes` begin with; 0 when there is none.
fn number_length(bytes: &[u8]) -> usize {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut length = usize::from(bytes.starts_with(b"-"));
    length += match bytes.get(length) {
        Some(b'0') => 1,
        Some(b'1'..=b'9') => digits(length),
        _ => return 0,
    };
    if bytes.get(length) == Some(&b'.') {
        match digits(length + 1) {
            0 => return length,
            decimals => length += 1 + decimals,
        }
    }
    if let Some(b'e' | b'E') = bytes.get(length) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        match digits(length + 1 + sign) {
            0 => return length,
            exponent => length += 1 + sign + exponent,
        }
    }
    length
}

fn looks_like_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
    let digits = unsigned.strip_prefix('.').unwrap_or(unsigned);
    digits.starts_with(|character: char| character.is_ascii_digit())
        || unsigned.eq_ignore_ascii_case("nan")
        || unsigned.eq_ignore_ascii_case("infinity")
}
