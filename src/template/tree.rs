//! A template as it is written: a tree with the place of each node.

use crate::text::Span;

/// A value in a template and where it stands.
///
/// JSON and YAML give the same tree: a short form such as `!Sub text` is the map `{"Fn::Sub": text}`, `!GetAtt a.b` is
/// `{"Fn::GetAtt": ["a", "b"]}` and `!Ref a` is `{"Ref": "a"}`, each with the tag as the place of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: NodeValue,
    /// Where it stands in the template's text, in bytes. A node that an expansion made stands where its cause stands.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeValue {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number as it is written.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the text.
    Map(Vec<Member>),
}

/// One member of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The last member called `name`, when this is a map that has one.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members().iter().rev().find(|member| member.name == name)
    }

    /// The members, none when this is no map.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.value {
            NodeValue::Map(members) => members,
            _ => &[],
        }
    }

    /// The text, when this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The elements, when this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            NodeValue::List(elements) => Some(elements),
            _ => None,
        }
    }
}
