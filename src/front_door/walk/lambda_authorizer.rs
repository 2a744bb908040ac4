//! What the function of a Lambda authorizer answers, or answered before.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::authentication::{ttl_seconds, unauthorized};
use super::cache::{Answer, AuthorizerCache, Kept};
use super::identity_source::{SourceValue, sources, value};
use super::{Asked, Checkpoint, Response, Step, named};
use crate::front_door::model::{ApiType, Authorization, Authorizer, AuthorizerReturns, PayloadFormat};
use crate::text::json;

/// The step, and the answers that may count; none where no function is asked.
pub(super) struct Answered {
    pub(super) step: Step,
    pub(super) answers: Vec<Answer>,
}

/// What a call of the function comes to.
enum Called {
    Answers(Answer),
    Fails(Response, String),
    Unknown,
}

/// Looks into the cache, and calls the function where that has nothing. `is_certain` says whether the request surely came
/// this far.
pub(super) fn ask(asked: &Asked<'_, '_>, cache: &mut AuthorizerCache, is_certain: bool) -> Answered {
    let checkpoint = Checkpoint::Authorizer;
    let Authorization::Lambda { authorizer: name } = &asked.method.authorization else {
        let step = Step::not_applicable(checkpoint, "The method has no Lambda authorizer.");
        return Answered { step, answers: Vec::new() };
    };
    let what = named("Lambda authorizer", name);
    let answer_of = format!("what {what} answers");
    let Some(authorizer) = asked.door.authorizer(name) else {
        let step =
            Step::unknown(checkpoint, Vec::new(), vec![answer_of], format!("Nothing is known of {what}."));
        return Answered { step, answers: vec![Answer::Unknown] };
    };
    let api_type = asked.door.api_type;
    let ttl = ttl_seconds(authorizer, api_type);
    let sources = sources(authorizer, api_type);
    let keeps = ttl != Some(0) && !(api_type == ApiType::Http && sources.is_empty());
    let key: Option<Vec<String>> = sources
        .iter()
        .map(|source| match value(source, asked) {
            SourceValue::Present(value) => Some(value),
            SourceValue::Missing | SourceValue::Unknown => None,
        })
        .collect();
    // A REST API keeps answers by identity sources alone: without any, what it keeps is not documented.
    let key = key.filter(|values| !values.is_empty());
    let place = [asked.door.api_id.clone(), asked.request.stage.clone(), name.clone()];
    let kept = match keeps {
        true => cache.find(&place, key.as_deref(), asked.request.time),
        false => Kept::default(),
    };
    if let Some((answer, walk)) = kept.certain {
        let sentence =
            format!("An answer that {what} gave before is used again; the function is not called.");
        let step = Step { kept_from: Some(walk), ..Step::passed(checkpoint, sentence) };
        return Answered { step, answers: vec![answer] };
    }
    let called = call(asked, authorizer);
    if keeps {
        let lifetime = (asked.request.time, ttl.map(|seconds| u64::from(seconds) * 1000));
        let is_certain = is_certain && kept.perhaps.is_empty();
        match &called {
            Called::Answers(answer) => {
                // Where nobody knows whether answers are kept, this one perhaps is.
                cache.keep(place, key, answer.clone(), lifetime, is_certain && ttl.is_some());
            }
            Called::Unknown => cache.keep(place, key, Answer::Unknown, lifetime, false),
            Called::Fails(..) => {}
        }
    }
    let mut answers = kept.perhaps;
    let is_perhaps_kept = |answers: &[Answer], fresh: Option<&Answer>| match fresh {
        Some(fresh) => answers.iter().any(|answer| answer != fresh),
        None => !answers.is_empty(),
    };
    let perhaps_kept = format!("whether {what} still has an answer from before");
    let step = match called {
        Called::Answers(answer) => {
            let step = match is_perhaps_kept(&answers, Some(&answer)) {
                true => {
                    let sentence =
                        format!("Whether an answer of {what} from before is used again is not known.");
                    Step::unknown(checkpoint, Vec::new(), vec![perhaps_kept], sentence)
                }
                false => Step::passed(
                    checkpoint,
                    crate::explanation::capitalised(&format!("{what} is called and answers.")),
                ),
            };
            if !answers.contains(&answer) {
                answers.push(answer);
            }
            step
        }
        Called::Fails(response, sentence) if answers.is_empty() => {
            Step::stopped(checkpoint, response, sentence)
        }
        Called::Fails(response, sentence) => {
            Step::unknown(checkpoint, vec![response], vec![perhaps_kept], sentence)
        }
        Called::Unknown => {
            if !answers.contains(&Answer::Unknown) {
                answers.push(Answer::Unknown);
            }
            let responses = vec![unauthorized(api_type), Response::authorizer_failed()];
            Step::unknown(
                checkpoint,
                responses,
                vec![answer_of],
                format!("What {what} answers is not known."),
            )
        }
    };
    Answered { step, answers }
}

fn call(asked: &Asked<'_, '_>, authorizer: &Authorizer) -> Called {
    let api_type = asked.door.api_type;
    let returns = asked.request.authorizer_returns.as_ref().unwrap_or(&authorizer.returns);
    let called_method = |effect: &str| {
        let output = json!({
            "principalId": "user",
            "policyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": asked.arn}],
            },
        });
        read_output(&output.to_string(), authorizer, api_type)
    };
    match returns {
        AuthorizerReturns::Unknown => Called::Unknown,
        AuthorizerReturns::Output(text) => read_output(&text.0, authorizer, api_type),
        AuthorizerReturns::AllowsCalledMethod => called_method("Allow"),
        AuthorizerReturns::DeniesCalledMethod => called_method("Deny"),
        AuthorizerReturns::Unauthorized => {
            Called::Fails(unauthorized(api_type), "The function fails with `Unauthorized`.".to_owned())
        }
        AuthorizerReturns::Fails => Called::Fails(
            Response::authorizer_failed(),
            "The function fails, or API Gateway may not call it.".to_owned(),
        ),
    }
}

fn read_output(text: &str, authorizer: &Authorizer, api_type: ApiType) -> Called {
    match answer_in(text, authorizer, api_type) {
        Ok(answer) => Called::Answers(answer),
        Err(Fault::Ambiguous) => Called::Unknown,
        Err(Fault::Unauthorized) => {
            let sentence = "The function answers with the error `Unauthorized`.".to_owned();
            Called::Fails(unauthorized(api_type), sentence)
        }
        Err(Fault::Malformed(message)) => {
            let sentence = format!("API Gateway cannot use the answer of the function: {message}.");
            Called::Fails(Response::authorizer_failed(), sentence)
        }
    }
}

/// Why an output is no answer.
enum Fault {
    Unauthorized,
    /// It names a member twice: nobody knows which one counts.
    Ambiguous,
    Malformed(String),
}

fn answer_in(text: &str, authorizer: &Authorizer, api_type: ApiType) -> Result<Answer, Fault> {
    let malformed = |message: &str| Err(Fault::Malformed(message.to_owned()));
    let found = json::parse(text).diagnostics;
    if let Some(error) = found.iter().find(|found| found.code != "duplicate-member") {
        return Err(Fault::Malformed(error.message.clone()));
    }
    if !found.is_empty() {
        return Err(Fault::Ambiguous);
    }
    let Ok(Value::Object(members)) = serde_json::from_str::<Value>(text) else {
        return malformed("it is not a JSON object");
    };
    let is_http = api_type == ApiType::Http;
    if is_http && members.get("errorMessage").and_then(Value::as_str) == Some("Unauthorized") {
        return Err(Fault::Unauthorized);
    }
    if is_http && authorizer.payload_format == PayloadFormat::V2 && authorizer.simple_responses {
        return match members.get("isAuthorized") {
            Some(Value::Bool(is_authorized)) => Ok(Answer::Simple(*is_authorized)),
            _ => malformed("it has no `isAuthorized` that is `true` or `false`"),
        };
    }
    if !members.get("principalId").is_some_and(Value::is_string) {
        return malformed("it has no `principalId`");
    }
    if !members.get("policyDocument").is_some_and(Value::is_object) {
        return malformed("it has no `policyDocument`");
    }
    if !has_flat_context(&members) {
        return malformed("its `context` is not a flat map of strings, numbers and booleans");
    }
    let usage_key = members.get("usageIdentifierKey").and_then(Value::as_str).map(str::to_owned);
    Ok(Answer::Policy { output: Arc::from(text), usage_key })
}

fn has_flat_context(members: &Map<String, Value>) -> bool {
    match members.get("context") {
        None | Some(Value::Null) => true,
        Some(Value::Object(context)) => context.values().all(|value| !value.is_object() && !value.is_array()),
        Some(_) => false,
    }
}
