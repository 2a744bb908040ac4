//! What changes the way to an API, or its answers, and is not looked into.

use super::draft::Draft;
use super::family::{HTTP_API, REST_API};
use super::settings::setting;
use crate::text::quoted;

/// What a domain does: a base path may stand before the path.
const DOMAIN: &str =
    "requests by the custom domain of `{}` are not looked into, with what that puts before the path";

/// What a gateway response does: it gives refusals of one type another status, other headers and another body.
const RESPONSE: &str =
    "refusals are told as API Gateway gives them by itself: what `{}` makes of them is not looked into";

/// Types of resources, the property that names the API, and what they do.
const BESIDE: [(&str, &str, &str); 4] = [
    ("AWS::ApiGateway::BasePathMapping", "RestApiId", DOMAIN),
    ("AWS::ApiGateway::BasePathMappingV2", "RestApiId", DOMAIN),
    ("AWS::ApiGatewayV2::ApiMapping", "ApiId", DOMAIN),
    ("AWS::ApiGateway::GatewayResponse", "RestApiId", RESPONSE),
];

/// Members of a definition, and what they do.
const IN_DEFINITION: [(&str, &str); 1] = [("x-amazon-apigateway-gateway-responses", RESPONSE)];

/// Says what of it the template has for the API.
pub(super) fn say(draft: &mut Draft<'_>) {
    for resource in &draft.index.stack.resources {
        let found = BESIDE.iter().find(|(resource_type, ..)| *resource_type == resource.resource_type);
        let Some((id, message)) = found
            .and_then(|(_, property, message)| Some((setting(&resource.properties, property)?, message)))
        else {
            continue;
        };
        let api = draft.index.named(&[REST_API, HTTP_API], id);
        if api.map_or(!id.is_a_name(), |api| api.logical_id == draft.api.logical_id) {
            draft.say(message.replace("{}", &quoted(&resource.logical_id)), resource.logical_id_span);
        }
    }
    let Some(body) = draft.api.properties.member("Body") else {
        return;
    };
    for (name, message) in IN_DEFINITION {
        if let Some(found) = body.member(name) {
            draft.say(message.replace("{}", name), found.span);
        }
    }
}
