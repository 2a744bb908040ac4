//! How a request to an API ends, in words.

use crate::front_door::{Ending, Outcome, PreflightAnswer, Response};

/// How a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DoorEnding {
    /// It reaches the integration.
    Reached,
    /// It is answered with an error before.
    Stopped,
    /// API Gateway answers it by itself, as a preflight request.
    Answered,
    /// That depends on something that is not known.
    Unknown,
    /// It cannot be read.
    Unreadable,
}

/// How a request comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorOutcome {
    /// In one word.
    pub ending: DoorEnding,
    /// In a sentence without full stop; user text in backticks.
    pub headline: String,
    /// Every ending that is possible, where it is unknown.
    pub possible: Vec<String>,
    /// What it depends on, where it is unknown.
    pub depends_on: Vec<String>,
}

impl DoorOutcome {
    pub(super) fn of(outcome: &Outcome) -> Self {
        let certain =
            |ending, headline| Self { ending, headline, possible: Vec::new(), depends_on: Vec::new() };
        match outcome {
            Outcome::Reached => certain(DoorEnding::Reached, REACHES.to_owned()),
            Outcome::Stopped(response) => certain(DoorEnding::Stopped, response_sentence(response)),
            Outcome::Answered(answer) => {
                certain(DoorEnding::Answered, preflight_sentence(*answer).to_owned())
            }
            Outcome::Unknown { possible, depends_on } => {
                let may_reach = possible.contains(&Ending::Reached);
                let headline = match may_reach {
                    true => "may reach the integration or not: that depends on what is not known",
                    false => "does not reach the integration; which answer it gets is not known",
                };
                Self {
                    ending: DoorEnding::Unknown,
                    headline: headline.to_owned(),
                    possible: possible.iter().map(ending_sentence).collect(),
                    depends_on: depends_on.clone(),
                }
            }
        }
    }

    pub(super) fn unreadable(message: String) -> Self {
        let ending = DoorEnding::Unreadable;
        Self { ending, headline: message, possible: Vec::new(), depends_on: Vec::new() }
    }
}

const REACHES: &str = "reaches the integration";

fn ending_sentence(ending: &Ending) -> String {
    match ending {
        Ending::Reached => REACHES.to_owned(),
        Ending::Stopped(response) => response_sentence(response),
        Ending::Answered(answer) => preflight_sentence(*answer).to_owned(),
    }
}

fn preflight_sentence(answer: PreflightAnswer) -> &'static str {
    match answer {
        PreflightAnswer::Listed => {
            "is answered by API Gateway itself: its CORS configuration lists what is asked for"
        }
        PreflightAnswer::NotListed => {
            "is answered by API Gateway itself: its CORS configuration does not list all that is asked for"
        }
        PreflightAnswer::Unknown => {
            "is answered by API Gateway itself: whether its CORS configuration lists what is asked for is not known"
        }
    }
}

/// `403 Forbidden: `…`` with the message of the answer or its type.
pub(super) fn response_sentence(response: &Response) -> String {
    let Some(status) = response.status else {
        return "does not reach API Gateway".to_owned();
    };
    let status = match reason(status) {
        "" => status.to_string(),
        reason => format!("{status} {reason}"),
    };
    match (&response.message, response.response_type) {
        (Some(message), _) => format!("{status}: `{}`", message.replace('`', "'")),
        (None, Some(response_type)) => format!("{status}: `{response_type}`"),
        (None, None) => status,
    }
}

/// What HTTP calls a status.
fn reason(status: u16) -> &'static str {
    match status {
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        414 => "URI Too Long",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        _ => "",
    }
}
