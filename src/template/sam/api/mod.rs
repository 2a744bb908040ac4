//! `AWS::Serverless::Api` and `AWS::Serverless::HttpApi`: their methods, with who may call them.
//!
//! SAM writes methods into an OpenAPI document. Here each becomes a resource of its own, as a template without SAM
//! would have it: `AWS::ApiGateway::Method` or `AWS::ApiGatewayV2::Route`. A method has the property `Path` (its whole
//! path) in the place of `ResourceId`. Logical ids of such resources are not SAM's: they have spaces, which no logical
//! id of a template can have.

mod authorizers;
mod definition;
mod http;
mod resource_policy;
mod rest;
mod usage_plan;

pub(super) use http::expand as expand_http;
pub(super) use rest::expand as expand_rest;

use crate::template::tree::Node;

use super::expansion::{Expansion, Source};
use super::node::At;

/// The REST API of events that name none.
pub(super) const IMPLICIT_REST: &str = "ServerlessRestApi";

/// The HTTP API of events that name none.
pub(super) const IMPLICIT_HTTP: &str = "ServerlessHttpApi";

/// What an event says of its API.
pub(super) struct ApiEvent {
    /// The logical id of the API.
    pub(super) api: String,
    pub(super) at: At,
    pub(super) path: String,
    /// In upper case; `ANY` for all.
    pub(super) method: String,
    /// The property `Auth`.
    pub(super) auth: Option<Node>,
    /// The condition of the function.
    pub(super) condition: Option<Node>,
    pub(super) integration: Node,
}

/// What all events say of APIs.
#[derive(Default)]
pub(super) struct ApiEvents {
    pub(super) rest: Vec<ApiEvent>,
    pub(super) http: Vec<ApiEvent>,
}

/// Takes the events of one API out of `events`.
fn take(events: &mut Vec<ApiEvent>, api: &str) -> Vec<ApiEvent> {
    let (own, others) = std::mem::take(events).into_iter().partition(|event| event.api == api);
    *events = others;
    own
}

/// Says which events add no method, because what they name is not expanded as an API of their kind.
pub(super) fn report_left_over(expansion: &mut Expansion<'_>) {
    let ApiEvents { rest, http } = std::mem::take(&mut expansion.api_events);
    for event in rest.into_iter().chain(http) {
        let message = format!(
            "what `{} {}` adds to `{}` is not known: that is no API of SAM of the kind of the event",
            event.method, event.path, event.api
        );
        expansion.leave(event.at, message);
    }
}

/// How callers of a method are authorized.
#[derive(Clone)]
enum Chosen {
    /// Nothing is said: the API's default counts.
    Unset,
    /// The same, but the document has security for all its methods.
    Inherited,
    /// Nobody needs to be authorized.
    Nobody,
    /// By the authorizer of this name, or by IAM; with the scopes that are written here.
    Named(String, Option<Node>),
    /// It cannot be told.
    Unknown,
}

/// Whether a method needs an API key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ApiKey {
    Unset,
    Required,
    NotRequired,
}

/// A method of a REST API or a route of an HTTP API.
struct Method {
    at: At,
    path: String,
    /// In upper case; `ANY` for all.
    verb: String,
    condition: Option<Node>,
    chosen: Chosen,
    api_key: ApiKey,
    integration: Option<Node>,
}

impl Method {
    fn of_event(event: &ApiEvent) -> Self {
        Self {
            at: event.at,
            path: event.path.clone(),
            verb: event.method.clone(),
            condition: event.condition.clone(),
            chosen: Chosen::Unset,
            api_key: ApiKey::Unset,
            integration: Some(event.integration.clone()),
        }
    }
}

/// `path` with `*` in the place of each parameter for whose name `is_parameter` holds.
pub(super) fn parameters_as_wildcards(path: &str, is_parameter: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let parameter = after.split_once('}').filter(|(name, _)| {
            let plain = name.strip_suffix('+').unwrap_or(name);
            !plain.is_empty()
                && plain.chars().all(|one| one.is_ascii_alphanumeric() || "._-".contains(one))
                && is_parameter(name)
        });
        match parameter {
            Some((_, after)) => {
                text.push('*');
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// Lets API Gateway call the function of an authorizer.
fn permit_authorizer(
    source: &Source<'_>,
    name: &str,
    function: &Node,
    at: At,
    expansion: &mut Expansion<'_>,
) {
    let arn = at.substitute_with(
        "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*",
        [("__ApiId__", at.reference(source.id))],
    );
    let properties = at.map([
        ("Action", at.text("lambda:InvokeFunction")),
        ("FunctionName", function.clone()),
        ("Principal", at.text("apigateway.amazonaws.com")),
        ("SourceArn", arn),
    ]);
    let id = format!("{}{name}AuthorizerPermission", source.id);
    expansion.make(at, &id, "AWS::Lambda::Permission", properties, source.condition());
}

/// The URI by which API Gateway calls an authorizer's function.
fn authorizer_uri(at: At, function: &Node) -> Node {
    at.substitute_with(
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:\
         lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations",
        [("__FunctionArn__", function.clone())],
    )
}
