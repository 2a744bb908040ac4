//! `AWS::Serverless::HttpApi`.

use crate::template::tree::{Node, NodeValue};

use super::super::expansion::{Expansion, Source};
use super::super::node::Reading;
use super::authorizers::{self, Authorizer};
use super::{ApiEvent, Chosen, Method, definition, take};

/// What of an API is taken over as it is written.
const KEPT: &[&str] = &["Name", "Description", "DisableExecuteApiEndpoint"];

/// Puts an API and what belongs to it into the expansion.
pub(in crate::template::sam) fn expand(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let auth = source.properties.set("Auth");
    let body = source.properties.set("DefinitionBody");
    let readable = body.filter(|body| definition::is_readable(body));
    let is_foreign =
        readable.is_none() && (body.is_some() || source.properties.set("DefinitionUri").is_some());
    let mut properties = source.kept(KEPT);
    properties.push(("ProtocolType", Some(at.text("HTTP"))));
    properties.push(("CorsConfiguration", cors(source, readable, expansion)));
    if is_foreign {
        let message =
            format!("the definition of `{}` is not in the template: its routes are not known", source.id);
        expansion.leave(at, message);
        properties.push(("Body", body.cloned()));
        properties.push(("BodyS3Location", source.properties.get("DefinitionUri").cloned()));
    }
    expansion.replace(source, "AWS::ApiGatewayV2::Api", at.given(properties));
    let schemes = readable.map(definition::schemes).unwrap_or_default();
    let authorizers = authorizers::of_http(source, auth, schemes, expansion);
    let default = authorizers::default(auth, expansion);
    let mut routes = readable.map(|body| definition::methods(body, expansion)).unwrap_or_default();
    let events = take(&mut expansion.api_events.http, source.id);
    for event in &events {
        add_event(event, is_foreign, &default, &mut routes, expansion);
    }
    for mut route in routes {
        if let (Chosen::Unset | Chosen::Inherited, true) =
            (&route.chosen, route.verb != "OPTIONS" && route.integration.is_some())
        {
            route.chosen = default.clone();
        }
        let is_iam = |chosen: &Chosen| matches!(chosen, Chosen::Named(name, _) if name == "AWS_IAM");
        if is_iam(&route.chosen) && !authorizers.iter().any(|one| one.name == "AWS_IAM") {
            expansion.refuse(route.at, "`AWS_IAM` needs `EnableIamAuthorizer` in the `Auth` of the API");
            route.chosen = Chosen::Unknown;
        }
        make_route(source, route, &authorizers, expansion);
    }
    stage(source, expansion);
    if let Some(domain) = source.properties.set("Domain") {
        expansion.leave(domain.at(), "the custom domain is not looked into");
    }
}

/// The CORS configuration of the API with what the definition has besides.
fn cors(source: &Source<'_>, readable: Option<&Node>, expansion: &mut Expansion<'_>) -> Option<Node> {
    const MEMBERS: [(&str, &str); 3] = [
        ("AllowOrigins", "allowOrigins"),
        ("AllowMethods", "allowMethods"),
        ("AllowHeaders", "allowHeaders"),
    ];
    let at = source.at;
    let written = source.properties.set("CorsConfiguration").filter(|written| !written.is_blank());
    let own = written.map(|written| match &written.value {
        NodeValue::Boolean(_) => at.map([("AllowOrigins", at.list(vec![at.text("*")]))]),
        // SAM takes a function for the origins.
        NodeValue::Map(_) if written.intrinsic().is_some() => at.map([("AllowOrigins", written.clone())]),
        NodeValue::Map(_) => written.clone(),
        _ => {
            expansion.refuse(written.at(), "`CorsConfiguration` is neither `true` nor a map");
            at.unknown()
        }
    });
    let Some(in_definition) = readable.and_then(|body| body.get("x-amazon-apigateway-cors")) else {
        return own;
    };
    if in_definition.intrinsic().is_some() || own.as_ref().is_some_and(|own| own.intrinsic().is_some()) {
        return Some(at.unknown());
    }
    let own_or_other = |(own_name, name): (&'static str, &str)| {
        let of_own = own.as_ref().and_then(|own| own.get(own_name));
        (own_name, of_own.or_else(|| in_definition.get(name)).cloned())
    };
    Some(at.given(MEMBERS.map(own_or_other)))
}

fn stage(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let name = source.properties.set("StageName");
    let id = match name.map(Reading::as_text) {
        None | Some(Some("$default")) => format!("{}ApiGatewayDefaultStage", source.id),
        Some(Some(name)) if name.chars().all(char::is_alphanumeric) => format!("{}{name}Stage", source.id),
        Some(_) => format!("{}Stage", source.id),
    };
    let properties = at.given([
        ("ApiId", Some(at.reference(source.id))),
        ("StageName", Some(name.cloned().unwrap_or_else(|| at.text("$default")))),
        ("AutoDeploy", Some(at.flag(true))),
        ("DefaultRouteSettings", source.properties.get("DefaultRouteSettings").cloned()),
        ("RouteSettings", source.properties.get("RouteSettings").cloned()),
    ]);
    expansion.make(at, &id, "AWS::ApiGatewayV2::Stage", properties, source.condition());
    expansion.name(source.id, "Stage", &id);
}

/// Adds the route of an event, or what it says of a route that the definition has.
fn add_event(
    event: &ApiEvent,
    is_foreign: bool,
    default: &Chosen,
    routes: &mut Vec<Method>,
    expansion: &mut Expansion<'_>,
) {
    let mut route = Method::of_event(event);
    route.chosen = match (&event.auth, authorizers::chosen(event.auth.as_ref(), expansion)) {
        _ if is_foreign => Chosen::Unknown,
        (Some(auth), Chosen::Unset) => {
            if let Chosen::Unset = default {
                let message = "`Auth` needs an `Authorizer`, or the API a `DefaultAuthorizer`";
                expansion.refuse(auth.at(), message);
            }
            match default {
                Chosen::Named(name, scopes) => {
                    let own = auth.set("AuthorizationScopes").cloned();
                    Chosen::Named(name.clone(), own.or_else(|| scopes.clone()))
                }
                default => default.clone(),
            }
        }
        // An HTTP API takes an empty list of scopes for none, and `AWS_IAM` has none.
        (_, Chosen::Named(name, scopes)) => {
            let scopes = scopes.filter(|scopes| !scopes.is_blank());
            let none = (name == "AWS_IAM").then(|| event.at.list(Vec::new()));
            Chosen::Named(name, none.or(scopes))
        }
        (_, chosen) => chosen,
    };
    let written = routes.iter_mut().find(|one| one.path == route.path && one.verb == route.verb);
    match written {
        Some(one) => {
            one.chosen = match (&one.chosen, &route.chosen) {
                (chosen, Chosen::Unset) => chosen.clone(),
                (Chosen::Unset | Chosen::Inherited, chosen) => chosen.clone(),
                _ => Chosen::Unknown,
            };
            one.integration = route.integration;
        }
        None => routes.push(route),
    }
}

fn make_route(source: &Source<'_>, route: Method, authorizers: &[Authorizer], expansion: &mut Expansion<'_>) {
    let at = route.at;
    let key = match route.path.as_str() {
        "$default" | "/$default" => "$default".to_owned(),
        path => format!("{} {path}", route.verb),
    };
    let condition = match route.condition {
        Some(condition) => Some(expansion.both(at, source.condition(), condition)),
        None => source.condition(),
    };
    let integration =
        route.integration.map(|written| make_integration(source, &key, &written, &condition, expansion));
    let mut properties = vec![
        ("ApiId", Some(at.reference(source.id))),
        ("RouteKey", Some(at.text(&key))),
        ("Target", integration),
    ];
    properties.extend(authorizers::authorization(at, &route.chosen, authorizers, expansion));
    let id = format!("{} {key}", source.id);
    expansion.make(at, &id, "AWS::ApiGatewayV2::Route", at.given(properties), condition);
}

/// The integration of a route; gives what the route says of it.
fn make_integration(
    source: &Source<'_>,
    key: &str,
    written: &Node,
    condition: &Option<Node>,
    expansion: &mut Expansion<'_>,
) -> Node {
    let at = written.at();
    let id = format!("{} integration {key}", source.id);
    let properties = at.given([
        ("ApiId", Some(at.reference(source.id))),
        ("IntegrationType", written.get("Type").cloned()),
        ("IntegrationUri", written.get("Uri").cloned()),
        ("CredentialsArn", written.get("Credentials").cloned()),
    ]);
    expansion.make(at, &id, "AWS::ApiGatewayV2::Integration", properties, condition.clone());
    let parts = at.list(vec![at.text("integrations"), at.reference(&id)]);
    at.map([("Fn::Join", at.list(vec![at.text("/"), parts]))])
}
