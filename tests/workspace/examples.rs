//! The examples are right.

use std::collections::BTreeSet;

use policyscope::evaluation::{Decision, Engine};
use policyscope::workspace::examples::{DOOR_EXAMPLES, EXAMPLES, find};
use policyscope::workspace::model::ExpectedDecision;
use policyscope::workspace::resolve;
use serde_json::Value;

use crate::schema_validator;

#[test]
fn every_example_is_a_valid_workspace_in_the_written_layout() {
    let validator = schema_validator();
    for example in EXAMPLES.iter().chain(&DOOR_EXAMPLES) {
        let value: Value = serde_json::from_str(example.json).unwrap();
        assert!(validator.is_valid(&value), "{}", example.id);
        let workspace = example.workspace().unwrap();
        assert_eq!(workspace.to_json_pretty() + "\n", example.json, "{}", example.id);
        assert_eq!(workspace.name.as_deref(), Some(example.name));
        assert_eq!(find(example.id), Some(example));
    }
    assert_eq!(find("no-such-example"), None);
    let ids: BTreeSet<&str> = EXAMPLES.iter().chain(&DOOR_EXAMPLES).map(|example| example.id).collect();
    assert_eq!(ids.len(), EXAMPLES.len() + DOOR_EXAMPLES.len());
}

#[test]
fn every_example_shows_a_contrast_among_named_requests_of_known_callers() {
    for example in &EXAMPLES {
        let workspace = example.workspace().unwrap();
        let arns: Vec<&str> = (workspace.principals.iter().map(|principal| principal.arn.as_str()))
            .chain(workspace.sessions.iter().map(|session| session.arn.as_str()))
            .collect();
        for request in &workspace.requests {
            assert!(request.name.is_some(), "{}", example.id);
            assert!(request.expect.is_some(), "{}", example.id);
            let caller = request.principal.as_str();
            let known = arns.contains(&caller) || caller == "anonymous" || caller.ends_with(".amazonaws.com");
            assert!(known, "{}: {caller}", example.id);
        }
        let expects = |decision| workspace.requests.iter().any(|request| request.expect == Some(decision));
        assert!(expects(ExpectedDecision::Allowed), "{}", example.id);
        let denied =
            expects(ExpectedDecision::ImplicitlyDenied) || expects(ExpectedDecision::ExplicitlyDenied);
        assert!(denied, "{}", example.id);
    }
}

#[test]
fn every_example_is_well_formed_and_decided_as_it_expects() {
    for example in &EXAMPLES {
        let workspace = example.workspace().unwrap();
        for (index, request) in workspace.requests.iter().enumerate() {
            let name = (example.id, request.name.as_deref());
            let resolved = resolve(&workspace, index).unwrap();
            for document in &resolved.documents {
                assert_eq!(*document.diagnostics, [], "{name:?}");
            }
            let evaluation = Engine::compile(&resolved.policies).evaluate(&resolved.request);
            let expected = match request.expect {
                Some(ExpectedDecision::Allowed) => Decision::Allowed,
                Some(ExpectedDecision::ExplicitlyDenied) => Decision::ExplicitlyDenied,
                Some(ExpectedDecision::ImplicitlyDenied) => Decision::ImplicitlyDenied,
                None => panic!("{name:?} expects nothing"),
            };
            assert_eq!(evaluation.decision, expected, "{name:?}: {evaluation:?}");
        }
    }
}

#[test]
fn examples_use_documentation_accounts_and_addresses_and_name_each_policy() {
    fn visit(value: &Value, example: &str) {
        match value {
            Value::Array(elements) => elements.iter().for_each(|element| visit(element, example)),
            Value::Object(members) => {
                if members.contains_key("document") {
                    assert_ne!(members["name"].as_str().unwrap_or_default(), "", "{example}");
                    assert_eq!(members["document"]["Version"], "2012-10-17", "{example}");
                }
                members.values().for_each(|member| visit(member, example));
            }
            Value::String(text) => {
                for digits in
                    text.split(|character: char| !character.is_ascii_digit()).filter(|run| run.len() == 12)
                {
                    assert!(["111122223333", "444455556666"].contains(&digits), "{example}: {digits}");
                }
                let address = text.split('/').next().unwrap_or_default();
                if address.parse::<std::net::Ipv4Addr>().is_ok() {
                    let documentation = ["192.0.2.", "198.51.100.", "203.0.113."];
                    assert!(
                        documentation.iter().any(|range| address.starts_with(range)),
                        "{example}: {address}"
                    );
                }
            }
            _ => {}
        }
    }
    for example in EXAMPLES.iter().chain(&DOOR_EXAMPLES) {
        visit(&serde_json::from_str(example.json).unwrap(), example.id);
    }
}
