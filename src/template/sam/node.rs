//! Reading the nodes of a template and making new ones at the place of their cause.

use serde_json::Value;

use crate::template::tree::{Member, Node, NodeValue};
use crate::text::Span;

/// A place in the template, at which nodes are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct At(pub(super) Span);

impl At {
    /// A node of this value.
    pub(super) fn node(self, value: NodeValue) -> Node {
        Node { value, span: self.0 }
    }

    pub(super) fn text(self, text: impl Into<String>) -> Node {
        self.node(NodeValue::String(text.into()))
    }

    pub(super) fn flag(self, flag: bool) -> Node {
        self.node(NodeValue::Boolean(flag))
    }

    pub(super) fn list(self, items: Vec<Node>) -> Node {
        self.node(NodeValue::List(items))
    }

    /// A member of a map.
    pub(super) fn member(self, name: impl Into<String>, value: Node) -> Member {
        Member { name: name.into(), name_span: self.0, value }
    }

    pub(super) fn map<'a>(self, members: impl IntoIterator<Item = (&'a str, Node)>) -> Node {
        let members = members.into_iter().map(|(name, value)| self.member(name, value));
        self.node(NodeValue::Map(members.collect()))
    }

    /// A map of the members that have a value.
    pub(super) fn given<'a>(self, members: impl IntoIterator<Item = (&'a str, Option<Node>)>) -> Node {
        self.map(members.into_iter().filter_map(|(name, value)| Some((name, value?))))
    }

    pub(super) fn reference(self, logical_id: &str) -> Node {
        self.map([("Ref", self.text(logical_id))])
    }

    pub(super) fn attribute(self, logical_id: &str, attribute: &str) -> Node {
        self.map([("Fn::GetAtt", self.list(vec![self.text(logical_id), self.text(attribute)]))])
    }

    pub(super) fn substitute(self, pattern: &str) -> Node {
        self.map([("Fn::Sub", self.text(pattern))])
    }

    /// `Fn::Sub` with values of its own.
    pub(super) fn substitute_with<'a>(
        self,
        pattern: &str,
        values: impl IntoIterator<Item = (&'a str, Node)>,
    ) -> Node {
        self.map([("Fn::Sub", self.list(vec![self.text(pattern), self.map(values)]))])
    }

    pub(super) fn choice(self, condition: Node, yes: Node, no: Node) -> Node {
        self.map([("Fn::If", self.list(vec![condition, yes, no]))])
    }

    /// What the transform would put here, which cannot be told: a function that nobody resolves, so that it stays
    /// unknown for whoever reads it.
    pub(super) fn unknown(self) -> Node {
        self.map([("Fn::Transform", self.map([("Name", self.text(super::TRANSFORM))]))])
    }

    /// The same value as `value`, all of it at this place.
    pub(super) fn json(self, value: &Value) -> Node {
        match value {
            Value::Null => self.node(NodeValue::Null),
            Value::Bool(flag) => self.flag(*flag),
            Value::Number(number) => self.node(NodeValue::Number(number.to_string())),
            Value::String(text) => self.text(text),
            Value::Array(items) => self.list(items.iter().map(|item| self.json(item)).collect()),
            Value::Object(members) => {
                self.map(members.iter().map(|(name, value)| (name.as_str(), self.json(value))))
            }
        }
    }
}

/// Questions to a node.
pub(super) trait Reading {
    fn at(&self) -> At;
    fn members(&self) -> &[Member];
    fn items(&self) -> &[Node];
    fn as_text(&self) -> Option<&str>;
    /// Whether it says nothing: nothing at all, `false`, or what is empty. The transform skips such properties.
    fn is_blank(&self) -> bool;

    /// The member of this name.
    fn get_member(&self, name: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.name == name)
    }

    /// The value of the member of this name.
    fn get(&self, name: &str) -> Option<&Node> {
        self.get_member(name).map(|member| &member.value).filter(|value| value.value != NodeValue::Null)
    }

    /// The value of the member of this name, unless it is blank.
    fn set(&self, name: &str) -> Option<&Node> {
        self.get(name).filter(|value| !value.is_blank())
    }

    /// The text of the member of this name.
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Reading::as_text)
    }

    /// The name and the argument of the intrinsic function that it is.
    fn intrinsic(&self) -> Option<(&str, &Node)> {
        let [Member { name, value, .. }] = self.members() else { return None };
        (name == "Ref" || name == "Condition" || name.starts_with("Fn::")).then_some((name.as_str(), value))
    }

    /// The condition and both branches of `Fn::If`.
    fn branches(&self) -> Option<(&Node, &Node, &Node)> {
        let ("Fn::If", argument) = self.intrinsic()? else { return None };
        let [condition, yes, no] = argument.items() else { return None };
        Some((condition, yes, no))
    }

    /// What `Ref` refers to.
    fn referred(&self) -> Option<&str> {
        let ("Ref", argument) = self.intrinsic()? else { return None };
        argument.as_text()
    }

    /// The resource that it refers to, by `Ref` or by one of its attributes.
    fn referred_resource(&self) -> Option<&str> {
        match self.intrinsic()? {
            ("Ref", argument) => argument.as_text(),
            ("Fn::GetAtt", argument) => match argument.items().first() {
                Some(first) => first.as_text(),
                None => argument.as_text()?.split('.').next(),
            },
            _ => None,
        }
    }

    fn is_no_value(&self) -> bool {
        self.referred() == Some("AWS::NoValue")
    }
}

impl Reading for Node {
    fn at(&self) -> At {
        At(self.span)
    }

    fn members(&self) -> &[Member] {
        match &self.value {
            NodeValue::Map(members) => members,
            _ => &[],
        }
    }

    fn items(&self) -> &[Node] {
        match &self.value {
            NodeValue::List(items) => items,
            _ => &[],
        }
    }

    fn as_text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::String(text) => Some(text),
            _ => None,
        }
    }

    fn is_blank(&self) -> bool {
        match &self.value {
            NodeValue::Null | NodeValue::Boolean(false) => true,
            NodeValue::Boolean(true) => false,
            NodeValue::Number(number) => number == "0",
            NodeValue::String(text) => text.is_empty(),
            NodeValue::List(items) => items.is_empty(),
            NodeValue::Map(members) => members.is_empty(),
        }
    }
}

/// Whether both say the same, wherever they stand.
pub(super) fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (NodeValue::List(one), NodeValue::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (NodeValue::Map(one), NodeValue::Map(other)) => {
            let alike =
                |(one, other): (&Member, &Member)| one.name == other.name && same(&one.value, &other.value);
            one.len() == other.len() && one.iter().zip(other).all(alike)
        }
        (one, other) => one == other,
    }
}

/// The items of a list; what is no list stands for a list of itself.
pub(super) fn listed(node: &Node) -> &[Node] {
    match &node.value {
        NodeValue::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// Puts `value` in the place of the member of this name, or adds it.
pub(super) fn put(node: &mut Node, member: Member) {
    let NodeValue::Map(members) = &mut node.value else { return };
    match members.iter_mut().find(|one| one.name == member.name) {
        Some(one) => *one = member,
        None => members.push(member),
    }
}
