//! A syntax tree to JSON text.

use std::fmt::Write as _;

use super::tree::{Member, Node, Value};

/// `node` as JSON with a line for each member and element, two spaces deeper at each level,
/// without a line break at the end.
///
/// Numbers stay as written, duplicate members stay, and [`Value::Invalid`] becomes `null`.
#[must_use]
pub fn pretty(node: &Node) -> String {
    print(node, Some(0))
}

/// `node` as JSON without any space between tokens; otherwise like [`pretty`].
#[must_use]
pub fn compact(node: &Node) -> String {
    print(node, None)
}

fn print(node: &Node, depth: Option<usize>) -> String {
    let mut printer = Printer { text: String::new(), depth };
    printer.node(node);
    printer.text
}

struct Printer {
    text: String,
    /// How deep the current line is indented; `None` to stay on one line.
    depth: Option<usize>,
}

impl Printer {
    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Null | Value::Invalid => self.text.push_str("null"),
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Number(number) => self.text.push_str(number),
            Value::String(string) => self.string(string),
            Value::Array(elements) => self.items('[', elements, Self::node, ']'),
            Value::Object(members) => self.items('{', members, Self::member, '}'),
        }
    }

    fn member(&mut self, member: &Member) {
        self.string(&member.name);
        self.text.push_str(if self.depth.is_some() { ": " } else { ":" });
        self.node(&member.value);
    }

    fn items<T>(&mut self, open: char, items: &[T], item: fn(&mut Self, &T), close: char) {
        self.text.push(open);
        self.depth = self.depth.map(|depth| depth + 1);
        for (index, each) in items.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.line();
            item(self, each);
        }
        self.depth = self.depth.map(|depth| depth.saturating_sub(1));
        if !items.is_empty() {
            self.line();
        }
        self.text.push(close);
    }

    fn line(&mut self) {
        if let Some(depth) = self.depth {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n("  ", depth));
        }
    }

    fn string(&mut self, string: &str) {
        self.text.push('"');
        for character in string.chars() {
            match character {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\u{8}' => self.text.push_str("\\b"),
                '\u{c}' => self.text.push_str("\\f"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                '\0'..='\u{1f}' => {
                    // Writing to a string cannot fail.
                    let _ = write!(self.text, "\\u{:04x}", u32::from(character));
                }
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }
}
