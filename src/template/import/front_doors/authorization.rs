//! How a method or a route is authorized.

use super::authorizers::named;
use super::draft::Draft;
use super::settings::{needs, setting, texts, truth};
use crate::front_door::{ApiType, Authorization, AuthorizerKind, Method};
use crate::template::import::stack::StackResource;
use crate::text::quoted;

/// Adds the method that a resource makes; what is not known of how it is authorized makes that unknown.
pub(super) fn add_method(draft: &mut Draft<'_>, resource: &StackResource, path: String, http_method: String) {
    let found = authorization(draft, resource);
    let api_key = match setting(&resource.properties, "ApiKeyRequired") {
        Some(required) if draft.door.api_type == ApiType::Rest => truth(required)
            .ok_or_else(|| format!("whether it asks for an API key is not known{}", needs(required))),
        _ => Ok(false),
    };
    let existence = match (&resource.condition, draft.may_be_missing(resource)) {
        (Some(condition), true) => {
            Err(format!("whether `{}` holds, and so whether it is there, is not known", quoted(condition)))
        }
        _ => Ok(()),
    };
    let name = quoted(&format!("{http_method} {path}"));
    let mut say = |reason: String| {
        let message = format!("how `{name}` is authorized stands as unknown: {reason}");
        draft.say(message, resource.properties.span);
    };
    let (authorization, api_key_required) = match (found, api_key, existence) {
        (Ok(authorization), Ok(api_key), Ok(())) => (authorization, api_key),
        (found, api_key, existence) => {
            let reasons = [found.err(), api_key.err(), existence.err()];
            reasons.into_iter().flatten().for_each(&mut say);
            (Authorization::Unknown, false)
        }
    };
    add(draft, Method { path, http_method, authorization, api_key_required, ..Method::default() });
}

/// Adds a method. Of two for the same requests nobody knows which is the one.
pub(super) fn add(draft: &mut Draft<'_>, method: Method) {
    let same = |one: &&mut Method| one.path == method.path && one.http_method == method.http_method;
    match draft.door.methods.iter_mut().find(same) {
        Some(one) => {
            one.authorization = Authorization::Unknown;
            one.api_key_required = false;
        }
        None => draft.door.methods.push(method),
    }
}

fn authorization(draft: &Draft<'_>, resource: &StackResource) -> Result<Authorization, String> {
    let get = |name: &str| setting(&resource.properties, name);
    let is_rest = draft.door.api_type == ApiType::Rest;
    let Some(kind) = get("AuthorizationType") else {
        // Routes are open to everyone unless they say otherwise; methods have to say.
        return match (is_rest, get("AuthorizerId")) {
            (false, None) => Ok(Authorization::None),
            _ => Err("`AuthorizationType` is missing".to_owned()),
        };
    };
    let id = get("AuthorizerId");
    let types: &[&str] =
        if is_rest { &["AWS::ApiGateway::Authorizer"] } else { &["AWS::ApiGatewayV2::Authorizer"] };
    let wanted = match kind.text() {
        Some("NONE") => return Ok(Authorization::None),
        Some("AWS_IAM") => return Ok(Authorization::Iam),
        Some(text @ ("CUSTOM" | "COGNITO_USER_POOLS" | "JWT")) => text,
        Some(other) => return Err(format!("`{}` is no type of authorization", quoted(other))),
        None => return Err(format!("`AuthorizationType` is not known{}", needs(kind))),
    };
    let (authorizer, kind) = named(draft, types, id).ok_or_else(|| {
        let needs = id.map(needs).unwrap_or_default();
        format!("its authorizer is not known{needs}")
    })?;
    let scopes = match get("AuthorizationScopes") {
        None => Vec::new(),
        Some(scopes) => texts(scopes)
            .ok_or_else(|| format!("the scopes that it asks for are not known{}", needs(scopes)))?,
    };
    let found = of_authorizer(authorizer, kind, scopes);
    let type_of_found = match found {
        Authorization::Cognito { .. } => "COGNITO_USER_POOLS",
        Authorization::Jwt { .. } => "JWT",
        _ => "CUSTOM",
    };
    if wanted == type_of_found { Ok(found) } else { Err("its authorizer is of another type".to_owned()) }
}

/// Authorization by an authorizer of that kind.
pub(super) fn of_authorizer(authorizer: String, kind: AuthorizerKind, scopes: Vec<String>) -> Authorization {
    match kind {
        AuthorizerKind::Token | AuthorizerKind::Request => Authorization::Lambda { authorizer },
        AuthorizerKind::Cognito => Authorization::Cognito { authorizer, scopes },
        AuthorizerKind::Jwt => Authorization::Jwt { authorizer, scopes },
    }
}
