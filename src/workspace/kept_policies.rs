//! Policies that stay ready from one question to the next.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::collect::{DocumentReader, NamedText};
use super::model::Workspace;
use super::resolve::{RequestError, ResolvedDocument, collect_with, read_numbered_request};
use super::{DocumentId, derived_context};
use crate::compiled::{CompiledPolicy, CompiledPolicySet, Compiler};
use crate::evaluation::Engine;
use crate::policy::PolicyType;
use crate::scenario::{ContextEntry, NamedPolicy, Request};
use crate::text::Diagnostic;

/// With more text or more context keys than this all is forgotten and read anew when it is needed, so that memory stays
/// bounded.
const MOST_BYTES: usize = 8_000_000;
const MOST_KEYS: usize = 4_096;

/// The policies of a workspace, kept ready while a person edits it: only a document that is new or has changed is read
/// and compiled.
#[derive(Default)]
pub struct KeptPolicies {
    documents: HashMap<(Option<DocumentId>, PolicyType), KeptDocument>,
    /// The texts of `documents` together.
    bytes: usize,
    compiler: Compiler<'static>,
}

struct KeptDocument {
    name: String,
    text: String,
    policy: Option<Arc<CompiledPolicy>>,
    diagnostics: Rc<[Diagnostic]>,
}

/// A request of a workspace, with all that applies to it ready to be asked.
pub struct ReadyRequest<'w> {
    /// The workspace.
    pub workspace: &'w Workspace,
    /// Its number there.
    pub number: usize,
    /// The request.
    pub request: Request<'w>,
    /// The policies.
    pub engine: Engine,
    /// The documents in the order of the policies: check by check in AWS's order, level by level.
    pub documents: Vec<ResolvedDocument<'w>>,
}

impl ReadyRequest<'_> {
    /// The context keys that would follow from everything else if the request gave none itself.
    #[must_use]
    pub fn derived_context(&self) -> Vec<ContextEntry<'_>> {
        derived_context(self.workspace, self.number)
    }
}

impl KeptPolicies {
    /// Makes request number `request` of `workspace` ready.
    ///
    /// # Errors
    ///
    /// As [`resolve`](super::resolve()), when the request cannot be read.
    pub fn ready<'w>(
        &mut self,
        workspace: &'w Workspace,
        request: usize,
    ) -> Result<ReadyRequest<'w>, RequestError> {
        let number = request;
        let (owners, request) = read_numbered_request(workspace, number)?;
        if self.bytes > MOST_BYTES || self.compiler.keys().len() > MOST_KEYS {
            *self = Self::default();
        }
        let (set, documents) = collect_with(self, workspace, &owners, request.resource_policy_type());
        let engine = Engine::of(CompiledPolicySet::compile_with(&set, &mut self.compiler, |_, policy, _| {
            Arc::clone(policy)
        }));
        Ok(ReadyRequest { workspace, number, request, engine, documents })
    }
}

impl<'w> DocumentReader<'w> for KeptPolicies {
    type Policy = Arc<CompiledPolicy>;

    fn read(
        &mut self,
        id: Option<DocumentId>,
        document: NamedText<'w>,
        policy_type: PolicyType,
    ) -> (Option<Self::Policy>, Rc<[Diagnostic]>) {
        let place = (id, policy_type);
        let kept = self.documents.get(&place);
        if let Some(kept) = kept.filter(|kept| kept.name == document.name && kept.text == document.text) {
            return (kept.policy.clone(), Rc::clone(&kept.diagnostics));
        }
        let (policy, diagnostics) = NamedPolicy::read_text(document.name, document.text, policy_type);
        let compiled_as = match policy_type {
            PolicyType::RoleTrust | PolicyType::Key => PolicyType::Resource,
            other => other,
        };
        let policy = policy.map(|policy| Arc::new(self.compiler.policy(&policy, compiled_as)));
        let diagnostics: Rc<[Diagnostic]> = diagnostics.into();
        let kept = KeptDocument {
            name: document.name.to_owned(),
            text: document.text.to_owned(),
            policy: policy.clone(),
            diagnostics: Rc::clone(&diagnostics),
        };
        self.bytes += document.text.len();
        let former = self.documents.insert(place, kept);
        self.bytes -= former.map_or(0, |former| former.text.len());
        (policy, diagnostics)
    }
}
