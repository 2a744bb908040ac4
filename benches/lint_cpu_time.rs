//! Prints as one JSON object how many of 200 managed policies are linted with all rules in a second of CPU time, and
//! which of all managed policies takes longest. Run by `cargo bench --bench lint_cpu_time`;
//! `tools/peer/lint-speed.mjs` sets it beside other linters.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops at the first surprise")]

#[path = "../tests/managed_policies/mod.rs"]
mod managed_policies;
mod measuring;

use std::hint::black_box;

use measuring::{median, nanoseconds_each};
use policyscope::catalogue::bundled;
use policyscope::lint::Linter;
use policyscope::policy::PolicyType;
use serde_json::json;

const ROUNDS: usize = 9;
/// How often a single policy is linted to find its time; the least counts, since nothing makes it faster than it is.
const TRIES: usize = 20;

fn main() {
    let linter = Linter::new(Some(bundled().unwrap()));
    let lint = |text: &str| {
        black_box(linter.lint(black_box(text), Some(PolicyType::Identity.into())).findings.len());
    };
    let policies = managed_policies::all();
    let sample: Vec<String> = managed_policies::sample(&policies).map(|policy| policy.text()).collect();
    let mut all_of_sample = || sample.iter().for_each(|text| lint(text));
    let times = (0..ROUNDS).map(|_| nanoseconds_each(&mut all_of_sample)).collect();
    let per_policy = median(times) / sample.len() as f64;

    let time_of = |text: &str| {
        let time = || {
            let started = std::time::Instant::now();
            lint(text);
            started.elapsed()
        };
        (0..TRIES).map(|_| time()).min().unwrap()
    };
    let worst = policies.iter().map(|policy| (time_of(&policy.text()), &policy.name)).max().unwrap();
    let answer = json!({
        "policies": sample.len(),
        "bytes": sample.iter().map(String::len).sum::<usize>(),
        "policies_per_second": 1e9 / per_policy,
        "worst_milliseconds": worst.0.as_secs_f64() * 1e3,
        "worst_policy": worst.1,
        "worst_of": policies.len(),
    });
    println!("{answer}");
}
