//! `AWS::Serverless::Api`.

use crate::template::tree::{Member, Node};

use super::super::expansion::{Expansion, Source};
use super::super::node::{At, Reading};
use super::authorizers::{self, Authorizer};
use super::resource_policy::ResourcePolicy;
use super::{ApiEvent, ApiKey, Chosen, Method, definition, take, usage_plan};

/// What of an API is taken over as it is written.
const KEPT: &[&str] = &["Name", "Description", "DisableExecuteApiEndpoint", "ApiKeySourceType", "Mode"];

/// Puts an API and what belongs to it into the expansion.
pub(in crate::template::sam) fn expand(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let auth = source.properties.set("Auth");
    let body = source.properties.set("DefinitionBody");
    let readable = body.filter(|body| definition::is_readable(body));
    let is_foreign =
        readable.is_none() && (body.is_some() || source.properties.set("DefinitionUri").is_some());
    if is_foreign {
        let message =
            format!("the definition of `{}` is not in the template: its methods are not known", source.id);
        expansion.leave(at, message);
    }
    let events = take(&mut expansion.api_events.rest, source.id);
    let mut methods = methods(source, readable, is_foreign, &events, expansion);
    let mut policy = ResourcePolicy::default();
    if let Some(written) = readable.and_then(|body| body.get("x-amazon-apigateway-policy")) {
        policy.take_over(written);
    }
    event_policies(source, &events, &methods, &mut policy, expansion);
    preflights(source, &mut methods);
    let schemes = readable.map(definition::schemes).unwrap_or_default();
    let authorizers = authorizers::of_rest(source, auth, schemes, expansion);
    default_authorizer(auth, &authorizers, &mut methods, expansion);
    default_key(auth, &mut methods);
    if let Some(lists) = auth.and_then(|auth| auth.set("ResourcePolicy")) {
        let missing = at.unknown();
        let stage = source.properties.get("StageName").unwrap_or(&missing);
        for path in paths(&methods) {
            policy.add_lists(lists, &path, stage, &methods, expansion);
        }
        policy.add_custom(lists);
    }
    rest_api(source, body, is_foreign, policy, expansion);
    for method in methods {
        make_method(source, method, &authorizers, expansion);
    }
    let stage = stage(source, expansion);
    if let Some(auth) = auth {
        usage_plan::expand(source, auth, &stage, expansion);
    }
    if let Some(domain) = source.properties.set("Domain") {
        expansion.leave(domain.at(), "the custom domain is not looked into");
    }
    if let Some(responses) = source.properties.set("GatewayResponses") {
        expansion.leave(responses.at(), "what it makes of the refusals of API Gateway is not looked into");
    }
}

fn rest_api(
    source: &Source<'_>,
    body: Option<&Node>,
    is_foreign: bool,
    policy: ResourcePolicy,
    expansion: &mut Expansion<'_>,
) {
    let at = source.at;
    let mut properties = source.kept(KEPT);
    let own = source.properties.set("Policy");
    let policy = match (own, policy.into_document(at)) {
        (Some(own), None) if !is_foreign => Some(own.clone()),
        (None, document) if !is_foreign => document,
        (Some(own), _) => {
            expansion.leave(
                own.at(),
                "which policy the API has beside the one in its definition is not known here",
            );
            Some(own.at().unknown())
        }
        (None, _) => Some(at.unknown()),
    };
    properties.push(("Policy", policy));
    let endpoint =
        source.properties.set("EndpointConfiguration").map(|endpoint| match endpoint.set("Type") {
            Some(kind) => {
                let endpoints = endpoint.get("VpcEndpointIds").or_else(|| endpoint.get("VPCEndpointIds"));
                let types = endpoint.at().list(vec![kind.clone()]);
                endpoint.at().given([("Types", Some(types)), ("VpcEndpointIds", endpoints.cloned())])
            }
            None => endpoint.at().map([("Types", endpoint.at().list(vec![endpoint.clone()]))]),
        });
    properties.push(("EndpointConfiguration", endpoint));
    if is_foreign {
        properties.push(("Body", body.cloned()));
        properties.push(("BodyS3Location", source.properties.get("DefinitionUri").cloned()));
    }
    expansion.replace(source, "AWS::ApiGateway::RestApi", at.given(properties));
}

/// The stages; gives the logical id of the one that is named.
fn stage(source: &Source<'_>, expansion: &mut Expansion<'_>) -> String {
    let at = source.at;
    let name = source.properties.get("StageName");
    let prefix = name.and_then(Reading::as_text).filter(|name| name.chars().all(char::is_alphanumeric));
    let id = format!("{}{}Stage", source.id, prefix.unwrap_or_default());
    let properties = at.given([
        ("RestApiId", Some(at.reference(source.id))),
        ("StageName", name.cloned()),
        ("Variables", source.properties.get("Variables").cloned()),
        ("MethodSettings", source.properties.get("MethodSettings").cloned()),
    ]);
    expansion.make(at, &id, "AWS::ApiGateway::Stage", properties, source.condition());
    expansion.name(source.id, "Stage", &id);
    if source.properties.set("OpenApiVersion").is_none() {
        // Without a version SAM's deployment brings a second stage.
        let deployment = at.map([("RestApiId", at.reference(source.id)), ("StageName", at.text("Stage"))]);
        let id = format!("{}Deployment", source.id);
        expansion.make(at, &id, "AWS::ApiGateway::Deployment", deployment, source.condition());
        expansion.name(source.id, "Deployment", &id);
    }
    id
}

/// The methods of the definition and of the events.
fn methods(
    source: &Source<'_>,
    readable: Option<&Node>,
    is_foreign: bool,
    events: &[ApiEvent],
    expansion: &mut Expansion<'_>,
) -> Vec<Method> {
    let mut methods = readable.map(|body| definition::methods(body, expansion)).unwrap_or_default();
    let is_managed = readable.is_none() && !is_foreign;
    let is_merged = readable.is_some() && source.properties.set("MergeDefinitions").is_some();
    for event in events {
        let written =
            methods.iter().position(|method| method.path == event.path && method.verb == event.method);
        if is_managed || is_merged {
            let mut method = Method::of_event(event);
            apply_auth(source, event, &mut method, expansion);
            if is_managed && written.is_some() {
                let message =
                    format!("`{} {}` of `{}` is defined twice", event.method, event.path, source.id);
                expansion.refuse(event.at, message);
            }
            match written.and_then(|index| methods.get_mut(index)) {
                Some(one) => *one = method,
                None => methods.push(method),
            }
        } else if is_foreign {
            methods.push(Method { chosen: Chosen::Unknown, ..Method::of_event(event) });
        } else if event.auth.as_ref().is_some_and(|auth| auth.set("OverrideApiAuth").is_some()) {
            if let Some(method) = written.and_then(|index| methods.get_mut(index)) {
                let before = method.chosen.clone();
                apply_auth(source, event, method, expansion);
                if let (Chosen::Named(..), Chosen::Named(..)) = (before, &method.chosen) {
                    method.chosen = Chosen::Unknown;
                }
            }
        } else if event.auth.is_some() {
            let message = format!("`Auth` has no effect because `{}` has a definition of its own", source.id);
            expansion.leave(event.at, message);
        }
    }
    methods
}

/// What an event's `Auth` says of its method.
fn apply_auth(source: &Source<'_>, event: &ApiEvent, method: &mut Method, expansion: &mut Expansion<'_>) {
    let api_auth = source.properties.set("Auth");
    let auth = event.auth.as_ref();
    match authorizers::chosen(auth, expansion) {
        Chosen::Unset => {}
        chosen => method.chosen = chosen,
    }
    if let Some(key) = auth.and_then(|auth| auth.get("ApiKeyRequired")) {
        method.api_key = if key.is_blank() { ApiKey::NotRequired } else { ApiKey::Required };
    }
    let by_method = auth.and_then(|auth| auth.text("Authorizer")) == Some("AWS_IAM");
    let by_default =
        auth.is_none() && api_auth.and_then(|auth| auth.text("DefaultAuthorizer")) == Some("AWS_IAM");
    let is_function = event.integration.text("Type") == Some("AWS_PROXY");
    if is_function && (by_method || by_default) {
        let role = |auth: Option<&Node>| auth?.get_member("InvokeRole").map(|member| member.value.clone());
        let role = role(auth).or_else(|| role(api_auth));
        let credentials = credentials(event.at, role.as_ref());
        if let (Some(credentials), Some(integration)) = (credentials, &mut method.integration) {
            super::super::node::put(integration, event.at.member("Credentials", credentials));
        }
    }
}

/// As whom API Gateway calls the function for a caller that IAM has let in: by default as the caller.
fn credentials(at: At, role: Option<&Node>) -> Option<Node> {
    match role.map(|role| (role, role.as_text())) {
        None | Some((_, Some("CALLER_CREDENTIALS"))) => {
            Some(at.substitute("arn:${AWS::Partition}:iam::*:user/*"))
        }
        Some((_, Some("NONE"))) => None,
        Some((role, _)) if role.is_blank() => None,
        Some((role, _)) => Some(role.clone()),
    }
}

/// The resource policies of events.
fn event_policies(
    source: &Source<'_>,
    events: &[ApiEvent],
    methods: &[Method],
    policy: &mut ResourcePolicy,
    expansion: &mut Expansion<'_>,
) {
    let stage = source.properties.text("StageName").unwrap_or("Stage");
    for event in events {
        let Some(lists) = event.auth.as_ref().and_then(|auth| auth.set("ResourcePolicy")) else { continue };
        // For a state machine SAM leaves the stage out.
        let is_function = event.integration.text("Type") == Some("AWS_PROXY");
        let stage = if is_function { event.at.text(stage) } else { event.at.unknown() };
        policy.add_lists(lists, &event.path, &stage, methods, expansion);
        policy.add_custom(lists);
    }
}

/// The distinct paths, in their order.
fn paths(methods: &[Method]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for method in methods {
        if !paths.contains(&method.path) {
            paths.push(method.path.clone());
        }
    }
    paths
}

/// With `Cors` each path answers `OPTIONS`.
fn preflights(source: &Source<'_>, methods: &mut Vec<Method>) {
    let Some(cors) = source.properties.set("Cors") else { return };
    let at = cors.at();
    for path in paths(methods) {
        if methods.iter().any(|method| method.path == path && method.verb == "OPTIONS") {
            continue;
        }
        let mut conditions =
            methods.iter().filter(|method| method.path == path).map(|method| &method.condition);
        let first = conditions.next().cloned().flatten();
        let condition = if conditions.all(|one| *one == first) { first } else { None };
        methods.push(Method {
            at,
            path,
            verb: "OPTIONS".to_owned(),
            condition,
            chosen: Chosen::Unset,
            api_key: ApiKey::Unset,
            integration: Some(at.map([("Type", at.text("MOCK"))])),
        });
    }
}

/// Gives the default authorizer to the methods that choose none.
fn default_authorizer(
    auth: Option<&Node>,
    authorizers: &[Authorizer],
    methods: &mut [Method],
    expansion: &mut Expansion<'_>,
) {
    let default = authorizers::default(auth, expansion);
    if let Chosen::Unset = default {
        return;
    }
    let spares_preflight =
        auth.and_then(|auth| auth.get("AddDefaultAuthorizerToCorsPreflight")).is_some_and(Reading::is_blank);
    for method in methods.iter_mut().filter(|method| method.integration.is_some()) {
        if spares_preflight && method.verb == "OPTIONS" {
            continue;
        }
        match &method.chosen {
            Chosen::Unset | Chosen::Inherited => method.chosen = default.clone(),
            Chosen::Named(name, _) if name != "AWS_IAM" => {
                let is_of_auth = authorizers.iter().any(|one| one.name == *name && one.is_of_auth);
                let is_known = authorizers.iter().any(|one| one.name == *name);
                if is_known && !is_of_auth {
                    // SAM sets its default beside an authorizer that it does not know.
                    method.chosen = Chosen::Unknown;
                }
            }
            _ => {}
        }
    }
}

/// Makes all methods that do not say otherwise need an API key.
fn default_key(auth: Option<&Node>, methods: &mut [Method]) {
    let Some(auth) = auth.filter(|auth| auth.set("ApiKeyRequired").is_some()) else { return };
    let spares_preflight = auth.get("AddApiKeyRequiredToCorsPreflight").is_some_and(Reading::is_blank);
    for method in methods.iter_mut().filter(|method| method.integration.is_some()) {
        if spares_preflight && method.verb == "OPTIONS" {
            method.api_key = ApiKey::NotRequired;
        } else if method.api_key == ApiKey::Unset {
            method.api_key = ApiKey::Required;
        }
    }
}

fn make_method(
    source: &Source<'_>,
    method: Method,
    authorizers: &[Authorizer],
    expansion: &mut Expansion<'_>,
) {
    let at = method.at;
    let mut properties = vec![
        ("RestApiId", Some(at.reference(source.id))),
        ("Path", Some(at.text(&method.path))),
        ("HttpMethod", Some(at.text(&method.verb))),
        ("ApiKeyRequired", Some(at.flag(method.api_key == ApiKey::Required))),
    ];
    properties.extend(authorizers::authorization(at, &method.chosen, authorizers, expansion));
    properties.push(("Integration", method.integration));
    let condition = match method.condition {
        Some(condition) => Some(expansion.both(at, source.condition(), condition)),
        None => source.condition(),
    };
    let id = format!("{} {} {}", source.id, method.verb, method.path);
    let resource = at.given([
        ("Type", Some(at.text("AWS::ApiGateway::Method"))),
        ("Condition", condition),
        ("Properties", Some(at.given(properties))),
    ]);
    expansion.add(Member { name: id, name_span: at.0, value: resource });
}
