//! Prints, as one JSON object a line for each workload, the scenario and the CPU time in nanoseconds that
//! reading and deciding it take: numbers to set beside those of another program that was measured in the
//! same run. Run by `cargo bench --bench cpu_time`; `tools/peer/speed.mjs` reads it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops at the first surprise")]

mod measuring;
mod workload;

use std::hint::black_box;

use measuring::{median, nanoseconds_each};
use policyscope::evaluation::Engine;
use policyscope::scenario::read_line;
use serde_json::{Value, json};

const ROUNDS: usize = 9;

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
