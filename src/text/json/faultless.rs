//! The quick way through a text without mistakes: no tokens, no look ahead, nothing to recover from.

use super::duplicates::has_duplicates;
use super::lexer::Lexer;
use super::{MAX_DEPTH, Member, Node, Value};
use crate::text::Span;

/// Reads a text of at most [`MAX_TEXT_BYTES`](super::MAX_TEXT_BYTES) in which there is nothing to report;
/// `None` at the first mistake, which is for the [`Parser`](super::parser::Parser) to describe.
pub(super) fn parse(text: &str) -> Option<Node<'_>> {
    /// So many are open at once in a common text: not so many that memory for them is sought far.
    const ELEMENTS: usize = 31;
    const MEMBERS: usize = 15;
    let mut reader = Reader {
        lexer: Lexer::new(text),
        elements: Vec::with_capacity(ELEMENTS),
        members: Vec::with_capacity(MEMBERS),
        depth: 0,
    };
    let root = reader.value()?;
    (reader.lexer.next_byte().is_none() && reader.lexer.problems.is_empty()).then_some(root)
}

struct Reader<'t> {
    lexer: Lexer<'t>,
    /// The elements of the arrays that are not closed yet, those of the innermost last. So a closed one gets
    /// memory once, and as much as it needs.
    elements: Vec<Node<'t>>,
    /// The members of the objects that are not closed yet, likewise.
    members: Vec<Member<'t>>,
    /// How many brackets are open.
    depth: usize,
}

impl<'t> Reader<'t> {
    /// Most values are strings: they take no further call.
    #[inline(always)]
    fn value(&mut self) -> Option<Node<'t>> {
        let first = self.lexer.next_byte()?;
        if first != b'"' {
            return self.other_value(first);
        }
        let start = self.lexer.offset();
        let value = Value::String(self.lexer.double_quoted());
        Some(Node { span: Span::new(start, self.lexer.offset()), value })
    }

    fn other_value(&mut self, first: u8) -> Option<Node<'t>> {
        let start = self.lexer.offset();
        let value = match first {
            b'{' => self.object()?,
            b'[' => self.array()?,
            _ => self.lexer.plain_value()?,
        };
        Some(Node { span: Span::new(start, self.lexer.offset()), value })
    }

    fn array(&mut self) -> Option<Value<'t>> {
        let outer = self.elements.len();
        self.items(b']', |reader| {
            let element = reader.value()?;
            reader.elements.push(element);
            Some(())
        })?;
        Some(Value::Array(self.elements.split_off(outer)))
    }

    fn object(&mut self) -> Option<Value<'t>> {
        let outer = self.members.len();
        self.items(b'}', |reader| {
            if reader.lexer.next_byte()? != b'"' {
                return None;
            }
            let start = reader.lexer.offset();
            let name = reader.lexer.double_quoted();
            let name_span = Span::new(start, reader.lexer.offset());
            if reader.lexer.next_byte()? != b':' {
                return None;
            }
            reader.lexer.skip_byte();
            let value = reader.value()?;
            reader.members.push(Member { name_span, name, value });
            Some(())
        })?;
        let members = self.members.split_off(outer);
        (!has_duplicates(&members)).then_some(Value::Object(members))
    }

    /// Reads brackets, the opening one of which comes next; `item` reads one thing between them.
    fn items(&mut self, closing: u8, item: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        self.lexer.skip_byte();
        if self.lexer.next_byte()? != closing {
            loop {
                item(self)?;
                let after = self.lexer.next_byte()?;
                if after == closing {
                    break;
                }
                if after != b',' {
                    return None;
                }
                self.lexer.skip_byte();
            }
        }
        self.lexer.skip_byte();
        self.depth -= 1;
        Some(())
    }
}
