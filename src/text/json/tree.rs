//! The JSON syntax tree. It borrows from the text wherever a string has no escapes.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::text::Span;

/// A JSON value and the place of its token (quotes and brackets included).
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'t> {
    /// The whole token.
    pub span: Span,
    /// What it says.
    pub value: Value<'t>,
}

/// What a [`Node`] says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it is written.
    Number(&'t str),
    /// A string, unescaped.
    String(Cow<'t, str>),
    /// The elements in order.
    Array(Vec<Node<'t>>),
    /// The members in order, duplicates included.
    Object(Vec<Member<'t>>),
    /// Something that is no JSON value; a diagnostic says so.
    Invalid,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'t> {
    /// Place of the name's token, quotes included.
    pub name_span: Span,
    /// The name, unescaped.
    pub name: Cow<'t, str>,
    /// The value; [`Value::Invalid`] with an empty span where it is missing.
    pub value: Node<'t>,
}

impl Value<'_> {
    /// The kind of value with its article, for messages: `a string`, `an object`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "`null`",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
            Value::Invalid => "no JSON value",
        }
    }
}

impl<'t> Node<'t> {
    /// The first member called `name`, when this is an object that has one.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member<'t>> {
        match &self.value {
            Value::Object(members) => members.iter().find(|member| member.name == name),
            _ => None,
        }
    }
}

/// The members whose name, without regard to case, an earlier member has.
#[must_use]
pub fn repeated_members<'m, 't>(members: &'m [Member<'t>]) -> Vec<&'m Member<'t>> {
    const FEW: usize = 16;
    if members.len() <= FEW {
        let is_repeated = |index: usize, member: &Member<'_>| {
            members.iter().take(index).any(|earlier| earlier.name.eq_ignore_ascii_case(&member.name))
        };
        let repeated = members.iter().enumerate().filter(|(index, member)| is_repeated(*index, member));
        return repeated.map(|(_, member)| member).collect();
    }
    let mut seen = HashSet::new();
    members.iter().filter(|member| !seen.insert(member.name.to_ascii_lowercase())).collect()
}
