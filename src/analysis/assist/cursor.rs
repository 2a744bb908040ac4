//! Which part of a policy the cursor is in. The document may be broken.

use super::token::Token;
use crate::text::Span;
use crate::text::json::{Member, Node, Parsed, Value};

/// What belongs at the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place<'d> {
    /// The name of an element of the document.
    DocumentElement,
    /// The name of an element of a statement.
    StatementElement,
    /// The name of a kind of principal.
    PrincipalKind,
    /// The name of a condition operator.
    Operator,
    /// The name of a condition key.
    ConditionKey {
        /// The operator around it.
        operator: &'d str,
    },
    /// A version of the policy language.
    Version,
    /// An effect.
    Effect,
    /// An action or a pattern of actions.
    Action,
    /// An ARN or a pattern of ARNs.
    Resource,
    /// `*`.
    Everyone,
    /// A principal.
    Principal {
        /// Of which kind.
        kind: &'d str,
    },
    /// A value of a condition key.
    ConditionValue {
        /// The operator.
        operator: &'d str,
        /// The key.
        key: &'d str,
    },
}

/// The cursor in a document.
pub(super) struct Cursor<'d> {
    /// What belongs there.
    pub(super) place: Place<'d>,
    /// What stands there.
    pub(super) token: Token<'d>,
    /// The whole document.
    pub(super) document: &'d Node<'d>,
    /// The statement that the cursor is in.
    pub(super) statement: &'d Node<'d>,
    /// For a name: the other members of its object.
    pub(super) siblings: Vec<&'d Member<'d>>,
    /// For a name that stands there: its value.
    pub(super) value: Option<&'d Node<'d>>,
}

/// What a part of the document is.
#[derive(Clone, Copy)]
enum Role<'d> {
    Document,
    Statements,
    Statement,
    Principals,
    Condition,
    ConditionBlock(&'d str),
    /// A value, or a list of values.
    Values(Place<'d>),
    Other,
}

impl<'d> Role<'d> {
    /// What the value of the member `name` is.
    fn of_member(self, name: &'d str) -> Self {
        match self {
            Role::Document => match name {
                "Version" => Role::Values(Place::Version),
                "Statement" => Role::Statements,
                // A statement without a document around it.
                _ => Role::Statement.of_member(name),
            },
            Role::Statement => match name {
                "Effect" => Role::Values(Place::Effect),
                "Action" | "NotAction" => Role::Values(Place::Action),
                "Resource" | "NotResource" => Role::Values(Place::Resource),
                "Principal" | "NotPrincipal" => Role::Principals,
                "Condition" => Role::Condition,
                _ => Role::Other,
            },
            Role::Principals => Role::Values(Place::Principal { kind: name }),
            Role::Condition => Role::ConditionBlock(name),
            Role::ConditionBlock(operator) => Role::Values(Place::ConditionValue { operator, key: name }),
            Role::Statements | Role::Values(_) | Role::Other => Role::Other,
        }
    }

    /// What an element of the array is.
    fn of_element(self) -> Self {
        match self {
            Role::Statements => Role::Statement,
            Role::Values(_) => self,
            _ => Role::Other,
        }
    }

    /// What the name of a member is.
    fn name(self) -> Option<Place<'d>> {
        match self {
            Role::Document => Some(Place::DocumentElement),
            Role::Statement => Some(Place::StatementElement),
            Role::Principals => Some(Place::PrincipalKind),
            Role::Condition => Some(Place::Operator),
            Role::ConditionBlock(operator) => Some(Place::ConditionKey { operator }),
            Role::Statements | Role::Values(_) | Role::Other => None,
        }
    }

    /// What a string in its place is.
    fn string(self) -> Option<Place<'d>> {
        match self {
            Role::Values(place) => Some(place),
            Role::Principals => Some(Place::Everyone),
            _ => None,
        }
    }
}

impl<'d> Cursor<'d> {
    /// The cursor at the byte `offset` of the text `text`, which was read as `parsed`; `None` where nothing
    /// of a policy belongs.
    pub(super) fn find(text: &'d str, parsed: &'d Parsed<'d>, offset: u32) -> Option<Self> {
        let document = parsed.root.as_ref()?;
        let finder = Finder { text, offset, is_json: parsed.diagnostics.is_empty() };
        let (mut node, mut role, mut statement) = (document, Role::Document, document);
        if !finder.reaches(document) {
            return None;
        }
        loop {
            if let (Role::Statements, Value::Object(_)) = (role, &node.value) {
                role = Role::Statement;
            }
            if let Role::Statement = role {
                statement = node;
            }
            let step = match &node.value {
                Value::Object(members) => finder.in_object(node, members, role)?,
                Value::Array(elements) => finder.in_array(node, elements, role)?,
                _ => Step::Stop(role.string()?, Token::at(text, node.span, offset)?, None),
            };
            match step {
                Step::Into(inner, inner_role) => (node, role) = (inner, inner_role),
                Step::Stop(place, token, name) => {
                    return Some(Self {
                        place,
                        token,
                        document,
                        statement,
                        siblings: siblings(node, name),
                        value: name.map(|member| &member.value),
                    });
                }
            }
        }
    }
}

fn siblings<'d>(node: &'d Node<'d>, name: Option<&'d Member<'d>>) -> Vec<&'d Member<'d>> {
    match &node.value {
        Value::Object(members) => {
            let is_other = |member: &&Member<'_>| Some(member.name_span) != name.map(|name| name.name_span);
            members.iter().filter(is_other).collect()
        }
        _ => Vec::new(),
    }
}

enum Step<'d> {
    /// The cursor is in this node.
    Into(&'d Node<'d>, Role<'d>),
    /// It is here; in the name of this member, if in one.
    Stop(Place<'d>, Token<'d>, Option<&'d Member<'d>>),
}

struct Finder<'d> {
    text: &'d str,
    offset: u32,
    is_json: bool,
}

impl<'d> Finder<'d> {
    fn in_object(&self, node: &'d Node<'d>, members: &'d [Member<'d>], role: Role<'d>) -> Option<Step<'d>> {
        let before = members.partition_point(|member| member.name_span.start < self.offset);
        let Some(member) = before.checked_sub(1).and_then(|index| members.get(index)) else {
            let gap = self.since(node.span.start + 1)?;
            return gap.is_empty().then(|| self.nothing_at(role.name()))?;
        };
        if let Some(token) = Token::at(self.text, member.name_span, self.offset) {
            return Some(Step::Stop(role.name()?, token, Some(member)));
        }
        let value = &member.value;
        let is_missing = matches!(value.value, Value::Invalid) && value.span.start == value.span.end;
        let role_of_value = role.of_member(&member.name);
        if !is_missing && value.span.start < self.offset {
            return match self.reaches(value) {
                true => Some(Step::Into(value, role_of_value)),
                false => (self.since(value.span.end)? == ",").then(|| self.nothing_at(role.name()))?,
            };
        }
        // What stands in the next line was read as the value because there was no other.
        let is_free = || {
            !self.is_json
                && self
                    .text
                    .get(self.offset as usize..value.span.start as usize)
                    .is_some_and(|gap| gap.contains('\n'))
        };
        if self.since(member.name_span.end)? == ":" && (is_missing || is_free()) {
            return self.nothing_at(role_of_value.string());
        }
        None
    }

    fn in_array(&self, node: &'d Node<'d>, elements: &'d [Node<'d>], role: Role<'d>) -> Option<Step<'d>> {
        let before = elements.partition_point(|element| element.span.start < self.offset);
        let (gap, separator) = match before.checked_sub(1).and_then(|index| elements.get(index)) {
            Some(element) if self.reaches(element) => return Some(Step::Into(element, role.of_element())),
            Some(element) => (self.since(element.span.end)?, ","),
            None => (self.since(node.span.start + 1)?, ""),
        };
        (gap == separator).then(|| self.nothing_at(role.of_element().string()))?
    }

    fn nothing_at(&self, place: Option<Place<'d>>) -> Option<Step<'d>> {
        Some(Step::Stop(place?, Token::empty(self.text, self.offset), None))
    }

    /// What stands between `start` and the cursor, without the space around it.
    fn since(&self, start: u32) -> Option<&'d str> {
        self.text.get(start as usize..self.offset as usize).map(str::trim)
    }

    /// Whether the cursor is in `node`, which begins before it: in a bracket that nothing closes also behind
    /// all that is in it.
    fn reaches(&self, node: &Node<'_>) -> bool {
        let last_child_end = match &node.value {
            Value::Object(members) => {
                members.last().map(|member| member.value.span.end.max(member.name_span.end))
            }
            Value::Array(elements) => elements.last().map(|element| element.span.end),
            _ => return Token::at(self.text, node.span, self.offset).is_some(),
        };
        if self.offset < node.span.end {
            return node.span.start < self.offset;
        }
        let inside_end = last_child_end.unwrap_or(node.span.start + 1);
        let is_closed = Span::new(inside_end, node.span.end).slice(self.text).ends_with(['}', ']']);
        !is_closed && self.since(node.span.end).is_some_and(str::is_empty)
    }
}
