//! Events of API Gateway: the function lets the API call it, and the API gets a method.

use crate::template::tree::Node;

use super::super::api::{ApiEvent, IMPLICIT_HTTP, IMPLICIT_REST, parameters_as_wildcards};
use super::super::expansion::Expansion;
use super::super::node::Reading;
use super::{Event, Kind};

const ANY: &str = "x-amazon-apigateway-any-method";
const DEFAULT_PATH: &str = "$default";

impl Event<'_> {
    /// The logical id of the API of this event.
    ///
    /// Also what refers to it in a permission: SAM takes a text as it is, and so does this.
    fn api(&self, expansion: &mut Expansion<'_>, property: &str, implicit: &str) -> Option<(String, Node)> {
        let Some(id) = self.properties.set(property) else {
            return Some((implicit.to_owned(), self.at.reference(implicit)));
        };
        let name = id.referred().or_else(|| id.as_text());
        match name {
            Some(name) if name == implicit || expansion.written(name).is_some() => {
                Some((name.to_owned(), id.clone()))
            }
            _ => {
                let message =
                    format!("`{property}` of the event `{}` must be an API of this template", self.name);
                expansion.refuse(id.at(), message);
                None
            }
        }
    }

    /// Lets the API call the function by this method and path.
    fn permit_api(&self, expansion: &mut Expansion<'_>, api: Node, suffix: &str, resource: &str) {
        let at = self.at;
        let arn = at.substitute_with(
            &format!(
                "arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:\
                 ${{__ApiId__}}/${{__Stage__}}{resource}"
            ),
            [("__ApiId__", api), ("__Stage__", at.text("*"))],
        );
        let id = format!("{}Permission{suffix}", self.id);
        self.permit(expansion, &id, "apigateway.amazonaws.com", [("SourceArn", Some(arn))]);
    }

    /// Path and method as they are written.
    fn route(&self, expansion: &mut Expansion<'_>) -> Option<(&str, &str)> {
        let path = self.properties.text("Path");
        let method = self.properties.text("Method");
        if path.is_none() || method.is_none() {
            let message = format!("the event `{}` needs `Path` and `Method` as texts", self.name);
            expansion.refuse(self.at, message);
        }
        Some((path?, method?))
    }

    fn api_event(&self, api: String, path: &str, method: &str) -> ApiEvent {
        ApiEvent {
            api,
            at: self.at,
            path: path.to_owned(),
            method: if is_any(method) { "ANY".to_owned() } else { method.to_uppercase() },
            auth: self.properties.set("Auth").cloned(),
            condition: self.source.condition(),
            integration: self.at.map([
                ("Type", self.at.text("AWS_PROXY")),
                ("IntegrationHttpMethod", self.at.text("POST")),
                ("Uri", self.target.integration_uri(self.at)),
            ]),
        }
    }
}

fn is_any(method: &str) -> bool {
    method.eq_ignore_ascii_case("any") || method.eq_ignore_ascii_case(ANY)
}

fn arn_method(method: &str) -> String {
    if is_any(method) { "*".to_owned() } else { method.to_uppercase() }
}

fn without_trailing_slash(path: &str) -> &str {
    match path.strip_suffix('/') {
        Some(rest) if !rest.is_empty() => rest,
        _ => path,
    }
}

/// A method of a REST API.
pub(super) fn rest(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let Some((path, method)) = event.route(expansion) else { return };
    let Some((api, reference)) = event.api(expansion, "RestApiId", IMPLICIT_REST) else { return };
    let explicit = event.properties.set("RestApiId").and_then(|_| expansion.written(&api));
    let suffix = match explicit {
        None => "Prod",
        Some(written) => {
            match written.get("Properties").and_then(|properties| properties.text("StageName")) {
                Some(stage) if stage.chars().all(char::is_alphanumeric) => stage,
                // SAM puts a hash of the name here.
                Some(_) => "",
                None => "Stage",
            }
        }
    };
    let wildcards = parameters_as_wildcards(without_trailing_slash(path), |_| true);
    event.permit_api(expansion, reference, suffix, &format!("/{}{wildcards}", arn_method(method)));
    let api_event = event.api_event(api, path, method);
    expansion.api_events.rest.push(api_event);
}

/// A method of a REST API that starts a state machine.
pub(super) fn state_machine(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let Some((path, method)) = event.route(expansion) else { return };
    let Some((api, _)) = event.api(expansion, "RestApiId", IMPLICIT_REST) else { return };
    let role = event.starting_role(expansion, "apigateway.amazonaws.com");
    let mut api_event = event.api_event(api, path, method);
    api_event.integration = at.map([
        ("Type", at.text("AWS")),
        ("IntegrationHttpMethod", at.text("POST")),
        (
            "Uri",
            at.substitute("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"),
        ),
        ("Credentials", role),
    ]);
    expansion.api_events.rest.push(api_event);
}

/// A route of an HTTP API.
pub(super) fn http(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let is_default = event.properties.set("Path").is_none() && event.properties.set("Method").is_none();
    let route = if is_default { Some((DEFAULT_PATH, ANY)) } else { event.route(expansion) };
    let Some((path, method)) = route else { return };
    let Some((api, reference)) = event.api(expansion, "ApiId", IMPLICIT_HTTP) else { return };
    if path == DEFAULT_PATH {
        event.permit_api(expansion, reference, "", &format!("/{}", arn_method(method)));
    } else if !has_default_route(event, &api, expansion) {
        let path = without_trailing_slash(path);
        let resource = match path {
            "/$default" if is_any(method) => path.to_owned(),
            _ => {
                let is_parameter = |name: &str| !name.ends_with('+') || name == "proxy+";
                format!("/{}{}", arn_method(method), parameters_as_wildcards(path, is_parameter))
            }
        };
        event.permit_api(expansion, reference, "", &resource);
    }
    let api_event = event.api_event(api, path, method);
    expansion.api_events.http.push(api_event);
}

/// Whether the permission of a default route lets the API call the function by every route: then SAM makes no other.
/// SAM does not see this of an alias.
fn has_default_route(event: &Event<'_>, api: &str, expansion: &mut Expansion<'_>) -> bool {
    if event.target.kind != Kind::Function {
        return false;
    }
    let body = expansion.written(api).and_then(|api| api.get("Properties")?.get("DefinitionBody"));
    let route = body.and_then(|body| body.get("paths")?.get(DEFAULT_PATH)?.get(ANY));
    if let Some(uri) = route.and_then(|route| route.get("x-amazon-apigateway-integration")?.get("uri")) {
        let Some(("Fn::Sub", pattern)) = uri.intrinsic() else { return false };
        let called = pattern.as_text().and_then(|text| text.split_once(".Arn")).map(|(before, _)| before);
        if called.and_then(|before| before.rsplit("${").next()) == Some(event.source.id) {
            return true;
        }
    }
    let events = event.source.properties.get("Events").map(Reading::members).unwrap_or_default();
    events.iter().filter(|one| one.value.text("Type") == Some("HttpApi")).any(|one| {
        let properties = one.value.get("Properties");
        let of = properties.and_then(|one| one.set("ApiId"));
        let same_api =
            of.map_or(api == IMPLICIT_HTTP, |id| id.referred().or_else(|| id.as_text()) == Some(api));
        let path = properties.and_then(|one| one.set("Path"));
        let method = properties.and_then(|one| one.set("Method"));
        let is_default = match (path, method) {
            (None, None) => true,
            (path, method) => {
                path.and_then(Reading::as_text) == Some(DEFAULT_PATH)
                    && method.and_then(Reading::as_text).is_some_and(is_any)
            }
        };
        same_api && is_default
    })
}
