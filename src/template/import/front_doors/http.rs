//! `AWS::ApiGatewayV2::Api` and what belongs to it.

use super::authorization::{add, add_method};
use super::authorizers::authorizers;
use super::draft::Draft;
use super::settings::{is_open, needs, setting, texts};
use super::{definition, rest, stages};
use crate::front_door::{ApiType, Authorization, Cors, Method, Stage};
use crate::scenario::Slot;
use crate::template::import::stack::StackResource;
use crate::template::value::Resolved;
use crate::text::quoted;

/// The route for everything else, and the stage whose name stands in no path.
pub(super) const DEFAULT: &str = "$default";

/// Fills the draft of an HTTP API. Of a WebSocket API no more than its type is looked at.
pub(super) fn fill(draft: &mut Draft<'_>) {
    let properties = &draft.api.properties;
    match setting(properties, "ProtocolType").map(|kind| (kind, kind.text())) {
        None | Some((_, Some("HTTP"))) => {}
        Some((kind, Some("WEBSOCKET"))) => {
            draft.door.api_type = ApiType::WebSocket;
            return draft.say("the checks of a WebSocket API are not worked out", kind.span);
        }
        Some((kind, _)) => draft.leave_value_open("what kind of API it is", kind),
    }
    authorizers(draft, "AWS::ApiGatewayV2::Authorizer");
    definition::take_over(draft);
    quick_start(draft);
    for route in draft.members("AWS::ApiGatewayV2::Route") {
        add_route(draft, route);
    }
    draft.door.cors = cors(draft);
    rest::switched_off(draft, setting(properties, "DisableExecuteApiEndpoint"));
    stages::of_http(draft);
}

/// The CORS configuration, of the API itself or of its definition.
fn cors(draft: &mut Draft<'_>) -> Slot<Option<Cors>> {
    let properties = &draft.api.properties;
    let own = setting(properties, "CorsConfiguration");
    let in_definition =
        setting(properties, "Body").and_then(|body| setting(body, "x-amazon-apigateway-cors"));
    let (written, names) = match (own, in_definition, setting(properties, "BodyS3Location")) {
        (None, None, None) => return Slot::Known(None),
        (Some(own), None, None) => (own, ["AllowOrigins", "AllowMethods", "AllowHeaders"]),
        (None, Some(written), None) => (written, ["allowOrigins", "allowMethods", "allowHeaders"]),
        (own, _, _) => {
            let place = own.unwrap_or(properties).span;
            draft.say(
                "which CORS configuration it has is not known: its definition may bring one, too",
                place,
            );
            return Slot::Unknown;
        }
    };
    if is_open(written) {
        draft.say(format!("which CORS configuration it has is not known{}", needs(written)), written.span);
        return Slot::Unknown;
    }
    let [allow_origins, allow_methods, allow_headers] = names.map(|name| {
        let Some(list) = setting(written, name) else {
            return Slot::default();
        };
        texts(list).map_or_else(
            || {
                draft.say(format!("what `{name}` of CORS lists is not known{}", needs(list)), list.span);
                Slot::Unknown
            },
            Slot::Known,
        )
    });
    Slot::Known(Some(Cors { allow_origins, allow_methods, allow_headers, ..Cors::default() }))
}

/// With `Target` an API has one open route, and the default stage.
fn quick_start(draft: &mut Draft<'_>) {
    let properties = &draft.api.properties;
    if setting(properties, "Target").is_none() {
        return;
    }
    let key = setting(properties, "RouteKey").map(|key| (key, key.text().and_then(split_key)));
    let (http_method, path) = match key {
        None => ("ANY".to_owned(), DEFAULT.to_owned()),
        Some((_, Some(key))) => key,
        Some((key, None)) => return draft.leave_value_open("which requests its route is for", key),
    };
    add(draft, Method { path, http_method, authorization: Authorization::None, ..Method::default() });
    draft.door.stages.push(Stage { name: DEFAULT.to_owned(), ..Stage::default() });
}

fn add_route(draft: &mut Draft<'_>, route: &StackResource) {
    let key = setting(&route.properties, "RouteKey");
    match key.and_then(Resolved::text).and_then(split_key) {
        Some((http_method, path)) => add_method(draft, route, path, http_method),
        None => draft.leave_open(
            format!("which requests the route `{}` is for, which is not known", quoted(&route.logical_id)),
            route.logical_id_span,
        ),
    }
}

/// Method and path of the key of a route: `GET /pets`, `$default`.
pub(super) fn split_key(key: &str) -> Option<(String, String)> {
    if key == DEFAULT {
        return Some(("ANY".to_owned(), DEFAULT.to_owned()));
    }
    let (http_method, path) = key.split_once(' ')?;
    Some((http_method.to_ascii_uppercase(), path.to_owned())).filter(|(_, path)| path.starts_with('/'))
}
