//! The command line, as a process.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod program;

use std::process::Output;

use program::policyscope;
use serde_json::{Value, json};

fn answers(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[track_caller]
fn evaluate(input: &str) -> (Vec<Value>, i32) {
    let output = policyscope(&["evaluate", "-"], input.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (answers(&output), output.status.code().unwrap())
}

fn scenario(statement: &Value) -> Value {
    json!({
        "id": "one",
        "principal": {"arn": "arn:aws:iam::111122223333:role/app"},
        "identity_policies": [{"name": "reports", "document": {"Version": "2012-10-17", "Statement": statement}}],
        "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::reports/2026",
                    "resource_account": "111122223333"},
    })
}

fn allow(sid: &str) -> Value {
    json!({"Sid": sid, "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"})
}

#[test]
fn an_allowed_request_names_its_statement_and_exits_with_0() {
    let (answers, status) = evaluate(&scenario(&allow("Read")).to_string());
    let decided_by = json!({"check": "PRINCIPAL", "policy": "reports", "statement": 0, "sid": "Read"});
    assert_eq!(answers, [json!({"id": "one", "decision": "Allowed", "decided_by": decided_by})]);
    assert_eq!(status, 0);
}

#[test]
fn a_denied_request_carries_the_message_of_aws_and_exits_with_2() {
    let (answers, status) = evaluate(&scenario(&json!([])).to_string());
    assert_eq!(answers[0]["decision"], "ImplicitlyDenied");
    assert_eq!(answers[0]["decided_by"], json!({"check": "PRINCIPAL"}));
    assert_eq!(
        answers[0]["message"],
        "User: arn:aws:iam::111122223333:role/app is not authorized to perform: s3:GetObject on resource: \
         arn:aws:s3:::reports/2026 because no identity-based policy allows the s3:GetObject action"
    );
    assert_eq!(status, 2);
}

#[test]
fn a_service_control_policy_is_named_with_its_level() {
    let mut scenario = scenario(&allow("Read"));
    let policy = |statement: Value| json!({"Version": "2012-10-17", "Statement": [statement]});
    let full = json!({"name": "FullAWSAccess", "document": policy(json!({"Effect": "Allow", "Action": "*", "Resource": "*"}))});
    let deny = json!({"name": "NoStorage", "document": policy(json!({"Effect": "Deny", "Action": "s3:*", "Resource": "*"}))});
    scenario["scps"] =
        json!([{"level": "root", "policies": [full]}, {"level": "account", "policies": [full, deny]}]);
    let (answers, _) = evaluate(&scenario.to_string());
    assert_eq!(answers[0]["decision"], "ExplicitlyDenied");
    let decided_by =
        json!({"check": "SERVICE_CONTROL_POLICY", "level": "account", "policy": "NoStorage", "statement": 0});
    assert_eq!(answers[0]["decided_by"], decided_by);
    assert!(
        answers[0]["message"]
            .as_str()
            .unwrap()
            .ends_with("with an explicit deny in a service control policy")
    );
}

#[test]
fn an_unknown_layer_makes_the_answer_unknown_unless_it_holds_anyway() {
    let mut open = scenario(&allow("Read"));
    open["scps"] = json!("unknown");
    let mut closed = scenario(&json!({"Effect": "Deny", "Action": "*", "Resource": "*"}));
    closed["scps"] = json!("unknown");
    let (answers, status) = evaluate(&format!("{open}\n{closed}\n"));
    assert_eq!(answers[0]["decision"], "Unknown");
    assert_eq!(answers[0]["depends_on"], json!(["scps"]));
    assert_eq!(answers[0]["possible"], json!(["Allowed", "ExplicitlyDenied", "ImplicitlyDenied"]));
    assert_eq!(answers[1]["decision"], "ExplicitlyDenied");
    assert_eq!(status, 2);
}

#[test]
fn a_line_that_cannot_be_evaluated_says_where_and_the_rest_go_on() {
    let good = scenario(&allow("Read"));
    let wrong_effect = scenario(&json!({"Effect": "allow", "Action": "s3:*", "Resource": "*"}));
    let input = format!("{good}\n\n{wrong_effect}\n{{\"id\": \"cut\", \"principal\": \n{good}\n");
    let (answers, status) = evaluate(&input);
    assert_eq!(answers.len(), 4);
    assert_eq!(answers[0]["decision"], "Allowed");
    assert_eq!(answers[1]["id"], "one");
    assert_eq!(answers[1]["error"]["code"], "invalid-effect");
    assert_eq!(answers[1]["error"]["line"], 3);
    let column = wrong_effect.to_string().find("\"allow\"").unwrap();
    assert_eq!(answers[1]["error"]["column"], column);
    assert_eq!(answers[2]["id"], "cut");
    assert_eq!(answers[2]["error"]["line"], 4);
    assert_eq!(answers[3]["decision"], "Allowed");
    assert_eq!(status, 3);
}

#[test]
fn an_unknown_member_is_an_error_that_names_it_and_x_members_are_carried() {
    let mut misspelt = scenario(&allow("Read"));
    misspelt["scp"] = json!([]);
    let mut extended = scenario(&allow("Read"));
    extended["x-note"] = json!({"any": "thing"});
    let (answers, _) = evaluate(&format!("{misspelt}\n{extended}"));
    assert_eq!(answers[0]["error"]["code"], "unknown-member");
    assert!(answers[0]["error"]["message"].as_str().unwrap().contains("`scp`"));
    assert_eq!(answers[1]["decision"], "Allowed");
}

#[test]
fn vector_lines_and_a_document_over_several_lines_are_scenarios_too() {
    let mut plain = scenario(&allow("Read"));
    plain.as_object_mut().unwrap().remove("id");
    let vector = json!({"id": "v-1", "clause": "2.3", "scenario": plain, "expect": "Allowed", "why": "x"});
    assert_eq!(evaluate(&vector.to_string()).0[0]["id"], "v-1");

    let pretty = serde_json::to_string_pretty(&scenario(&allow("Read"))).unwrap();
    let (answers, _) = evaluate(&pretty);
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["decision"], "Allowed");

    let broken = pretty.replace("\"Allow\"", "\"Alow\"");
    let (answers, status) = evaluate(&broken);
    assert_eq!((answers.len(), status), (1, 3));
    let line = pretty.lines().position(|line| line.contains("\"Allow\"")).unwrap() + 1;
    assert_eq!(answers[0]["error"]["line"], line);
}

#[test]
fn input_that_tries_to_break_it_gets_a_message() {
    for input in [&b""[..], b"\n\n", b"nonsense", b"\xff\xfe{", b"[]", b"null", b"{\"principal\":1}"] {
        let output = policyscope(&["evaluate"], input);
        let answers = answers(&output);
        assert_eq!(answers.len(), 1, "{input:?}");
        assert!(answers[0]["error"]["message"].is_string(), "{input:?}");
        assert_eq!(output.status.code(), Some(3));
    }
    let output = policyscope(&["evaluate"], "[".repeat(1 << 20).as_bytes());
    assert_eq!(answers(&output)[0]["error"]["code"], "too-deep");
}

#[test]
fn explain_adds_every_check_and_statement() {
    let output = policyscope(&["evaluate", "--explain"], scenario(&allow("Read")).to_string().as_bytes());
    let explanation = answers(&output)[0]["explanation"].clone();
    assert_eq!(explanation["checks"].as_array().unwrap().len(), 7);
    let statement = &explanation["checks"][4]["levels"][0]["policies"][0]["statements"][0];
    assert_eq!(statement["sid"], "Read");
    assert_eq!(statement["applies"], "true");
    assert_eq!(statement["elements"].as_array().unwrap().len(), 2);
}

#[test]
fn wrong_usage_exits_with_64_and_help_shows_an_example() {
    assert_eq!(policyscope(&["evaluate", "--no-such-flag"], b"").status.code(), Some(64));
    assert_eq!(policyscope(&["no-such-command"], b"").status.code(), Some(64));
    assert_eq!(policyscope(&[], b"").status.code(), Some(64));
    for command in
        [&["evaluate", "--help"][..], &["share", "encode", "--help"], &["share", "decode", "--help"]]
    {
        let output = policyscope(command, b"");
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("Example"), "{command:?}");
    }
    assert_eq!(policyscope(&["evaluate", "no/such/file"], b"").status.code(), Some(3));
}

#[test]
fn a_workspace_goes_into_a_link_and_back() {
    let workspace =
        r#"{"policyscope": 1, "name": "Booking", "accounts": [{"id": "111122223333"}], "x-new": [1]}"#;
    let fragment = policyscope(&["share", "encode", "-"], workspace.as_bytes());
    assert_eq!(fragment.status.code(), Some(0));
    let fragment = String::from_utf8(fragment.stdout).unwrap();
    assert!(fragment.starts_with("1."), "{fragment}");
    let decoded = policyscope(&["share", "decode", fragment.trim()], b"");
    let decoded: Value = serde_json::from_slice(&decoded.stdout).unwrap();
    assert_eq!(decoded, serde_json::from_str::<Value>(workspace).unwrap());

    let damaged = fragment.trim().replacen("1.", "1.A", 1);
    let refused = policyscope(&["share", "decode", &damaged], b"");
    assert_eq!(refused.status.code(), Some(3));
    assert!(refused.stdout.is_empty());
    assert!(!refused.stderr.is_empty());
}
