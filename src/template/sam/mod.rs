//! What SAM's transform makes of a template: `AWS::Serverless::…` becomes CloudFormation's own resources, as far as they
//! matter for permissions.
//!
//! Functions such as `Fn::Sub` stay as they are. What would depend on values that are not known yet becomes a
//! condition; what cannot be told at all becomes `Fn::Transform`, which nobody resolves, and a finding. Logical ids are
//! SAM's, without the hash that SAM adds to those of versions, deployments, and stages whose names are not
//! alphanumeric.

mod api;
mod connectors;
mod events;
mod expansion;
mod function;
mod globals;
mod node;
mod plain;
mod policy_templates;
mod references;
mod role;
mod state_machine;
mod suggestion;

use crate::template::tree::{Member, Node, NodeValue};
use crate::text::Diagnostic;

use api::{ApiEvent, IMPLICIT_HTTP, IMPLICIT_REST};
use expansion::{Expansion, Source};
use node::{At, Reading, listed, put};

/// The name of the transform.
const TRANSFORM: &str = "AWS::Serverless-2016-10-31";

/// A template after the transform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expanded {
    /// The template, with CloudFormation's own resources only. A node that the transform made stands where its cause
    /// stands: the entry of `Policies`, the event, the logical id of the function.
    pub root: Node,
    /// What SAM would refuse, ignores, or what is not looked into. Errors are what SAM would refuse.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether a template asks for SAM's transform.
#[must_use]
pub fn is_sam(root: &Node) -> bool {
    let transforms = root.get("Transform").map(listed).unwrap_or_default();
    transforms.iter().any(|transform| transform.as_text() == Some(TRANSFORM))
}

/// The names of SAM's policy templates, in alphabetical order.
pub fn policy_template_names() -> impl Iterator<Item = &'static str> {
    policy_templates::names()
}

/// Does to a template what SAM's transform would do to it.
///
/// `root` is a whole template. One that does not name the transform comes back as it is.
#[must_use]
pub fn expand(root: &Node) -> Expanded {
    let resources = root.get("Resources").map(Reading::members).unwrap_or_default();
    if !is_sam(root) {
        return Expanded { root: root.clone(), diagnostics: Vec::new() };
    }
    let nothing = At(root.span).map([]);
    let globals = root.get("Globals").unwrap_or(&nothing);
    let mut expansion = Expansion::new(resources);
    globals::check(globals, &mut expansion.diagnostics);
    let is_kind = |member: &Member, kinds: &[&str]| {
        member.value.text("Type").and_then(section).is_some_and(|section| kinds.contains(&section))
    };
    let mut found = Vec::new();
    // Functions say what methods the APIs have, and connectors need to know what became of both.
    for member in resources.iter().filter(|member| is_kind(member, &["Function", "StateMachine"])) {
        expand_resource(member, globals, &mut expansion);
    }
    for member in resources.iter().filter(|member| !is_kind(member, &["Function", "StateMachine"])) {
        if is_kind(member, &["Connector"]) {
            found.extend(connectors::of_resource(member, &mut expansion));
        } else {
            expand_resource(member, globals, &mut expansion);
        }
    }
    implicit_apis(globals, &mut expansion);
    api::report_left_over(&mut expansion);
    for member in resources {
        found.extend(connectors::embedded(member, &mut expansion));
    }
    for connector in &found {
        connectors::expand(connector, &mut expansion);
    }
    finish(root, expansion)
}

/// The name of a type of SAM: `Function` of `AWS::Serverless::Function`.
fn section(kind: &str) -> Option<&str> {
    kind.strip_prefix("AWS::Serverless::")
}

fn expand_resource(member: &Member, globals: &Node, expansion: &mut Expansion<'_>) {
    let kind = member.value.text("Type").unwrap_or_default();
    let Some(section) = section(kind) else {
        let mut resource = member.clone();
        if let NodeValue::Map(members) = &mut resource.value.value {
            members.retain(|attribute| attribute.name != "Connectors");
        }
        if member.name.starts_with("Fn::") {
            let at = At(member.name_span);
            expansion.leave(at, format!("the resources that `{}` makes are not expanded", member.name));
        }
        expansion.add(resource);
        return;
    };
    let at = At(member.name_span);
    let blank = at.map([]);
    let written = member.value.get("Properties").unwrap_or(&blank);
    if written.intrinsic().is_some() {
        expansion.leave(at, format!("the properties of `{}` are given by a function", member.name));
    }
    let ignored = member.value.get("IgnoreGlobals");
    let source = Source {
        id: &member.name,
        at,
        properties: globals::merged(globals, section, ignored, written),
        written: &member.value,
    };
    match section {
        "Function" => function::expand(&source, expansion),
        "StateMachine" => state_machine::expand(&source, expansion),
        "Api" => api::expand_rest(&source, expansion),
        "HttpApi" => api::expand_http(&source, expansion),
        "SimpleTable" => plain::simple_table(&source, expansion),
        "LayerVersion" => plain::layer(&source, expansion),
        "CapacityProvider" => plain::capacity_provider(&source, expansion),
        "Application" => plain::application(&source, expansion),
        "WebSocketApi" => plain::web_socket_api(&source, expansion),
        _ => plain::unexpanded(&source, kind, expansion),
    }
}

/// The APIs of events that name none.
fn implicit_apis(globals: &Node, expansion: &mut Expansion<'_>) {
    let conditions = |events: &[ApiEvent], id: &str| {
        let mut found: Vec<Node> = Vec::new();
        for condition in events.iter().filter(|event| event.api == id).map(|event| event.condition.clone()) {
            let condition = condition?;
            if !found.iter().any(|one| node::same(one, &condition)) {
                found.push(condition);
            }
        }
        Some(found)
    };
    let first =
        |events: &[ApiEvent], id: &str| events.iter().find(|event| event.api == id).map(|event| event.at);
    for (id, section) in [(IMPLICIT_REST, "Api"), (IMPLICIT_HTTP, "HttpApi")] {
        let events = if section == "Api" { &expansion.api_events.rest } else { &expansion.api_events.http };
        let Some(at) = first(events, id) else { continue };
        let all = conditions(events, id);
        let condition = all.and_then(|mut all| {
            if all.len() < 2 {
                return all.pop();
            }
            let any = all.into_iter().map(|condition| at.map([("Condition", condition)])).collect();
            let name = format!("{id}Condition");
            expansion.add_condition(&name, at.map([("Fn::Or", at.list(any))]));
            Some(at.text(name))
        });
        if expansion.written(id).is_some() {
            expansion
                .refuse(at, format!("`{id}` is the API of events that name none, and no other resource"));
        }
        let written = at.given([
            ("Type", Some(at.text(format!("AWS::Serverless::{section}")))),
            ("Condition", condition),
        ]);
        let own = if section == "Api" { at.map([("StageName", at.text("Prod"))]) } else { at.map([]) };
        let source =
            Source { id, at, properties: globals::merged(globals, section, None, &own), written: &written };
        match section {
            "Api" => api::expand_rest(&source, expansion),
            _ => api::expand_http(&source, expansion),
        }
    }
}

/// The template with what the expansion came to.
fn finish(root: &Node, expansion: Expansion<'_>) -> Expanded {
    let mut members: Vec<Member> = Vec::new();
    for member in root.members() {
        match member.name.as_str() {
            "Globals" => {}
            "Transform" => {
                let others = listed(&member.value).iter().filter(|one| one.as_text() != Some(TRANSFORM));
                let others: Vec<Node> = others.cloned().collect();
                if !others.is_empty() {
                    members.push(Member { value: At(member.value.span).list(others), ..member.clone() });
                }
            }
            "Resources" => {
                let mut resources = expansion.resources.clone();
                resources.sort_by_key(|resource| resource.name_span.start);
                let value = Node { value: NodeValue::Map(resources), span: member.value.span };
                members.push(Member { value, ..member.clone() });
            }
            _ => members.push(member.clone()),
        }
    }
    if !expansion.conditions.is_empty() {
        let at = At(root.span);
        if !members.iter().any(|member| member.name == "Conditions") {
            members.push(at.member("Conditions", at.map([])));
        }
        for conditions in members.iter_mut().filter(|member| member.name == "Conditions") {
            for condition in &expansion.conditions {
                put(&mut conditions.value, condition.clone());
            }
        }
    }
    references::settle(&expansion, &mut members.iter_mut().map(|member| &mut member.value));
    let root = Node { value: NodeValue::Map(members), span: root.span };
    Expanded { root, diagnostics: expansion.diagnostics }
}
