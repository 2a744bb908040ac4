//! A statement as it stands in its document, and edits of it.

use std::rc::Rc;

use serde_json::Value as Json;

use super::candidate::document_name;
use super::situation::{Situation, Spot};
use crate::catalogue::{ActionSelection, Catalogue};
use crate::explanation::quoted;
use crate::lint::Edit;
use crate::lint::edits::{add_element, add_member_after, remove_elements};
use crate::matching::service_of;
use crate::text::Span;
use crate::text::json::{Member, Node, Value, content, parse};
use crate::workspace::{DocumentId, ResolvedDocument};

/// A document's tree and the statement of it that a trace speaks of.
pub(super) struct StatementText<'t> {
    pub(super) text: &'t str,
    root: Rc<Node<'t>>,
    span: Span,
}

/// The document that was read last: its statements come one after the other.
#[derive(Default)]
pub(super) struct LastRead<'t>(Option<(DocumentId, Option<Rc<Node<'t>>>)>);

impl<'t> LastRead<'t> {
    fn root(&mut self, document: &ResolvedDocument<'t>) -> Option<Rc<Node<'t>>> {
        match &self.0 {
            Some((id, root)) if *id == document.id => root.clone(),
            _ => {
                let root = read_whole(&document.document.text).map(Rc::new);
                self.0 = Some((document.id, root.clone()));
                root
            }
        }
    }
}

impl<'t> StatementText<'t> {
    /// `None` when the document is not whole or the statement is not in it.
    pub(super) fn of(spot: &Spot<'t>, last_read: &mut LastRead<'t>) -> Option<Self> {
        let text = spot.text();
        let root = last_read.root(spot.document)?;
        let statement = Self { text, root, span: spot.statement.span };
        statement.number()?;
        Some(statement)
    }

    fn statements(&self) -> &[Node<'t>] {
        statement_nodes(&self.root)
    }

    fn number(&self) -> Option<usize> {
        self.statements().iter().position(|node| node.span == self.span)
    }

    fn node(&self) -> Option<&Node<'t>> {
        self.statements().get(self.number()?)
    }

    /// Whether it is the only one in its document.
    pub(super) fn is_only_one(&self) -> bool {
        self.statements().len() == 1
    }

    /// Its Sid, or its number from one, with its document: "statement `Sid` in the key policy `name`".
    pub(super) fn title(&self, situation: &Situation<'_>, spot: &Spot<'_>) -> String {
        let sid = match self.node().and_then(|node| node.member("Sid")).map(|member| &member.value.value) {
            Some(Value::String(sid)) if !sid.is_empty() => format!("statement {}", quoted(sid)),
            _ => format!("statement {}", self.number().unwrap_or_default() + 1),
        };
        format!("{sid} in {}", document_name(situation, spot.document))
    }

    fn member(&self, name: &str) -> Option<&Member<'t>> {
        self.node()?.member(name)
    }

    /// Whether it has this member.
    pub(super) fn has(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    /// What the entries of a list say; one that is no list has one.
    pub(super) fn entries(&self, name: &str) -> Vec<(Span, String)> {
        let Some(member) = self.member(name) else {
            return Vec::new();
        };
        let nodes = match &member.value.value {
            Value::Array(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(&member.value),
        };
        nodes.iter().map(|node| (node.span, content(node.span.slice(self.text)).into_owned())).collect()
    }

    /// Adds an entry to a list of its own.
    pub(super) fn add_entry(&self, name: &str, entry: &str) -> Option<Edit> {
        add_element(self.text, &self.member(name)?.value, &json_string(entry))
    }

    /// Removes the entries that say exactly this, unless nothing would be left.
    pub(super) fn remove_entry(&self, name: &str, is_it: impl Fn(&str) -> bool) -> Vec<Edit> {
        let entries = self.entries(name);
        let Some(member) = self.member(name) else {
            return Vec::new();
        };
        let is_exact = |index: usize| entries.get(index).is_some_and(|(_, entry)| is_it(entry));
        remove_elements(&member.value, is_exact)
    }

    /// Names one more principal.
    pub(super) fn add_principal(&self, kind: &str, name: &str) -> Option<Edit> {
        let principals = &self.member("Principal")?.value;
        match principals.member(kind) {
            Some(member) => add_element(self.text, &member.value, &json_string(name)),
            None => add_last_member(self.text, principals, kind, &json_string(name)),
        }
    }

    /// Adds a member to the statement, as the last one.
    pub(super) fn add_member(&self, name: &str, json: &str) -> Option<Edit> {
        add_last_member(self.text, self.node()?, name, json)
    }

    /// Adds an operator with its keys to the conditions, where there is none of that name yet.
    pub(super) fn add_operator(&self, name: &str, keys: &Json) -> Option<Edit> {
        match self.member("Condition") {
            Some(conditions) if conditions.value.member(name).is_none() => {
                add_last_member(self.text, &conditions.value, name, &on_one_line(keys)?)
            }
            Some(_) => None,
            None => self.add_member("Condition", &on_one_line(&serde_json::json!({name: keys}))?),
        }
    }

    /// The values of the condition whose key's token begins at the start of `condition`.
    fn condition_values(&self, condition: Span) -> Option<&Node<'t>> {
        let Value::Object(operators) = &self.member("Condition")?.value.value else {
            return None;
        };
        let keys = operators.iter().filter_map(|operator| match &operator.value.value {
            Value::Object(keys) => Some(keys),
            _ => None,
        });
        let mut keys = keys.flatten();
        keys.find(|key| key.name_span.start == condition.start).map(|key| &key.value)
    }

    /// Adds a value to the condition at `condition`.
    pub(super) fn add_condition_value(&self, condition: Span, value: &str) -> Option<Edit> {
        add_element(self.text, self.condition_values(condition)?, &json_string(value))
    }

    /// Removes the values of the condition at `condition` that say exactly this, unless nothing would be left.
    pub(super) fn remove_condition_value(&self, condition: Span, value: &str) -> Vec<Edit> {
        let Some(values) = self.condition_values(condition) else {
            return Vec::new();
        };
        let Value::Array(nodes) = &values.value else {
            return Vec::new();
        };
        let is_it =
            |index: usize| nodes.get(index).is_some_and(|node| content(node.span.slice(self.text)) == value);
        remove_elements(values, is_it)
    }

    /// Removes the statement, unless it is the only one.
    pub(super) fn remove(&self) -> Vec<Edit> {
        let (Some(number), Some(list)) = (self.number(), self.root.member("Statement")) else {
            return Vec::new();
        };
        remove_elements(&list.value, |index| index == number)
    }

    /// Whether `${…}` is special in the document.
    pub(super) fn has_variables(&self) -> bool {
        has_variables(&self.root)
    }

    /// The actions that it is about.
    pub(super) fn actions(&self, catalogue: Option<&Catalogue>) -> ActionSelection {
        let Some(catalogue) = catalogue else {
            return ActionSelection::default();
        };
        let negated = self.has("NotAction");
        let entries = self.entries(if negated { "NotAction" } else { "Action" });
        catalogue.expand_list(entries.iter().map(|(_, entry)| entry.as_str()), negated)
    }

    /// The actions that it is about and that can be done to the resource of a request for `action`: those of the service
    /// that its ARN names and those of the action's own, as roles are assumed by STS.
    pub(super) fn actions_on(
        &self,
        resource: &str,
        action: &str,
        catalogue: Option<&Catalogue>,
    ) -> ActionSelection {
        let all = self.actions(catalogue);
        let (Some(catalogue), Some(service)) = (catalogue, service_of(resource)) else {
            return all;
        };
        if catalogue.service(service).is_none() {
            return all;
        }
        let own = action.split(':').next().unwrap_or_default();
        let of = |service: &str| expand(catalogue, &format!("{service}:*"));
        all.intersection(&of(service).union(&of(own)))
    }
}

fn add_last_member(text: &str, object: &Node<'_>, name: &str, json: &str) -> Option<Edit> {
    let Value::Object(members) = &object.value else {
        return None;
    };
    let last = members.last().map_or("", |member| &*member.name);
    add_member_after(text, object, last, name, json)
}

/// The actions that an entry stands for.
pub(super) fn expand(catalogue: &Catalogue, entry: &str) -> ActionSelection {
    catalogue.expand_list([entry], false)
}

/// The action alone.
pub(super) fn alone(action: &str, catalogue: Option<&Catalogue>) -> ActionSelection {
    catalogue.and_then(|catalogue| catalogue.action(action)).into_iter().collect()
}

pub(super) fn json_string(content: &str) -> String {
    crate::lint::edits::quoted(content)
}

/// The tree of a document that AWS would read as JSON.
pub(super) fn read_whole(text: &str) -> Option<Node<'_>> {
    let parsed = parse(text);
    parsed.root.filter(|_| parsed.diagnostics.is_empty())
}

pub(super) fn statement_nodes<'n, 't>(root: &'n Node<'t>) -> &'n [Node<'t>] {
    match root.member("Statement").map(|member| &member.value) {
        Some(Node { value: Value::Array(statements), .. }) => statements,
        Some(statement @ Node { value: Value::Object(_), .. }) => std::slice::from_ref(statement),
        _ => &[],
    }
}

pub(super) fn has_variables(root: &Node<'_>) -> bool {
    matches!(root.member("Version"), Some(member) if member.value.value == Value::String("2012-10-17".into()))
}

/// The pattern that covers exactly `text`: its wildcards and `$` are escaped. `None` where they cannot be.
pub(super) fn exact_pattern(text: &str, has_variables: bool) -> Option<String> {
    let is_special = text.contains(['*', '?']) || (has_variables && text.contains("${"));
    match (is_special, has_variables) {
        (false, _) => return Some(text.to_owned()),
        (true, false) => return None,
        (true, true) => {}
    }
    let escape = |character: char| match character {
        '*' => "${*}".to_owned(),
        '?' => "${?}".to_owned(),
        '$' => "${$}".to_owned(),
        other => other.to_string(),
    };
    Some(text.chars().map(escape).collect())
}

/// `{"Effect": "Allow", "Action": "s3:GetObject"}`: strings hold no line breaks of their own, so the pretty form can
/// be joined line by line.
pub(super) fn on_one_line(json: &Json) -> Option<String> {
    let pretty = serde_json::to_string_pretty(json).ok()?;
    let mut line = String::with_capacity(pretty.len());
    for part in pretty.lines().map(str::trim) {
        if line.ends_with(',') {
            line.push(' ');
        }
        line.push_str(part);
    }
    Some(line)
}
