//! The engine against the reference evaluator, on the documented vectors and on scenarios made by chance.
//!
//! `POLICYSCOPE_SCENARIOS` says how many scenarios to make, `POLICYSCOPE_SEED` where to begin:
//! `POLICYSCOPE_SCENARIOS=1000000 cargo test --release --test differential -- --nocapture`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "differential/shrink.rs"]
mod shrink;

mod generated;
mod reference;

use std::collections::BTreeMap;
use std::{env, fs, thread};

use policyscope::evaluation::Engine;
use policyscope::scenario::read_line;
use reference::Answer;
use serde_json::{Value, json};

fn vectors(file: &str) -> Vec<Value> {
    let text = fs::read_to_string(format!("{}/tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_reference_decides_every_vector() {
    let mut wrong = Vec::new();
    let vectors = [vectors("documented.jsonl"), vectors("contested.jsonl")].concat();
    assert_eq!(vectors.len(), 242 + 16);
    for vector in &vectors {
        let expected = vector.get("expect").unwrap_or(&vector["recommended"]);
        let answer = reference::decide(&vector["scenario"]);
        if answer.decision != *expected {
            wrong.push(format!("{} {}: {answer:?}", vector["id"], vector["clause"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the engine says, in the reference's words; none for a scenario that the command line refuses.
fn engine_answer(scenario: &Value) -> Option<Value> {
    let text = scenario.to_string();
    let scenario = read_line(&text).ok()?;
    if scenario.policies.first_unreadable().is_some() {
        return None;
    }
    let evaluation = Engine::compile(&scenario.policies).evaluate(&scenario.request);
    let for_request = Engine::compile_for(&scenario.policies, &scenario.request);
    assert_eq!(for_request.evaluate(&scenario.request), evaluation, "{text}");
    Some(json!({
        "decision": evaluation.decision,
        "check": evaluation.decided_by.map(|decided_by| decided_by.check),
        "level": evaluation.decided_by.and_then(|decided_by| decided_by.level),
    }))
}

fn reference_answer(scenario: &Value) -> Value {
    let Answer { decision, check, level } = reference::decide(scenario);
    json!({"decision": decision, "check": check, "level": level})
}

/// The two answers, where they differ.
fn disagreement(scenario: &Value) -> Option<String> {
    let (engine, reference) = (engine_answer(scenario)?, reference_answer(scenario));
    (engine != reference).then(|| format!("engine {engine}, reference {reference}"))
}

fn number_from_environment(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// What a run over many scenarios found.
#[derive(Default)]
struct Findings {
    /// How often each decision was made by each check.
    distribution: BTreeMap<String, usize>,
    refused: Vec<u64>,
    /// The seeds, by the two answers.
    disagreements: BTreeMap<String, Vec<u64>>,
}

fn compare(seeds: impl Iterator<Item = u64>) -> Findings {
    let mut findings = Findings::default();
    for seed in seeds {
        let scenario = generated::scenario(seed);
        let Some(answer) = engine_answer(&scenario) else {
            findings.refused.push(seed);
            continue;
        };
        let expected = reference_answer(&scenario);
        if answer != expected {
            let answers = format!("engine {answer}, reference {expected}");
            findings.disagreements.entry(answers).or_default().push(seed);
        }
        let name = format!(
            "{} {}",
            expected["decision"].as_str().unwrap(),
            expected["check"].as_str().unwrap_or("-")
        );
        *findings.distribution.entry(name).or_default() += 1;
    }
    findings
}

#[test]
fn engine_and_reference_agree() {
    let count = number_from_environment("POLICYSCOPE_SCENARIOS", 20_000);
    let first = number_from_environment("POLICYSCOPE_SEED", 1) << 32;
    let workers = thread::available_parallelism().unwrap().get() as u64;
    let mut findings = Findings::default();
    thread::scope(|scope| {
        let parts = (0..workers).map(|worker| {
            scope.spawn(move || compare((first + worker..first + count).step_by(workers as usize)))
        });
        for part in parts.collect::<Vec<_>>() {
            let part = part.join().unwrap();
            findings.refused.extend(part.refused);
            for (answers, seeds) in part.disagreements {
                findings.disagreements.entry(answers).or_default().extend(seeds);
            }
            for (name, times) in part.distribution {
                *findings.distribution.entry(name).or_default() += times;
            }
        }
    });
    println!("{count} scenarios from seed {first}");
    for (name, times) in &findings.distribution {
        println!("{times:>9}  {name}");
    }
    for (answers, seeds) in &findings.disagreements {
        let still_disagrees = |scenario: &Value| disagreement(scenario).as_ref() == Some(answers);
        let smallest = shrink::shrink(&generated::scenario(seeds[0]), &still_disagrees);
        println!("{} times {answers}:\n{smallest}", seeds.len());
    }
    assert_eq!(findings.refused, [0; 0], "seeds of scenarios that the command line refuses");
    assert!(findings.disagreements.is_empty(), "engine and reference disagree");
}
