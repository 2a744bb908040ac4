//! The values by which an authorizer knows a caller.

use crate::front_door::model::{ApiType, Authorizer, AuthorizerKind};
use crate::front_door::request::DoorRequest;

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

/// What `source` has in a request to the method with this path.
pub(super) fn value(source: &str, request: &DoorRequest<'_>, route_path: &str) -> SourceValue {
    let present = |value: Option<&str>| match value {
        Some(value) if !value.is_empty() => SourceValue::Present(value.to_owned()),
        _ => SourceValue::Missing,
    };
    let source = source.trim();
    let plain = source.strip_prefix('$').unwrap_or(source);
    let plain = plain.strip_prefix("method.").unwrap_or(plain);
    if let Some(name) = plain.strip_prefix("request.header.") {
        return present(request.header(name));
    }
    if let Some(name) = plain.strip_prefix("request.querystring.") {
        return present(request.query_parameter(name));
    }
    match plain.strip_prefix("context.") {
        Some("httpMethod") => present(Some(&request.http_method)),
        Some("path") => present(Some(&request.path)),
        Some("stage") => present(Some(&request.stage)),
        Some("resourcePath") => present(Some(route_path)),
        Some("routeKey") => present(Some(&format!("{} {route_path}", request.http_method))),
        Some("identity.sourceIp") if request.source_ip.is_some() => present(request.source_ip.as_deref()),
        // Other context and stage variables.
        _ => SourceValue::Unknown,
    }
}
