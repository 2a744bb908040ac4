//! Every open question: a request that its two sides decide differently, and the same without what raises it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use policyscope::answer::{AnswerOptions, answer};
use policyscope::reading::Reading;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Its name in a scenario's options.
    reading: String,
    /// What raises the question.
    why: String,
    scenario: Value,
    /// The decisions on its two sides.
    recommended: String,
    alternative: String,
    /// Changes that take away what raises the question: what stands at a place, by JSON pointer.
    without: BTreeMap<String, Value>,
}

fn cases() -> Vec<Case> {
    let path = format!("{}/tests/readings/cases.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

impl Case {
    fn reading(&self) -> Reading {
        let found = Reading::ALL.iter().find(|reading| reading.name() == self.reading);
        *found.unwrap_or_else(|| panic!("there is no reading {}", self.reading))
    }

    /// The answer to `scenario` with the given side of the question taken.
    fn ask(&self, scenario: &Value, side: &str) -> Value {
        let mut scenario = scenario.clone();
        scenario["options"] = json!({"readings": {&self.reading: side}});
        answer(&scenario.to_string(), AnswerOptions { explain: true, derive_context: false }).json
    }

    /// What the answer says about the question, if it says that the decision rests on it.
    fn rests_on<'a>(&self, answer: &'a Value) -> Option<&'a Value> {
        let questions = answer["explanation"]["rests_on"].as_array();
        let questions = questions.unwrap_or_else(|| panic!("{}: {answer}", self.why));
        questions.iter().find(|question| question["reading"] == self.reading)
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let reading = self.reading();
        let sentences = [reading.recommended(), reading.alternative()];
        let sides = [("recommended", &self.recommended), ("alternative", &self.alternative)];
        for (number, (side, decision)) in sides.into_iter().enumerate() {
            let answer = self.ask(&self.scenario, side);
            if answer["decision"] != **decision {
                faults.push(format!("{side}: expected {decision}, found {}", answer["decision"]));
            }
            match self.rests_on(&answer) {
                None => faults.push(format!("{side}: the decision does not say that it rests on it")),
                Some(question) => {
                    let said = (&question["taken"], &question["other"]);
                    if said != (&json!(sentences[number]), &json!(sentences[1 - number])) {
                        faults.push(format!("{side}: it says that the other side was taken"));
                    }
                }
            }
            if self.rests_on(&self.ask(&self.without(), side)).is_some() {
                faults.push(format!("{side}: rests on it also without what raises it"));
            }
        }
        faults
    }

    fn without(&self) -> Value {
        let mut scenario = self.scenario.clone();
        for (pointer, value) in &self.without {
            let place = scenario.pointer_mut(pointer);
            *place.unwrap_or_else(|| panic!("{}: nothing stands at {pointer}", self.why)) = value.clone();
        }
        scenario
    }
}

#[test]
fn both_sides_of_every_reading_decide_differently_and_say_so() {
    let cases = cases();
    let mut faults = Vec::new();
    for case in &cases {
        assert_ne!(case.recommended, case.alternative, "{}", case.why);
        let found = case.faults().into_iter();
        faults.extend(found.map(|fault| format!("{} ({}): {fault}", case.reading, case.why)));
    }
    println!("{} cases of {} readings, {} faults", cases.len(), Reading::ALL.len(), faults.len());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_reading_has_a_case() {
    let cases = cases();
    let tested: BTreeSet<&str> = cases.iter().map(|case| case.reading.as_str()).collect();
    let untested: Vec<&str> =
        Reading::ALL.iter().map(|reading| reading.name()).filter(|name| !tested.contains(name)).collect();
    assert_eq!(untested, [""; 0]);
}
