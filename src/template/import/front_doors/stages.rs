//! The stages of an API and their limits.

use super::draft::Draft;
use super::http::split_key;
use super::limits::throttle;
use super::settings::{is_open, needs, setting};
use crate::front_door::{MethodThrottle, Stage};
use crate::template::import::stack::StackResource;
use crate::template::value::Resolved;
use crate::text::quoted;

const THROTTLING: [&str; 2] = ["ThrottlingRateLimit", "ThrottlingBurstLimit"];

/// The stages of a REST API: those that are resources, and those that deployments bring.
pub(super) fn of_rest(draft: &mut Draft<'_>) {
    let mut are_known = true;
    for resource in draft.members("AWS::ApiGateway::Stage") {
        let stage = begin(draft, resource, &mut are_known);
        if let Some(mut stage) = stage {
            method_settings(draft, &mut stage, &resource.properties);
            draft.door.stages.push(stage);
        }
    }
    for resource in draft.members("AWS::ApiGateway::Deployment") {
        if setting(&resource.properties, "StageName").is_none() {
            continue;
        }
        if let Some(mut stage) = begin(draft, resource, &mut are_known) {
            if let Some(description) = setting(&resource.properties, "StageDescription") {
                stage.throttle = throttle(draft, description, THROTTLING, &of_stage(&stage));
                method_settings(draft, &mut stage, description);
            }
            draft.door.stages.push(stage);
        }
    }
    settle(draft, are_known);
}

/// The stages of an HTTP API.
pub(super) fn of_http(draft: &mut Draft<'_>) {
    let mut are_known = true;
    for resource in draft.members("AWS::ApiGatewayV2::Stage") {
        let Some(mut stage) = begin(draft, resource, &mut are_known) else {
            continue;
        };
        let whose = of_stage(&stage);
        if let Some(settings) = setting(&resource.properties, "DefaultRouteSettings") {
            stage.throttle = throttle(draft, settings, THROTTLING, &whose);
        }
        if let Some(routes) = setting(&resource.properties, "RouteSettings") {
            if is_open(routes) {
                draft.leave_value_open(&format!("the limits {whose}"), routes);
            }
            for route in routes.members().unwrap_or_default() {
                match (split_key(&route.name), throttle(draft, &route.value, THROTTLING, &whose)) {
                    (_, None) => {}
                    (Some((http_method, path)), Some(throttle)) => {
                        stage.method_throttles.push(MethodThrottle { path, http_method, throttle });
                    }
                    (None, Some(_)) => {
                        draft.leave_value_open(&format!("which route has a limit {whose}"), &route.value);
                    }
                }
            }
        }
        draft.door.stages.push(stage);
    }
    settle(draft, are_known);
}

fn of_stage(stage: &Stage) -> String {
    format!("of the stage `{}`", quoted(&stage.name))
}

/// A stage by its name. Where that is not known, or whether it is there, the stages are not known as a whole: one that is
/// not listed is taken for one that does not exist.
fn begin(draft: &mut Draft<'_>, resource: &StackResource, are_known: &mut bool) -> Option<Stage> {
    let name = setting(&resource.properties, "StageName");
    let id = quoted(&resource.logical_id);
    if draft.may_be_missing(resource) {
        let condition = quoted(resource.condition.as_deref().unwrap_or_default());
        draft.say(
            format!("its stages are not known: whether `{condition}` holds, and so whether `{id}` is there, is open"),
            resource.logical_id_span,
        );
        *are_known = false;
    }
    match name.map(|name| (name, name.text())) {
        Some((_, Some(name))) => Some(Stage { name: name.to_owned(), ..Stage::default() }),
        None => {
            draft.say(format!("its stages are not known: `{id}` has no name"), resource.logical_id_span);
            *are_known = false;
            None
        }
        Some((name, None)) => {
            let needs = needs(name);
            draft.say(format!("its stages are not known: the name of `{id}` is not{needs}"), name.span);
            *are_known = false;
            None
        }
    }
}

fn settle(draft: &mut Draft<'_>, are_known: bool) {
    let stages = &mut draft.door.stages;
    if !are_known {
        stages.clear();
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    stages.retain(|stage| {
        let is_new = !seen.contains(&stage.name);
        seen.push(stage.name.clone());
        is_new
    });
    if stages.is_empty() {
        draft.say("its stages are not known: the template makes none", draft.api.logical_id_span);
    }
}

/// The limits in `MethodSettings`. For all methods, or for one, by its path with `~1` in the place of slashes.
fn method_settings(draft: &mut Draft<'_>, stage: &mut Stage, of: &Resolved) {
    let Some(settings) = setting(of, "MethodSettings") else {
        return;
    };
    let whose = of_stage(stage);
    let Some(settings) = settings.elements() else {
        return draft.leave_value_open(&format!("the limits {whose}"), settings);
    };
    for one in settings {
        let Some(throttle) = throttle(draft, one, THROTTLING, &whose) else {
            continue;
        };
        let text = |name: &str| setting(one, name).and_then(Resolved::text);
        match (text("HttpMethod"), text("ResourcePath").map(plain_path)) {
            (Some("*"), Some(path)) if path == "/*" => stage.throttle = Some(throttle),
            (Some(http_method), Some(path)) if http_method != "*" && path != "/*" => {
                let http_method = http_method.to_ascii_uppercase();
                stage.method_throttles.push(MethodThrottle { path, http_method, throttle });
            }
            _ => draft.leave_value_open(&format!("which method has a limit {whose}"), one),
        }
    }
}

fn plain_path(encoded: &str) -> String {
    let plain = encoded.replace("~1", "/");
    plain.strip_prefix("//").map_or(plain.clone(), |rest| format!("/{rest}"))
}
