//! Tokens to a syntax tree.
//!
//! Recursive, but never deeper than [`MAX_DEPTH`]. Of two turns of a loop at least one reads a
//! token or ends the loop, and a look ahead goes over space alone: that keeps the time linear.

mod mistake;
mod recovery;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::mem;

use super::lexer::{Bracket, Kind, Lexer, Token, to_offset};
use super::{MAX_DEPTH, Member, Node, Parsed, Value};
use crate::text::{Diagnostic, LineIndex, Span};
use recovery::without_quote;

/// Reads one document.
pub(super) struct Parser<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    /// The token that is read next; the lexer stands right behind it.
    token: Token<'t>,
    /// Offset just after the token read last.
    previous_end: u32,
    /// The brackets around the current token, the outermost first.
    open: Vec<OpenBracket>,
    has_been_too_deep: bool,
    /// Whether the text ended in what was skipped as too deep: no bracket can be closed then.
    has_ended_too_deep: bool,
    /// Made for the first message that names a line.
    lines: OnceCell<LineIndex>,
}

#[derive(Clone, Copy)]
struct OpenBracket {
    bracket: Bracket,
    span: Span,
}

/// What stands before the current token, within the same brackets.
#[derive(Clone, Copy)]
enum Before {
    /// Nothing that bears on what may follow.
    Nothing,
    /// A member or an element.
    Item,
    /// A comma after a member or an element.
    Comma(Span),
}

impl<'t> Parser<'t> {
    /// The parser of a text of at most [`MAX_TEXT_BYTES`](super::MAX_TEXT_BYTES).
    pub(super) fn new(text: &'t str) -> Self {
        let mut lexer = Lexer::new(text);
        let token = lexer.token();
        Self {
            text,
            lexer,
            token,
            previous_end: 0,
            open: Vec::new(),
            has_been_too_deep: false,
            has_ended_too_deep: false,
            lines: OnceCell::new(),
        }
    }

    /// Reads the text to its end.
    pub(super) fn document(mut self) -> Parsed<'t> {
        if let Kind::End = self.token.kind {
            self.report(mistake::empty_document);
        }
        let root = loop {
            if let Some(root) = self.value() {
                self.text_after_document(&root);
                break Some(root);
            }
            match self.token.kind {
                Kind::Comma => self.extra_comma(),
                Kind::Colon => self.extra_colon(),
                Kind::Close(closing) => self.stray_bracket(closing),
                _ => break self.nothing_but_mistakes(),
            }
        };
        let end = Span::at(to_offset(self.text.len()));
        Parsed { root, diagnostics: self.lexer.problems.into_diagnostics(end) }
    }

    /// Reads a value; `None`, and nothing read, where none begins.
    fn value(&mut self) -> Option<Node<'t>> {
        let value = match &mut self.token.kind {
            Kind::Open(bracket) => {
                let bracket = *bracket;
                return Some(self.brackets(bracket));
            }
            Kind::String(content) => Value::String(mem::take(content)),
            Kind::Number => Value::Number(self.token.span.slice(self.text)),
            Kind::True => Value::Bool(true),
            Kind::False => Value::Bool(false),
            Kind::Null => Value::Null,
            Kind::Word | Kind::InvalidNumber => return Some(self.unquoted_value()),
            Kind::Close(_) | Kind::Colon | Kind::Comma | Kind::End => return None,
        };
        let span = self.advance();
        Some(Node { span, value })
    }

    /// Reads an array or an object.
    fn brackets(&mut self, bracket: Bracket) -> Node<'t> {
        if self.open.len() == MAX_DEPTH {
            return self.too_deep();
        }
        let start = self.advance();
        self.open.push(OpenBracket { bracket, span: start });
        let value = match bracket {
            Bracket::Square => Value::Array(self.items(bracket, Self::element)),
            Bracket::Brace => Value::Object(self.items(bracket, Self::member)),
        };
        self.open.pop();
        if let Value::Object(members) = &value {
            self.report_duplicates(members);
        }
        Node { span: Span::new(start.start, self.previous_end), value }
    }

    /// Reads up to the partner of `bracket`, which was read. `item` reads a member or an element,
    /// or at least a token, and returns whether a comma must follow.
    fn items<T>(&mut self, bracket: Bracket, item: fn(&mut Self, &mut Vec<T>) -> bool) -> Vec<T> {
        let mut items = Vec::new();
        let mut before = Before::Nothing;
        loop {
            before = match (&self.token.kind, before) {
                (Kind::Comma, Before::Item) => Before::Comma(self.advance()),
                (Kind::Comma, _) => {
                    self.extra_comma();
                    before
                }
                (&Kind::Close(closing), _) => {
                    if self.ends(bracket, closing) {
                        if let Before::Comma(comma) = before {
                            self.report(|| mistake::trailing_comma(comma));
                        }
                        return items;
                    }
                    before
                }
                (Kind::End, _) => {
                    self.unclosed_bracket(None);
                    return items;
                }
                (Kind::Colon, Before::Item) => Before::Nothing,
                (_, Before::Item) => {
                    self.missing_comma();
                    Before::Nothing
                }
                _ => match item(self, &mut items) {
                    true => Before::Item,
                    false => Before::Nothing,
                },
            };
        }
    }

    fn element(&mut self, elements: &mut Vec<Node<'t>>) -> bool {
        let element = self.value();
        let is_element = element.is_some();
        elements.extend(element);
        if !is_element {
            self.extra_colon();
        }
        is_element
    }

    fn member(&mut self, members: &mut Vec<Member<'t>>) -> bool {
        let name_span = self.token.span;
        let name = match &mut self.token.kind {
            Kind::String(content) => mem::take(content),
            Kind::Open(_) | Kind::Colon => {
                self.nameless_member();
                return true;
            }
            _ => {
                let name = name_span.slice(self.text);
                self.report(|| mistake::unquoted_name(name_span, name));
                Cow::Borrowed(without_quote(name))
            }
        };
        self.advance();
        let value = if self.colon(name_span, &name) { self.value() } else { None };
        let value = value.unwrap_or_else(|| self.missing_value(name_span, &name));
        self.surplus_values();
        members.push(Member { name_span, name, value });
        true
    }

    /// Moves on to the next token and returns the place of the one that was current.
    fn advance(&mut self) -> Span {
        let span = self.token.span;
        self.previous_end = span.end;
        self.token = self.lexer.token();
        span
    }

    fn token_text(&self) -> &'t str {
        self.token.span.slice(self.text)
    }

    fn report(&mut self, finding: impl FnOnce() -> Diagnostic) {
        self.lexer.problems.add(finding);
    }
}
