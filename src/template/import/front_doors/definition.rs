//! The definition of an API in OpenAPI, where it is written into the template.

use super::authorization::{add, of_authorizer};
use super::authorizers::{Written, take};
use super::draft::Draft;
use super::http::DEFAULT;
use super::rest;
use super::settings::{is_open, needs, setting, texts};
use crate::front_door::{ApiType, Authorization, AuthorizerKind, Method};
use crate::template::import::values::string;
use crate::template::value::{Resolved, ResolvedMember};
use crate::text::{Span, quoted};

const ANY: &str = "x-amazon-apigateway-any-method";
const VERBS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What a security scheme asks for.
#[derive(Clone)]
enum Scheme {
    ApiKey,
    Iam,
    Authorizer(String, AuthorizerKind),
    Unknown,
}

/// Takes over what the definition of the API says, and says what is in a definition elsewhere.
pub(super) fn take_over(draft: &mut Draft<'_>) {
    let properties = &draft.api.properties;
    for elsewhere in ["BodyS3Location", "CloneFrom"] {
        if let Some(location) = setting(properties, elsewhere) {
            draft.leave_open("its definition, which is not in the template", location.span);
        }
    }
    let Some(body) = setting(properties, "Body") else {
        return;
    };
    base_path(draft, body);
    let paths = setting(body, "paths");
    if is_open(body) || paths.is_some_and(is_open) {
        return draft.leave_open("its definition, which is not in the template", body.span);
    }
    let schemes = schemes(draft, body);
    if let Some(policy) = setting(body, "x-amazon-apigateway-policy") {
        draft.take_policy("Body.x-amazon-apigateway-policy", policy);
    }
    if let Some(source) = setting(body, "x-amazon-apigateway-api-key-source") {
        rest::key_source(draft, source);
    }
    if let Some(configuration) = setting(body, "x-amazon-apigateway-endpoint-configuration") {
        rest::switched_off(draft, setting(configuration, "disableExecuteApiEndpoint"));
    }
    let of_all = setting(body, "security");
    for path in paths.and_then(Resolved::members).unwrap_or_default() {
        if is_open(&path.value) || path.value.member("$ref").is_some() {
            let what = format!("which methods `{}` has, which is not known", quoted(&path.name));
            draft.leave_open(what, path.name_span);
            continue;
        }
        for operation in path.value.members().unwrap_or_default() {
            add_operation(draft, path, operation, of_all, &schemes);
        }
    }
}

/// A base path may come before every path; by default it does not.
fn base_path(draft: &mut Draft<'_>, body: &Resolved) {
    let properties = &draft.api.properties;
    let of_parameters = setting(properties, "Parameters").and_then(|all| setting(all, "basepath"));
    let taken = setting(properties, "BasePath").or(of_parameters).filter(|how| how.text() != Some("ignore"));
    let has_one = ["basePath", "servers"].iter().any(|name| setting(body, name).is_some());
    if let Some(taken) = taken.filter(|_| has_one) {
        draft.leave_open("what its definition puts before every path, which is not looked into", taken.span);
    }
}

fn add_operation(
    draft: &mut Draft<'_>,
    path: &ResolvedMember,
    operation: &ResolvedMember,
    of_all: Option<&Resolved>,
    schemes: &[(&str, Scheme)],
) {
    let is_http = draft.door.api_type == ApiType::Http;
    let verb = operation.name.to_ascii_lowercase();
    let http_method = match verb.as_str() {
        ANY => "ANY".to_owned(),
        verb if VERBS.contains(&verb) => verb.to_ascii_uppercase(),
        _ => return,
    };
    let path = match path.name.as_str() {
        "$default" | "/$default" if is_http => DEFAULT,
        path => path,
    };
    let name = quoted(&format!("{http_method} {path}"));
    let unknown = |draft: &mut Draft<'_>, reason: String, place: Span| {
        draft.say(format!("how `{name}` is authorized stands as unknown: {reason}"), place);
        (Authorization::Unknown, false)
    };
    let of_extension = setting(&operation.value, "x-amazon-apigateway-auth");
    let security = setting(&operation.value, "security");
    let (authorization, api_key_required) = match (of_extension, security, of_all) {
        _ if is_open(&operation.value) => {
            unknown(draft, "what the definition says of it is not known".to_owned(), operation.value.span)
        }
        (Some(extension), None, _) => {
            match setting(extension, "type").and_then(Resolved::text).map(str::to_ascii_uppercase).as_deref()
            {
                Some("NONE") => (Authorization::None, false),
                Some("AWS_IAM") => (Authorization::Iam, false),
                _ => unknown(draft, format!("its type is not known{}", needs(extension)), extension.span),
            }
        }
        (Some(extension), Some(_), _) => {
            unknown(draft, "its definition says it twice".to_owned(), extension.span)
        }
        (None, Some(security), _) => match secured(security, schemes) {
            Ok(found) => found,
            Err(reason) => unknown(draft, reason, security.span),
        },
        // AWS says of REST APIs that what is written for all methods is not used.
        (None, None, Some(of_all)) if is_http && !matches!(of_all.elements(), Some([])) => unknown(
            draft,
            "whether the security that is written for the whole definition counts is not known".to_owned(),
            of_all.span,
        ),
        (None, None, Some(of_all)) => {
            draft.say(
                format!(
                    "`{name}` asks for no authorization: API Gateway does not use the `security` that stands for the whole \
                     definition of a REST API"
                ),
                of_all.span,
            );
            (Authorization::None, false)
        }
        (None, None, None) => (Authorization::None, false),
    };
    let path = path.to_owned();
    add(draft, Method { path, http_method, authorization, api_key_required, ..Method::default() });
}

/// What `security` of an operation asks for.
fn secured(security: &Resolved, schemes: &[(&str, Scheme)]) -> Result<(Authorization, bool), String> {
    let (mut authorization, mut api_key) = (None, false);
    let Some(requirements) = security.elements() else {
        return Err(format!("its `security` is not known{}", needs(security)));
    };
    for requirement in requirements {
        if is_open(requirement) {
            return Err(format!("its `security` is not known{}", needs(requirement)));
        }
        for ResolvedMember { name, value: scopes, .. } in requirement.members().unwrap_or_default() {
            let scheme = schemes.iter().find(|(known, _)| known == name).map(|(_, scheme)| scheme);
            let found = match scheme {
                Some(Scheme::ApiKey) => {
                    api_key = true;
                    continue;
                }
                Some(Scheme::Iam) => Authorization::Iam,
                Some(Scheme::Authorizer(authorizer, kind)) => {
                    let Some(scopes) = texts(scopes) else {
                        return Err("the scopes that it asks for are not known".to_owned());
                    };
                    of_authorizer(authorizer.clone(), *kind, scopes)
                }
                Some(Scheme::Unknown) | None => {
                    return Err(format!("what the scheme `{}` asks for is not known", quoted(name)));
                }
            };
            if authorization.replace(found).is_some() {
                return Err("it names several schemes".to_owned());
            }
        }
    }
    Ok((authorization.unwrap_or(Authorization::None), api_key))
}

/// The security schemes by name; those with an authorizer bring it into the API.
fn schemes<'r>(draft: &mut Draft<'_>, body: &'r Resolved) -> Vec<(&'r str, Scheme)> {
    let components = setting(body, "components");
    let written = setting(body, "securityDefinitions")
        .or_else(|| components.and_then(|components| setting(components, "securitySchemes")));
    let members = written.and_then(Resolved::members).unwrap_or_default();
    members.iter().map(|member| (&*member.name, scheme(draft, member))).collect()
}

fn scheme(draft: &mut Draft<'_>, member: &ResolvedMember) -> Scheme {
    let written = &member.value;
    let get = |name: &str| setting(written, name);
    if is_open(written) {
        return Scheme::Unknown;
    }
    if let Some(kind) = get("x-amazon-apigateway-authtype").and_then(Resolved::text)
        && kind.eq_ignore_ascii_case("awsSigv4")
    {
        return Scheme::Iam;
    }
    let header = get("name");
    let Some(extension) = get("x-amazon-apigateway-authorizer") else {
        let is_key = get("type").and_then(Resolved::text) == Some("apiKey")
            && get("x-amazon-apigateway-authtype").is_none()
            && header.and_then(Resolved::text).is_some_and(|name| name.eq_ignore_ascii_case("x-api-key"));
        return if is_key { Scheme::ApiKey } else { Scheme::Unknown };
    };
    let of = |name: &str| setting(extension, name);
    // What sends the token is written as the header of the scheme, unless the authorizer says it.
    let source = match header.and_then(Resolved::text) {
        Some(name) if draft.door.api_type == ApiType::Rest => {
            Some(string(format!("method.request.header.{name}"), written.span))
        }
        _ => header.filter(|header| header.is_unknown()).cloned(),
    };
    let is_request =
        of("type").and_then(Resolved::text).is_some_and(|kind| kind.eq_ignore_ascii_case("request"));
    let jwt = of("jwtConfiguration");
    let found = take(
        draft,
        &Written {
            name: &member.name,
            kind: of("type"),
            identity: of("identitySource").or(source.as_ref().filter(|_| !is_request)),
            expression: of("identityValidationExpression"),
            ttl: of("authorizerResultTtlInSeconds"),
            payload_format: of("authorizerPayloadFormatVersion"),
            simple_responses: of("enableSimpleResponses"),
            user_pools: of("providerARNs"),
            issuer: jwt.and_then(|jwt| setting(jwt, "issuer")),
            audience: jwt.and_then(|jwt| setting(jwt, "audience")),
            place: member.name_span,
        },
    );
    found.map_or(Scheme::Unknown, |(name, kind)| Scheme::Authorizer(name, kind))
}
