//! Deciding many requests of one workspace.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::model::{NamedRequest, Workspace};
use super::owners::Owners;
use super::resolve::{RequestError, ResolvedDocument, collect, read_request};
use crate::evaluation::{Engine, Evaluation, Trace};
use crate::policy::PolicyType;
use crate::scenario::{PolicySet, Request};

/// Answers requests about one workspace, which need not hold them. Policies that apply to several requests are read and
/// compiled once.
pub struct ManyRequests<'w> {
    workspace: &'w Workspace,
    ready: HashMap<(Owners, PolicyType), Ready<'w>>,
}

/// What applies to requests that are about the same things.
struct Ready<'w> {
    policies: PolicySet<'w>,
    documents: Vec<ResolvedDocument<'w>>,
    /// For decisions: by service prefix, in lower case, each with what requests to that service can need.
    by_service: HashMap<String, Engine>,
    /// For traces.
    whole: Option<Engine>,
}

/// A request with how it was decided.
pub struct TracedRequest<'r> {
    /// The request.
    pub request: Request<'r>,
    /// How it was decided, without the open questions that the decision rests on.
    pub trace: Trace,
    /// The documents that apply to it, in the order of the checks.
    pub documents: &'r [ResolvedDocument<'r>],
}

impl<'w> ManyRequests<'w> {
    /// Answers requests about `workspace`.
    #[must_use]
    pub fn new(workspace: &'w Workspace) -> Self {
        Self { workspace, ready: HashMap::new() }
    }

    /// Decides `named`, without what an unknown decision depends on.
    ///
    /// # Errors
    /// As [`resolve`](super::resolve()), when the request cannot be read.
    pub fn decide(&mut self, named: &NamedRequest) -> Result<Evaluation, RequestError> {
        let (owners, request) = read_request(self.workspace, named)?;
        let ready = self.ready(owners, &request);
        let service = request.action.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let engine = ready.by_service.entry(service);
        Ok(engine.or_insert_with(|| Engine::compile_for(&ready.policies, &request)).decide(&request))
    }

    /// Decides `named` and says how every statement matched.
    ///
    /// # Errors
    /// As [`resolve`](super::resolve()), when the request cannot be read.
    pub fn trace<'r>(&'r mut self, named: &'r NamedRequest) -> Result<TracedRequest<'r>, RequestError> {
        let (owners, request) = read_request(self.workspace, named)?;
        let ready = self.ready(owners, &request);
        let engine = ready.whole.get_or_insert_with(|| Engine::compile(&ready.policies));
        let trace = engine.trace_statements(&request);
        Ok(TracedRequest { request, trace, documents: &ready.documents })
    }

    fn ready(&mut self, owners: Owners, request: &Request<'_>) -> &mut Ready<'w> {
        let policy_type = request.resource_policy_type();
        match self.ready.entry((owners, policy_type)) {
            Entry::Occupied(ready) => ready.into_mut(),
            Entry::Vacant(place) => {
                let (policies, documents) = collect(self.workspace, &place.key().0, policy_type);
                place.insert(Ready { policies, documents, by_service: HashMap::new(), whole: None })
            }
        }
    }
}
