//! Which members are written, kept and read as what.

use policyscope::scenario::Slot;
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

use crate::{full, read};

/// Puts a member that no version knows into every object but policies' documents and free maps.
fn add_unknown_members(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(add_unknown_members),
        Value::Object(members) => {
            for (name, member) in &mut *members {
                if ![
                    "document",
                    "tags",
                    "context",
                    "values",
                    "imports",
                    "dynamic_references",
                    "conditions",
                    "headers",
                    "query",
                    "output",
                    "returns",
                    "authorizer_returns",
                    "throttle",
                    "account_throttle",
                    "method_throttles",
                    "quota",
                    "authorization",
                ]
                .contains(&name.as_str())
                {
                    add_unknown_members(member);
                }
            }
            members.insert("future".to_owned(), json!({"list": [1, null, "text"], "more": {"deep": true}}));
        }
        _ => {}
    }
}

#[test]
fn every_member_survives_and_keeps_its_order() {
    assert_eq!(read(full()).to_json(), full().to_string());
    let pretty = serde_json::to_string_pretty(&full()).unwrap();
    assert_eq!(Workspace::from_json(&pretty).unwrap().to_json_pretty(), pretty);
}

#[test]
fn members_of_a_newer_version_survive_everywhere() {
    let mut newer = full();
    add_unknown_members(&mut newer);
    newer["policyscope"] = json!(7);
    let written: Value = serde_json::from_str(&read(newer.clone()).to_json()).unwrap();
    assert_eq!(written, newer);
}

#[test]
fn neutral_members_are_not_written() {
    assert_eq!(Workspace::default().to_json(), r#"{"policyscope":1}"#);
    let spelled_out = json!({
        "policyscope": 1, "name": null, "organization": null, "accounts": [{"id": "1", "unit": null, "scps": []}],
        "principals": [{"arn": "a", "trust_policy": {"document": "", "suppressions": [{"code": "c", "sid": null}]},
            "permissions_boundary": {"document": "", "suppressions": []}, "identity_policies": [], "tags": {}}],
        "groups": [], "sessions": [], "resources": [], "vpc_endpoints": [], "front_doors": [],
        "requests": [{"principal": "p", "action": "a", "resource": "r", "context": {}, "expect": null, "aws_answer": null}],
        "selected_request": 0,
    });
    let short = json!({
        "policyscope": 1, "accounts": [{"id": "1"}],
        "principals": [{"arn": "a", "trust_policy": {"document": "", "suppressions": [{"code": "c"}]},
            "permissions_boundary": {"document": ""}}],
        "requests": [{"principal": "p", "action": "a", "resource": "r"}],
    });
    assert_eq!(read(spelled_out).to_json(), short.to_string());
}

#[test]
fn unknown_is_not_absent() {
    let workspace = read(json!({"policyscope": 1, "principals": [
        {"arn": "a", "identity_policies": "unknown", "permissions_boundary": "unknown"}, {"arn": "b"},
    ]}));
    assert_eq!(workspace.principals[0].identity_policies, Slot::Unknown);
    assert_eq!(workspace.principals[0].permissions_boundary, Slot::Unknown);
    assert_eq!(workspace.principals[1].identity_policies, Slot::Known(vec![]));
    assert_eq!(workspace.principals[1].permissions_boundary, Slot::Known(None));
}

#[test]
fn context_values_are_lists_of_text() {
    let text = r#"{"policyscope":1,"requests":[{"principal":"p","action":"a","resource":"r",
        "context":{"z":"text","list":["a",2,true],"t":true,"n":-7,"one":1.0,"half":0.5,"big":18446744073709551615,"none":[]}}]}"#;
    let context = &Workspace::from_json(text).unwrap().requests[0].context;
    let entries: Vec<(&str, Vec<&str>)> = context
        .iter()
        .map(|(key, values)| (key.as_str(), values.iter().map(String::as_str).collect()))
        .collect();
    let expected = [
        ("z", vec!["text"]),
        ("list", vec!["a", "2", "true"]),
        ("t", vec!["true"]),
        ("n", vec!["-7"]),
        ("one", vec!["1.0"]),
        ("half", vec!["0.5"]),
        ("big", vec!["18446744073709551615"]),
        ("none", vec![]),
    ];
    assert_eq!(entries, expected);
}

#[test]
fn a_selection_past_the_end_is_the_last_request() {
    let mut workspace = full();
    workspace["selected_request"] = json!(99);
    assert_eq!(read(workspace).selected_request, 1);
    assert_eq!(read(json!({"policyscope": 1, "selected_request": 5})).selected_request, 0);
}
