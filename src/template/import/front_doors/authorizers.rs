//! Authorizers, from resources and from the security schemes of definitions.

use super::draft::Draft;
use super::settings::{needs, setting, texts, truth};
use crate::front_door::{ApiType, Authorizer, AuthorizerKind, PayloadFormat};
use crate::template::import::stack::StackResource;
use crate::template::value::Resolved;
use crate::text::{Span, quoted};

/// What is written of an authorizer; resources and definitions call the same things otherwise.
pub(super) struct Written<'r> {
    /// What the template calls it.
    pub(super) name: &'r str,
    pub(super) kind: Option<&'r Resolved>,
    pub(super) identity: Option<&'r Resolved>,
    pub(super) expression: Option<&'r Resolved>,
    pub(super) ttl: Option<&'r Resolved>,
    pub(super) payload_format: Option<&'r Resolved>,
    pub(super) simple_responses: Option<&'r Resolved>,
    pub(super) user_pools: Option<&'r Resolved>,
    pub(super) issuer: Option<&'r Resolved>,
    pub(super) audience: Option<&'r Resolved>,
    pub(super) place: Span,
}

/// Takes over the authorizers that are resources.
pub(super) fn authorizers(draft: &mut Draft<'_>, resource_type: &str) {
    for resource in draft.members(resource_type) {
        let get = |name: &str| setting(&resource.properties, name);
        let jwt = get("JwtConfiguration");
        let written = Written {
            name: resource.properties.member("Name").and_then(Resolved::text).unwrap_or(&resource.logical_id),
            kind: get("Type").or_else(|| get("AuthorizerType")),
            identity: get("IdentitySource"),
            expression: get("IdentityValidationExpression"),
            ttl: get("AuthorizerResultTtlInSeconds"),
            payload_format: get("AuthorizerPayloadFormatVersion"),
            simple_responses: get("EnableSimpleResponses"),
            user_pools: get("ProviderARNs"),
            issuer: jwt.and_then(|jwt| setting(jwt, "Issuer")),
            audience: jwt.and_then(|jwt| setting(jwt, "Audience")),
            place: resource.logical_id_span,
        };
        let taken = take(draft, &written);
        draft.authorizers.insert(&resource.logical_id, taken);
    }
}

/// Takes an authorizer over and gives its name in the API; none where too much of it is unknown.
pub(super) fn take(draft: &mut Draft<'_>, written: &Written<'_>) -> Option<(String, AuthorizerKind)> {
    match read(written, draft.door.api_type) {
        Ok(mut authorizer) => {
            let name = authorizer.name.clone();
            let mut number = 1;
            while draft.door.authorizer(&authorizer.name).is_some() {
                number += 1;
                authorizer.name = format!("{name} ({number})");
            }
            say_what_is_open(draft, written, &authorizer);
            let taken = (authorizer.name.clone(), authorizer.kind);
            draft.door.authorizers.push(authorizer);
            Some(taken)
        }
        Err((what, place)) => {
            let name = quoted(written.name);
            draft.say(format!("the authorizer `{name}` is not taken over: {what} is not known"), place);
            None
        }
    }
}

/// What is not known and has a place in a front door.
fn say_what_is_open(draft: &mut Draft<'_>, written: &Written<'_>, authorizer: &Authorizer) {
    let name = quoted(written.name);
    let place = written.place;
    match authorizer.kind {
        AuthorizerKind::Token | AuthorizerKind::Request => {
            draft.say(format!("what the function of the authorizer `{name}` answers is not known"), place);
        }
        AuthorizerKind::Cognito | AuthorizerKind::Jwt => {
            let issuer = written.issuer.or(written.user_pools);
            if authorizer.issuers.is_empty() {
                let needs = issuer.map(needs).unwrap_or_default();
                draft.say(format!("whose tokens the authorizer `{name}` takes is not known{needs}"), place);
            }
            if authorizer.kind == AuthorizerKind::Jwt && authorizer.audience.is_empty() {
                let needs = written.audience.map(needs).unwrap_or_default();
                draft.say(
                    format!("for whom tokens for the authorizer `{name}` have to be is not known{needs}"),
                    place,
                );
            }
        }
    }
}

type Unknown = (String, Span);

fn read(written: &Written<'_>, api_type: ApiType) -> Result<Authorizer, Unknown> {
    let unknown = |what: &str, value: &Resolved| (format!("{what}{}", needs(value)), value.span);
    let kind = match written.kind.map(|kind| (kind, kind.text().map(str::to_ascii_lowercase))) {
        None => return Err(("its type".to_owned(), written.place)),
        Some((kind, text)) => match (api_type, text.as_deref()) {
            (ApiType::Rest, Some("token")) => AuthorizerKind::Token,
            (ApiType::Rest | ApiType::Http, Some("request")) => AuthorizerKind::Request,
            (ApiType::Rest, Some("cognito_user_pools")) => AuthorizerKind::Cognito,
            (ApiType::Http, Some("jwt")) => AuthorizerKind::Jwt,
            _ => return Err(unknown("its type", kind)),
        },
    };
    let is_lambda = matches!(kind, AuthorizerKind::Token | AuthorizerKind::Request);
    let identity_sources = match written.identity {
        None => Vec::new(),
        Some(identity) => {
            let sources = texts(identity).ok_or_else(|| unknown("its identity source", identity))?;
            let sources = sources.iter().flat_map(|source| source.split(','));
            sources.map(|source| source.trim().to_owned()).filter(|source| !source.is_empty()).collect()
        }
    };
    let identity_validation_expression = match written.expression {
        None => None,
        Some(expression) => match expression.text() {
            Some("") => None,
            Some(text) => Some(text.to_owned()),
            None => return Err(unknown("its validation expression", expression)),
        },
    };
    let ttl_seconds = match written.ttl.filter(|_| is_lambda) {
        None => None,
        Some(ttl) => {
            let seconds = ttl.text().and_then(|text| text.parse().ok());
            Some(seconds.ok_or_else(|| unknown("how long its answers are kept", ttl))?)
        }
    };
    let asks_for_format = is_lambda && api_type == ApiType::Http;
    let payload_format = match written.payload_format.filter(|_| asks_for_format) {
        None if asks_for_format => return Err(("its payload format".to_owned(), written.place)),
        None => PayloadFormat::default(),
        Some(format) => match format.text() {
            Some("1.0" | "1") => PayloadFormat::V1,
            Some("2.0" | "2") => PayloadFormat::V2,
            _ => return Err(unknown("its payload format", format)),
        },
    };
    let simple_responses = match written.simple_responses.filter(|_| asks_for_format) {
        None => false,
        Some(simple) => truth(simple).ok_or_else(|| unknown("the form of its answers", simple))?,
    };
    let issuers = match kind {
        AuthorizerKind::Cognito => {
            let pools = written.user_pools.and_then(texts).unwrap_or_default();
            // One that is left out would refuse tokens that are taken.
            pools.iter().map(|arn| issuer_of_pool(arn)).collect::<Option<Vec<_>>>().unwrap_or_default()
        }
        AuthorizerKind::Jwt => {
            written.issuer.and_then(Resolved::text).map(str::to_owned).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let audience = match kind {
        AuthorizerKind::Jwt => written.audience.and_then(texts).unwrap_or_default(),
        _ => Vec::new(),
    };
    Ok(Authorizer {
        name: written.name.to_owned(),
        kind,
        identity_sources,
        identity_validation_expression,
        ttl_seconds,
        payload_format,
        simple_responses,
        issuers,
        audience,
        ..Authorizer::default()
    })
}

/// The issuer of the tokens of a user pool, by its ARN.
fn issuer_of_pool(arn: &str) -> Option<String> {
    let [_, partition, service, region, _, pool] = crate::matching::split_arn(arn)?;
    let suffix = if partition == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" };
    let pool = pool.strip_prefix("userpool/").filter(|_| service == "cognito-idp")?;
    Some(format!("https://cognito-idp.{region}.{suffix}/{pool}"))
}

/// The authorizer that a property of a method names.
pub(super) fn named(
    draft: &Draft<'_>,
    types: &[&str],
    id: Option<&Resolved>,
) -> Option<(String, AuthorizerKind)> {
    let resource: &StackResource = draft.index.named(types, id?)?;
    draft.authorizers.get(resource.logical_id.as_str())?.clone()
}
