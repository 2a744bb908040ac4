//! From a line of text to a scenario.

use super::plain::{PlainLevel, PlainPolicies, PlainPolicy, PlainRequest, PlainScenario};
use crate::reading::Readings;
use crate::scenario::{InputError, Slot, read_expectation, read_line};
use crate::text::Span;
use crate::text::json::{self, Node, Value};
use crate::workspace::model::ExpectedDecision;

/// A scenario that was read.
pub(super) struct ReadScenario {
    pub(super) scenario: PlainScenario,
    /// Its request with the context keys that follow from the rest, which a workspace always adds.
    pub(super) with_derived: PlainRequest,
}

/// Reads one scenario or vector line.
pub(super) fn read(text: &str) -> Result<ReadScenario, InputError> {
    let mut read = read_line(text)?;
    let refuse =
        |span: Span, code: &'static str, message: String| InputError { id: None, code, message, span };
    let root = json::parse(text).root.unwrap_or(Node { span: Span::default(), value: Value::Null });
    let node = root.member("scenario").map_or(&root, |member| &member.value);
    if read.request.readings != Readings::default() {
        let span = node.member("options").map_or(node.span, |member| member.name_span);
        return Err(refuse(span, "readings", "a workspace keeps no `options` of a scenario".to_owned()));
    }
    let expect = match read_expectation(text)? {
        None => None,
        Some(name) => Some(serde_json::from_value::<ExpectedDecision>(name.into()).map_err(|_| {
            let message = "a workspace expects that a request is allowed or denied, nothing else".to_owned();
            refuse(node.span, "invalid-expectation", message)
        })?),
    };
    let request = PlainRequest::of(&read.request);
    read.request.derive_context();
    let scenario = PlainScenario { id: read.id, request, policies: policies(node), expect };
    Ok(ReadScenario { scenario, with_derived: PlainRequest::of(&read.request) })
}

/// The policies of a scenario, which has been checked.
fn policies(scenario: &Node<'_>) -> PlainPolicies {
    let member = |name: &str| scenario.member(name).map(|member| &member.value);
    PlainPolicies {
        identity_policies: slot(member("identity_policies"), list),
        permissions_boundary: slot(member("permissions_boundary"), |node| Some(policy(node))),
        session_policies: slot(member("session_policies"), list),
        scps: slot(member("scps"), levels),
        rcps: slot(member("rcps"), levels),
        resource_policy: slot(member("resource_policy"), |node| Some(policy(node))),
        vpc_endpoint_policy: slot(member("vpc_endpoint_policy"), |node| Some(policy(node))),
    }
}

fn slot<T: Default>(node: Option<&Node<'_>>, read: impl FnOnce(&Node<'_>) -> T) -> Slot<T> {
    match node.map(|node| (&node.value, node)) {
        None | Some((Value::Null, _)) => Slot::default(),
        Some((Value::String(_), _)) => Slot::Unknown,
        Some((_, node)) => Slot::Known(read(node)),
    }
}

fn elements<'n, 't>(node: &'n Node<'t>) -> &'n [Node<'t>] {
    match &node.value {
        Value::Array(elements) => elements,
        _ => &[],
    }
}

fn text(node: &Node<'_>, name: &str) -> String {
    match node.member(name).map(|member| &member.value.value) {
        Some(Value::String(text)) => text.clone().into_owned(),
        _ => String::new(),
    }
}

fn list(node: &Node<'_>) -> Vec<PlainPolicy> {
    elements(node).iter().map(policy).collect()
}

fn policy(node: &Node<'_>) -> PlainPolicy {
    match node.member("document") {
        Some(document) => PlainPolicy::of_node(text(node, "name"), &document.value),
        None => PlainPolicy::of_text(&text(node, "name"), ""),
    }
}

fn levels(node: &Node<'_>) -> Vec<PlainLevel> {
    let level = |node: &Node<'_>| PlainLevel {
        level: text(node, "level"),
        policies: node.member("policies").map(|member| list(&member.value)).unwrap_or_default(),
    };
    elements(node).iter().map(level).collect()
}
