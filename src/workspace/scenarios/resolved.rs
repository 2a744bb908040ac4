//! From a workspace to scenarios.

use super::plain::{PlainLevel, PlainPolicies, PlainPolicy, PlainRequest, PlainScenario};
use crate::evaluation::Check;
use crate::scenario::{NamedPolicy, OrganizationLevel, Slot};
use crate::workspace::collect::{RCP_FULL_ACCESS, RCP_FULL_ACCESS_TEXT};
use crate::workspace::model::{PolicyDocument, Workspace};
use crate::workspace::{RequestError, Resolved, resolve};

/// A request as the JSON of a scenario, with its expected decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioText {
    /// On one line, without a line break at the end.
    pub line: String,
    /// Indented by two spaces, without a line break at the end.
    pub indented: String,
    /// Names of policies that cannot be read, so that `policyscope evaluate` refuses the scenario and names the place.
    pub unreadable_policies: Vec<String>,
}

/// Request number `request` of `workspace` as a scenario that `policyscope evaluate` decides as the page does. It holds
/// the context keys that follow from the rest too.
///
/// # Errors
/// As [`resolve`].
pub fn scenario_text(workspace: &Workspace, request: usize) -> Result<ScenarioText, RequestError> {
    let resolved = resolve(workspace, request)?;
    let scenario = plain(workspace, request, &resolved);
    let unreadable = resolved.policies.policies().filter(|named| {
        let policy = &named.policy;
        policy.unreadable.is_some() || policy.statements.iter().any(|one| one.unreadable.is_some())
    });
    // Strings, lists and texts that are JSON always have a JSON form.
    let text = |written: serde_json::Result<String>| written.unwrap_or_default();
    Ok(ScenarioText {
        line: text(serde_json::to_string(&scenario)),
        indented: indented(&text(serde_json::to_string(&scenario))),
        unreadable_policies: unreadable.map(|named| named.name.to_string()).collect(),
    })
}

/// Raw documents keep their layout in `serde_json`, so the whole is laid out anew.
fn indented(line: &str) -> String {
    use crate::text::json;
    json::parse(line).root.map(|root| json::pretty(&root)).unwrap_or_default()
}

/// The requests of a workspace as JSON Lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioLines {
    /// A scenario on each line.
    pub text: String,
    /// How many lines there are.
    pub count: usize,
    /// Requests that are no scenario, by number, and why.
    pub left_out: Vec<(usize, RequestError)>,
    /// Requests with a policy that cannot be read, by number: `policyscope evaluate` refuses their lines.
    pub refused: Vec<usize>,
}

/// All requests of `workspace` that can be read, as [`scenario_text`] writes them.
#[must_use]
pub fn scenario_lines(workspace: &Workspace) -> ScenarioLines {
    let mut lines = ScenarioLines::default();
    for request in 0..workspace.requests.len() {
        match scenario_text(workspace, request) {
            Ok(scenario) => {
                lines.text.push_str(&scenario.line);
                lines.text.push('\n');
                lines.count += 1;
                if !scenario.unreadable_policies.is_empty() {
                    lines.refused.push(request);
                }
            }
            Err(error) => lines.left_out.push((request, error)),
        }
    }
    lines
}

/// The scenario that request number `request` resolves to.
pub(super) fn plain(workspace: &Workspace, request: usize, resolved: &Resolved<'_>) -> PlainScenario {
    let named = workspace.requests.get(request);
    let writer = Writer { resolved };
    let policies = &resolved.policies;
    PlainScenario {
        id: named.and_then(|named| named.name.clone()),
        request: PlainRequest::of(&resolved.request),
        policies: PlainPolicies {
            identity_policies: writer.list(Check::Principal, &policies.identity),
            permissions_boundary: writer.one(Check::PermissionsBoundary, &policies.permissions_boundary),
            session_policies: writer.list(Check::Session, &policies.session),
            scps: writer.levels(Check::ServiceControlPolicy, &policies.service_control),
            rcps: writer.levels(Check::ResourceControlPolicy, &policies.resource_control),
            resource_policy: writer.one(Check::Resource, &policies.resource),
            vpc_endpoint_policy: writer.one(Check::VpcEndpoint, &policies.vpc_endpoint),
        },
        expect: named.and_then(|named| named.expect),
    }
}

struct Writer<'r, 'w> {
    resolved: &'r Resolved<'w>,
}

impl Writer<'_, '_> {
    fn policy(&self, check: Check, position: (usize, usize), policy: &NamedPolicy<'_>) -> PlainPolicy {
        let mut documents = self.resolved.documents.iter();
        let found = documents.find(|found| found.check == check && found.position == Some(position));
        match found.map(|found| found.document) {
            Some(PolicyDocument { name, text, .. }) => PlainPolicy::of_text(name, text),
            // The one policy that no document stands for.
            None if policy.name == RCP_FULL_ACCESS => {
                PlainPolicy::of_text(RCP_FULL_ACCESS, RCP_FULL_ACCESS_TEXT)
            }
            None => PlainPolicy::of_text(&policy.name, ""),
        }
    }

    fn policies(&self, check: Check, level: usize, policies: &[NamedPolicy<'_>]) -> Vec<PlainPolicy> {
        let numbered = policies.iter().enumerate();
        numbered.map(|(index, policy)| self.policy(check, (level, index), policy)).collect()
    }

    fn list(&self, check: Check, slot: &Slot<Vec<NamedPolicy<'_>>>) -> Slot<Vec<PlainPolicy>> {
        map(slot, |policies| self.policies(check, 0, policies))
    }

    fn one(&self, check: Check, slot: &Slot<Option<NamedPolicy<'_>>>) -> Slot<Option<PlainPolicy>> {
        map(slot, |policy| policy.as_ref().map(|policy| self.policy(check, (0, 0), policy)))
    }

    fn levels(&self, check: Check, slot: &Slot<Vec<OrganizationLevel<'_>>>) -> Slot<Vec<PlainLevel>> {
        map(slot, |levels| {
            let numbered = levels.iter().enumerate();
            let level = |(index, level): (usize, &OrganizationLevel<'_>)| PlainLevel {
                level: level.name.to_string(),
                policies: self.policies(check, index, &level.policies),
            };
            numbered.map(level).collect()
        })
    }
}

fn map<T, U>(slot: &Slot<T>, make: impl FnOnce(&T) -> U) -> Slot<U> {
    match slot {
        Slot::Known(content) => Slot::Known(make(content)),
        Slot::Unknown => Slot::Unknown,
    }
}
