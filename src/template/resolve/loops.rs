//! `Fn::ForEach`, written out.

use std::borrow::Cow;
use std::collections::HashMap;

use super::given::GivenValues;
use super::parameters::{ParameterValue, parameter};
use super::value::is_loop;
use super::{mappings, section};
use crate::template::tree::{Member, Node, NodeValue};
use crate::template::value::UnknownValue;
use crate::text::json::{MAX_DEPTH, Problems, quoted};
use crate::text::{Diagnostic, Span};

/// The most nodes that all loops of a template together may make.
const MAX_NODES: usize = 100_000;

/// How much text they may make, in bytes.
const MAX_BYTES: usize = 16 << 20;

/// Writes out loops; what it found out stays in its fields.
pub(super) struct LoopWriter<'a> {
    pub(super) parameters: &'a HashMap<&'a str, ParameterValue>,
    pub(super) mappings: &'a HashMap<(&'a str, &'a str, &'a str), &'a Node>,
    pub(super) problems: &'a mut Problems,
    /// Whose values the loops want.
    pub(super) missing: Vec<(UnknownValue, Span)>,
    pub(super) nodes: usize,
    pub(super) bytes: usize,
}

/// `root` with its loops written out, so that SAM finds its resources in them. A loop that stays, and what is wrong with
/// it, is what [`resolve`](super::resolve) tells.
pub(in crate::template) fn write_loops<'n>(root: &'n Node, given: &GivenValues) -> Cow<'n, Node> {
    let parameters = section(root, "Parameters");
    let parameters =
        parameters.map(|member| (&*member.name, parameter(member, given, &mut |_| {}).1)).collect();
    let mut writer = LoopWriter {
        parameters: &parameters,
        mappings: &mappings(root),
        problems: &mut Problems::default(),
        missing: Vec::new(),
        nodes: 0,
        bytes: 0,
    };
    writer.written_out(root)
}

impl LoopWriter<'_> {
    /// `root` with its loops written out. A loop whose collection is not known stays as it is.
    pub(super) fn written_out<'n>(&mut self, root: &'n Node) -> Cow<'n, Node> {
        if has_loop(root) { Cow::Owned(self.node(root, 0)) } else { Cow::Borrowed(root) }
    }

    fn node(&mut self, node: &Node, depth: usize) -> Node {
        let value = match &node.value {
            NodeValue::List(elements) => {
                NodeValue::List(elements.iter().map(|element| self.node(element, depth + 1)).collect())
            }
            NodeValue::Map(members) => {
                let mut all = Vec::new();
                for member in members {
                    self.member(member, depth + 1, &mut all);
                }
                NodeValue::Map(all)
            }
            other => other.clone(),
        };
        Node { value, span: node.span }
    }

    fn member(&mut self, member: &Member, depth: usize, all: &mut Vec<Member>) {
        if !is_loop(&member.name) {
            all.push(Member { value: self.node(&member.value, depth), ..member.clone() });
            return;
        }
        let Some((identifier, items, fragment)) = self.parts(member) else {
            all.push(member.clone());
            return;
        };
        let mut size = Size::default();
        fragment.iter().for_each(|member| size.add(member, identifier));
        let item_bytes = items.iter().map(String::len).sum::<usize>();
        self.nodes = self.nodes.saturating_add((size.nodes + 1).saturating_mul(items.len()));
        let bytes = size.bytes.saturating_mul(items.len());
        self.bytes = self.bytes.saturating_add(bytes).saturating_add(size.uses.saturating_mul(item_bytes));
        if self.nodes > MAX_NODES || self.bytes > MAX_BYTES || depth > MAX_DEPTH {
            self.problem(
                "too-large",
                member.name_span,
                "the template grows too large when its loops are written out",
                None,
            );
            all.push(member.clone());
            return;
        }
        for item in items {
            let replaced = fragment.iter().map(|member| replace_member(member, identifier, &item));
            for member in replaced.collect::<Vec<_>>() {
                self.member(&member, depth, all);
            }
        }
    }

    /// The identifier, the items and the members of a loop.
    fn parts<'m>(&mut self, member: &'m Member) -> Option<(&'m str, Vec<String>, &'m [Member])> {
        let parts = match member.value.as_list() {
            Some([identifier, collection, fragment]) if matches!(fragment.value, NodeValue::Map(_)) => {
                identifier.as_text().map(|identifier| (identifier, collection, fragment.members()))
            }
            _ => None,
        };
        let Some((identifier, collection, fragment)) = parts else {
            let message = "a loop wants a list of an identifier, a list of texts and a map";
            self.problem("wrong-arguments", member.value.span, message, None);
            return None;
        };
        let Some(items) = self.collection(collection) else {
            let message = format!("the items of the loop {} are not known", quoted(&member.name));
            let help = "what it makes is left out; give a value for the parameter that it goes through";
            self.problem("unknown-collection", collection.span, &message, Some(help));
            return None;
        };
        Some((identifier, items, fragment))
    }

    fn collection(&mut self, node: &Node) -> Option<Vec<String>> {
        if let Some(elements) = node.as_list() {
            let mut items = Vec::new();
            for element in elements {
                match &element.value {
                    NodeValue::String(text) | NodeValue::Number(text) => items.push(text.clone()),
                    _ => items.extend(self.collection(element)?),
                }
            }
            return Some(items);
        }
        let [function] = node.members() else { return None };
        match (&*function.name, function.value.as_text(), function.value.as_list()) {
            ("Ref", Some(name), _) => match self.parameters.get(name)? {
                ParameterValue::Text(text) => Some(vec![text.clone()]),
                ParameterValue::List(items) => Some(items.clone()),
                ParameterValue::Unknown => {
                    self.missing.push((UnknownValue::Ref(name.to_owned()), node.span));
                    None
                }
            },
            ("Fn::FindInMap", _, Some([map, first, second])) => {
                let keys = [map, first, second].map(|key| match self.collection(&list_of(key)) {
                    Some(key) if key.len() == 1 => key.into_iter().next(),
                    _ => None,
                });
                let [Some(map), Some(first), Some(second)] = &keys else { return None };
                let found = *self.mappings.get(&(map.as_str(), first.as_str(), second.as_str()))?;
                self.collection(found)
            }
            _ => None,
        }
    }

    fn problem(&mut self, code: &'static str, span: Span, message: &str, help: Option<&str>) {
        self.problems
            .add(|| Diagnostic { help: help.map(str::to_owned), ..Diagnostic::error(code, span, message) });
    }
}

fn list_of(node: &Node) -> Node {
    Node { value: NodeValue::List(vec![node.clone()]), span: node.span }
}

fn has_loop(node: &Node) -> bool {
    match &node.value {
        NodeValue::List(elements) => elements.iter().any(has_loop),
        NodeValue::Map(members) => {
            members.iter().any(|member| is_loop(&member.name) || has_loop(&member.value))
        }
        _ => false,
    }
}

/// How large the members of a loop are.
#[derive(Default)]
struct Size {
    nodes: usize,
    /// The texts and names.
    bytes: usize,
    /// How often the item is put in.
    uses: usize,
}

impl Size {
    fn add(&mut self, member: &Member, identifier: &str) {
        self.add_text(&member.name, identifier);
        self.add_node(&member.value, identifier);
    }

    fn add_node(&mut self, node: &Node, identifier: &str) {
        self.nodes += 1;
        match &node.value {
            NodeValue::String(text) => self.add_text(text, identifier),
            NodeValue::List(elements) => {
                elements.iter().for_each(|element| self.add_node(element, identifier))
            }
            NodeValue::Map(members) => members.iter().for_each(|member| self.add(member, identifier)),
            NodeValue::Null | NodeValue::Boolean(_) | NodeValue::Number(_) => {}
        }
    }

    fn add_text(&mut self, text: &str, identifier: &str) {
        self.bytes += text.len();
        self.uses += usize::from(text == identifier) + text.matches(&format!("{{{identifier}}}")).count();
    }
}

fn replace_member(member: &Member, identifier: &str, item: &str) -> Member {
    Member {
        name: replace_text(&member.name, identifier, item),
        name_span: member.name_span,
        value: replace(&member.value, identifier, item),
    }
}

fn replace(node: &Node, identifier: &str, item: &str) -> Node {
    let value = match &node.value {
        NodeValue::String(text) => NodeValue::String(replace_text(text, identifier, item)),
        NodeValue::List(elements) => {
            NodeValue::List(elements.iter().map(|element| replace(element, identifier, item)).collect())
        }
        NodeValue::Map(members) => match &members[..] {
            [Member { name, value, .. }] if name == "Ref" && value.as_text() == Some(identifier) => {
                NodeValue::String(item.to_owned())
            }
            members => NodeValue::Map(
                members.iter().map(|member| replace_member(member, identifier, item)).collect(),
            ),
        },
        other => other.clone(),
    };
    Node { value, span: node.span }
}

/// `${identifier}` as the item, `&{identifier}` as its letters and digits.
fn replace_text(text: &str, identifier: &str, item: &str) -> String {
    let plain: String = item.chars().filter(char::is_ascii_alphanumeric).collect();
    text.replace(&format!("${{{identifier}}}"), item).replace(&format!("&{{{identifier}}}"), &plain)
}
