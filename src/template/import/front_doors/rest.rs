//! `AWS::ApiGateway::RestApi` and what belongs to it.

use super::authorization::add_method;
use super::authorizers::authorizers;
use super::draft::Draft;
use super::settings::{setting, texts, truth};
use super::{definition, endpoints, stages, usage_plans};
use crate::front_door::{ApiKeySource, Endpoint, Firewall};
use crate::scenario::Slot;
use crate::template::import::stack::StackResource;
use crate::template::value::{Part, Resolved, UnknownValue};

/// How many resources may lie in each other on the way to a path.
const MAX_SEGMENTS: usize = 64;

/// Fills the draft of a REST API.
pub(super) fn fill(draft: &mut Draft<'_>) {
    let properties = &draft.api.properties;
    authorizers(draft, "AWS::ApiGateway::Authorizer");
    definition::take_over(draft);
    for method in draft.members("AWS::ApiGateway::Method") {
        add(draft, method);
    }
    endpoint(draft);
    if let Some(policy) = setting(properties, "Policy") {
        // A definition may bring one, too.
        if draft.door.resource_policy == Slot::Known(None) {
            draft.take_policy("Policy", policy);
        } else {
            draft.say(
                "which policy the API has is not known: one stands in its definition, one beside it",
                policy.span,
            );
            draft.door.resource_policy = Slot::Unknown;
        }
    }
    let policy = draft.door.resource_policy.clone();
    draft.check_place(&policy, properties.span);
    if let Some(source) = setting(properties, "ApiKeySourceType") {
        key_source(draft, source);
    }
    switched_off(draft, setting(properties, "DisableExecuteApiEndpoint"));
    stages::of_rest(draft);
    usage_plans::fill(draft);
    firewall(draft);
    endpoints::fill(draft);
}

/// Where API keys come from.
pub(super) fn key_source(draft: &mut Draft<'_>, source: &Resolved) {
    match source.text() {
        Some("HEADER") => draft.door.api_key_source = ApiKeySource::Header,
        Some("AUTHORIZER") => draft.door.api_key_source = ApiKeySource::Authorizer,
        _ => draft.leave_value_open("where API keys come from", source),
    }
}

/// Whether the API's own domain is switched off. Which other one leads to it is not looked into.
pub(super) fn switched_off(draft: &mut Draft<'_>, setting: Option<&Resolved>) {
    match setting.map(|setting| (setting, truth(setting))) {
        None | Some((_, Some(false))) => {}
        Some((setting, Some(true))) => draft.leave_open(
            "the domain by which it is called: its own one is switched off, and custom domains are not looked into",
            setting.span,
        ),
        Some((setting, None)) => draft.leave_value_open("whether its own domain is switched off", setting),
    }
}

/// From where the API can be reached. Without a word of it, from everywhere by way of CloudFront.
fn endpoint(draft: &mut Draft<'_>) {
    let properties = &draft.api.properties;
    let parameters = setting(properties, "Parameters");
    let configuration = setting(properties, "EndpointConfiguration");
    let types = configuration.and_then(|configuration| setting(configuration, "Types"));
    let types = types.or_else(|| setting(parameters?, "endpointConfigurationTypes"));
    let known = types.map(|types| (types, texts(types)));
    draft.door.endpoint = match known.as_ref().map(|(types, texts)| (types, texts.as_deref())) {
        None | Some((_, Some([]))) => Endpoint::Edge,
        Some((types, Some([only]))) => match only.as_str() {
            "EDGE" => Endpoint::Edge,
            "REGIONAL" => Endpoint::Regional,
            "PRIVATE" => Endpoint::Private,
            _ => return draft.leave_value_open("from where it can be reached", types),
        },
        Some((types, _)) => return draft.leave_value_open("from where it can be reached", types),
    };
}

fn add(draft: &mut Draft<'_>, method: &StackResource) {
    let get = |name: &str| setting(&method.properties, name);
    // Methods of SAM have their whole path.
    let path = match get("Path") {
        Some(path) => path.text().map(str::to_owned),
        None => get("ResourceId").and_then(|resource| path_of(draft, resource, MAX_SEGMENTS)),
    };
    let http_method = get("HttpMethod").and_then(Resolved::text).map(str::to_ascii_uppercase);
    match (path, http_method) {
        (Some(path), Some(http_method)) => add_method(draft, method, path, http_method),
        _ => draft.leave_open(
            format!("which requests the method `{}` is for, which is not known", method.logical_id),
            method.logical_id_span,
        ),
    }
}

/// The path of the resource that `id` names; none where a part of it is not known.
fn path_of(draft: &Draft<'_>, id: &Resolved, depth: usize) -> Option<String> {
    if is_root(draft, id) {
        return Some("/".to_owned());
    }
    let resource = draft.index.named(&["AWS::ApiGateway::Resource"], id)?;
    let part = setting(&resource.properties, "PathPart")?.text()?;
    let parent = path_of(draft, setting(&resource.properties, "ParentId")?, depth.checked_sub(1)?)?;
    Some(if parent == "/" { format!("/{part}") } else { format!("{parent}/{part}") })
}

fn is_root(draft: &Draft<'_>, id: &Resolved) -> bool {
    matches!(&*id.parts(), [Part::Unknown(UnknownValue::Attribute(api, attribute))]
        if *api == draft.api.logical_id && attribute == "RootResourceId")
}

/// Whether AWS WAF stands before the API. What it does is in no template's power to tell.
fn firewall(draft: &mut Draft<'_>) {
    const TYPES: [&str; 2] = ["AWS::WAFv2::WebACLAssociation", "AWS::WAFRegional::WebACLAssociation"];
    let resources = &draft.index.stack.resources;
    let stages = draft.members("AWS::ApiGateway::Stage");
    for association in resources.iter().filter(|one| TYPES.contains(&&*one.resource_type)) {
        let Some(target) = setting(&association.properties, "ResourceArn") else {
            continue;
        };
        let missing = target.missing();
        let names: Vec<&str> = missing.iter().filter_map(|name| name.split('.').next()).collect();
        let is_own = |name: &&str| {
            **name == draft.api.logical_id || stages.iter().any(|stage| stage.logical_id == **name)
        };
        let is_made = |name: &&str| resources.iter().any(|resource| resource.logical_id == **name);
        let is_of_other = match target.text() {
            Some(arn) => !arn.contains(&format!("/restapis/{}/", draft.door.api_id)),
            None => names.iter().any(is_made) && !names.iter().any(is_own),
        };
        if !is_of_other {
            draft.door.waf = Firewall::Unknown;
            draft.say("what AWS WAF does to requests is not known", association.logical_id_span);
        }
    }
}
