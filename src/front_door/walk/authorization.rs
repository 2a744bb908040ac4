//! Policies, put together as the page on the authorization flow says.

use std::borrow::Cow;
use std::sync::Arc;

use super::cache::Answer;
use super::entrance::step_of;
use super::evaluate::{PolicySubject, Verdict, ask, read, table_a};
use super::{Asked, Checkpoint, Response, Step, context, named};
use crate::evaluation::Decision;
use crate::front_door::model::{ApiType, Authorization};
use crate::front_door::request::Credentials;
use crate::policy::PolicyType;
use crate::scenario::{Caller, NamedPolicy, PolicySet, Slot};
use crate::text::json;

const CHECKPOINT: Checkpoint = Checkpoint::Authorization;

/// What comes before a Lambda authorizer is called.
pub(super) struct Before {
    pub(super) step: Step,
    /// What the resource policy says once it is known not to deny; none where there is none.
    pub(super) resource_policy: Option<Verdict>,
}

/// What the resource policy says of a caller without IAM identity; none where there is none.
fn resource_policy(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let door = asked.door;
    if door.api_type != ApiType::Rest {
        return None;
    }
    let resource = read(&door.resource_policy, PolicyType::Resource);
    if matches!(resource, Slot::Known(None)) {
        return None;
    }
    let policies = PolicySet { resource, ..PolicySet::default() };
    let seen = context::anonymous(door, asked.request, asked.arn);
    Some(ask(PolicySubject::ResourcePolicy, &policies, seen))
}

/// Whether the resource policy denies, before a Lambda authorizer is called.
pub(super) fn before_authorizer(asked: &Asked<'_, '_>) -> Before {
    let checkpoint = Checkpoint::DenyBeforeAuthorizer;
    if !matches!(asked.method.authorization, Authorization::Lambda { .. }) {
        let step = Step::not_applicable(checkpoint, "The method has no Lambda authorizer.");
        return Before { step, resource_policy: None };
    }
    let Some(mut verdict) = resource_policy(asked) else {
        let step = Step::not_applicable(checkpoint, "The API has no resource policy.");
        return Before { step, resource_policy: None };
    };
    let denied = || vec![Response::access_denied("anonymous", asked.arn, true)];
    let mut step = if verdict.is(Decision::ExplicitlyDenied) {
        let sentence = "The resource policy denies the request; the authorizer is not called.";
        Step::stopped_by_one_of(checkpoint, denied(), sentence)
    } else if verdict.may_be(Decision::ExplicitlyDenied) {
        let sentence = "Whether the resource policy denies the request is not known.";
        Step::unknown(checkpoint, denied(), verdict.depends_on.clone(), sentence)
    } else {
        Step::passed(checkpoint, "No Deny of the resource policy applies.")
    };
    step.open_questions.clone_from(&verdict.questions);
    step.evaluations.clone_from(&verdict.evaluations);
    verdict.possible.retain(|decision| *decision != Decision::ExplicitlyDenied);
    Before { step, resource_policy: Some(verdict) }
}

/// Puts together what the authorizer or IAM and the resource policy say.
pub(super) fn authorize(asked: &Asked<'_, '_>, after_deny: Option<Verdict>, answers: &[Answer]) -> Step {
    let is_http = asked.door.api_type == ApiType::Http;
    match &asked.method.authorization {
        Authorization::Jwt { .. } => {
            Step::not_applicable(CHECKPOINT, "The token decides alone: HTTP APIs have no resource policy.")
        }
        Authorization::Unknown => {
            let depends_on = vec!["how the method is authorized".to_owned()];
            Step::unknown(CHECKPOINT, Vec::new(), depends_on, "How the method is authorized is not known.")
        }
        Authorization::None if is_http => {
            Step::passed(CHECKPOINT, "The route is public: it asks for no authorization.")
        }
        Authorization::None => alone(asked, "The method is public: the API has no resource policy."),
        Authorization::Cognito { .. } => {
            alone(asked, "The API has no resource policy: the user pool decides alone.")
        }
        Authorization::Iam => match &asked.request.credentials {
            Credentials::Signed(caller) => by_iam(asked, caller),
            // Authentication has stopped these.
            _ => Step::stopped(CHECKPOINT, Response::missing_token(), "The request is not signed."),
        },
        Authorization::Lambda { authorizer } => by_lambda(asked, authorizer, after_deny, answers),
    }
}

/// The resource policy alone, which has to allow.
fn alone(asked: &Asked<'_, '_>, without: &str) -> Step {
    match resource_policy(asked) {
        None => Step::passed(CHECKPOINT, without),
        Some(verdict) => {
            let denied = |explicitly| Response::access_denied("anonymous", asked.arn, explicitly);
            step_of(CHECKPOINT, verdict, denied, "the resource policy")
        }
    }
}

/// Policies of the caller and of the API: table A inside one account, table B across accounts, both of which the ordinary
/// evaluation contains.
fn by_iam(asked: &Asked<'_, '_>, caller: &Caller<'_>) -> Step {
    let door = asked.door;
    let is_rest = door.api_type == ApiType::Rest;
    if door.region.is_empty() {
        let denied = |explicitly| Response::access_denied(caller.principal.name(), asked.arn, explicitly);
        let responses = if is_rest { vec![denied(true), denied(false)] } else { vec![Response::status(403)] };
        let sentence = "Policies may name the Region of the API, which is not known.";
        return Step::unknown(CHECKPOINT, responses, vec!["the Region of the API".to_owned()], sentence);
    }
    let resource = match is_rest {
        true => read(&door.resource_policy, PolicyType::Resource),
        false => Slot::default(),
    };
    let policies = PolicySet { resource, vpc_endpoint: Slot::default(), ..caller.policies.clone() };
    let seen = context::signed(door, asked.request, asked.arn, caller);
    let verdict = ask(PolicySubject::CallerAndResourcePolicies, &policies, seen);
    let denied = |explicitly| match is_rest {
        true => Response::access_denied(caller.principal.name(), asked.arn, explicitly),
        false => Response::status(403),
    };
    let what = if is_rest { "IAM, with the resource policy," } else { "IAM" };
    step_of(CHECKPOINT, verdict, denied, what)
}

/// What the authorizer answered and the resource policy, by table A.
fn by_lambda(asked: &Asked<'_, '_>, name: &str, resource: Option<Verdict>, answers: &[Answer]) -> Step {
    let what = named("Lambda authorizer", name);
    let is_http = asked.door.api_type == ApiType::Http;
    let mut verdict = Verdict::default();
    let mut responses = Vec::new();
    let add = |list: &mut Vec<Response>, response: Response| {
        if !list.contains(&response) {
            list.push(response);
        }
    };
    // Without a resource policy the authorizer decides alone, and so it does when nothing in one applies.
    let of_policy = resource.as_ref().map_or(&[Decision::ImplicitlyDenied][..], |found| &found.possible);
    for answer in answers {
        let of_authorizer = said(asked, answer, &what);
        if of_authorizer.is_refused {
            add(&mut responses, Response::authorizer_failed());
            verdict.depends_on.push(format!("whether API Gateway takes the policy that {what} answers"));
        }
        for by_authorizer in &of_authorizer.verdict.possible {
            for by_policy in of_policy {
                let decision = table_a(*by_authorizer, *by_policy);
                if decision != Decision::Allowed {
                    let response = match (is_http, by_authorizer) {
                        (true, _) => Response::status(403),
                        (false, Decision::ExplicitlyDenied) => Response::authorizer_denied(),
                        (false, _) => Response::access_denied("anonymous", asked.arn, false),
                    };
                    add(&mut responses, response);
                }
                if !verdict.may_be(decision) {
                    verdict.possible.push(decision);
                }
            }
        }
        verdict.depends_on.extend(of_authorizer.verdict.depends_on);
        verdict.questions.extend(of_authorizer.verdict.questions);
        verdict.evaluations.extend(of_authorizer.verdict.evaluations);
    }
    if let Some(resource) = resource {
        if resource.possible.len() > 1 {
            verdict.depends_on.extend(resource.depends_on);
            verdict.questions.extend(resource.questions);
        }
        verdict.evaluations.extend(resource.evaluations);
    }
    let by_table = if is_http || verdict.evaluations.len() < 2 { "" } else { ", with the resource policy," };
    let mut step = match (verdict.may_be(Decision::Allowed), responses.is_empty()) {
        (true, true) => {
            Step::passed(CHECKPOINT, capital(&what, &format!("{by_table} lets the request through.")))
        }
        (true, false) => Step::unknown(
            CHECKPOINT,
            responses,
            verdict.depends_on.clone(),
            capital(&what, &format!("{by_table} may let the request through or not.")),
        ),
        (false, _) => {
            let how = match verdict.is(Decision::ImplicitlyDenied) {
                true => " does not let the request through: an implicit deny.",
                false => " does not let the request through: an explicit deny.",
            };
            Step::stopped_by_one_of(CHECKPOINT, responses, capital(&what, &format!("{by_table}{how}")))
        }
    };
    step.open_questions = verdict.questions;
    step.with_evaluations(verdict.evaluations)
}

fn capital(what: &str, end: &str) -> String {
    crate::explanation::capitalised(&format!("{what}{end}"))
}

/// The longest resource in the policy of an authorizer, in characters.
const MAX_RESOURCE_CHARACTERS: usize = 512;

fn has_long_resource(policies: &PolicySet<'_>) -> bool {
    let statements = policies.policies().flat_map(|named| &named.policy.statements);
    let mut resources =
        statements.filter_map(|statement| statement.resource.as_ref()).flat_map(|list| &list.values);
    resources.any(|resource| resource.text.chars().count() > MAX_RESOURCE_CHARACTERS)
}

/// What an answer of an authorizer says.
struct Said {
    verdict: Verdict,
    /// Whether AWS may refuse its policy.
    is_refused: bool,
}

fn said(asked: &Asked<'_, '_>, answer: &Answer, what: &str) -> Said {
    let certain = |decision| Verdict { possible: vec![decision], ..Verdict::default() };
    match answer {
        Answer::Simple(true) => Said { verdict: certain(Decision::Allowed), is_refused: false },
        Answer::Simple(false) => Said { verdict: certain(Decision::ExplicitlyDenied), is_refused: false },
        Answer::Unknown => Said {
            verdict: Verdict {
                possible: vec![Decision::Allowed, Decision::ExplicitlyDenied, Decision::ImplicitlyDenied],
                depends_on: vec![format!("what {what} answers")],
                ..Verdict::default()
            },
            is_refused: false,
        },
        Answer::Policy { output, .. } => {
            let parsed = json::parse(output);
            let document = parsed.root.as_ref().and_then(|root| root.member("policyDocument"));
            let read = document.map(|member| {
                NamedPolicy::read(Cow::Borrowed("policyDocument"), &member.value, PolicyType::Identity).0
            });
            let policies =
                PolicySet { identity: Slot::Known(read.into_iter().collect()), ..PolicySet::default() };
            let is_refused = policies.first_unreadable().is_some() || has_long_resource(&policies);
            let seen = context::for_authorizer(asked.door, asked.request, asked.arn);
            let mut verdict = ask(PolicySubject::AuthorizerPolicy, &policies, seen);
            for evaluation in &mut verdict.evaluations {
                evaluation.output = Some(Arc::clone(output));
            }
            Said { verdict, is_refused }
        }
    }
}
