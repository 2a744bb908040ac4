//! What is unknown: no completion of it may lead to a decision that the answer rules out.
//!
//! `POLICYSCOPE_SCENARIOS` says how many scenarios to make, `POLICYSCOPE_SEED` where to begin:
//! `POLICYSCOPE_SCENARIOS=100000 cargo test --release --test unknown -- --nocapture`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "unknown/completions.rs"]
mod completions;
mod generated;
#[path = "differential/shrink.rs"]
mod shrink;

use std::collections::BTreeSet;
use std::{env, fs, thread};

use completions::{Completion, Donors, complete, hide, hideable};
use generated::Random;
use policyscope::answer::{AnswerOptions, Outcome, answer};
use policyscope::reading::Reading;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The answer as the command line gives it; none for a scenario that it refuses.
fn ask(scenario: &Value, derive_context: bool) -> Option<Value> {
    let answer = answer(&scenario.to_string(), AnswerOptions { explain: false, derive_context });
    (answer.outcome != Outcome::InputError).then_some(answer.json)
}

/// The decisions that an answer leaves open.
fn possible(answer: &Value) -> Vec<&Value> {
    match answer["possible"].as_array() {
        Some(decisions) => decisions.iter().collect(),
        None => vec![&answer["decision"]],
    }
}

/// What follows from `aws:CalledVia` when the context is derived.
const KEYS_OF_FORWARDING: [&str; 3] =
    ["context:aws:calledviafirst", "context:aws:calledvialast", "context:aws:viaawsservice"];

/// A scenario with unknown parts, and what these may be.
struct Question {
    hidden: Value,
    derive_context: bool,
    unknown: Vec<String>,
    completions: Vec<Completion>,
}

impl Question {
    fn new(seed: u64, donors: &Donors) -> Question {
        let mut scenario = generated::scenario(seed);
        let mut random = Random::new(!seed);
        let mut readings = Map::new();
        for _ in 0..random.weighted(&[60, 20, 20]) {
            let reading = Reading::ALL[random.below(Reading::ALL.len())];
            readings.insert(reading.name().to_owned(), json!("alternative"));
        }
        scenario["options"] = json!({"readings": readings});
        let (slots, keys) = hideable(&scenario);
        let mut unknown = BTreeSet::new();
        for _ in 0..=random.weighted(&[50, 30, 20]) {
            let names = if keys.is_empty() || random.chance(40) { &slots } else { &keys };
            unknown.insert(names[random.below(names.len())].clone());
        }
        let unknown: Vec<String> = unknown.into_iter().collect();
        let candidates: Vec<Vec<Value>> =
            unknown.iter().map(|name| donors.candidates(name, &scenario, &mut random)).collect();
        let count = if let [all] = candidates.as_slice() { all.len() } else { 24 };
        let completions = (0..count).map(|number| {
            let choices = unknown.iter().zip(&candidates).map(|(name, candidates)| {
                // The first one of each is what the scenario has.
                let choice = if number == 0 || count == candidates.len() {
                    number
                } else {
                    random.below(candidates.len())
                };
                (name.clone(), candidates[choice].clone())
            });
            choices.collect()
        });
        let completions = completions.collect();
        let hidden = hide(&scenario, &unknown);
        Question { hidden, derive_context: random.chance(50), unknown, completions }
    }

    /// The names of what is unknown: also the keys that would follow from an unknown one (clause 7.30).
    fn unknowns(&self) -> impl Iterator<Item = &str> {
        let follows = self.derive_context && self.unknown.iter().any(|name| name == "context:aws:calledvia");
        let following: &[&str] = if follows { &KEYS_OF_FORWARDING } else { &[] };
        self.unknown.iter().map(String::as_str).chain(following.iter().copied())
    }
}

/// What a run over many scenarios found.
#[derive(Default)]
struct Findings {
    decided: usize,
    unknown: usize,
    /// How many of the unknown ones got different decisions by their completions.
    shown_to_be_open: usize,
    completions: usize,
    refused: usize,
    faults: Vec<String>,
}

impl Findings {
    fn add(&mut self, other: Findings) {
        self.decided += other.decided;
        self.unknown += other.unknown;
        self.shown_to_be_open += other.shown_to_be_open;
        self.completions += other.completions;
        self.refused += other.refused;
        self.faults.extend(other.faults);
    }

    fn look_at(&mut self, seed: u64, donors: &Donors) {
        let question = Question::new(seed, donors);
        let answer = ask(&question.hidden, question.derive_context)
            .unwrap_or_else(|| panic!("seed {seed} is refused: {}", question.hidden));
        let is_unknown = answer["decision"] == "Unknown";
        *(if is_unknown { &mut self.unknown } else { &mut self.decided }) += 1;
        if let Some(fault) = fault_of_dependencies(&answer, &question) {
            self.faults.push(format!("seed {seed}: {fault}: {answer}\n{}", question.hidden));
        }
        let mut decisions = BTreeSet::new();
        for completion in &question.completions {
            let Some(decision) =
                decision_of_completion(&question.hidden, completion, question.derive_context)
            else {
                self.refused += 1;
                continue;
            };
            self.completions += 1;
            if !possible(&answer).contains(&&decision) {
                self.faults.push(report(seed, &question, completion));
                break;
            }
            decisions.insert(decision.to_string());
        }
        self.shown_to_be_open += usize::from(is_unknown && decisions.len() > 1);
    }
}

fn decision_of_completion(hidden: &Value, completion: &Completion, derive_context: bool) -> Option<Value> {
    Some(ask(&complete(hidden, completion), derive_context)?["decision"].take())
}

/// An unknown decision depends on something, and only on what is unknown.
fn fault_of_dependencies(answer: &Value, question: &Question) -> Option<&'static str> {
    let is_unknown = answer["decision"] == "Unknown";
    match answer["depends_on"].as_array() {
        None if is_unknown => Some("`depends_on` is missing"),
        None => None,
        Some(_) if !is_unknown => Some("a decision depends on something"),
        Some(names) if names.is_empty() => Some("an unknown decision depends on nothing"),
        Some(names) => {
            let is_unknown = |name: &Value| question.unknowns().any(|unknown| name == unknown);
            (!names.iter().all(is_unknown)).then_some("it depends on something that is known")
        }
    }
}

/// The smallest scenario in which the completion leads to a decision that the answer rules out.
fn report(seed: u64, question: &Question, completion: &Completion) -> String {
    let derive_context = question.derive_context;
    let is_wrong = |hidden: &Value| {
        let (Some(answer), Some(decision)) =
            (ask(hidden, derive_context), decision_of_completion(hidden, completion, derive_context))
        else {
            return false;
        };
        !possible(&answer).contains(&&decision)
    };
    let smallest = shrink::shrink(&question.hidden, &is_wrong);
    let answer = ask(&smallest, derive_context).unwrap();
    let decision = decision_of_completion(&smallest, completion, derive_context).unwrap();
    let completion = json!(completion);
    format!(
        "seed {seed}, derived context {derive_context}: {answer}, but {decision} with {completion}:\n{smallest}"
    )
}

fn number_from_environment(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

#[test]
fn no_completion_leads_to_a_decision_that_was_ruled_out() {
    let count = number_from_environment("POLICYSCOPE_SCENARIOS", 300);
    let first = number_from_environment("POLICYSCOPE_SEED", 1) << 32;
    let donors = Donors::of(first.wrapping_sub(400)..first);
    let workers = thread::available_parallelism().unwrap().get() as u64;
    let mut findings = Findings::default();
    thread::scope(|scope| {
        let donors = &donors;
        let parts = (0..workers).map(|worker| {
            scope.spawn(move || {
                let mut findings = Findings::default();
                for seed in (first + worker..first + count).step_by(workers as usize) {
                    findings.look_at(seed, donors);
                }
                findings
            })
        });
        for part in parts.collect::<Vec<_>>() {
            findings.add(part.join().unwrap());
        }
    });
    let Findings { decided, unknown, shown_to_be_open, completions, refused, faults } = findings;
    println!(
        "{count} scenarios: {unknown} unknown, of which {shown_to_be_open} are open by their completions, \
         {decided} decided in spite of what is unknown; {completions} completions, {refused} refused; {} faults",
        faults.len()
    );
    for fault in faults.iter().take(5) {
        println!("{fault}\n");
    }
    assert!(faults.is_empty(), "{} of {count} scenarios have a wrong answer", faults.len());
    let share = |part: usize, whole: u64| part as u64 * 100 / whole;
    assert!(share(unknown, count) >= 20, "too few are unknown");
    assert!(share(decided, count) >= 20, "too few are decided");
    assert!(share(shown_to_be_open, unknown as u64) >= 60, "too few completions differ");
    assert_eq!(refused, 0, "completions that the command line refuses");
}

/// A scenario with unknown parts and its answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    clause: String,
    why: String,
    scenario: Value,
    #[serde(default)]
    derive_context: bool,
    decision: String,
    /// The decisions that are possible, where it is unknown.
    possible: Option<Value>,
    depends_on: Option<Value>,
}

#[test]
fn documented_cases_of_unknown_get_their_answer() {
    let path = format!("{}/tests/unknown/cases.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    let mut wrong = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let case: Case = serde_json::from_str(line).unwrap_or_else(|error| panic!("line {number}: {error}"));
        assert_eq!(case.depends_on.is_some(), case.decision == "Unknown", "line {number}");
        let answer =
            ask(&case.scenario, case.derive_context).unwrap_or_else(|| panic!("line {number} is refused"));
        let as_expected = answer["decision"] == case.decision
            && case.possible.as_ref().is_none_or(|possible| answer["possible"] == *possible)
            && case.depends_on.as_ref().is_none_or(|names| answer["depends_on"] == *names);
        if !as_expected {
            wrong.push(format!("cases.jsonl:{number} ({}) {}: {answer}", case.clause, case.why));
        }
    }
    println!("{} cases, {} wrong", text.lines().count(), wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
