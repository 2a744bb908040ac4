//! What a template would put into a workspace.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::front_doors::{PlannedDoor, REST_API, leads_to_apis};
use super::report::{NeedsName, Remark, Report, ValueCounts};
use super::resources::VPC_ENDPOINT;
use super::stack::StackResource;
use crate::policy::{Effect, read_policy};
use crate::scenario::VpcEndpointType;
use crate::template::render::{Rendered, render};
use crate::template::value::{Part, Resolved, ResolvedValue, UnknownValue};
use crate::text::{Span, json};
use crate::workspace::DocumentId;
use crate::workspace::model::{DocumentOrigin, OrderedMap, PolicyDocument};

/// Where a document is kept at its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Place {
    Trust,
    Identity,
    Boundary,
    Group,
    Resource,
    VpcEndpoint,
    ServiceControl,
    ResourceControl,
}

/// What tells a document of a template from all others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) place: Place,
    /// Logical id of what holds it in the template.
    pub(super) resource: String,
    pub(super) property: String,
    /// Logical id or ARN of what it is attached to, where that is another resource.
    pub(super) attached_to: Option<String>,
}

/// A document, what it is attached to, and where its text comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Planned {
    pub(super) key: Key,
    /// ARN or id of what it is attached to.
    pub(super) holder: String,
    pub(super) policy: PlannedPolicy,
    /// Where the policy stands in the template.
    pub(super) span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PlannedPolicy {
    /// A text of the template.
    Text { name: String, rendered: Rendered },
    /// A text that comes from elsewhere, or stands for one.
    Other(PolicyDocument),
    /// Nobody knows what is there.
    Unknown,
}

impl Planned {
    /// The origin that its document carries in the workspace.
    pub(super) fn origin(&self, template: usize) -> DocumentOrigin {
        DocumentOrigin {
            template,
            resource: self.key.resource.clone(),
            property: self.key.property.clone(),
            attached_to: self.key.attached_to.clone(),
            ..DocumentOrigin::default()
        }
    }

    /// The document; none where the whole slot is unknown.
    pub(super) fn document(&self) -> Option<PolicyDocument> {
        match &self.policy {
            PlannedPolicy::Text { name, rendered } => {
                Some(PolicyDocument::new(name.clone(), rendered.text.clone()))
            }
            PlannedPolicy::Other(document) => Some(document.clone()),
            PlannedPolicy::Unknown => None,
        }
    }
}

/// A role or user that the template makes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlannedPrincipal {
    pub(super) logical_id: String,
    pub(super) arn: String,
    pub(super) tags: OrderedMap<String>,
}

/// A group of users.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlannedGroup {
    /// Its logical id, where the template makes it, so that its policies are those of the template.
    pub(super) logical_id: Option<String>,
    pub(super) arn: String,
    /// ARNs of users.
    pub(super) members: Vec<String>,
}

/// A VPC endpoint with a policy.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlannedEndpoint {
    pub(super) id: String,
    pub(super) vpc: Option<String>,
    pub(super) endpoint_type: Option<VpcEndpointType>,
}

/// All that a template would put into a workspace, and what there is to say of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) principals: Vec<PlannedPrincipal>,
    pub(super) groups: Vec<PlannedGroup>,
    pub(super) endpoints: Vec<PlannedEndpoint>,
    pub(super) documents: Vec<Planned>,
    pub(super) front_doors: Vec<PlannedDoor>,
    pub(super) report: Report,
    /// Account of the stack, for resources whose ARN names none.
    pub(super) account: Option<String>,
    /// Logical ids of resources that add to what is attached elsewhere, and whether that has a place.
    pub(super) contributors: Vec<(String, bool)>,
    keys: HashSet<Key>,
    /// Resources and properties whose values were counted.
    counted: HashSet<(String, String)>,
}

/// A policy within a template, before it is known whether it has a place.
pub(super) struct Found<'r> {
    pub(super) resource: &'r StackResource,
    pub(super) property: String,
    pub(super) name: String,
    pub(super) policy: Resolved,
}

impl Key {
    /// The key of a document that carries `origin`.
    pub(super) fn of(id: DocumentId, origin: &DocumentOrigin) -> Option<Self> {
        let place = match id {
            DocumentId::ResourceControl { .. } => Place::ResourceControl,
            DocumentId::ServiceControl { .. } => Place::ServiceControl,
            DocumentId::VpcEndpoint { .. } => Place::VpcEndpoint,
            DocumentId::Resource { .. } => Place::Resource,
            DocumentId::Trust { .. } => Place::Trust,
            DocumentId::Identity { .. } => Place::Identity,
            DocumentId::Group { .. } => Place::Group,
            DocumentId::Boundary { .. } => Place::Boundary,
            // An API is followed as a whole.
            DocumentId::Api { .. } | DocumentId::Session { .. } => return None,
        };
        let DocumentOrigin { resource, property, attached_to, .. } = origin.clone();
        Some(Self { place, resource, property, attached_to })
    }
}

impl Plan {
    /// The planned document of that key.
    pub(super) fn find(&self, key: &Key) -> Option<&Planned> {
        self.documents.iter().find(|planned| planned.key == *key)
    }

    /// Plans a document with the text of `found`.
    pub(super) fn place(&mut self, place: Place, found: &Found<'_>, attached_to: Option<&str>, holder: &str) {
        let key = Key {
            place,
            resource: found.resource.logical_id.clone(),
            property: found.property.clone(),
            attached_to: attached_to.map(str::to_owned),
        };
        if !self.keys.insert(key.clone()) {
            return;
        }
        if self.counted.insert((key.resource.clone(), key.property.clone())) {
            self.count(&found.policy);
        }
        let policy =
            PlannedPolicy::Text { name: found.name.clone(), rendered: rendered_policy(&found.policy) };
        self.documents.push(Planned { key, holder: holder.to_owned(), policy, span: found.policy.span });
    }

    fn count(&mut self, policy: &Resolved) {
        let ValueCounts { known, unknown } = &mut self.report.values;
        let uses = &mut self.report.unknown;
        policy.each_leaf(&mut |leaf| {
            let ResolvedValue::Unknown(parts) = &leaf.value else {
                *known += 1;
                return;
            };
            *unknown += 1;
            for name in parts.iter().filter_map(Part::unknown).map(UnknownValue::name) {
                match uses.iter_mut().find(|found| found.name == name) {
                    Some(found) if found.places.contains(&leaf.span) => {}
                    Some(found) => found.places.push(leaf.span),
                    None => uses.push(super::UnknownUse { name, places: vec![leaf.span] }),
                }
            }
        });
    }

    /// Plans a document whose text is not in the template.
    pub(super) fn stand_in(&mut self, key: Key, holder: &str, policy: PlannedPolicy, span: Span) {
        if self.keys.insert(key.clone()) {
            self.documents.push(Planned { key, holder: holder.to_owned(), policy, span });
        }
    }

    /// Says that a policy waits for the name of what it belongs to; `arn` is what is known of it.
    pub(super) fn needs_name(&mut self, found: &Found<'_>, belongs_to: Option<&str>, arn: Option<&Resolved>) {
        let (statements, denies) = statements_of(&found.policy);
        let missing = arn.map(Resolved::missing).unwrap_or_default();
        let owner = belongs_to.map_or_else(|| "what it belongs to".to_owned(), |id| format!("`{id}`"));
        let advice = match missing.as_slice() {
            [] => "its ARN does not follow from the template".to_owned(),
            names => format!("give a value for {}", listed(names)),
        };
        let requests = match found.resource.resource_type.as_str() {
            REST_API => Some("requests to the API"),
            VPC_ENDPOINT if leads_to_apis(found.resource) => Some("requests to private APIs of the template"),
            _ => None,
        };
        let counted = counted_statements(statements, denies);
        let message = match requests {
            None => format!(
                "the policy of {owner} is not in the workspace, so no decision sees its {counted}: {advice}"
            ),
            Some(requests) => format!(
                "the policy of {owner} is not among the resources of the workspace, so that only {requests} see its {counted}: {advice}"
            ),
        };
        self.report.needs_name.push(NeedsName {
            logical_id: found.resource.logical_id.clone(),
            belongs_to: belongs_to.map(str::to_owned),
            missing,
            statements,
            denies,
            message,
            place: found.policy.span,
        });
    }

    /// Says that a policy has no place in the workspace.
    pub(super) fn not_placed(&mut self, found: &Found<'_>, reason: &str) {
        let (statements, denies) = statements_of(&found.policy);
        let message = format!(
            "`{}` is not in the workspace, so no decision sees its {}: {reason}",
            found.property,
            counted_statements(statements, denies)
        );
        let place = found.policy.span;
        self.report.not_placed.push(Remark { logical_id: found.resource.logical_id.clone(), message, place });
    }

    /// Where several policies are written for a place that holds one, nobody knows which of them counts.
    pub(super) fn settle_conflicts(&mut self) {
        let holds_one = |place: Place| {
            matches!(place, Place::Trust | Place::Boundary | Place::Resource | Place::VpcEndpoint)
        };
        let mut seen: HashMap<(Place, String), usize> = HashMap::new();
        let mut kept: Vec<Planned> = Vec::new();
        for planned in std::mem::take(&mut self.documents) {
            let first = match seen.entry((planned.key.place, planned.holder.clone())) {
                Entry::Occupied(earlier) if holds_one(planned.key.place) => *earlier.get(),
                entry => {
                    entry.or_insert(kept.len());
                    kept.push(planned);
                    continue;
                }
            };
            if let Some(first) = kept.get_mut(first) {
                first.policy = PlannedPolicy::Unknown;
                self.report.not_placed.push(Remark {
                    logical_id: planned.key.resource.clone(),
                    message: format!(
                        "`{}` and `{}` both are the policy of `{}`, which has one: which of them counts is not known, \
                         so its policy is unknown",
                        first.key.resource, planned.key.resource, planned.holder
                    ),
                    place: planned.span,
                });
            }
        }
        self.documents = kept;
    }
}

/// A policy as text. One that is written as a JSON text stands as it is.
pub(super) fn rendered_policy(policy: &Resolved) -> Rendered {
    match &policy.value {
        ResolvedValue::String(text) => Rendered {
            text: text.clone(),
            places: vec![(0..text.len(), policy.span)],
            containers: Vec::new(),
        },
        _ => render(policy),
    }
}

/// How many statements a policy has, and how many of them deny or may deny.
fn statements_of(policy: &Resolved) -> (usize, usize) {
    let text = rendered_policy(policy).text;
    let Some(root) = json::parse(&text).root else {
        return (1, 1);
    };
    let (read, _) = read_policy(&root);
    if read.unreadable.is_some() {
        return (read.statements.len().max(1), read.statements.len().max(1));
    }
    let may_deny = read.statements.iter().filter(|statement| statement.effect != Some(Effect::Allow));
    (read.statements.len(), may_deny.count())
}

fn counted_statements(statements: usize, denies: usize) -> String {
    let all = if statements == 1 { "one statement".to_owned() } else { format!("{statements} statements") };
    match denies {
        0 => all,
        1 => format!("{all}, one of which denies"),
        _ => format!("{all}, {denies} of which deny"),
    }
}

/// Names in backticks, one after the other.
pub(super) fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", crate::text::quoted(name))).collect();
    quoted.join(", ")
}
