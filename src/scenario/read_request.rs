//! The request part of a scenario.

use std::borrow::Cow;

use super::read::{Refusal, check_members, string};
use super::{ContextEntry, Principal, Request, VpcEndpointType};
use crate::matching::{has_wildcard, split_at_colon};
use crate::reading::{Reading, Readings};
use crate::text::json::{Node, Value, repeated_members};

/// `{"arn": …}`, `{"service": …}`, `{"federated": …}` or `"anonymous"` (§10).
pub(super) fn read_principal(node: &Node<'_>) -> Result<Principal, Refusal> {
    if matches!(&node.value, Value::String(text) if text == "anonymous") {
        return Ok(Principal::Anonymous);
    }
    if !matches!(node.value, Value::Object(_)) {
        return Err(Refusal::wrong_type(node, "`principal`", "an object or \"anonymous\""));
    }
    check_members(node, "`principal`", &["arn", "role", "federated_by", "service", "federated"])?;
    let text = |name: &str| {
        node.member(name).map(|member| string(&member.value, format_args!("`{name}`"))).transpose()
    };
    match (text("arn")?, text("service")?, text("federated")?) {
        (Some(arn), None, None) => {
            let (role, federated_by) = (text("role")?, text("federated_by")?);
            Principal::from_arn(&arn, role.as_deref(), federated_by.as_deref()).map_err(|error| {
                let span = node.member("arn").map_or(node.span, |member| member.value.span);
                Refusal::new("invalid-principal", span, error.message)
            })
        }
        (None, Some(name), None) => Ok(Principal::Service { name: name.into_owned() }),
        (None, None, Some(provider)) => Ok(Principal::Federated { provider: provider.into_owned() }),
        _ => {
            let message = "`principal` has one of `arn`, `service` and `federated`";
            Err(Refusal::new("invalid-principal", node.span, message))
        }
    }
}

/// `{"readings": {"name": "recommended" | "alternative"}}`
pub(super) fn read_options(node: &Node<'_>) -> Result<Readings, Refusal> {
    check_members(node, "`options`", &["readings"])?;
    let mut readings = Readings::default();
    let Some(member) = node.member("readings") else {
        return Ok(readings);
    };
    let Value::Object(choices) = &member.value.value else {
        return Err(Refusal::wrong_type(&member.value, "`readings`", "an object"));
    };
    for choice in choices {
        let Some(reading) = Reading::ALL.iter().find(|reading| reading.name() == choice.name) else {
            let message = format!("there is no reading `{}`", choice.name);
            return Err(Refusal::new("unknown-reading", choice.name_span, message));
        };
        let takes_alternative = match &*string(&choice.value, "a reading")? {
            "alternative" => true,
            "recommended" => false,
            other => {
                let message = format!("a reading is `recommended` or `alternative`, not `{other}`");
                return Err(Refusal::new("unknown-reading", choice.value.span, message));
            }
        };
        if readings.takes_alternative(*reading) != takes_alternative {
            readings = readings.flipped(*reading);
        }
    }
    Ok(readings)
}

pub(super) fn read_request<'t>(
    node: &Node<'t>,
    principal: Principal,
    readings: Readings,
) -> Result<Request<'t>, Refusal> {
    check_members(
        node,
        "`request`",
        &["action", "resource", "resource_account", "context", "unknown_context", "vpc_endpoint_type"],
    )?;
    let text = |name: &str| {
        node.member(name).map(|member| string(&member.value, format_args!("`{name}`"))).transpose()
    };
    let action = text("action")?
        .ok_or_else(|| Refusal::new("missing-member", node.span, "the request has no `action`"))?;
    if !split_at_colon(&action).is_some_and(|(service, name)| !service.is_empty() && !name.is_empty()) {
        let span = node.member("action").map_or(node.span, |member| member.value.span);
        let message = format!("`{action}` is no action: write service:Action, as in s3:GetObject");
        return Err(Refusal::new("invalid-action", span, message));
    }
    if has_wildcard(&action) {
        let span = node.member("action").map_or(node.span, |member| member.value.span);
        return Err(Refusal::new("invalid-action", span, "a request asks for one action, without wildcards"));
    }
    let resource = text("resource")?.unwrap_or(Cow::Borrowed("*"));
    let resource_account = match text("resource_account")? {
        Some(account) => account,
        None => Cow::Owned(Request::account_of_resource(&resource, &principal).to_owned()),
    };
    let context = match node.member("context").map(|member| &member.value) {
        None => Vec::new(),
        Some(node) => read_context(node)?,
    };
    let unknown_context = match node.member("unknown_context").map(|member| &member.value) {
        None => Vec::new(),
        Some(node) => read_unknown_context(node)?,
    };
    let vpc_endpoint_type = match text("vpc_endpoint_type")?.as_deref() {
        None => None,
        Some("gateway") => Some(VpcEndpointType::Gateway),
        Some("interface") => Some(VpcEndpointType::Interface),
        Some(other) => {
            let message = format!("`vpc_endpoint_type` is `gateway` or `interface`, not `{other}`");
            return Err(Refusal::new("invalid-vpc-endpoint-type", node.span, message));
        }
    };
    Ok(Request {
        principal,
        action,
        resource,
        resource_account,
        context,
        unknown_context,
        vpc_endpoint_type,
        readings,
    })
}

pub(super) fn read_unknown_context<'t>(node: &Node<'t>) -> Result<Vec<Cow<'t, str>>, Refusal> {
    match &node.value {
        Value::Array(keys) => keys.iter().map(|key| string(key, "an entry of `unknown_context`")).collect(),
        _ => Err(Refusal::wrong_type(node, "`unknown_context`", "an array of keys")),
    }
}

pub(super) fn read_context<'t>(node: &Node<'t>) -> Result<Vec<ContextEntry<'t>>, Refusal> {
    let Value::Object(members) = &node.value else {
        return Err(Refusal::wrong_type(node, "`context`", "an object"));
    };
    if let Some(member) = repeated_members(members).first() {
        let message =
            format!("the context has the key `{}` twice; upper and lower case do not count", member.name);
        return Err(Refusal::new("duplicate-context-key", member.name_span, message));
    }
    let mut entries: Vec<ContextEntry<'t>> = Vec::with_capacity(members.len());
    for member in members {
        let values = match &member.value.value {
            Value::Array(values) => values.iter().map(context_value).collect::<Result<_, _>>()?,
            _ => vec![context_value(&member.value)?],
        };
        entries.push(ContextEntry { key: member.name.clone(), values, derived: false });
    }
    Ok(entries)
}

fn context_value<'t>(node: &Node<'t>) -> Result<Cow<'t, str>, Refusal> {
    match &node.value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(digits) => Ok(Cow::Borrowed(digits)),
        Value::Bool(true) => Ok(Cow::Borrowed("true")),
        Value::Bool(false) => Ok(Cow::Borrowed("false")),
        _ => Err(Refusal::wrong_type(node, "a context value", "a string, a number or a boolean")),
    }
}
