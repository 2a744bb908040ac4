//! What becomes of a stream of requests under the limits of an API.

use crate::condition::Instant;
use crate::front_door::usage::{Arrival, Limits, Verdict, readings, simulate};
use crate::front_door::{FrontDoor, Method, UsagePlan};
use crate::scenario::Slot;

/// The most requests of a stream: what is worked out at once.
const MOST_REQUESTS: u64 = 100_000;

/// The most intervals that are told.
const MOST_INTERVALS: u64 = 60;

/// The most seconds that a stream lasts: a day.
const MOST_SECONDS: u32 = 86_400;

/// Requests that come evenly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamQuestion {
    /// How many come in a second.
    pub per_second: u32,
    /// For how many seconds.
    pub seconds: u32,
    /// Id of the API key that all of them send; empty for none.
    pub key: String,
    /// The stage to which they go.
    pub stage: String,
    /// Number of the method in the API.
    pub method: usize,
    /// When the first one comes, as ISO 8601; with a time that cannot be read, on a Monday at noon.
    pub time: String,
}

/// How many requests fared how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamTotals {
    /// Those that go on to the integration.
    pub served: u64,
    /// Those answered with 429 by a limit on the rate.
    pub throttled: u64,
    /// Those answered with 429 by the quota.
    pub over_quota: u64,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamInterval {
    /// When it begins, in seconds after the first request.
    pub from: u64,
    /// How long it is, in seconds.
    pub seconds: u64,
    /// What came of the requests in it.
    pub totals: StreamTotals,
}

/// What became of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamView {
    /// The stretches of time, at most 60, all but the last of the same length.
    pub intervals: Vec<StreamInterval>,
    /// All requests together.
    pub totals: StreamTotals,
    /// The name of the usage plan by which they are counted.
    pub plan: Option<String>,
    /// What was taken for granted, as sentences; user text in backticks.
    pub notes: Vec<String>,
}

/// Sends a stream of requests through the limits of `door`: nothing else stops them.
///
/// # Errors
/// When there is no such method, when the API keys, the usage plans or anything of the API as a whole is not known, when no plan takes the key at this stage,
/// when the stream is empty or has more than 100,000 requests.
pub fn stream(door: &FrontDoor, question: &StreamQuestion) -> Result<StreamView, String> {
    let method = door.methods.get(question.method).ok_or("the API has no method yet")?;
    if !door.not_known.is_empty() {
        return Err(format!("not all of the API is known: {}", door.not_known.join("; ")));
    }
    let requests = u64::from(question.per_second) * u64::from(question.seconds);
    if requests == 0 {
        return Err("a stream has at least one request a second, for at least one second".to_owned());
    }
    if requests > MOST_REQUESTS || question.seconds > MOST_SECONDS {
        return Err(format!(
            "{requests} requests are more than the {MOST_REQUESTS} that are worked out here"
        ));
    }
    let plan = plan(door, method, question)?;
    let begin = Instant::parse(&question.time)
        .and_then(|(first, _)| u64::try_from(first.milliseconds_since_1970()).ok());
    let begin = begin.unwrap_or(MONDAY_AT_NOON);
    let arrivals: Vec<Arrival<'_>> = (0..requests)
        .map(|number| Arrival {
            time: begin + number * 1000 / u64::from(question.per_second),
            key: &question.key,
            stage: &question.stage,
            path: &method.path,
            http_method: &method.http_method,
        })
        .collect();
    let limits = Limits { plan, stages: &door.stages, account: door.account_throttle };
    let length = u64::from(question.seconds).div_ceil(MOST_INTERVALS);
    let mut intervals: Vec<StreamInterval> = (0..u64::from(question.seconds).div_ceil(length))
        .map(|number| StreamInterval {
            from: number * length,
            seconds: length.min(u64::from(question.seconds) - number * length),
            totals: StreamTotals::default(),
        })
        .collect();
    let mut totals = StreamTotals::default();
    for served in simulate(limits, &arrivals) {
        totals.count(served.verdict);
        let number = usize::try_from((served.time - begin) / 1000 / length).unwrap_or(usize::MAX);
        if let Some(interval) = intervals.get_mut(number) {
            interval.totals.count(served.verdict);
        }
    }
    Ok(StreamView {
        intervals,
        totals,
        plan: plan.map(|plan| plan.name.clone()),
        notes: notes(door, question, plan),
    })
}

/// 2026-01-05T12:00:00Z, in milliseconds since 1970.
const MONDAY_AT_NOON: u64 = 1_767_614_400_000;

impl StreamTotals {
    fn count(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Served => &mut self.served,
            Verdict::Throttled(_) => &mut self.throttled,
            Verdict::QuotaExceeded => &mut self.over_quota,
        } += 1;
    }

    /// All of them.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.served + self.throttled + self.over_quota
    }
}

/// The plan by which requests of the key to the method are counted; none for a method that asks for no key.
fn plan<'d>(
    door: &'d FrontDoor,
    method: &Method,
    question: &StreamQuestion,
) -> Result<Option<&'d UsagePlan>, String> {
    if !method.api_key_required {
        return Ok(None);
    }
    let Slot::Known(plans) = &door.usage_plans else {
        return Err("the usage plans are not known".to_owned());
    };
    let Slot::Known(keys) = &door.api_keys else {
        return Err("the API keys are not known".to_owned());
    };
    let key = keys.iter().find(|key| key.id == question.key);
    let key = key.ok_or("the method asks for an API key: choose one")?;
    if key.disabled {
        return Err("the API key is disabled: every request is answered with 403".to_owned());
    }
    let covers = |plan: &&UsagePlan| {
        plan.keys.contains(&key.id) && plan.stages.iter().any(|stage| stage.stage == question.stage)
    };
    let mut plans = plans.iter().filter(covers);
    match (plans.next(), plans.next()) {
        (Some(plan), None) => Ok(Some(plan)),
        (Some(_), Some(_)) => {
            Err("the API key is in two usage plans for the stage, of which AWS allows one".to_owned())
        }
        (None, _) => {
            Err("the API key is in no usage plan for the stage: every request is answered with 403"
                .to_owned())
        }
    }
}

fn notes(door: &FrontDoor, question: &StreamQuestion, plan: Option<&UsagePlan>) -> Vec<String> {
    let mut notes = vec![
        "Limits alone are worked out: authorization may stop requests before".to_owned(),
        "Nothing was used up before, and AWS says that its limits are best effort: real requests may fare better or worse"
            .to_owned(),
    ];
    if plan.is_none() {
        notes.push("The method asks for no API key, so no usage plan counts".to_owned());
    }
    let stage = door.stages.iter().find(|stage| stage.name == question.stage);
    match stage {
        None => notes.push("Nothing is known of the stage: limits that it may have are left out".to_owned()),
        Some(stage) if stage.throttle.is_none() && stage.method_throttles.is_empty() => {
            notes.push("The stage has no limit of its own".to_owned());
        }
        Some(_) => {}
    }
    if door.account_throttle.is_none() {
        notes.push("The limit of the account in the Region is not given and left out".to_owned());
    }
    notes.extend(
        readings()
            .iter()
            .map(|question| format!("AWS does not say whether {}: that is taken here", question.taken())),
    );
    notes
}
