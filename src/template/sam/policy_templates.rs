//! SAM's policy templates: statements with parameters, as SAM publishes them.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::template::tree::{Member, Node, NodeValue};
use crate::text::Diagnostic;

use super::node::{At, Reading};
use super::suggestion::did_you_mean;

#[derive(Deserialize)]
struct PolicyTemplate {
    parameters: Vec<String>,
    statements: Vec<Value>,
}

static TEMPLATES: LazyLock<Map<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/policy_templates.json")).unwrap_or_default());

fn find(name: &str) -> Option<PolicyTemplate> {
    PolicyTemplate::deserialize(TEMPLATES.get(name)?).ok()
}

/// The names of all policy templates.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.keys().map(String::as_str)
}

/// Whether there is a policy template of this name.
pub(super) fn exists(name: &str) -> bool {
    TEMPLATES.contains_key(name)
}

/// The policy document that an entry of `Policies` stands for.
///
/// `entry` is a map of the name of a template to its parameters. A document that cannot be made is unknown.
pub(super) fn document(entry: &Node, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let [Member { name, name_span, value: given }] = entry.members() else { return entry.at().unknown() };
    let at = At(*name_span);
    let Some(template) = find(name) else {
        let message = format!("there is no policy template `{name}`");
        let finding = Diagnostic::error("sam-unknown-policy-template", *name_span, message);
        diagnostics.push(did_you_mean(finding, name, names()));
        return at.unknown();
    };
    if !matches!(given.value, NodeValue::Map(_)) || given.intrinsic().is_some() {
        let message = format!("the policy template `{name}` needs a map of its parameters");
        diagnostics.push(Diagnostic::error("sam-policy-template-parameters", given.span, message));
        return at.unknown();
    }
    for extra in given.members().iter().filter(|member| !template.parameters.contains(&member.name)) {
        let message = format!("`{name}` has no parameter `{}`; it is ignored", extra.name);
        let finding = Diagnostic::warning("sam-policy-template-parameters", extra.name_span, message);
        diagnostics.push(did_you_mean(finding, &extra.name, template.parameters.iter().map(String::as_str)));
    }
    let missing: Vec<String> = template
        .parameters
        .iter()
        .filter(|parameter| given.get_member(parameter).is_none())
        .map(|parameter| format!("`{parameter}`"))
        .collect();
    if !missing.is_empty() {
        let message = format!("the policy template `{name}` lacks {}", missing.join(", "));
        diagnostics.push(Diagnostic::error("sam-policy-template-parameters", *name_span, message));
        return at.unknown();
    }
    let statements = template.statements.iter().map(|statement| filled(at, statement, given)).collect();
    at.map([("Statement", at.list(statements))])
}

/// A statement with its parameters replaced by what is given; they are all there.
fn filled(at: At, value: &Value, given: &Node) -> Node {
    match value {
        Value::Object(members) => {
            let parameter = match members.get("Ref") {
                Some(Value::String(name)) if members.len() == 1 => given.get_member(name),
                _ => None,
            };
            match parameter {
                Some(member) => member.value.clone(),
                None => at.map(members.iter().map(|(name, value)| (name.as_str(), filled(at, value, given)))),
            }
        }
        Value::Array(items) => at.list(items.iter().map(|item| filled(at, item, given)).collect()),
        _ => at.json(value),
    }
}
