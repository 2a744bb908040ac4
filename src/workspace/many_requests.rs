//! Deciding many requests of one workspace.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;
use std::sync::Arc;

use super::DocumentId;
use super::collect::{DocumentReader, NamedText};
use super::model::{NamedRequest, Workspace};
use super::owners::Owners;
use super::resolve::{RequestError, ResolvedDocument, collect_with, read_request};
use crate::compiled::{CompiledPolicy, CompiledPolicySet, Compiler};
use crate::evaluation::{Engine, Evaluation, Trace};
use crate::policy::PolicyType;
use crate::scenario::{NamedPolicy, PolicySet, Request};
use crate::text::Diagnostic;

/// Answers requests about one workspace, which need not hold them. Each policy is read once, and compiled once for each
/// service, whoever it is attached to.
pub struct ManyRequests<'w> {
    workspace: &'w Workspace,
    reader: OnceReader<'w>,
    compilers: HashMap<Service, OnceCompiler>,
    ready: HashMap<(Owners, PolicyType), Ready<'w>>,
}

/// A service prefix in lower case, for decisions: of the policies only what requests to that service can need. None for
/// traces.
type Service = Option<String>;

/// What applies to requests that are about the same things.
struct Ready<'w> {
    policies: PolicySet<'w, Rc<NamedPolicy<'w>>>,
    documents: Vec<ResolvedDocument<'w>>,
    engines: HashMap<Service, Engine>,
}

type ReadDocument<'w> = (Option<Rc<NamedPolicy<'w>>>, Rc<[Diagnostic]>);

/// Reads each document once, and one text that stands in many of them once, too.
#[derive(Default)]
struct OnceReader<'w> {
    by_place: HashMap<(Option<DocumentId>, PolicyType), ReadDocument<'w>>,
    by_text: HashMap<(NamedText<'w>, PolicyType), ReadDocument<'w>>,
}

impl<'w> DocumentReader<'w> for OnceReader<'w> {
    type Policy = Rc<NamedPolicy<'w>>;

    fn read(
        &mut self,
        id: Option<DocumentId>,
        document: NamedText<'w>,
        policy_type: PolicyType,
    ) -> ReadDocument<'w> {
        let read_text = || {
            let (policy, diagnostics) = NamedPolicy::read_text(document.name, document.text, policy_type);
            (policy.map(Rc::new), diagnostics.into())
        };
        let by_text = &mut self.by_text;
        let read = || by_text.entry((document, policy_type)).or_insert_with(read_text).clone();
        self.by_place.entry((id, policy_type)).or_insert_with(read).clone()
    }
}

/// Compiles each policy of a [`OnceReader`] once.
struct OnceCompiler {
    compiler: Compiler<'static>,
    /// By where the reader keeps them, as long as it is there.
    compiled: HashMap<*const NamedPolicy<'static>, Arc<CompiledPolicy>>,
}

impl OnceCompiler {
    fn engine(&mut self, policies: &PolicySet<'_, Rc<NamedPolicy<'_>>>) -> Engine {
        let compiled = &mut self.compiled;
        let set =
            CompiledPolicySet::compile_with(policies, &mut self.compiler, |compiler, policy, policy_type| {
                let compile = || Arc::new(compiler.policy(policy, policy_type));
                Arc::clone(compiled.entry(Rc::as_ptr(policy).cast()).or_insert_with(compile))
            });
        Engine::of(set)
    }
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
        let (reader, compilers) = (OnceReader::default(), HashMap::new());
        Self { workspace, reader, compilers, ready: HashMap::new() }
    }

    /// Decides `named`, without what an unknown decision depends on.
    ///
    /// # Errors
    /// As [`resolve`](super::resolve()), when the request cannot be read.
    pub fn decide(&mut self, named: &NamedRequest) -> Result<Evaluation, RequestError> {
        let (owners, request) = read_request(self.workspace, named)?;
        let service = request.action.split(':').next().map(str::to_ascii_lowercase);
        let (engine, _) = self.ready(owners, request.resource_policy_type(), service);
        Ok(engine.decide(&request))
    }

    /// Decides `named` and says how every statement matched.
    ///
    /// # Errors
    /// As [`resolve`](super::resolve()), when the request cannot be read.
    pub fn trace<'r>(&'r mut self, named: &'r NamedRequest) -> Result<TracedRequest<'r>, RequestError> {
        let (owners, request) = read_request(self.workspace, named)?;
        let (engine, documents) = self.ready(owners, request.resource_policy_type(), None);
        let trace = engine.trace_statements(&request);
        Ok(TracedRequest { request, trace, documents })
    }

    fn ready(
        &mut self,
        owners: Owners,
        resource_policy_type: PolicyType,
        service: Service,
    ) -> (&Engine, &[ResolvedDocument<'w>]) {
        let ready = match self.ready.entry((owners, resource_policy_type)) {
            Entry::Occupied(ready) => ready.into_mut(),
            Entry::Vacant(place) => {
                let owners = &place.key().0;
                let (policies, documents) =
                    collect_with(&mut self.reader, self.workspace, owners, resource_policy_type);
                place.insert(Ready { policies, documents, engines: HashMap::new() })
            }
        };
        let Ready { policies, documents, engines } = ready;
        let compilers = &mut self.compilers;
        let engine = engines.entry(service.clone()).or_insert_with(|| {
            let compiler = Compiler::for_service(service.clone().map(Cow::Owned));
            let once = || OnceCompiler { compiler, compiled: HashMap::new() };
            compilers.entry(service).or_insert_with(once).engine(policies)
        });
        (engine, documents)
    }
}
