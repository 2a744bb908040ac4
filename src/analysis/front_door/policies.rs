//! The policies that a check of a front door asked, statement by statement.

use crate::analysis::analyse::Viewer;
use crate::analysis::view::StatementView;
use crate::evaluation::{Check, CheckTrace, PolicyTrace, Trace};
use crate::explanation::{check_title, headline};
use crate::front_door::{PolicyEvaluation, PolicySubject, Step};
use crate::text::json;
use crate::workspace::{DocumentId, ResolvedDoorRequest};

/// A policy that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorPolicy {
    /// What it is and what it is called; user text in backticks.
    pub title: String,
    /// What came of all policies that were asked with it, at the first of them where there are several; user text in
    /// backticks.
    pub headline: Option<String>,
    /// Why it cannot be read, if it cannot.
    pub unreadable: Option<String>,
    /// Its text, where it stands nowhere else: that of an authorizer's answer.
    pub text: Option<String>,
    /// Its statements. None where their places are not known.
    pub statements: Vec<StatementView>,
}

/// The policies of a check for the method with this ARN.
pub(super) fn policies(step: &Step, resolved: &ResolvedDoorRequest<'_>, method_arn: &str) -> Vec<DoorPolicy> {
    let mut found: Vec<DoorPolicy> = Vec::new();
    for evaluation in &step.evaluations {
        let mut together = (evaluation.subject == PolicySubject::CallerAndResourcePolicies)
            .then(|| headline(&evaluation.trace, &evaluation.request));
        for check in &evaluation.trace.checks {
            for (level, of_level) in check.levels.iter().enumerate() {
                for (index, policy) in of_level.policies.iter().enumerate() {
                    let view = policy_view(evaluation, resolved, check, (level, index), policy, method_arn);
                    let is_known =
                        |known: &DoorPolicy| known.title == view.title && known.statements == view.statements;
                    if !found.iter().any(is_known) {
                        found.push(DoorPolicy { headline: together.take(), ..view });
                    }
                }
            }
        }
    }
    found
}

fn policy_view(
    evaluation: &PolicyEvaluation,
    resolved: &ResolvedDoorRequest<'_>,
    check: &CheckTrace,
    position: (usize, usize),
    policy: &PolicyTrace,
    method_arn: &str,
) -> DoorPolicy {
    let viewer = viewer(evaluation, resolved, check.check, position);
    let decides = |index: usize| is_deciding(&evaluation.trace, check.check, position, index);
    let statements = viewer.iter().flat_map(|viewer| {
        let view = |statement: &crate::evaluation::StatementTrace| {
            viewer.statement(statement, decides(statement.index))
        };
        policy.statements.iter().map(view)
    });
    let what = match evaluation.subject {
        PolicySubject::AuthorizerPolicy => "Policy of the authorizer’s answer",
        PolicySubject::VpcEndpointPolicy => "VPC endpoint policy",
        PolicySubject::ResourcePolicy => "Resource policy",
        PolicySubject::CallerAndResourcePolicies => check_title(check.check),
    };
    let is_named = evaluation.subject != PolicySubject::AuthorizerPolicy && !policy.name.is_empty();
    // The same policies seen in another way are told apart by the resource.
    let resource = &evaluation.request.resource;
    let seen = if *resource == method_arn { String::new() } else { format!(", asked for `{resource}`") };
    DoorPolicy {
        title: match is_named {
            true => format!("{what} `{}`{seen}", policy.name.replace('`', "'")),
            false => format!("{what}{seen}"),
        },
        headline: None,
        unreadable: policy.unreadable.clone(),
        text: evaluation.output.as_deref().and_then(policy_document),
        statements: statements.collect(),
    }
}

/// What shows the statements of a policy in its text; none where that is not at hand.
fn viewer<'t>(
    evaluation: &'t PolicyEvaluation,
    resolved: &'t ResolvedDoorRequest<'_>,
    check: Check,
    position: (usize, usize),
) -> Option<Viewer<'t>> {
    let door = resolved.door;
    let resource_policy = || {
        let policy = door.resource_policy.known().and_then(Option::as_ref)?;
        Some(Viewer::of_document(DocumentId::Api { door: resolved.number }, &policy.text, check))
    };
    match evaluation.subject {
        PolicySubject::AuthorizerPolicy => {
            evaluation.output.as_deref().map(|output| Viewer::of_text(output, check))
        }
        PolicySubject::VpcEndpointPolicy => {
            let is_it = |id: &String| Some(id) == resolved.request.vpc_endpoint.as_ref();
            let endpoint = door.vpc_endpoints.iter().find(|endpoint| is_it(&endpoint.id))?;
            let policy = endpoint.policy.known().and_then(Option::as_ref)?;
            Some(Viewer::of_text(&policy.text, check))
        }
        PolicySubject::ResourcePolicy => resource_policy(),
        PolicySubject::CallerAndResourcePolicies if check == Check::Resource => resource_policy(),
        PolicySubject::CallerAndResourcePolicies => {
            let mut documents = resolved.documents.iter();
            let found = documents.find(|one| one.check == check && one.position == Some(position));
            found.map(Viewer::of)
        }
    }
}

fn is_deciding(trace: &Trace, check: Check, (level, policy): (usize, usize), statement: usize) -> bool {
    let deciding = trace.evaluation.decided_by.filter(|by| by.check == check).and_then(|by| by.statement);
    deciding.is_some_and(|place| (place.level, place.policy, place.statement) == (level, policy, statement))
}

/// The policy in the answer of an authorizer, laid out.
fn policy_document(output: &str) -> Option<String> {
    json::parse(output).root?.member("policyDocument").map(|member| json::pretty(&member.value))
}
