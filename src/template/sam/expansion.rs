//! What the expansion of a template has come to so far.

use crate::template::tree::{Member, Node, NodeValue};
use crate::text::Diagnostic;

use super::api::ApiEvents;
use super::node::{At, Reading, put};

/// A resource of the template that SAM expands.
pub(super) struct Source<'t> {
    /// Its logical id.
    pub(super) id: &'t str,
    /// Where the logical id stands.
    pub(super) at: At,
    /// Its properties, with what `Globals` adds.
    pub(super) properties: Node,
    /// The whole resource as it is written.
    pub(super) written: &'t Node,
}

impl Source<'_> {
    /// The condition under which it and what it brings exist.
    pub(super) fn condition(&self) -> Option<Node> {
        self.written.get("Condition").cloned()
    }

    /// The properties of these names, as they are.
    pub(super) fn kept<'a>(&self, names: &[&'a str]) -> Vec<(&'a str, Option<Node>)> {
        names.iter().map(|name| (*name, self.properties.get(name).cloned())).collect()
    }

    /// The property `Tags`, as CloudFormation writes tags, with the one that SAM adds.
    pub(super) fn tags(&self, sam_tag: &str) -> Node {
        let at = self.at;
        let tag = |at: At, name: &str, value: Node| at.map([("Key", at.text(name)), ("Value", value)]);
        let mut tags = vec![tag(at, sam_tag, at.text("SAM"))];
        match self.properties.get("Tags") {
            Some(written) if written.intrinsic().is_some() => return written.at().unknown(),
            Some(written) => tags.extend(
                written
                    .members()
                    .iter()
                    .map(|member| tag(At(member.name_span), &member.name, member.value.clone())),
            ),
            None => {}
        }
        at.list(tags)
    }
}

/// The expansion on its way.
pub(super) struct Expansion<'t> {
    /// The template's own resources.
    pub(super) written: &'t [Member],
    /// The resources that there are now.
    pub(super) resources: Vec<Member>,
    /// The conditions that were added to the template's.
    pub(super) conditions: Vec<Member>,
    /// What templates may call what was made, such as `MyFunction.Alias`, and its logical id.
    pub(super) names: Vec<(String, String)>,
    /// What the events of functions and state machines say of APIs.
    pub(super) api_events: ApiEvents,
    /// What was found.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'t> Expansion<'t> {
    pub(super) fn new(written: &'t [Member]) -> Self {
        Self {
            written,
            resources: Vec::new(),
            conditions: Vec::new(),
            names: Vec::new(),
            api_events: ApiEvents::default(),
            diagnostics: Vec::new(),
        }
    }

    /// Adds a resource at the place of its cause; one of the same logical id gives way.
    pub(super) fn make(&mut self, at: At, id: &str, kind: &str, properties: Node, condition: Option<Node>) {
        if self.written.iter().any(|member| member.name == id && self.is_other(member, kind)) {
            let message = format!("the transform makes a resource `{id}`, which the template has already");
            self.diagnostics.push(Diagnostic::error("sam-duplicate-resource", at.0, message));
        }
        let resource = at.given([
            ("Type", Some(at.text(kind))),
            ("Condition", condition),
            ("Properties", Some(properties)),
        ]);
        self.add(at.member(id, resource));
    }

    fn is_other(&self, written: &Member, kind: &str) -> bool {
        let written_kind = written.value.text("Type").unwrap_or_default();
        !written_kind.starts_with("AWS::Serverless::") && written_kind != kind
    }

    /// Puts a resource where `source` stood, with all other attributes of that.
    pub(super) fn replace(&mut self, source: &Source<'_>, kind: &str, properties: Node) {
        let at = source.at;
        let mut resource = at.map([("Type", at.text(kind))]);
        for attribute in source.written.members() {
            if !["Type", "Properties", "Connectors", "IgnoreGlobals"].contains(&attribute.name.as_str()) {
                put(&mut resource, attribute.clone());
            }
        }
        put(&mut resource, at.member("Properties", properties));
        self.add(at.member(source.id, resource));
    }

    /// Adds a resource that is made already.
    pub(super) fn add(&mut self, resource: Member) {
        match self.resources.iter_mut().find(|one| one.name == resource.name) {
            Some(one) => *one = resource,
            None => self.resources.push(resource),
        }
    }

    /// Adds a condition of the template.
    pub(super) fn add_condition(&mut self, name: &str, condition: Node) {
        if !self.conditions.iter().any(|member| member.name == name) {
            self.conditions.push(condition.at().member(name, condition));
        }
    }

    /// Lets the template call a resource that was made by a property of the resource that it came from.
    pub(super) fn name(&mut self, source: &str, property: &str, id: &str) {
        self.names.push((format!("{source}.{property}"), id.to_owned()));
    }

    /// The condition under which `condition` does not hold.
    pub(super) fn negated(&mut self, at: At, condition: &str) -> Node {
        let name = format!("NOT{condition}");
        let not = at.list(vec![at.map([("Condition", at.text(condition))])]);
        self.add_condition(&name, at.map([("Fn::Not", not)]));
        at.text(name)
    }

    /// The condition under which both hold.
    pub(super) fn both(&mut self, at: At, one: Option<Node>, other: Node) -> Node {
        let Some(one) = one else { return other };
        let (Some(first), Some(second)) = (one.as_text(), other.as_text()) else { return other };
        if first == second {
            return other;
        }
        let name = format!("{first}AND{second}");
        let all = [first, second].map(|name| at.map([("Condition", at.text(name))]));
        self.add_condition(&name, at.map([("Fn::And", at.list(all.to_vec()))]));
        at.text(name)
    }

    /// The resource of this logical id as it is written.
    pub(super) fn written(&self, id: &str) -> Option<&'t Node> {
        self.written.iter().find(|member| member.name == id).map(|member| &member.value)
    }

    /// Says that the transform refuses something.
    pub(super) fn refuse(&mut self, at: At, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error("sam-refused", at.0, message));
    }

    /// Says that something is not looked into.
    pub(super) fn leave(&mut self, at: At, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning("sam-not-expanded", at.0, message));
    }
}

/// The members of `node` as they are, or nothing when it is no map.
pub(super) fn map_of(at: At, members: Vec<Member>) -> Node {
    at.node(NodeValue::Map(members))
}
