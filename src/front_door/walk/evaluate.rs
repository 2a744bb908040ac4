//! Asking policies, by the ordinary evaluator.

use std::sync::Arc;

use super::OpenQuestion;
use super::context::Seen;
use crate::document::PolicyDocument;
use crate::evaluation::{Check, CheckEffect, Decision, Engine, Trace};
use crate::explanation::dependencies;
use crate::policy::PolicyType;
use crate::scenario::{NamedPolicy, PolicySet, Request, Slot};

/// Which policies were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicySubject {
    /// That of the VPC endpoint.
    VpcEndpointPolicy,
    /// That of the API, for a caller without IAM identity.
    ResourcePolicy,
    /// The one that the Lambda authorizer returned.
    AuthorizerPolicy,
    /// Those of the caller and that of the API, together.
    CallerAndResourcePolicies,
}

/// Policies that were asked, with what each statement said.
#[derive(Clone, Debug)]
pub struct PolicyEvaluation {
    /// Which.
    pub subject: PolicySubject,
    /// The request as the policies saw it.
    pub request: Request<'static>,
    /// What they said.
    pub trace: Trace,
    /// The answer of the Lambda authorizer that the policy is a part of, in whose text the places are.
    pub output: Option<Arc<str>>,
}

/// What policies may say, all possibilities together.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// At least one; no [`Decision::Unknown`].
    pub(super) possible: Vec<Decision>,
    pub(super) depends_on: Vec<String>,
    pub(super) questions: Vec<OpenQuestion>,
    pub(super) evaluations: Vec<PolicyEvaluation>,
}

impl Verdict {
    pub(super) fn may_be(&self, decision: Decision) -> bool {
        self.possible.contains(&decision)
    }

    pub(super) fn is(&self, decision: Decision) -> bool {
        *self.possible == [decision]
    }
}

/// What the policies say of the request in each way in which it may be seen.
pub(super) fn ask(subject: PolicySubject, policies: &PolicySet<'_>, seen: Vec<Seen>) -> Verdict {
    ask_with(subject, policies, seen, |trace| trace.evaluation.possible.clone())
}

/// What the policy of a VPC endpoint says by itself: nothing else is asked.
pub(super) fn ask_vpc_endpoint(policy: &Slot<Option<PolicyDocument>>, seen: Vec<Seen>) -> Verdict {
    let policies = PolicySet { vpc_endpoint: read(policy, PolicyType::VpcEndpoint), ..PolicySet::default() };
    ask_with(PolicySubject::VpcEndpointPolicy, &policies, seen, |trace| {
        let endpoint = trace.checks.iter().find(|check| check.check == Check::VpcEndpoint);
        match endpoint.map(|endpoint| endpoint.effect) {
            Some(CheckEffect::Allow | CheckEffect::NoImpact) => vec![Decision::Allowed],
            Some(CheckEffect::ExplicitDeny) => vec![Decision::ExplicitlyDenied],
            Some(CheckEffect::ImplicitDeny) => vec![Decision::ImplicitlyDenied],
            Some(CheckEffect::Unknown) | None => {
                vec![Decision::Allowed, Decision::ExplicitlyDenied, Decision::ImplicitlyDenied]
            }
        }
    })
}

fn ask_with(
    subject: PolicySubject,
    policies: &PolicySet<'_>,
    seen: Vec<Seen>,
    possible: impl Fn(&Trace) -> Vec<Decision>,
) -> Verdict {
    let engine = Engine::compile(policies);
    let mut verdict = Verdict::default();
    for (question, request) in seen {
        // Notes on open questions of IAM are for the first one, which is shown.
        let trace = match verdict.possible.is_empty() {
            true => engine.trace(&request),
            false => engine.trace_statements(&request),
        };
        let found = possible(&trace);
        let differs = found.iter().any(|decision| !verdict.possible.contains(decision))
            || verdict.possible.iter().any(|decision| !found.contains(decision));
        if !verdict.possible.is_empty() && !differs {
            continue;
        }
        if found.len() > 1 {
            verdict.depends_on.extend(dependencies(&trace, &request));
        }
        if let Some(question) = question {
            verdict.depends_on.push(question.as_reason());
            verdict.questions.push(question);
        }
        verdict.possible.extend(found);
        verdict.possible.sort_unstable();
        verdict.possible.dedup();
        verdict.evaluations.push(PolicyEvaluation { subject, request, trace, output: None });
    }
    verdict.depends_on.dedup();
    verdict.questions.dedup();
    verdict
}

/// Reads the policy of a slot; a text without anything in it is no policy.
pub(super) fn read(
    slot: &Slot<Option<PolicyDocument>>,
    policy_type: PolicyType,
) -> Slot<Option<NamedPolicy<'_>>> {
    match slot {
        Slot::Unknown => Slot::Unknown,
        Slot::Known(None) => Slot::Known(None),
        Slot::Known(Some(PolicyDocument { name, text, .. })) => {
            Slot::Known(NamedPolicy::read_text(name, text, policy_type).0)
        }
    }
}

/// Table A of the page on the authorization flow: what comes of a policy of the caller's side, a Lambda authorizer's
/// among them, and a resource policy, inside one account.
pub(super) fn table_a(authorizer: Decision, resource_policy: Decision) -> Decision {
    use Decision::{Allowed, ExplicitlyDenied, ImplicitlyDenied, Unknown};
    match (authorizer, resource_policy) {
        (Allowed, Allowed) => Allowed,
        (Allowed, ImplicitlyDenied) => Allowed,
        (Allowed, ExplicitlyDenied) => ExplicitlyDenied,
        (ImplicitlyDenied, Allowed) => Allowed,
        (ImplicitlyDenied, ImplicitlyDenied) => ImplicitlyDenied,
        (ImplicitlyDenied, ExplicitlyDenied) => ExplicitlyDenied,
        (ExplicitlyDenied, Allowed) => ExplicitlyDenied,
        (ExplicitlyDenied, ImplicitlyDenied) => ExplicitlyDenied,
        (ExplicitlyDenied, ExplicitlyDenied) => ExplicitlyDenied,
        (Unknown, _) | (_, Unknown) => Unknown,
    }
}
