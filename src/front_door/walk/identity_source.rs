//! The values by which an authorizer knows a caller.

use super::Asked;
use super::route::DEFAULT_ROUTE;
use crate::front_door::model::{ApiType, Authorizer, AuthorizerKind};
use crate::front_door::request::Sent;

/// A value of an identity source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SourceValue {
    /// The request has none, or an empty one.
    Missing,
    /// The request has this one.
    Present(String),
    /// Nobody knows.
    Unknown,
}

/// The identity sources of an authorizer, that of a token in any case.
pub(super) fn sources(authorizer: &Authorizer, api_type: ApiType) -> Vec<String> {
    // REST APIs write several into one text.
    let listed = authorizer.identity_sources.iter().flat_map(|source| source.split(','));
    let listed: Vec<String> = listed.map(|source| source.trim().to_owned()).collect();
    let default = match (authorizer.kind, api_type) {
        (AuthorizerKind::Token | AuthorizerKind::Cognito, _) => "method.request.header.Authorization",
        (AuthorizerKind::Jwt, _) => "$request.header.Authorization",
        (AuthorizerKind::Request, _) => return listed,
    };
    if listed.is_empty() { vec![default.to_owned()] } else { listed }
}

/// What `source` has in the request.
pub(super) fn value(source: &str, asked: &Asked<'_, '_>) -> SourceValue {
    let (request, method) = (asked.request, asked.method);
    let present = |value: Option<&str>| match value {
        Some(value) if !value.is_empty() => SourceValue::Present(value.to_owned()),
        _ => SourceValue::Missing,
    };
    // Which one of several values counts is documented for integrations only.
    let sent = |value: Sent<'_>| match value {
        Sent::Never => SourceValue::Missing,
        Sent::Once(value) => present(Some(value)),
        Sent::SeveralTimes => SourceValue::Unknown,
    };
    let source = source.trim();
    let plain = source.strip_prefix('$').unwrap_or(source);
    let plain = plain.strip_prefix("method.").unwrap_or(plain);
    if let Some(name) = plain.strip_prefix("request.header.") {
        return sent(request.header(name));
    }
    if let Some(name) = plain.strip_prefix("request.querystring.") {
        return sent(request.query_parameter(name));
    }
    match plain.strip_prefix("context.") {
        Some("httpMethod") => present(Some(&request.http_method)),
        Some("path") => present(Some(&request.path)),
        Some("stage") => present(Some(&request.stage)),
        Some("resourcePath") => present(Some(&method.path)),
        Some("routeKey") if method.path == DEFAULT_ROUTE => present(Some(DEFAULT_ROUTE)),
        Some("routeKey") => present(Some(&format!("{} {}", method.http_method, method.path))),
        Some("identity.sourceIp") if request.source_ip.is_some() => present(request.source_ip.as_deref()),
        // Other context and stage variables.
        _ => SourceValue::Unknown,
    }
}
