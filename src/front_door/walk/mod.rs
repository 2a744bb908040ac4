//! The way of one request through the checks, in the documented order.

mod api_key;
mod authentication;
mod authorization;
mod cache;
mod context;
mod cors;
mod entrance;
mod evaluate;
mod identity_source;
mod lambda_authorizer;
mod not_known;
mod response;
mod route;
mod step;

pub use cache::AuthorizerCache;
pub use cors::PreflightAnswer;
pub use evaluate::{PolicyEvaluation, PolicySubject};
pub use response::Response;
pub use step::{Checkpoint, Ending, Outcome, Step, StepResult, Walk};

use super::model::{ApiType, FrontDoor, Method};
use super::open_question::OpenQuestion;
use super::request::DoorRequest;
use crate::explanation::quoted;
use lambda_authorizer::Answered;

/// Name of an HTTP API's stage for everything else.
const DEFAULT_STAGE: &str = "$default";

/// What the checks of one method have in common.
struct Asked<'a, 'p> {
    door: &'a FrontDoor,
    request: &'a DoorRequest<'p>,
    method: &'a Method,
    arn: &'a str,
}

/// The endings that were possible so far.
#[derive(Clone, Default)]
struct Way {
    steps: Vec<Step>,
    endings: Vec<Ending>,
    depends_on: Vec<String>,
}

impl Way {
    /// Takes a step; whether the request may go on.
    fn take(&mut self, step: Step) -> bool {
        let goes_on =
            !matches!(step.result, StepResult::Stopped | StepResult::Answered | StepResult::Skipped);
        for response in &step.responses {
            self.end(Ending::Stopped(response.clone()));
        }
        if let Some(answer) = step.answer {
            self.end(Ending::Answered(answer));
        }
        self.depend_on(&step.depends_on);
        if step.responses.len() > 1 {
            let open = step.open_questions.iter().map(|question| question.as_reason());
            self.depend_on(&open.collect::<Vec<_>>());
        }
        self.steps.push(step);
        goes_on
    }

    fn end(&mut self, ending: Ending) {
        if !self.endings.contains(&ending) {
            self.endings.push(ending);
        }
    }

    fn depend_on(&mut self, reasons: &[String]) {
        for reason in reasons {
            if !self.depends_on.contains(reason) {
                self.depends_on.push(reason.clone());
            }
        }
    }

    /// Whether the request surely came this far.
    fn is_certain(&self) -> bool {
        self.endings.is_empty()
    }

    fn into_walk(mut self, method_arn: String) -> Walk {
        for checkpoint in Checkpoint::ALL {
            if !self.steps.iter().any(|step| step.checkpoint == checkpoint) {
                self.steps.push(Step::skipped(checkpoint));
            }
        }
        let outcome = match (self.endings.len(), self.endings.pop()) {
            (1, Some(Ending::Reached)) => Outcome::Reached,
            (1, Some(Ending::Stopped(response))) => Outcome::Stopped(response),
            (1, Some(Ending::Answered(answer))) => Outcome::Answered(answer),
            (_, last) => {
                self.endings.extend(last);
                Outcome::Unknown { possible: self.endings, depends_on: self.depends_on }
            }
        };
        Walk { steps: self.steps, outcome, method_arn }
    }
}

/// Takes `request` through the checks of `door`. `cache` has the answers of Lambda authorizers that requests before got
/// and gets those of this one.
///
/// The outcome has every ending that is possible where something is not known, or where AWS's documents leave the order
/// or the answer open. For WebSocket APIs that is everything.
#[must_use]
pub fn walk(door: &FrontDoor, request: &DoorRequest<'_>, cache: &mut AuthorizerCache) -> Walk {
    cache.begin_walk();
    let (mut way, method_arn) = way_of(door, request, cache);
    if !door.not_known.is_empty() {
        not_known::leave_open(door, request, &method_arn, &mut way);
    }
    way.into_walk(method_arn)
}

/// The way of a request by what is known of the API, and the ARN for which policies are asked.
fn way_of(door: &FrontDoor, request: &DoorRequest<'_>, cache: &mut AuthorizerCache) -> (Way, String) {
    let to_default_stage = to_default_stage(door, request);
    let request = to_default_stage.as_ref().unwrap_or(request);
    let path =
        if request.path.starts_with('/') { request.path.clone() } else { format!("/{}", request.path) };
    let arn_of = |tail: &str| format!("{}{}/{tail}", door.arn_prefix(), request.stage);
    let arn = arn_of(&format!("{}{path}", request.http_method));
    let mut way = Way::default();
    if door.api_type == ApiType::WebSocket {
        let sentence = "The checks of a WebSocket API are not worked out here.";
        let depends_on = "the checks of WebSocket APIs, which are not worked out here".to_owned();
        for checkpoint in Checkpoint::ALL {
            let refused = Response::access_denied("anonymous", &arn, false);
            let responses = Some(refused).filter(|_| checkpoint == Checkpoint::Authorization);
            let responses = responses.into_iter().collect();
            way.take(Step::unknown(checkpoint, responses, vec![depends_on.clone()], sentence));
        }
        way.end(Ending::Reached);
        return (way, arn);
    }
    if !entrance::enter(door, request, &arn, &mut way) {
        return (way, arn);
    }
    let before = way.clone();
    let candidates = route::candidates(door, &request.http_method, &path);
    let is_open = candidates.len() > 1;
    let mut first_arn = arn.clone();
    for (index, candidate) in candidates.iter().enumerate() {
        let arn = match candidate.method {
            Some(method) if method.path == route::DEFAULT_ROUTE => arn_of(route::DEFAULT_ROUTE),
            _ => arn.clone(),
        };
        if index == 0 {
            first_arn.clone_from(&arn);
            way = walk_method(door, request, candidate, &arn, way, cache, is_open);
            continue;
        }
        // What would be kept on another way is only perhaps kept.
        let other = walk_method(door, request, candidate, &arn, before.clone(), cache, is_open);
        for ending in other.endings {
            way.end(ending);
        }
        way.depend_on(&other.depends_on);
        if let Some(question) = candidate.question {
            way.depend_on(&[question.as_reason()]);
            if let Some(step) = way.steps.iter_mut().find(|step| step.checkpoint == Checkpoint::Route) {
                step.open_questions.push(question);
            }
        }
    }
    (way, first_arn)
}

/// The request as an HTTP API takes it that has no stage of this name, but one for everything else: what looked like a
/// stage is a part of the path.
fn to_default_stage<'p>(door: &FrontDoor, request: &DoorRequest<'p>) -> Option<DoorRequest<'p>> {
    let has_stage = |name: &str| door.stages.iter().any(|stage| stage.name == name);
    let is_default = door.api_type == ApiType::Http && !has_stage(&request.stage) && has_stage(DEFAULT_STAGE);
    is_default.then(|| DoorRequest {
        stage: DEFAULT_STAGE.to_owned(),
        path: match request.stage.is_empty() {
            true => request.path.clone(),
            false => {
                format!("/{}/{}", request.stage, request.path.strip_prefix('/').unwrap_or(&request.path))
            }
        },
        ..request.clone()
    })
}

/// The checks from the route on; `is_open` says whether another method may be meant.
fn walk_method(
    door: &FrontDoor,
    request: &DoorRequest<'_>,
    candidate: &route::Candidate<'_>,
    arn: &str,
    mut way: Way,
    cache: &mut AuthorizerCache,
    is_open: bool,
) -> Way {
    let found = entrance::route(door, request, candidate, arn);
    if !way.take(found) || !way.take(cors::check(door, request, candidate.method)) {
        return way;
    }
    let Some(method) = candidate.method else {
        return way;
    };
    let asked = Asked { door, request, method, arn };
    let is_certain = way.is_certain() && !is_open;
    let begin = way.endings.len();
    if check_method(&asked, &mut way, cache, is_certain) {
        way.end(Ending::Reached);
        let answer = cors::possible_answer(door, request).filter(|_| cors::is_open_at_integration(method));
        if let Some(answer) = answer {
            way.end(Ending::Answered(answer));
            way.depend_on(&[OpenQuestion::PreflightWithRoute.as_reason()]);
        }
    } else if api_key::limits_may_come_first(request.usage_before) && way.endings.len() > begin {
        // It is refused in any case; which refusal comes first is open.
        way.end(Ending::Stopped(Response::throttled()));
        let question = OpenQuestion::ThrottleBeforeAuthorizer;
        way.depend_on(&[question.as_reason()]);
        if let Some(step) = way.steps.last_mut() {
            step.open_questions.push(question);
        }
    }
    way
}

/// The checks of a method; whether the request may reach the integration.
fn check_method(asked: &Asked<'_, '_>, way: &mut Way, cache: &mut AuthorizerCache, is_certain: bool) -> bool {
    let before = authorization::before_authorizer(asked);
    let resource_policy = before.resource_policy;
    if !way.take(before.step) || !way.take(authentication::authenticate(asked)) {
        return false;
    }
    let is_certain = is_certain && way.is_certain();
    let Answered { step, answers } = lambda_authorizer::ask(asked, cache, is_certain);
    if !way.take(step) || !way.take(authorization::authorize(asked, resource_policy, &answers)) {
        return false;
    }
    let (step, plans) = api_key::check(asked, &answers);
    way.take(step) && way.take(api_key::limits(asked, &plans))
}

/// `the Lambda authorizer `name``
fn named(what: &str, name: &str) -> String {
    format!("the {what} {}", quoted(name))
}
