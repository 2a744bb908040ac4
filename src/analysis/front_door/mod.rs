//! The front door of an API for the page: how its requests come out, and the way of one of them check by check.

mod outcome;
mod policies;
mod stream;
mod token;

pub use outcome::{DoorEnding, DoorOutcome};
pub use policies::DoorPolicy;
pub use stream::{StreamInterval, StreamQuestion, StreamTotals, StreamView, stream};
pub use token::{TokenView, token_view};

use crate::front_door::{AuthorizerCache, Checkpoint, Step, StepResult, Walk, walk};
use crate::workspace::model::{NamedDoorRequest, Workspace};
use crate::workspace::{ResolvedDoorRequest, resolve_door_request};

/// How the requests to one API come out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoorAnswers {
    /// Of each request, in the order in which they are sent.
    pub outcomes: Vec<DoorOutcome>,
    /// The way of the one that is asked for; none where it cannot be read or is not there.
    pub walk: Option<DoorWalk>,
}

/// The way of a request to an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorWalk {
    /// The ARN for which policies are asked.
    pub method_arn: String,
    /// Every check, in the documented order.
    pub steps: Vec<DoorStep>,
}

/// One check on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorStep {
    /// Which.
    pub checkpoint: Checkpoint,
    /// Its name for people.
    pub title: &'static str,
    /// What came of it.
    pub result: StepResult,
    /// What was looked at and what came of it; user text in backticks.
    pub sentence: String,
    /// The page of AWS's API Gateway guide that describes it.
    pub page: &'static str,
    /// The answers with which it may have ended the request, as sentences.
    pub responses: Vec<String>,
    /// What it depends on, where it is unknown.
    pub depends_on: Vec<String>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// The open questions on which it hangs, each with the answer that is taken and the other one.
    pub open_questions: Vec<(&'static str, &'static str)>,
    /// The number of the request whose answer of the authorizer is used again, from 0.
    pub kept_from: Option<usize>,
    /// The policies that were asked.
    pub policies: Vec<DoorPolicy>,
}

/// Sends the requests of API number `door` of `workspace` one after the other, answers of authorizers being kept from one to
/// the next; `shown` is the number of the request whose way is told. A request that cannot be read is not sent.
#[must_use]
pub fn door_answers(workspace: &Workspace, door: usize, shown: usize) -> DoorAnswers {
    let mut answers = DoorAnswers::default();
    let mut cache = AuthorizerCache::default();
    let mut sent = Vec::new();
    let requests = workspace.front_doors.get(door).map_or(0, |door| door.requests.len());
    for number in 0..requests {
        let resolved = match resolve_door_request(workspace, door, number) {
            Ok(resolved) => resolved,
            Err(error) => {
                answers.outcomes.push(DoorOutcome::unreadable(error.to_string()));
                continue;
            }
        };
        sent.push(number);
        let walked = walk(resolved.door, &resolved.request, &mut cache);
        answers.outcomes.push(DoorOutcome::of(&walked.outcome));
        if number == shown {
            let steps = walked.steps.iter().map(|step| step_view(step, &walked, &resolved, &sent));
            answers.walk = Some(DoorWalk { steps: steps.collect(), method_arn: walked.method_arn.clone() });
        }
    }
    answers
}

/// What a request is called, with or without a name.
#[must_use]
pub fn door_request_title(request: &NamedDoorRequest, number: usize) -> String {
    match request.name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => format!("Request {}", number + 1),
    }
}

fn step_view(step: &Step, walked: &Walk, resolved: &ResolvedDoorRequest<'_>, sent: &[usize]) -> DoorStep {
    let questions = step.open_questions.iter().map(|question| (question.taken(), question.other()));
    DoorStep {
        checkpoint: step.checkpoint,
        title: title(step.checkpoint),
        result: step.result,
        sentence: step.sentence.clone(),
        page: step.checkpoint.page(),
        responses: step.responses.iter().map(outcome::response_sentence).collect(),
        depends_on: step.depends_on.clone(),
        assumptions: step.assumptions.clone(),
        open_questions: questions.collect(),
        kept_from: step.kept_from.and_then(|walk| sent.get(walk).copied()),
        policies: policies::policies(step, resolved, &walked.method_arn),
    }
}

fn title(checkpoint: Checkpoint) -> &'static str {
    match checkpoint {
        Checkpoint::VpcEndpointPolicy => "VPC endpoint policy",
        Checkpoint::Firewall => "AWS WAF",
        Checkpoint::Route => "Stage and method",
        Checkpoint::Cors => "Preflight request (CORS)",
        Checkpoint::DenyBeforeAuthorizer => "Deny before the authorizer",
        Checkpoint::Authentication => "Authentication",
        Checkpoint::Authorizer => "Lambda authorizer",
        Checkpoint::Authorization => "Authorization",
        Checkpoint::ApiKey => "API key and usage plan",
        Checkpoint::Limits => "Quota and rate",
    }
}
