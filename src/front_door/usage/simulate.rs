//! What becomes of a row of requests.

use std::collections::HashMap;

use serde::Serialize;

use super::bucket::TokenBucket;
use super::limits::{plan_throttle, stage_throttle};
use crate::front_door::calendar::{day_number, month_number, week_number};
use crate::front_door::model::{Quota, QuotaPeriod, Stage, Throttle, UsagePlan};
use crate::front_door::open_question::OpenQuestion;

/// The limits that requests meet.
#[derive(Clone, Copy, Debug)]
pub struct Limits<'l> {
    /// The usage plan of the keys; none for requests that count towards none.
    pub plan: Option<&'l UsagePlan>,
    /// The stages of the API.
    pub stages: &'l [Stage],
    /// The limit of the account in the Region.
    pub account: Option<Throttle>,
}

/// A request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival<'a> {
    /// When, in milliseconds since 1970-01-01T00:00:00Z. A time before the last one counts as that.
    pub time: u64,
    /// Id of its API key.
    pub key: &'a str,
    /// The stage.
    pub stage: &'a str,
    /// The path of the method as the API has it: `/pets/{id}`.
    pub path: &'a str,
    /// The method as the API has it: `GET`, `ANY`.
    pub http_method: &'a str,
}

/// A limit, in the order in which they are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// The quota of the usage plan.
    Quota,
    /// The rate of the usage plan for a key, over all its stages.
    PlanRate,
    /// The rate of the usage plan for a key at a method.
    PlanMethodRate,
    /// The rate of a stage for a method.
    StageMethodRate,
    /// The rate of the account.
    AccountRate,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It goes on.
    Served,
    /// 429 `QUOTA_EXCEEDED`.
    QuotaExceeded,
    /// 429 `THROTTLED`, by this limit.
    Throttled(Limit),
}

/// What is left after a request: of each rate in thousandths of a token, of the quota in requests; none where there is no
/// such limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Remaining {
    /// Requests until the end of the period.
    pub quota: Option<u64>,
    /// Of the rate of the plan, be it that of the method or that of all.
    pub plan: Option<u64>,
    /// Of the rate of the stage for the method.
    pub stage: Option<u64>,
    /// Of the rate of the account.
    pub account: Option<u64>,
}

/// A request and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Served {
    /// When it came, in milliseconds since 1970-01-01T00:00:00Z.
    pub time: u64,
    /// What became of it.
    pub verdict: Verdict,
    /// What is left after it.
    pub remaining: Remaining,
}

/// The open questions whose first answer [`simulate`] takes.
#[must_use]
pub fn readings() -> &'static [OpenQuestion] {
    &[
        OpenQuestion::QuotaBeforeRate,
        OpenQuestion::MethodLimitReplacesPlanLimit,
        OpenQuestion::RefusedRequestsAreFree,
        OpenQuestion::PeriodsInUtc,
    ]
}

/// Whose bucket: which limit, which key, stage, path and method; empty where these do not count.
type Whose<'a> = (Limit, &'a str, &'a str, &'a str, &'a str);

/// Applies the limits to requests in order of time. Every bucket is full in the beginning, and the period in which the
/// first request of a key comes is the first one of its quota. AWS says that its limits are best effort: real requests may
/// fare better or worse.
#[must_use]
pub fn simulate<'a>(limits: Limits<'_>, arrivals: &[Arrival<'a>]) -> Vec<Served> {
    let mut buckets: HashMap<Whose<'a>, TokenBucket> = HashMap::new();
    let mut counters: HashMap<&'a str, Counter> = HashMap::new();
    let mut now = 0;
    let mut served = Vec::with_capacity(arrivals.len());
    for arrival in arrivals {
        now = arrival.time.max(now);
        let asked = throttles(limits, arrival);
        let quota = limits.plan.and_then(|plan| plan.quota);
        let mut counter =
            quota.map(|quota| counters.entry(arrival.key).or_insert_with(|| Counter::new(quota, now)));
        if let Some(counter) = &mut counter {
            counter.advance(now);
        }
        let mut refused = None;
        for (whose, throttle) in asked.iter().flatten() {
            let bucket = buckets.entry(*whose).or_insert_with(|| TokenBucket::full(*throttle));
            bucket.refill(now);
            if refused.is_none() && !bucket.has_token() {
                refused = Some(Verdict::Throttled(whose.0));
            }
        }
        if counter.as_ref().is_some_and(|counter| counter.left == 0) {
            refused = Some(Verdict::QuotaExceeded);
        }
        if refused.is_none() {
            for (whose, _) in asked.iter().flatten() {
                if let Some(bucket) = buckets.get_mut(whose) {
                    bucket.take();
                }
            }
            if let Some(counter) = &mut counter {
                counter.left -= 1;
            }
        }
        let [plan, stage, account] =
            asked.map(|asked| asked.and_then(|(whose, _)| buckets.get(&whose)).map(TokenBucket::thousandths));
        let remaining = Remaining { quota: counter.map(|counter| counter.left), plan, stage, account };
        served.push(Served { time: arrival.time, verdict: refused.unwrap_or(Verdict::Served), remaining });
    }
    served
}

/// The rates that a request meets, in the documented order.
fn throttles<'a>(limits: Limits<'_>, arrival: &Arrival<'a>) -> [Option<(Whose<'a>, Throttle)>; 3] {
    let Arrival { key, stage, path, http_method, .. } = *arrival;
    let of_plan = limits.plan.and_then(|plan| plan_throttle(plan, stage, path, http_method));
    let of_plan = of_plan.map(|(throttle, is_for_method)| match is_for_method {
        true => ((Limit::PlanMethodRate, key, stage, path, http_method), throttle),
        false => ((Limit::PlanRate, key, "", "", ""), throttle),
    });
    let stage_settings = limits.stages.iter().find(|one| one.name == stage);
    let of_stage = stage_settings.and_then(|settings| stage_throttle(settings, path, http_method));
    let of_stage =
        of_stage.map(|(throttle, _)| ((Limit::StageMethodRate, "", stage, path, http_method), throttle));
    let of_account = limits.account.map(|throttle| ((Limit::AccountRate, "", "", "", ""), throttle));
    [of_plan, of_stage, of_account]
}

/// The quota of one key.
struct Counter {
    quota: Quota,
    period: u64,
    left: u64,
}

impl Counter {
    fn new(quota: Quota, time: u64) -> Self {
        let left = quota.limit.saturating_sub(quota.offset);
        Self { quota, period: period_number(quota.period, time), left }
    }

    fn advance(&mut self, time: u64) {
        let period = period_number(self.quota.period, time);
        if period != self.period {
            self.period = period;
            self.left = self.quota.limit;
        }
    }
}

fn period_number(period: QuotaPeriod, time: u64) -> u64 {
    match period {
        QuotaPeriod::Day => day_number(time),
        QuotaPeriod::Week => week_number(time),
        QuotaPeriod::Month => month_number(time),
    }
}
