//! Preflight requests, which an HTTP API with a CORS configuration answers by itself.

use serde::Serialize;

use super::api_key::limits_may_come_first;
use super::route::DEFAULT_ROUTE;
use super::{Checkpoint, OpenQuestion, Response, Step};
use crate::explanation::quoted;
use crate::front_door::model::{ApiType, Cors, FrontDoor, Method};
use crate::front_door::request::{DoorRequest, Sent};
use crate::scenario::Slot;

const CHECKPOINT: Checkpoint = Checkpoint::Cors;

/// What API Gateway says in its own answer to a preflight request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PreflightAnswer {
    /// The CORS configuration lists the origin, the method and all headers that are asked for.
    Listed,
    /// It does not list all of them. AWS does not say what the answer is then.
    NotListed,
    /// Whether it lists them is not known.
    Unknown,
}

/// What API Gateway would answer by itself; none where that cannot be.
pub(super) fn possible_answer(door: &FrontDoor, request: &DoorRequest<'_>) -> Option<PreflightAnswer> {
    let may_answer =
        door.api_type == ApiType::Http && request.http_method == "OPTIONS" && door.cors != Slot::Known(None);
    may_answer.then(|| Asked::of(door, request).answer())
}

/// Whether only a request that gets past all checks of `method` might be answered by API Gateway itself.
pub(super) fn is_open_at_integration(method: &Method) -> bool {
    method.path == DEFAULT_ROUTE
}

/// Whether API Gateway answers the request by itself; `method` is the route that takes it. What `$default` takes is
/// authorized in any case: only then comes the question that [`is_open_at_integration`] tells of.
pub(super) fn check(door: &FrontDoor, request: &DoorRequest<'_>, method: Option<&Method>) -> Step {
    if door.api_type != ApiType::Http {
        return Step::not_applicable(CHECKPOINT, "Only HTTP APIs answer preflight requests by themselves.");
    }
    let Some(answer) = possible_answer(door, request) else {
        return match &door.cors {
            Slot::Known(None) => Step::not_applicable(CHECKPOINT, "The API has no CORS configuration."),
            Slot::Known(Some(_)) if request.header("origin") != Sent::Never => Step::passed(
                CHECKPOINT,
                "It is no preflight request. Where it is answered, API Gateway sets the CORS headers and ignores those of \
                 the integration.",
            ),
            _ => Step::passed(CHECKPOINT, "It is no preflight request."),
        };
    };
    if method.is_some_and(is_open_at_integration) {
        let sentence = "The route `$default` takes preflight requests, too, with its authorization.";
        return Step::passed(CHECKPOINT, sentence).with_question(OpenQuestion::PreflightWithRoute);
    }
    let asked = Asked::of(door, request);
    let mut depends_on = Vec::new();
    let mut questions = Vec::new();
    let mut otherwise = Vec::new();
    if door.cors == Slot::Unknown {
        depends_on.push("the CORS configuration of the API".to_owned());
    }
    if !is_preflight(request) {
        questions.push(OpenQuestion::OptionsWithoutPreflightHeaders);
    }
    if method.is_some() {
        questions.push(OpenQuestion::PreflightWithRoute);
    } else if !(depends_on.is_empty() && questions.is_empty()) {
        otherwise.push(Response::http_not_found());
        questions.push(OpenQuestion::UnknownRouteStatus);
    }
    if limits_may_come_first(request.usage_before) {
        otherwise.push(Response::throttled());
        depends_on.push("whether limits on the rate hold for what API Gateway answers by itself".to_owned());
    }
    depends_on.extend(questions.iter().map(|question| question.as_reason()));
    let is_sure = depends_on.is_empty();
    let how = if is_sure { "answers" } else { "may answer" };
    let sentence = format!("API Gateway {how} the request by itself. {}", asked.sentence());
    if is_sure {
        return Step::answered(CHECKPOINT, answer, sentence);
    }
    let step = Step::unknown(CHECKPOINT, otherwise, depends_on, sentence);
    Step { answer: Some(answer), open_questions: questions, ..step }
}

fn is_preflight(request: &DoorRequest<'_>) -> bool {
    ["origin", "access-control-request-method"].iter().all(|name| request.header(name) != Sent::Never)
}

/// Something that is asked for, and whether the configuration lists it; none where nobody knows.
struct Wanted {
    what: String,
    is_listed: Option<bool>,
}

/// All that a request asks for.
struct Asked(Vec<Wanted>);

impl Asked {
    fn of(door: &FrontDoor, request: &DoorRequest<'_>) -> Self {
        let cors = door.cors.known().and_then(Option::as_ref);
        let wanted =
            |what: &str, value: Option<&str>, is_listed: &dyn Fn(&Cors, &str) -> Option<bool>| Wanted {
                what: value.map_or_else(|| what.to_owned(), |value| format!("{what} {}", quoted(value))),
                is_listed: cors.zip(value).and_then(|(cors, value)| is_listed(cors, value)),
            };
        let mut all = Vec::new();
        for (what, name) in [("the origin", "origin"), ("the method", "access-control-request-method")] {
            let is_listed: &dyn Fn(&Cors, &str) -> Option<bool> = match name {
                "origin" => &|cors, value| lists_origin(&cors.allow_origins, value),
                _ => &|cors, value| lists(&cors.allow_methods, |listed| listed == value),
            };
            match request.header(name) {
                Sent::Once(value) => all.push(wanted(what, Some(value.trim()), is_listed)),
                Sent::SeveralTimes => all.push(wanted(what, None, is_listed)),
                // No CORS headers are sent back.
                Sent::Never => all
                    .push(Wanted { what: format!("{what}, which it does not name"), is_listed: Some(false) }),
            }
        }
        let header = |cors: &Cors, value: &str| {
            lists(&cors.allow_headers, |listed| listed.eq_ignore_ascii_case(value))
        };
        match request.header("access-control-request-headers") {
            Sent::Once(names) => {
                let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
                all.extend(names.map(|name| wanted("the header", Some(name), &header)));
            }
            Sent::SeveralTimes => all.push(wanted("the headers", None, &header)),
            Sent::Never => {}
        }
        Self(all)
    }

    fn answer(&self) -> PreflightAnswer {
        if self.0.iter().any(|wanted| wanted.is_listed == Some(false)) {
            PreflightAnswer::NotListed
        } else if self.0.iter().any(|wanted| wanted.is_listed.is_none()) {
            PreflightAnswer::Unknown
        } else {
            PreflightAnswer::Listed
        }
    }

    fn sentence(&self) -> String {
        let which = |is_listed: Option<bool>| {
            let found = self.0.iter().filter(|wanted| wanted.is_listed == is_listed);
            found.map(|wanted| &*wanted.what).collect::<Vec<_>>().join("; ")
        };
        match self.answer() {
            PreflightAnswer::Listed => format!("Its CORS configuration lists {}.", which(Some(true))),
            PreflightAnswer::NotListed => format!(
                "Its CORS configuration does not list {}; AWS does not say what the answer is then.",
                which(Some(false))
            ),
            PreflightAnswer::Unknown => {
                format!("Whether its CORS configuration lists {} is not known.", which(None))
            }
        }
    }
}

/// Whether a list has an entry that is `*` or fits.
fn lists(list: &Slot<Vec<String>>, fits: impl Fn(&str) -> bool) -> Option<bool> {
    list.known().map(|list| list.iter().any(|listed| listed == "*" || fits(listed)))
}

/// As [`lists`]; AWS says of no wildcard but `*`, `https://*` and `http://*` what it stands for, and not whether upper and
/// lower case count.
fn lists_origin(list: &Slot<Vec<String>>, origin: &str) -> Option<bool> {
    let all = list.known()?;
    let of_scheme = |listed: &str| {
        let scheme = listed.strip_suffix('*').filter(|scheme| ["https://", "http://"].contains(scheme));
        scheme.is_some_and(|scheme| origin.starts_with(scheme))
    };
    let is_described =
        |listed: &str| !listed.contains('*') || ["*", "https://*", "http://*"].contains(&listed);
    let is_sure =
        |listed: &String| is_described(listed) && (listed == origin || !listed.eq_ignore_ascii_case(origin));
    match lists(list, |listed| listed == origin || of_scheme(listed)) {
        Some(false) if !all.iter().all(is_sure) => None,
        found => found,
    }
}
