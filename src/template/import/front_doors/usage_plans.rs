//! API keys and usage plans.

use super::draft::Draft;
use super::family::REST_API;
use super::limits::throttle;
use super::settings::{is_open, setting, truth};
use crate::front_door::{ApiKey, MethodThrottle, PlanStage, Quota, QuotaPeriod, UsagePlan};
use crate::scenario::Slot;
use crate::template::import::stack::StackResource;
use crate::template::value::Resolved;
use crate::text::quoted;

const KEY: &str = "AWS::ApiGateway::ApiKey";
const PLAN: &str = "AWS::ApiGateway::UsagePlan";
const LINK: &str = "AWS::ApiGateway::UsagePlanKey";

/// Something of keys or plans is not known, so that none of them counts as known.
struct Unknown;

/// Adds the usage plans with stages of the API, and the API keys of the template.
pub(super) fn fill(draft: &mut Draft<'_>) {
    let resources = &draft.index.stack.resources;
    let of_type =
        |wanted: &'static str| resources.iter().filter(move |resource| resource.resource_type == wanted);
    let asks_for_keys = draft.door.methods.iter().any(|method| method.api_key_required);
    let mut keys: Vec<ApiKey> = of_type(KEY).map(|key| api_key(draft, key, asks_for_keys)).collect();
    let plans: Result<Vec<_>, Unknown> =
        of_type(PLAN).filter_map(|plan| usage_plan(draft, plan).transpose()).collect();
    let mut plans = plans.ok();
    for link in of_type(LINK) {
        plans = plans.and_then(|plans| joined(draft, plans, link).ok());
    }
    let place = draft.api.logical_id_span;
    // Of a key that the template does not make its plan is known, and no more.
    for id in plans.iter().flatten().flat_map(|(_, plan)| &plan.keys) {
        if keys.iter().all(|key| key.id != *id) {
            draft.say(format!("the value of the API key `{}` is not known", quoted(id)), place);
            keys.push(ApiKey { id: id.clone(), ..ApiKey::default() });
        }
    }
    draft.door.usage_plans = match plans {
        Some(plans) if plans.is_empty() && asks_for_keys => {
            draft.say("its usage plans are not known: none in the template is for it", place);
            Slot::Unknown
        }
        Some(plans) => Slot::Known(plans.into_iter().map(|(_, plan)| plan).collect()),
        None => Slot::Unknown,
    };
    draft.door.api_keys = match keys {
        keys if keys.is_empty() && asks_for_keys => {
            draft.say("its API keys are not known: the template makes none", place);
            Slot::Unknown
        }
        keys => Slot::Known(keys),
    };
    // Keys of an API that asks for none do not count.
    if !asks_for_keys && draft.door.usage_plans == Slot::Known(Vec::new()) {
        draft.door.api_keys = Slot::default();
    }
}

fn id_of(resource: &StackResource) -> String {
    resource.reference.text().unwrap_or(&resource.logical_id).to_owned()
}

fn api_key(draft: &mut Draft<'_>, resource: &StackResource, is_asked_for: bool) -> ApiKey {
    let get = |name: &str| setting(&resource.properties, name);
    // Where it is not known whether the key may be used, its value is not known either: no request surely has it.
    let is_enabled = get("Enabled").and_then(truth).filter(|_| !draft.may_be_missing(resource));
    let value = get("Value").and_then(Resolved::text).filter(|_| is_enabled.is_some());
    let id = quoted(&resource.logical_id);
    if is_asked_for && is_enabled.is_none() {
        draft.say(format!("whether the API key `{id}` may be used is not known"), resource.logical_id_span);
    } else if is_asked_for && value.is_none() {
        draft.say(format!("the value of the API key `{id}` is not known"), resource.logical_id_span);
    }
    ApiKey {
        id: id_of(resource),
        name: get("Name").and_then(Resolved::text).unwrap_or_default().to_owned(),
        value: value.map(str::to_owned),
        disabled: is_enabled == Some(false),
        ..ApiKey::default()
    }
}

type Plan<'s> = (&'s StackResource, UsagePlan);

/// A usage plan with its stages of this API; none when it has none.
fn usage_plan<'s>(draft: &mut Draft<'s>, resource: &'s StackResource) -> Result<Option<Plan<'s>>, Unknown> {
    let get = |name: &str| setting(&resource.properties, name);
    let name = get("UsagePlanName").and_then(Resolved::text).unwrap_or(&resource.logical_id).to_owned();
    let whose = format!("of the usage plan `{}`", quoted(&name));
    let Some(stages) = get("ApiStages") else {
        return Ok(None);
    };
    let Some(stages) = stages.elements() else {
        return Err(unknown(draft, &format!("the stages {whose}"), stages));
    };
    let mut plan = UsagePlan { name, ..UsagePlan::default() };
    for stage in stages {
        if let Some(stage) = plan_stage(draft, stage, &whose)? {
            plan.stages.push(stage);
        }
    }
    if plan.stages.is_empty() {
        return Ok(None);
    }
    if draft.may_be_missing(resource) {
        return Err(unknown(draft, &format!("whether there is the limit {whose}"), &resource.properties));
    }
    if let Some(limit) = get("Throttle") {
        plan.throttle = throttle(draft, limit, ["RateLimit", "BurstLimit"], &whose);
    }
    plan.quota = match get("Quota").map(|written| (written, quota(written))) {
        None => None,
        Some((_, Some(quota))) => Some(quota),
        Some((written, None)) => {
            draft.leave_value_open(&format!("the quota {whose}"), written);
            None
        }
    };
    Ok(Some((resource, plan)))
}

fn unknown(draft: &mut Draft<'_>, what: &str, value: &Resolved) -> Unknown {
    draft.say(
        format!("its usage plans are not known: {what} is not{}", super::settings::needs(value)),
        value.span,
    );
    Unknown
}

/// A stage in a usage plan, if it is one of this API.
fn plan_stage(draft: &mut Draft<'_>, written: &Resolved, whose: &str) -> Result<Option<PlanStage>, Unknown> {
    match setting(written, "ApiId").map(|id| (id, draft.index.named(&[REST_API], id))) {
        Some((_, Some(api))) if api.logical_id == draft.api.logical_id => {}
        Some((id, None)) if !id.is_a_name() => {
            return Err(unknown(draft, &format!("the API {whose}"), id));
        }
        _ => return Ok(None),
    }
    let Some(stage) = setting(written, "Stage") else {
        return Ok(None);
    };
    let Some(name) = stage.text() else {
        return Err(unknown(draft, &format!("a stage {whose}"), stage));
    };
    let mut found = PlanStage { stage: name.to_owned(), ..PlanStage::default() };
    if let Some(limits) = setting(written, "Throttle") {
        if is_open(limits) {
            draft.leave_value_open(&format!("the limits {whose}"), limits);
        }
        for limit in limits.members().unwrap_or_default() {
            let throttle = throttle(draft, &limit.value, ["RateLimit", "BurstLimit"], whose);
            match (limit.name.rsplit_once('/'), throttle) {
                (Some((path, http_method)), Some(throttle)) => {
                    let path = if path.is_empty() { "/".to_owned() } else { path.to_owned() };
                    let http_method = http_method.to_ascii_uppercase();
                    found.method_throttles.push(MethodThrottle { path, http_method, throttle });
                }
                (None, Some(_)) => {
                    draft.leave_value_open(&format!("which method has a limit {whose}"), &limit.value);
                }
                (_, None) => {}
            }
        }
    }
    Ok(Some(found))
}

fn quota(written: &Resolved) -> Option<Quota> {
    let number = |name: &str| setting(written, name).map(|value| value.text()?.parse::<u64>().ok());
    let period = match setting(written, "Period")?.text()? {
        "DAY" => QuotaPeriod::Day,
        "WEEK" => QuotaPeriod::Week,
        "MONTH" => QuotaPeriod::Month,
        _ => return None,
    };
    Some(Quota { limit: number("Limit")??, offset: number("Offset").unwrap_or(Some(0))?, period })
}

/// Puts a key into its plan.
fn joined<'s>(
    draft: &mut Draft<'_>,
    mut plans: Vec<Plan<'s>>,
    link: &StackResource,
) -> Result<Vec<Plan<'s>>, Unknown> {
    let (Some(plan), Some(key)) =
        (setting(&link.properties, "UsagePlanId"), setting(&link.properties, "KeyId"))
    else {
        return Ok(plans);
    };
    let found = draft.index.named(&[PLAN], plan);
    if found.is_none() && !plan.is_a_name() {
        return Err(unknown(draft, "into which of them a key is put", plan));
    }
    let Some(plan) = plans.iter_mut().find(|(of, _)| found.is_some_and(|found| std::ptr::eq(found, *of)))
    else {
        return Ok(plans);
    };
    if link.condition.is_some() && link.condition != plan.0.condition {
        return Err(unknown(draft, "whether a key is in one of them", &link.properties));
    }
    match draft.index.named(&[KEY], key) {
        Some(key) => plan.1.keys.push(id_of(key)),
        None => match key.text() {
            Some(id) => plan.1.keys.push(id.to_owned()),
            None => return Err(unknown(draft, "a key of one of them", key)),
        },
    }
    Ok(plans)
}
