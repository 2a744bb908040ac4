//! The ordinary evaluation of requests of which only caller, action and resource are known.

use crate::evaluation::{Check, Decision, Dependency, Engine};
use crate::workspace::model::{NamedRequest, Workspace};
use crate::workspace::{DocumentId, resolve};

/// Asks for decisions on requests, whatever their context.
pub(super) struct Asking {
    workspace: Workspace,
}

/// A decision that holds whatever the context of the request.
pub(super) struct OpenDecision {
    pub(super) decision: Decision,
    /// Every decision that is possible.
    pub(super) possible: Vec<Decision>,
    /// What it depends on, in words.
    pub(super) depends_on: Vec<String>,
    /// The statement that allows it: document, its Sid and number, where there is one.
    pub(super) statement: Option<(DocumentId, Option<String>, usize, crate::text::Span)>,
}

impl Asking {
    pub(super) fn new(workspace: &Workspace) -> Self {
        let mut workspace = workspace.clone();
        workspace.requests.clear();
        workspace.templates.clear();
        Self { workspace }
    }

    /// The decision on a request; `None` where it cannot be read. A context key that a policy asks for, and that does not
    /// follow from the request, is not known.
    pub(super) fn decide(&mut self, principal: &str, action: &str, resource: &str) -> Option<OpenDecision> {
        self.workspace.requests = vec![NamedRequest {
            principal: principal.to_owned(),
            action: action.to_owned(),
            resource: resource.to_owned(),
            ..NamedRequest::default()
        }];
        let asked = resolve(&self.workspace, 0).ok()?;
        let derived =
            |key: &str| asked.request.context.iter().any(|entry| entry.key.eq_ignore_ascii_case(key));
        let mentioned = Engine::compile(&asked.policies).mentioned_keys();
        let unknown: Vec<String> = mentioned.into_iter().filter(|key| !derived(key)).collect();
        if let Some(request) = self.workspace.requests.first_mut() {
            request.unknown_context = unknown;
        }
        let asked = resolve(&self.workspace, 0).ok()?;
        let trace = Engine::compile(&asked.policies).trace(&asked.request);
        let place =
            trace.evaluation.decided_by.as_ref().and_then(|found| Some((found.check, found.statement?)));
        let statement = place.and_then(|(check, place)| {
            let position = Some((place.level, place.policy));
            let mut documents = asked.documents.iter();
            let document = documents.find(|found| found.check == check && found.position == position)?;
            let of_check = trace.checks.iter().find(|found| found.check == check)?;
            let policy = of_check.levels.get(place.level)?.policies.get(place.policy)?;
            let statement = policy.statements.get(place.statement)?;
            Some((document.id, statement.sid.clone(), statement.index, statement.span))
        });
        let mut depends_on: Vec<String> = trace.evaluation.depends_on.iter().map(dependency).collect();
        depends_on.dedup();
        Some(OpenDecision {
            decision: trace.evaluation.decision,
            possible: trace.evaluation.possible,
            depends_on,
            statement,
        })
    }
}

fn dependency(found: &Dependency) -> String {
    let check = |check: &Check| crate::explanation::check_title(*check).to_lowercase();
    match found {
        Dependency::Layer(layer) => format!("the {}, which are not known", check(layer)),
        Dependency::ContextKey(key) => format!("`{key}`"),
        Dependency::UnreadablePolicy(layer, name) => {
            format!(
                "{} of the {}, a part of which is not known",
                crate::explanation::quoted(name),
                check(layer)
            )
        }
        Dependency::CanonicalUser(id) => {
            format!("the account of the canonical user {}", crate::explanation::quoted(id))
        }
    }
}
