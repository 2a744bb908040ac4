//! Prints, as one JSON object a line for each workload, the scenario and the CPU time in nanoseconds that
//! reading and deciding it take: numbers to set beside those of another program that was measured in the
//! same run. Run by `cargo bench --bench cpu_time`; `tools/peer/speed.mjs` reads it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops at the first surprise")]

mod workload;

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use policyscope::evaluation::Engine;
use policyscope::scenario::read_line;
use serde_json::{Value, json};

const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(100);

fn main() {
    for workload in workload::all() {
        let text = &workload.scenario;
        let scenario = read_line(text).unwrap();
        let engine = Engine::compile(&scenario.policies);
        let mut from_text = || {
            let scenario = read_line(black_box(text)).unwrap();
            let engine = Engine::compile_for(&scenario.policies, &scenario.request);
            black_box(engine.evaluate(&scenario.request).decision);
        };
        let mut compiled = || {
            black_box(engine.evaluate(black_box(&scenario.request)).decision);
        };
        let mut serde_json = || {
            black_box(serde_json::from_str::<Value>(black_box(text)).unwrap());
        };
        // All three in turn, so that what else runs on the machine disturbs them alike.
        let mut times: [Vec<f64>; 3] = Default::default();
        for _ in 0..ROUNDS {
            times[0].push(nanoseconds_each(&mut from_text));
            times[1].push(nanoseconds_each(&mut compiled));
            times[2].push(nanoseconds_each(&mut serde_json));
        }
        let [from_text, compiled, serde_json] = times.map(median);
        let line = json!({
            "workload": workload.name,
            "statements": workload.statements,
            "text_to_decision": from_text,
            "compiled_to_decision": compiled,
            "serde_json": serde_json,
            "scenario": text,
        });
        println!("{line}");
    }
}

/// The CPU time of one call, averaged over a round.
fn nanoseconds_each(work: &mut dyn FnMut()) -> f64 {
    let (started, cpu_started) = (Instant::now(), cpu_nanoseconds());
    let mut calls = 0_u32;
    while started.elapsed() < ROUND {
        for _ in 0..32 {
            work();
        }
        calls += 32;
    }
    let elapsed = match (cpu_started, cpu_nanoseconds()) {
        (Some(before), Some(after)) => (after - before) as f64,
        _ => started.elapsed().as_nanos() as f64,
    };
    elapsed / f64::from(calls)
}

/// The CPU time of this thread so far, where the system tells it without unsafe code.
fn cpu_nanoseconds() -> Option<u64> {
    let statistics = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    statistics.split_whitespace().next()?.parse().ok()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
