//! What comes before the method: VPC endpoint, AWS WAF, stage and route.

use super::evaluate::{Verdict, ask_vpc_endpoint, read};
use super::route::Candidate;
use super::{Checkpoint, OpenQuestion, Response, Step, StepResult, Way, context, cors};
use crate::evaluation::Decision;
use crate::explanation::quoted;
use crate::front_door::model::{ApiType, Endpoint, Firewall, FrontDoor};
use crate::front_door::request::{Credentials, DoorRequest};
use crate::policy::PolicyType;
use crate::scenario::Slot;

/// The longest ARN of a method, in bytes.
const MAX_ARN_BYTES: usize = 1600;

/// VPC endpoint and AWS WAF; whether the request may go on.
pub(super) fn enter(door: &FrontDoor, request: &DoorRequest<'_>, arn: &str, way: &mut Way) -> bool {
    let mut endpoint = vpc_endpoint(door, request, arn);
    let firewall = firewall(door);
    let is_refused_twice = !endpoint.responses.is_empty()
        && !firewall.responses.is_empty()
        && endpoint.responses.iter().any(|response| response.status.is_some());
    if is_refused_twice {
        endpoint = endpoint.with_question(OpenQuestion::EndpointPolicyBeforeFirewall);
        if endpoint.result == StepResult::Stopped {
            // Which of the two answers comes is open; that one comes is not.
            endpoint.responses.extend(firewall.responses.iter().cloned());
        }
    }
    way.take(endpoint) && way.take(firewall)
}

fn vpc_endpoint(door: &FrontDoor, request: &DoorRequest<'_>, arn: &str) -> Step {
    let checkpoint = Checkpoint::VpcEndpointPolicy;
    if door.endpoint != Endpoint::Private {
        return Step::not_applicable(checkpoint, "The API is not private: no VPC endpoint is on the way.");
    }
    let Some(id) = &request.vpc_endpoint else {
        let response = Response::default();
        let sentence = "A private API is reached through a VPC endpoint only: this request does not arrive.";
        return Step::stopped(checkpoint, response, sentence);
    };
    if matches!(read(&door.resource_policy, PolicyType::Resource), Slot::Known(None)) {
        let depends_on =
            vec!["the resource policy, without which a private API cannot be deployed".to_owned()];
        let sentence = "A private API cannot be deployed without a resource policy, and none is given.";
        return Step::unknown(
            checkpoint,
            vec![Response::access_denied("anonymous", arn, false)],
            depends_on,
            sentence,
        );
    }
    let (caller, seen) = match &request.credentials {
        Credentials::None => ("anonymous".to_owned(), context::anonymous(door, request, arn)),
        Credentials::Signed(caller) => {
            (caller.principal.name().to_owned(), context::signed(door, request, arn, caller))
        }
        Credentials::InvalidSignature => {
            return Step::stopped(checkpoint, Response::invalid_signature(), "The signature does not fit.");
        }
        Credentials::SignatureExpired => {
            return Step::stopped(checkpoint, Response::signature_expired(), "The signature is too old.");
        }
        Credentials::TokenExpired => {
            return Step::stopped(checkpoint, Response::token_expired(), "The session has expired.");
        }
    };
    let listed = door.vpc_endpoints.iter().find(|endpoint| endpoint.id == *id);
    let policy = listed.map_or(&Slot::Unknown, |endpoint| &endpoint.policy);
    let verdict = ask_vpc_endpoint(policy, seen);
    let what = super::named("VPC endpoint", id);
    let denied = |explicitly| Response::access_denied(&caller, arn, explicitly);
    if matches!(policy, Slot::Known(None)) {
        return Step::passed(checkpoint, "The VPC endpoint has the default policy, which allows everything.");
    }
    step_of(checkpoint, verdict, denied, &format!("the policy of {what}"))
}

/// The step that follows from a verdict; `denied` makes the response, given whether the deny is explicit.
pub(super) fn step_of(
    checkpoint: Checkpoint,
    verdict: Verdict,
    denied: impl Fn(bool) -> Response,
    what: &str,
) -> Step {
    let mut responses = Vec::new();
    if verdict.may_be(Decision::ExplicitlyDenied) {
        responses.push(denied(true));
    }
    if verdict.may_be(Decision::ImplicitlyDenied) {
        responses.push(denied(false));
    }
    let sentence = |end: &str| crate::explanation::capitalised(&format!("{what} {end}."));
    let mut step = match (&*verdict.possible, responses.is_empty()) {
        (_, true) => Step::passed(checkpoint, sentence("allows the request")),
        ([Decision::ExplicitlyDenied], _) => {
            Step::stopped_by_one_of(checkpoint, responses, sentence("denies the request: an explicit deny"))
        }
        ([Decision::ImplicitlyDenied], _) => Step::stopped_by_one_of(
            checkpoint,
            responses,
            sentence("does not allow the request: an implicit deny"),
        ),
        _ if !verdict.may_be(Decision::Allowed) => {
            let sentence = sentence("denies the request; whether by a Deny or for want of an Allow is open");
            Step::stopped_by_one_of(checkpoint, responses, sentence)
        }
        _ => {
            let depends_on = match verdict.depends_on.is_empty() {
                true => vec![what.to_owned()],
                false => Vec::new(),
            };
            Step::unknown(
                checkpoint,
                responses,
                depends_on,
                sentence("may allow or deny the request: not all is known"),
            )
        }
    };
    step.depends_on.extend(verdict.depends_on);
    step.open_questions = verdict.questions;
    step.with_evaluations(verdict.evaluations)
}

fn firewall(door: &FrontDoor) -> Step {
    let checkpoint = Checkpoint::Firewall;
    if door.api_type == ApiType::Http {
        return Step::not_applicable(checkpoint, "AWS WAF does not protect HTTP APIs.");
    }
    let blocked = Response::filtered_by_firewall;
    match door.waf {
        Firewall::None => Step::passed(checkpoint, "AWS WAF blocks nothing here."),
        Firewall::Blocks => Step::stopped(checkpoint, blocked(), "AWS WAF blocks the request."),
        Firewall::Unknown => Step::unknown(
            checkpoint,
            vec![blocked()],
            vec!["what AWS WAF does".to_owned()],
            "What AWS WAF does to the request is not known.",
        ),
    }
}

/// Whether there is the stage, and what became of the search for the method.
pub(super) fn route(
    door: &FrontDoor,
    request: &DoorRequest<'_>,
    candidate: &Candidate<'_>,
    arn: &str,
) -> Step {
    let checkpoint = Checkpoint::Route;
    let is_http = door.api_type == ApiType::Http;
    if arn.len() > MAX_ARN_BYTES {
        let sentence = format!("The ARN of the method is longer than {MAX_ARN_BYTES} bytes.");
        return Step::stopped(checkpoint, Response::too_long(), sentence);
    }
    if !door.stages.is_empty() && !door.stages.iter().any(|stage| stage.name == request.stage) {
        let response = no_stage(is_http);
        let sentence = format!("The API has no stage {}.", quoted(&request.stage));
        return Step::stopped(checkpoint, response, sentence);
    }
    let asked = format!("{} {}", request.http_method, request.path);
    let Some(method) = candidate.method else {
        let sentence = format!("The API has no method for {}.", quoted(&asked));
        return match is_http {
            // Without a method it may still be answered as a preflight request.
            true if cors::possible_answer(door, request).is_some() => deployed(door, request, sentence),
            true => Step::stopped(checkpoint, Response::http_not_found(), sentence)
                .with_question(OpenQuestion::UnknownRouteStatus),
            false => Step::stopped(checkpoint, Response::missing_token(), sentence),
        };
    };
    let found = quoted(&format!("{} {}", method.http_method, method.path));
    let sentence = format!("{} is answered by the method {found}.", quoted(&asked));
    deployed(door, request, sentence)
}

/// The step of a request that goes on if its stage is there.
fn deployed(door: &FrontDoor, request: &DoorRequest<'_>, sentence: String) -> Step {
    if door.stages.is_empty() {
        let depends_on = vec![format!("whether the stage {} is deployed", quoted(&request.stage))];
        let response = no_stage(door.api_type == ApiType::Http);
        return Step::unknown(Checkpoint::Route, vec![response], depends_on, sentence);
    }
    Step::passed(Checkpoint::Route, sentence)
}

fn no_stage(is_http: bool) -> Response {
    if is_http { Response::http_not_found() } else { Response::status(403) }
}
