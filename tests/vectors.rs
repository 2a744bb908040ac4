//! The decisions that AWS's documents give, one scenario a line, each tied to the clause that it tests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeMap;
use std::fs;

use policyscope::evaluation::{Check, Decision, Engine, Passage, Trace, Truth};
use policyscope::reading::{Reading, Readings};
use policyscope::scenario::{Scenario, read_line};
use serde_json::Value;

fn lines(file: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("{}/tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn trace(scenario: &Scenario<'_>) -> Trace {
    Engine::compile(&scenario.policies).trace(&scenario.request)
}

fn decision_name(trace: &Trace) -> String {
    format!("{:?}", trace.evaluation.decision)
}

#[test]
fn every_documented_vector_gets_its_decision() {
    let lines = lines("documented.jsonl");
    let mut wrong = Vec::new();
    for line in &lines {
        let vector: Value = serde_json::from_str(line).unwrap();
        let scenario = read_line(line).unwrap_or_else(|error| panic!("{}: {}", vector["id"], error.message));
        let trace = trace(&scenario);
        if vector["expect"] != decision_name(&trace).as_str() {
            wrong.push(format!("{} ({}): {}", vector["id"], vector["clause"], decision_name(&trace)));
        }
    }
    println!("{} of {} documented vectors agree", lines.len() - wrong.len(), lines.len());
    assert_eq!(lines.len(), 242);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The open questions, by the id of the contested vector that raises them.
fn question_of(id: &str) -> Reading {
    let questions = BTreeMap::from([
        ("q-001", Reading::BoundaryAndTrustedUser),
        ("q-002", Reading::ForAllValuesAbsentKey),
        ("q-003", Reading::ForAnyValueIfExistsAbsentKey),
        ("q-004", Reading::ForAnyValueNegatedAbsentKey),
        ("q-005", Reading::UnresolvedVariableInNotResource),
        ("q-006", Reading::UnreadableValue),
        ("q-007", Reading::MappedAddress),
        ("q-008", Reading::BoolCase),
        ("q-009", Reading::WildcardCrossesArnFields),
        ("q-010", Reading::WildcardInVariableValue),
        ("q-011", Reading::SeveralSessionPolicies),
        ("q-012", Reading::EmptyStringIsNull),
        ("q-013", Reading::EveryonePrincipalAndLimits),
        ("q-014", Reading::EmptyCondition),
        ("q-015", Reading::WildcardInActionPrefix),
        ("q-016", Reading::VariableInBool),
    ]);
    questions[id]
}

#[test]
fn contested_vectors_follow_the_chosen_side_and_say_so() {
    let lines = lines("contested.jsonl");
    assert_eq!(lines.len(), 16);
    for line in &lines {
        let mut vector: Value = serde_json::from_str(line).unwrap();
        let id = vector["id"].as_str().unwrap().to_owned();
        let question = question_of(&id);
        let scenario_text = vector["scenario"].take().to_string();
        let mut scenario = read_line(&scenario_text).unwrap();

        let recommended = trace(&scenario);
        assert_eq!(vector["recommended"], decision_name(&recommended).as_str(), "{id}, recommended side");
        assert_eq!(recommended.rests_on, [question], "{id}: what the decision rests on");

        scenario.request.readings = Readings::default().flipped(question);
        let alternative = trace(&scenario);
        assert_eq!(vector["alternative"], decision_name(&alternative).as_str(), "{id}, other side");
    }
}

/// The trace and the decision come from the same functions; this holds the parts of the trace together.
#[test]
fn a_statement_applies_exactly_when_all_its_elements_match() {
    let mut statements = 0;
    for line in lines("documented.jsonl") {
        let trace = trace(&read_line(&line).unwrap());
        let policies = trace.checks.iter().flat_map(|check| &check.levels).flat_map(|level| &level.policies);
        for statement in policies.flat_map(|policy| &policy.statements) {
            let all = statement.elements.iter().map(|element| element.matches).min().unwrap_or(Truth::True);
            assert_eq!(statement.applies, all, "{line}");
            statements += 1;
        }
    }
    assert!(statements > 300, "only {statements} statements were looked at");
}

/// The way through the checks is recorded where the decision is made; this holds the two together.
#[test]
fn the_way_through_the_checks_ends_where_the_decision_was_made() {
    let mut bypasses = 0;
    for line in lines("documented.jsonl") {
        let trace = trace(&read_line(&line).unwrap());
        let passages = Check::ALL.map(|check| trace.route.passage(check));
        let stopping: Vec<Check> =
            Check::ALL.into_iter().filter(|check| trace.route.passage(*check) == Passage::Stopped).collect();
        let decided_by = trace.evaluation.decided_by.map(|by| by.check);
        match trace.evaluation.decision {
            Decision::Allowed => {
                let is_open = |passage: &Passage| {
                    matches!(passage, Passage::Passed | Passage::Bypassed | Passage::NotNeeded)
                };
                assert!(passages.iter().all(is_open), "{passages:?} {line}");
            }
            Decision::ExplicitlyDenied => {
                assert_eq!(stopping, Vec::from_iter(decided_by), "{line}");
                assert!(!passages.contains(&Passage::Passed), "{passages:?} {line}");
            }
            Decision::ImplicitlyDenied => assert_eq!(stopping, Vec::from_iter(decided_by), "{line}"),
            Decision::Unknown => assert!(
                passages.contains(&Passage::Unknown)
                    || Check::ALL.into_iter().any(|check| trace.route.may_deny(check)),
                "{passages:?} {line}"
            ),
        }
        let is_bypassed = passages.contains(&Passage::Bypassed);
        assert!(!is_bypassed || (trace.route.bypass.is_some() && trace.same_account), "{line}");
        bypasses += usize::from(is_bypassed);
    }
    assert!(bypasses > 5, "only {bypasses} grants went past a check");
}
