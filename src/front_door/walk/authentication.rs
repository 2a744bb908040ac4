//! Who calls: signatures, tokens and identity sources.

use super::identity_source::{SourceValue, sources, value};
use super::{Asked, Checkpoint, OpenQuestion, Response, Step, named};
use crate::explanation::quoted;
use crate::front_door::jwt::{ClaimCheck, Claims, Expected, TokenError, TokenUse, check, decode};
use crate::front_door::model::{ApiType, Authorization, Authorizer, AuthorizerKind};
use crate::front_door::request::Credentials;
use crate::matching::{Fit, fit};

const CHECKPOINT: Checkpoint = Checkpoint::Authentication;

/// Seconds for which a REST API keeps the answer of an authorizer that does not say so.
const DEFAULT_TTL_SECONDS: u32 = 300;

/// For how many seconds the answers of a Lambda authorizer are kept, where that is known.
pub(super) fn ttl_seconds(authorizer: &Authorizer, api_type: ApiType) -> Option<u32> {
    let default = (api_type == ApiType::Rest).then_some(DEFAULT_TTL_SECONDS);
    authorizer.ttl_seconds.or(default).map(|seconds| seconds.min(3600))
}

/// 401, as this type of API answers it.
pub(super) fn unauthorized(api_type: ApiType) -> Response {
    if api_type == ApiType::Http { Response::http_unauthorized() } else { Response::unauthorized() }
}

pub(super) fn authenticate(asked: &Asked<'_, '_>) -> Step {
    let door = asked.door;
    match &asked.method.authorization {
        Authorization::None => Step::not_applicable(CHECKPOINT, "The method asks for no authorization."),
        Authorization::Unknown => Step::unknown(
            CHECKPOINT,
            vec![unauthorized(door.api_type), Response::access_denied("anonymous", asked.arn, false)],
            vec!["how the method is authorized".to_owned()],
            "How the method is authorized is not known.",
        ),
        Authorization::Iam => signature(asked),
        Authorization::Lambda { authorizer: name } => {
            let kinds = [AuthorizerKind::Token, AuthorizerKind::Request];
            match door.authorizer(name).filter(|authorizer| kinds.contains(&authorizer.kind)) {
                Some(authorizer) => identity(asked, authorizer),
                None => missing(asked, name),
            }
        }
        Authorization::Cognito { authorizer: name, scopes } => match door.authorizer(name) {
            Some(authorizer)
                if authorizer.kind == AuthorizerKind::Cognito && door.api_type == ApiType::Rest =>
            {
                user_pool(asked, authorizer, scopes)
            }
            _ => missing(asked, name),
        },
        Authorization::Jwt { authorizer: name, scopes } => match door.authorizer(name) {
            Some(authorizer) if authorizer.kind == AuthorizerKind::Jwt && door.api_type == ApiType::Http => {
                json_web_token(asked, authorizer, scopes)
            }
            _ => missing(asked, name),
        },
    }
}

/// The method names an authorizer that the API does not have, or not as one of this kind.
fn missing(asked: &Asked<'_, '_>, name: &str) -> Step {
    let what = named("authorizer", name);
    Step::unknown(
        CHECKPOINT,
        vec![unauthorized(asked.door.api_type), Response::authorizer_failed()],
        vec![format!("{what}, which the API does not have, or not for such a method")],
        format!("Nothing is known of {what} for such a method."),
    )
}

fn signature(asked: &Asked<'_, '_>) -> Step {
    let is_http = asked.door.api_type == ApiType::Http;
    // AWS's pages give types of response for REST APIs only.
    let refused = |response: Response, sentence: &str| {
        Step::stopped(CHECKPOINT, if is_http { Response::status(403) } else { response }, sentence)
    };
    match &asked.request.credentials {
        Credentials::Signed(caller) => {
            let name = quoted(caller.principal.name());
            Step::passed(CHECKPOINT, format!("The request is signed by {name}."))
                .assuming("that the signature fits was said, not checked")
        }
        Credentials::None => refused(Response::missing_token(), "The request is not signed."),
        Credentials::InvalidSignature => {
            refused(Response::invalid_signature(), "The signature does not fit.")
        }
        Credentials::SignatureExpired => refused(Response::signature_expired(), "The signature is too old."),
        Credentials::TokenExpired => refused(Response::token_expired(), "The session has expired."),
    }
}

/// Identity sources of a Lambda authorizer.
fn identity(asked: &Asked<'_, '_>, authorizer: &Authorizer) -> Step {
    let api_type = asked.door.api_type;
    let sources = sources(authorizer, api_type);
    let is_token = authorizer.kind == AuthorizerKind::Token;
    let needs_all = is_token || api_type == ApiType::Http || ttl_seconds(authorizer, api_type) != Some(0);
    if !needs_all {
        let sentence = "Answers are not kept, so the function is called whatever the request has.";
        return Step::passed(CHECKPOINT, sentence);
    }
    let values: Vec<(&String, SourceValue)> =
        sources.iter().map(|source| (source, value(source, asked))).collect();
    if let Some((source, _)) = values.iter().find(|(_, value)| *value == SourceValue::Missing) {
        let sentence = format!("The request has no {}: the function is not called.", quoted(source));
        return Step::stopped(CHECKPOINT, unauthorized(api_type), sentence);
    }
    if let Some((source, _)) = values.iter().find(|(_, value)| *value == SourceValue::Unknown) {
        let depends_on = vec![format!("whether the request has {}", quoted(source))];
        let sentence = format!("Whether the request has {} is not known.", quoted(source));
        return Step::unknown(CHECKPOINT, vec![unauthorized(api_type)], depends_on, sentence);
    }
    let (Some(expression), true, Some((_, SourceValue::Present(token)))) =
        (&authorizer.identity_validation_expression, is_token, values.first())
    else {
        return Step::passed(CHECKPOINT, "The request has every identity source.");
    };
    validated(expression, token, "token")
}

/// A token, or an audience, against the validation expression.
fn validated(expression: &str, text: &str, what: &str) -> Step {
    let quoted_expression = quoted(expression);
    let refused = vec![Response::unauthorized()];
    match fit(expression, text) {
        Fit::Whole => Step::passed(CHECKPOINT, format!("The {what} matches {quoted_expression}.")),
        Fit::None => Step::stopped_by_one_of(
            CHECKPOINT,
            refused,
            format!("The {what} does not match {quoted_expression}."),
        ),
        Fit::Part => {
            let question = OpenQuestion::ValidationOfWholeToken;
            let depends_on = vec![question.as_reason()];
            let sentence = format!("Only a part of the {what} matches {quoted_expression}.");
            Step::unknown(CHECKPOINT, refused, depends_on, sentence).with_question(question)
        }
        Fit::CannotTell => Step::unknown(
            CHECKPOINT,
            refused,
            vec![format!("the validation expression {quoted_expression}, which cannot be run here")],
            format!("The validation expression {quoted_expression} cannot be run here."),
        ),
    }
}

/// What became of the token of a request.
enum Token {
    Read(Claims),
    Refused(Step),
}

/// The token at the identity source, alone or behind `Bearer `.
fn token(asked: &Asked<'_, '_>, authorizer: &Authorizer) -> Token {
    let api_type = asked.door.api_type;
    let source = sources(authorizer, api_type).into_iter().next().unwrap_or_default();
    let refused =
        |sentence: String| Token::Refused(Step::stopped(CHECKPOINT, unauthorized(api_type), sentence));
    let text = match value(&source, asked) {
        SourceValue::Present(text) => text,
        SourceValue::Missing => return refused(format!("The request has no token at {}.", quoted(&source))),
        SourceValue::Unknown => {
            let sentence = format!("Whether there is a token at {} is not known.", quoted(&source));
            let depends_on = vec![format!("the token at {}", quoted(&source))];
            return Token::Refused(Step::unknown(
                CHECKPOINT,
                vec![unauthorized(api_type)],
                depends_on,
                sentence,
            ));
        }
    };
    match decode(without_bearer(&text)) {
        Ok(claims) => Token::Read(claims),
        Err(TokenError { offset, message, .. }) => {
            refused(format!("The token cannot be read: {message} (place {offset} of the token)."))
        }
    }
}

fn without_bearer(text: &str) -> &str {
    let (scheme, rest) = text.split_at_checked("Bearer ".len()).unwrap_or(("", text));
    if scheme.eq_ignore_ascii_case("Bearer ") { rest.trim_start() } else { text }
}

const UNCHECKED_SIGNATURE: &str = "the signature of the token was not checked";

fn user_pool(asked: &Asked<'_, '_>, authorizer: &Authorizer, scopes: &[String]) -> Step {
    let claims = match token(asked, authorizer) {
        Token::Read(claims) => claims,
        Token::Refused(step) => return step,
    };
    if let Some(expression) = &authorizer.identity_validation_expression {
        let audience = claims.claims.get("aud").and_then(|audience| audience.as_str()).unwrap_or_default();
        let step = validated(expression, audience, "audience of the token");
        if !step.responses.is_empty() {
            return step;
        }
    }
    let token_use = if scopes.is_empty() { TokenUse::Identity } else { TokenUse::Access };
    let expected = Expected {
        issuers: &authorizer.issuers,
        audience: None,
        scopes,
        token_use: Some(token_use),
        signed_by_rsa: false,
        time: asked.request.time,
    };
    let step = step_of(check(&claims, &expected), &[Response::unauthorized()]);
    let source = sources(authorizer, asked.door.api_type).into_iter().next().unwrap_or_default();
    let is_behind_bearer = matches!(
        value(&source, asked),
        SourceValue::Present(text) if without_bearer(&text).len() < text.len()
    );
    if step.responses.is_empty() && is_behind_bearer {
        let question = OpenQuestion::BearerBeforeUserPoolToken;
        return step.assuming(question.taken()).with_question(question);
    }
    step
}

fn json_web_token(asked: &Asked<'_, '_>, authorizer: &Authorizer, scopes: &[String]) -> Step {
    let claims = match token(asked, authorizer) {
        Token::Read(claims) => claims,
        Token::Refused(step) => return step,
    };
    let expected = Expected {
        issuers: &authorizer.issuers,
        audience: Some(&authorizer.audience),
        scopes,
        token_use: None,
        signed_by_rsa: true,
        time: asked.request.time,
    };
    step_of(check(&claims, &expected), &[Response::http_unauthorized(), Response::status(403)])
}

/// The step that follows from the claims. The first answer is for a token that fails; all of them are possible when it
/// only lacks a scope.
fn step_of(found: Vec<ClaimCheck>, responses: &[Response]) -> Step {
    let failed: Vec<&str> = found
        .iter()
        .filter_map(|check| match check {
            ClaimCheck::Fails(message) => Some(&**message),
            _ => None,
        })
        .collect();
    let first: Vec<Response> = responses.iter().take(1).cloned().collect();
    if !failed.is_empty() {
        let sentence = format!("The token does not pass: {}.", failed.join("; "));
        return Step::stopped_by_one_of(CHECKPOINT, first, sentence);
    }
    let depends_on: Vec<String> = found
        .iter()
        .filter_map(|check| match check {
            ClaimCheck::Unknown(message) => Some(message.clone()),
            _ => None,
        })
        .collect();
    let lacks_scope = found.iter().find_map(|check| match check {
        ClaimCheck::LacksScope(message) => Some(message),
        _ => None,
    });
    if let Some(message) = lacks_scope {
        let sentence = format!("The token does not pass: {message}.");
        let step = Step::stopped_by_one_of(CHECKPOINT, responses.to_vec(), sentence);
        return match responses.len() {
            0 | 1 => step,
            _ => step.with_question(OpenQuestion::InsufficientScopeStatus),
        };
    }
    if !depends_on.is_empty() {
        let sentence = "Whether the token passes is not known.";
        return Step::unknown(CHECKPOINT, first, depends_on, sentence).assuming(UNCHECKED_SIGNATURE);
    }
    Step::passed(CHECKPOINT, "The claims of the token pass; its signature was not checked.")
        .assuming(UNCHECKED_SIGNATURE)
}
