//! Every condition operator against its data file in `tests/operators/`: in a statement that allows and in
//! one that denies.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use policyscope::condition::Test;
use policyscope::evaluation::{Decision, Engine};
use policyscope::scenario::read_line;
use serde_json::{Value, json};

/// What each file has to test, by the member `kind` of its cases.
const KINDS_OF_ALL: [&str; 3] = ["true", "false", "missing"];
const KINDS_WITH_A_VALUE: [&str; 6] =
    ["if-exists", "for-all-values", "for-any-value", "boundary", "unreadable", "empty-list"];

fn cases(operator: Test) -> Vec<Value> {
    let path = format!("{}/tests/operators/{}.json", env!("CARGO_MANIFEST_DIR"), operator.name());
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The decision on a request with the case's context, by a policy with `statements`.
fn decide(case: &Value, statements: Value) -> Decision {
    let version = case.get("version").cloned().unwrap_or_else(|| json!("2012-10-17"));
    let scenario = json!({
        "principal": {"arn": "arn:aws:iam::111122223333:user/Bob"},
        "identity_policies": [{"name": "p", "document": {"Version": version, "Statement": statements}}],
        "request": {
            "action": "s3:GetObject",
            "resource": "arn:aws:s3:::b/x",
            "resource_account": "111122223333",
            "context": case["context"],
        },
    });
    let text = scenario.to_string();
    let scenario = read_line(&text).unwrap_or_else(|error| panic!("{}: {case}", error.message));
    if let Some(fault) = scenario.policies.first_unreadable() {
        panic!("{}: {case}", fault.message);
    }
    Engine::compile(&scenario.policies).evaluate(&scenario.request).decision
}

#[test]
fn every_operator_follows_its_data_file() {
    let all = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
    let mut wrong = Vec::new();
    let mut counts = BTreeMap::new();
    for operator in Test::ALL {
        for case in cases(*operator) {
            let holds = case["holds"].as_bool().unwrap();
            let with_condition = |effect: &str| json!({"Effect": effect, "Action": "*", "Resource": "*", "Condition": case["condition"]});
            let allowed = decide(&case, json!([with_condition("Allow")]));
            let denied = decide(&case, json!([all, with_condition("Deny")]));
            let expected = match holds {
                true => (Decision::Allowed, Decision::ExplicitlyDenied),
                false => (Decision::ImplicitlyDenied, Decision::Allowed),
            };
            if (allowed, denied) != expected {
                wrong.push(format!("{}: {allowed:?} as Allow, {denied:?} as Deny: {case}", operator.name()));
            }
            *counts.entry(case["kind"].as_str().unwrap().to_owned()).or_insert(0) += 1;
        }
    }
    println!("{} cases by kind: {counts:?}", counts.values().sum::<usize>());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_operator_has_a_complete_data_file() {
    assert_eq!(Test::ALL.len(), 27);
    let files = fs::read_dir(format!("{}/tests/operators", env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_eq!(files.count(), 27, "there is a data file for each operator and no other");
    for operator in Test::ALL {
        let name = operator.name();
        let cases = cases(*operator);
        let kinds: BTreeSet<&str> = cases.iter().map(|case| case["kind"].as_str().unwrap()).collect();
        // `Null` asks for presence alone: it takes no `IfExists`, and no value of it can be unreadable.
        let with_a_value = if name == "Null" { &[][..] } else { &KINDS_WITH_A_VALUE };
        for kind in KINDS_OF_ALL.iter().chain(with_a_value) {
            assert!(
                kinds.contains(kind) || is_text(name) && *kind == "unreadable",
                "{name} has no case `{kind}`"
            );
        }
        for case in &cases {
            let operators = case["condition"].as_object().unwrap();
            let of_this_file = |written: &String| {
                let without_set = written.rsplit(':').next().unwrap_or_default();
                without_set == name || without_set.strip_suffix("IfExists") == Some(name)
            };
            assert!(operators.keys().all(of_this_file), "{name}: {case}");
            assert!(case["clause"].as_str().unwrap().contains('.'), "{name}: {case}");
        }
    }
}

/// Every text can be read by a String operator.
fn is_text(operator: &str) -> bool {
    operator.starts_with("String")
}
