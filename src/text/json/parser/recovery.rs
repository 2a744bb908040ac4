//! How the parser goes on after a mistake.

use std::borrow::Cow;
use std::mem;

use super::{Parser, mistake};
use crate::text::json::duplicates::duplicate_members;
use crate::text::json::lexer::{Bracket, Kind, is_space, to_offset};
use crate::text::json::{Member, Node, Value};
use crate::text::{LineIndex, Span};

impl<'t> Parser<'t> {
    /// Reports that something follows the root, and the mistakes within its tokens and brackets.
    pub(super) fn text_after_document(&mut self, root: &Node) {
        let mut is_reported = false;
        loop {
            let is_member = matches!((&root.value, &self.token.kind), (Value::String(_), Kind::Colon));
            let span = match self.token.kind {
                Kind::End => return,
                Kind::Close(closing) if !is_reported => {
                    self.stray_bracket(closing);
                    continue;
                }
                Kind::Open(bracket) => self.brackets(bracket).span,
                _ => self.advance(),
            };
            if !mem::replace(&mut is_reported, true) {
                self.report(|| mistake::text_after_document(span, is_member));
            }
        }
    }

    /// The root of a text without a value: everything but the space around it.
    pub(super) fn nothing_but_mistakes(&self) -> Option<Node<'t>> {
        let mistakes = self.text.trim_start_matches(is_space);
        let start = to_offset(self.text.len() - mistakes.len());
        let end = start + to_offset(mistakes.trim_end_matches(is_space).len());
        (start < end).then(|| Node { span: Span::new(start, end), value: Value::Invalid })
    }

    /// Reads a value that is not in quotes and should be, or that is misspelt.
    #[cold]
    pub(super) fn unquoted_value(&mut self) -> Node<'t> {
        self.token.span.end = self.lexer.extend_word();
        let span = self.token.span;
        let word = span.slice(self.text);
        let value = if let Kind::InvalidNumber = self.token.kind {
            self.report(|| mistake::invalid_number(span, word));
            Value::Invalid
        } else if let Some((literal, value)) = meant_literal(word) {
            self.report(|| mistake::invalid_literal(span, word, literal));
            value
        } else {
            self.report(|| mistake::unquoted_string(span, word));
            Value::String(Cow::Borrowed(without_quote(word)))
        };
        self.advance();
        Node { span, value }
    }

    /// Skips brackets that are too deep.
    #[cold]
    pub(super) fn too_deep(&mut self) -> Node<'t> {
        let start = self.token.span;
        if !mem::replace(&mut self.has_been_too_deep, true) {
            self.report(|| mistake::too_deep(start));
        }
        let mut depth = 0_usize;
        loop {
            match self.token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth -= 1,
                Kind::End => {
                    self.has_ended_too_deep = true;
                    break;
                }
                _ => {}
            }
            self.advance();
            if depth == 0 {
                break;
            }
        }
        Node { span: Span::new(start.start, self.previous_end), value: Value::Invalid }
    }

    /// Reads what stands between the name and the value of a member. Returns whether a value may
    /// follow.
    pub(super) fn colon(&mut self, name_span: Span, name: &str) -> bool {
        match self.token.kind {
            Kind::Colon => {
                self.advance();
                while let Kind::Colon = self.token.kind {
                    self.extra_colon();
                }
            }
            Kind::Comma | Kind::Close(_) | Kind::End => return false,
            // The name of the next member.
            Kind::String(_) if self.lexer.byte_ahead() == Some(b':') => return false,
            _ => {
                self.report(|| mistake::missing_colon(name_span, name));
                if self.token_text() == "=" {
                    self.advance();
                }
            }
        }
        true
    }

    pub(super) fn missing_value(&mut self, name_span: Span, name: &str) -> Node<'t> {
        self.report(|| mistake::missing_value(name_span, name));
        Node { span: Span::at(self.previous_end), value: Value::Invalid }
    }

    #[cold]
    pub(super) fn nameless_member(&mut self) {
        let (span, found) = (self.token.span, self.token_text());
        self.report(|| mistake::missing_name(span, found));
        if let Kind::Colon = self.token.kind {
            self.advance();
        }
        self.value();
        self.surplus_values();
    }

    /// Reads further values of a member that has one, each after a colon.
    pub(super) fn surplus_values(&mut self) {
        while let Kind::Colon = self.token.kind {
            self.extra_colon();
            self.value();
        }
    }

    /// Deals with the current token, which is `closing`, within `bracket`. Returns whether it ends
    /// what stands in these brackets.
    pub(super) fn ends(&mut self, bracket: Bracket, closing: Bracket) -> bool {
        if closing == bracket {
            self.advance();
            return true;
        }
        let ahead = self.lexer.byte_ahead();
        let partner = self.open.iter().rposition(|open| open.bracket == closing);
        // It can only be the root's if nothing follows.
        if partner.is_some_and(|index| index > 0 || ahead.is_none()) {
            self.unclosed_bracket(Some(closing));
            return true;
        }
        let goes_on = ahead.is_some() && self.open.len() == 1;
        let is_stray = goes_on || ahead.map(char::from) == Some(bracket.closing());
        if is_stray {
            self.stray_bracket(closing);
        } else {
            self.mismatched_bracket(closing);
        }
        !is_stray
    }

    pub(super) fn extra_comma(&mut self) {
        let span = self.advance();
        self.report(|| mistake::extra_comma(span));
    }

    pub(super) fn extra_colon(&mut self) {
        let is_array = self.open.last().is_some_and(|open| open.bracket == Bracket::Square);
        let span = self.advance();
        self.report(|| mistake::extra_colon(span, is_array));
    }

    pub(super) fn stray_bracket(&mut self, closing: Bracket) {
        let span = self.advance();
        self.report(|| mistake::stray_bracket(span, closing));
    }

    /// Reports that a comma is missing, and reads what stands for it.
    #[cold]
    pub(super) fn missing_comma(&mut self) {
        let (span, found) = (self.token.span, self.token_text());
        if found == ";" {
            self.advance();
            self.report(|| mistake::semicolon(span));
        } else {
            self.report(|| mistake::missing_comma(span, found));
        }
    }

    /// Reports that the innermost bracket is not closed before the current token.
    #[cold]
    pub(super) fn unclosed_bracket(&mut self, closing: Option<Bracket>) {
        if let Some(&open) = self.open.last()
            && !self.has_ended_too_deep
        {
            let line = self.line(self.token.span);
            let closing = closing.map(|closing| (closing, line));
            self.report(|| mistake::unclosed_bracket(open.span, open.bracket, closing));
        }
    }

    #[cold]
    pub(super) fn mismatched_bracket(&mut self, closing: Bracket) {
        let span = self.advance();
        if let Some(&open) = self.open.last() {
            let line = self.line(open.span);
            self.report(|| mistake::mismatched_bracket(span, closing, open.bracket, line));
        }
    }

    pub(super) fn report_duplicates(&mut self, members: &[Member<'t>]) {
        for (first, member) in duplicate_members(members) {
            let line = self.line(first.name_span);
            self.report(|| mistake::duplicate_member(member.name_span, &member.name, line));
        }
    }

    fn line(&self, span: Span) -> u32 {
        let lines = self.lines.get_or_init(|| LineIndex::new(self.text));
        lines.position(span.start).line
    }
}

/// The content of a word that may have the closing one of its quotes.
pub(super) fn without_quote(word: &str) -> &str {
    word.strip_suffix('"').unwrap_or(word)
}

/// The literal, and its value, that the author of `word` meant.
fn meant_literal<'t>(word: &str) -> Option<(&'static str, Value<'t>)> {
    let literals = [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)];
    let is_null_elsewhere = ["none", "nil", "undefined"].iter().any(|null| word.eq_ignore_ascii_case(null));
    literals
        .into_iter()
        .find(|(literal, _)| is_misspelt(word, literal) || *literal == "null" && is_null_elsewhere)
}

/// Whether `word` is `literal` with a letter swapped, doubled or left out, in any case.
fn is_misspelt(word: &str, literal: &str) -> bool {
    let word = word.as_bytes();
    let first = word.first().map(u8::to_ascii_lowercase);
    first == literal.bytes().next()
        && word.len().abs_diff(literal.len()) <= 1
        && word.iter().all(|byte| literal.as_bytes().contains(&byte.to_ascii_lowercase()))
}
