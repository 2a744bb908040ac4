//! API keys, usage plans and limits of a single request.

use super::cache::Answer;
use super::{Asked, Checkpoint, OpenQuestion, Response, Step};
use crate::explanation::quoted;
use crate::front_door::model::{ApiKey, ApiKeySource, ApiType, Throttle, UsagePlan};
use crate::front_door::request::{Sent, UsageBefore};
use crate::front_door::usage::{plan_throttle, stage_throttle};
use crate::scenario::Slot;

/// Whether the limits that a request met may be applied before its authorization.
pub(super) fn limits_may_come_first(before: UsageBefore) -> bool {
    matches!(before, UsageBefore::StageRateSpent | UsageBefore::AccountRateSpent | UsageBefore::Unknown)
}

/// Looks for the API key; also returns the usage plans by which the request is counted.
pub(super) fn check<'a>(asked: &Asked<'a, '_>, answers: &[Answer]) -> (Step, Vec<&'a UsagePlan>) {
    let checkpoint = Checkpoint::ApiKey;
    let door = asked.door;
    let none = |step| (step, Vec::new());
    if door.api_type != ApiType::Rest {
        return none(Step::not_applicable(checkpoint, "HTTP APIs have no API keys."));
    }
    if !asked.method.api_key_required {
        let sentence = "The method asks for no API key, so the request counts towards no usage plan.";
        return none(Step::not_applicable(checkpoint, sentence));
    }
    let refused = |sentence: String| none(Step::stopped(checkpoint, Response::invalid_api_key(), sentence));
    let unknown = |on: String| {
        let sentence = format!("Whether the API key is taken depends on {on}.");
        none(Step::unknown(checkpoint, vec![Response::invalid_api_key()], vec![on], sentence))
    };
    let value = match door.api_key_source {
        ApiKeySource::Header => match asked.request.header("x-api-key") {
            Sent::Never => None,
            Sent::Once(value) => Some(value),
            Sent::SeveralTimes => {
                return unknown("which `X-API-Key` counts, as it is sent several times".to_owned());
            }
        },
        ApiKeySource::Authorizer => {
            let mut keys = answers.iter().map(|answer| match answer {
                Answer::Policy { usage_key, .. } => Ok(usage_key.as_deref()),
                Answer::Simple(_) => Ok(None),
                Answer::Unknown => Err(()),
            });
            match keys.next().unwrap_or(Ok(None)) {
                Ok(key) if keys.all(|other| other == Ok(key)) => key,
                _ => return unknown("the API key that the Lambda authorizer names".to_owned()),
            }
        }
    };
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        return refused("The method asks for an API key, and there is none.".to_owned());
    };
    let (Slot::Known(keys), Slot::Known(plans)) = (&door.api_keys, &door.usage_plans) else {
        return unknown("the API keys and usage plans, which are not known".to_owned());
    };
    let Some(key) = keys.iter().find(|key| key.value.as_deref() == Some(value)) else {
        let is_open = |key: &&ApiKey| key.value.is_none() && !key.disabled;
        return match keys.iter().find(is_open) {
            Some(key) => unknown(format!("the value of the API key {}", quoted(&key.id))),
            None => refused("There is no such API key.".to_owned()),
        };
    };
    let name = quoted(if key.name.is_empty() { &key.id } else { &key.name });
    if key.disabled {
        return refused(format!("The API key {name} is disabled."));
    }
    let covers = |plan: &&UsagePlan| {
        plan.keys.contains(&key.id) && plan.stages.iter().any(|stage| stage.stage == asked.request.stage)
    };
    let plans: Vec<&UsagePlan> = plans.iter().filter(covers).collect();
    match plans.first() {
        None => refused(format!(
            "The API key {name} is in no usage plan for the stage {}.",
            quoted(&asked.request.stage)
        )),
        Some(plan) => {
            let sentence = format!("The API key {name} is in the usage plan {}.", quoted(&plan.name));
            (Step::passed(checkpoint, sentence), plans)
        }
    }
}

/// Quota and limits on the rate, in the documented order.
pub(super) fn limits(asked: &Asked<'_, '_>, plans: &[&UsagePlan]) -> Step {
    let checkpoint = Checkpoint::Limits;
    let method = asked.method;
    let has_quota = plans.iter().any(|plan| plan.quota.is_some());
    let of_plans = || {
        plans.iter().filter_map(|plan| {
            plan_throttle(plan, &asked.request.stage, &method.path, &method.http_method).map(|found| found.0)
        })
    };
    let over_quota = |sentence: &str| Step::stopped(checkpoint, Response::quota_exceeded(), sentence);
    let too_fast = |sentence: &str| Step::stopped(checkpoint, Response::throttled(), sentence);
    match asked.request.usage_before {
        UsageBefore::PlanQuotaSpent if has_quota => {
            return over_quota("The quota of the usage plan is used up.");
        }
        UsageBefore::PlanRateSpent if of_plans().next().is_some() => {
            return too_fast("The limit of the usage plan on the rate is reached.");
        }
        UsageBefore::StageRateSpent => {
            return too_fast("The limit of the stage on the rate of the method is reached.");
        }
        UsageBefore::AccountRateSpent => {
            return too_fast("The limit of the account in the Region on the rate is reached.");
        }
        UsageBefore::Unknown => {
            let quota = has_quota.then(Response::quota_exceeded);
            let responses = quota.into_iter().chain([Response::throttled()]).collect();
            let depends_on = vec!["the requests before this one".to_owned()];
            let sentence = "Whether a limit is reached is not known.";
            return Step::unknown(checkpoint, responses, depends_on, sentence)
                .with_question(OpenQuestion::ThrottleBeforeAuthorizer);
        }
        UsageBefore::Nothing | UsageBefore::PlanQuotaSpent | UsageBefore::PlanRateSpent => {}
    }
    // Limits that let not even one request pass.
    let lets_none_pass = |throttle: Throttle| throttle.burst == 0;
    let has_no_quota =
        |plan: &&UsagePlan| plan.quota.is_some_and(|quota| quota.limit.saturating_sub(quota.offset) == 0);
    if plans.iter().any(has_no_quota) {
        return over_quota("The quota of the usage plan has no request in its first period.");
    }
    let stage = asked.door.stages.iter().find(|stage| stage.name == asked.request.stage);
    let of_stage = stage.and_then(|stage| stage_throttle(stage, &method.path, &method.http_method));
    if of_plans().chain(of_stage.map(|found| found.0)).chain(asked.door.account_throttle).any(lets_none_pass)
    {
        return too_fast("A limit on the rate lets no request through.");
    }
    Step::passed(checkpoint, "No limit is reached by this request alone.")
}
