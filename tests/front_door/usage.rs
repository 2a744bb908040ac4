//! Usage plans: quotas, rates, and a slow reference to compare with.

use policyscope::front_door::usage::{Arrival, Limit, Limits, Served, Verdict, readings, simulate};
use policyscope::front_door::{
    MethodThrottle, PlanStage, Quota, QuotaPeriod, Rate, Stage, Throttle, UsagePlan,
};
use proptest::prelude::*;

const DAY: u64 = 86_400_000;
/// 22 November 2025, a Saturday, at midnight UTC.
const SATURDAY: u64 = 1_763_769_600_000;

fn throttle(rate: u64, burst: u32) -> Throttle {
    Throttle { rate: Rate::per_second(rate), burst }
}

fn at(time: u64) -> Arrival<'static> {
    Arrival { time, key: "k1", stage: "prod", path: "/pets", http_method: "GET" }
}

fn served(plan: &UsagePlan, times: &[u64]) -> Vec<Served> {
    let limits = Limits { plan: Some(plan), stages: &[], account: None };
    simulate(limits, &times.iter().map(|time| at(*time)).collect::<Vec<_>>())
}

fn is_served(served: &[Served]) -> Vec<bool> {
    served.iter().map(|one| one.verdict == Verdict::Served).collect()
}

fn with_quota(limit: u64, offset: u64, period: QuotaPeriod) -> UsagePlan {
    UsagePlan { quota: Some(Quota { limit, offset, period }), ..UsagePlan::default() }
}

#[test]
fn a_bucket_holds_the_burst_and_fills_at_the_rate() {
    let plan = UsagePlan { throttle: Some(throttle(2, 3)), ..UsagePlan::default() };
    let found = served(&plan, &[0, 0, 0, 0, 499, 500, 999, 1000, 10_000, 10_000, 10_000, 10_000]);
    let expected = [true, true, true, false, false, true, false, true, true, true, true, false];
    assert_eq!(is_served(&found), expected);
    assert_eq!(found[3].verdict, Verdict::Throttled(Limit::PlanRate));
    assert_eq!(found[4].remaining.plan, Some(998));
    assert_eq!(found[8].remaining.plan, Some(2000));
}

#[test]
fn the_quota_of_a_day_begins_anew() {
    let plan = with_quota(3, 1, QuotaPeriod::Day);
    let times = [
        SATURDAY + 1,
        SATURDAY + 2,
        SATURDAY + DAY - 1,
        SATURDAY + DAY,
        SATURDAY + DAY,
        SATURDAY + DAY,
        SATURDAY + DAY,
    ];
    let found = served(&plan, &times);
    assert_eq!(is_served(&found), [true, true, false, true, true, true, false]);
    assert_eq!(found[2].verdict, Verdict::QuotaExceeded);
    assert_eq!(
        found.iter().map(|one| one.remaining.quota.unwrap()).collect::<Vec<_>>(),
        [1, 0, 0, 2, 1, 0, 0]
    );
}

#[test]
fn weeks_begin_on_monday_and_months_on_the_first() {
    let week = served(&with_quota(1, 0, QuotaPeriod::Week), &[SATURDAY, SATURDAY + DAY, SATURDAY + 2 * DAY]);
    assert_eq!(is_served(&week), [true, false, true]);
    // 30 November and 1 December.
    let month =
        served(&with_quota(1, 0, QuotaPeriod::Month), &[SATURDAY, SATURDAY + 8 * DAY, SATURDAY + 9 * DAY]);
    assert_eq!(is_served(&month), [true, false, true]);
    // 29 February and 1 March 2024; 31 December 2024 and 1 January 2025.
    let leap = 1_709_164_800_000;
    let new_year = 1_735_603_200_000;
    let times = [leap, leap + DAY - 1, leap + DAY, new_year, new_year + DAY];
    assert_eq!(
        is_served(&served(&with_quota(1, 0, QuotaPeriod::Month), &times)),
        [true, false, true, true, true]
    );
    assert!(readings().iter().any(|reading| reading.name() == "periods-in-utc"));
}

#[test]
fn limits_are_applied_in_the_documented_order() {
    let plan = UsagePlan {
        throttle: Some(throttle(0, 2)),
        stages: vec![PlanStage {
            stage: "prod".to_owned(),
            method_throttles: vec![MethodThrottle {
                path: "/slow".to_owned(),
                http_method: "GET".to_owned(),
                throttle: throttle(0, 1),
            }],
            ..PlanStage::default()
        }],
        ..UsagePlan::default()
    };
    let stages = [Stage { name: "prod".to_owned(), throttle: Some(throttle(0, 3)), ..Stage::default() }];
    let limits = Limits { plan: Some(&plan), stages: &stages, account: Some(throttle(0, 5)) };
    let to = |key, path| Arrival { key, path, ..at(0) };
    let requests = [
        to("k1", "/slow"),
        to("k1", "/slow"),
        to("k1", "/a"),
        to("k1", "/a"),
        to("k1", "/a"),
        to("k2", "/a"),
        to("k2", "/a"),
        to("k2", "/b"),
        to("k3", "/b"),
        to("k3", "/b"),
    ];
    let verdicts: Vec<Verdict> = simulate(limits, &requests).iter().map(|one| one.verdict).collect();
    assert_eq!(
        verdicts,
        [
            Verdict::Served,
            Verdict::Throttled(Limit::PlanMethodRate),
            Verdict::Served,
            Verdict::Served,
            Verdict::Throttled(Limit::PlanRate),
            Verdict::Served,
            Verdict::Throttled(Limit::StageMethodRate),
            Verdict::Served,
            Verdict::Throttled(Limit::AccountRate),
            Verdict::Throttled(Limit::AccountRate),
        ]
    );
}

#[test]
fn a_key_has_one_bucket_for_all_stages_and_each_key_its_own() {
    let plan = UsagePlan { throttle: Some(throttle(0, 2)), ..UsagePlan::default() };
    let limits = Limits { plan: Some(&plan), stages: &[], account: None };
    let to = |key, stage| Arrival { key, stage, ..at(0) };
    let requests = [to("k1", "prod"), to("k1", "test"), to("k1", "prod"), to("k2", "prod")];
    assert_eq!(is_served(&simulate(limits, &requests)), [true, true, false, true]);
}

/// Whether each request is served, by counting anew for each: what the bucket holds is the least of what it would hold,
/// had it been full when any one of the requests so far came.
fn reference(rate_millionths: u64, burst: u32, times: &[u64]) -> Vec<bool> {
    let unit = 1_000_000_000_i128;
    let mut taken: Vec<u64> = Vec::new();
    times
        .iter()
        .map(|now| {
            let starts = times.iter().take_while(|start| *start <= now);
            let level = starts
                .map(|start| {
                    let gained = i128::from(rate_millionths) * i128::from(now - start);
                    let spent = taken.iter().filter(|time| *time >= start).count() as i128;
                    i128::from(burst) * unit + gained - spent * unit
                })
                .min()
                .unwrap();
            let is_served = level >= unit;
            if is_served {
                taken.push(*now);
            }
            is_served
        })
        .collect()
}

proptest! {
    #[test]
    fn the_bucket_is_exact(
        millionths in 0..5_000_000_u64,
        burst in 0..6_u32,
        gaps in prop::collection::vec(prop_oneof![Just(0_u64), 0..2000_u64], 0..60),
    ) {
        let times: Vec<u64> = gaps.iter().scan(0, |now, gap| { *now += gap; Some(*now) }).collect();
        let throttle = Throttle { rate: Rate { millionths }, burst };
        let plan = UsagePlan { throttle: Some(throttle), ..UsagePlan::default() };
        prop_assert_eq!(is_served(&served(&plan, &times)), reference(millionths, burst, &times));
    }

    #[test]
    fn no_window_serves_more_than_burst_and_rate_allow(
        millionths in 0..50_000_000_u64,
        burst in 0..10_u32,
        gaps in prop::collection::vec(0..300_u64, 1..120),
    ) {
        let times: Vec<u64> = gaps.iter().scan(0, |now, gap| { *now += gap; Some(*now) }).collect();
        let throttle = Throttle { rate: Rate { millionths }, burst };
        let plan = UsagePlan { throttle: Some(throttle), ..UsagePlan::default() };
        let served = served(&plan, &times);
        for (from, first) in served.iter().enumerate() {
            for (to, last) in served.iter().enumerate().skip(from) {
                let count = served[from..=to].iter().filter(|one| one.verdict == Verdict::Served).count() as u128;
                let gained = u128::from(millionths) * u128::from(last.time - first.time);
                prop_assert!(count * 1_000_000_000 <= u128::from(burst) * 1_000_000_000 + gained);
            }
        }
    }

    #[test]
    fn a_quota_is_never_overdrawn(
        limit in 0..20_u64, offset in 0..25_u64, gaps in prop::collection::vec(0..DAY, 0..80),
    ) {
        let times: Vec<u64> = gaps.iter().scan(SATURDAY, |now, gap| { *now += gap; Some(*now) }).collect();
        let served = served(&with_quota(limit, offset, QuotaPeriod::Day), &times);
        for day in SATURDAY / DAY..SATURDAY / DAY + 90 {
            let is_on = |one: &&Served| one.time / DAY == day && one.verdict == Verdict::Served;
            let count = served.iter().filter(is_on).count() as u64;
            let is_first = times.first().is_some_and(|first| first / DAY == day);
            let most = if is_first { limit.saturating_sub(offset) } else { limit };
            prop_assert!(count <= most);
        }
    }
}
