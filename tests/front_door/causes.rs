//! Every documented refusal, with what comes just beside it.

use policyscope::front_door::{Checkpoint, Outcome, StepResult, walk_json};
use serde_json::{Value, json};

use super::support::{door, lines, merge, request, step, stop, token, way};

#[test]
fn every_cause_stops_where_it_should() {
    let mut problems = Vec::new();
    let mut count = 0;
    for line in lines(include_str!("causes.jsonl")) {
        count += 1;
        let id = line["id"].as_str().unwrap();
        let mut asked = line["request"].clone();
        if asked["path"] == "/files/LONG" {
            asked["path"] = json!(format!("/files/{}", "x".repeat(1600)));
        }
        if line["claims"].is_object() {
            merge(&mut asked, &json!({"headers": {"Authorization": format!("Bearer {}", token_of(&line))}}));
        }
        let walk = way(&door(line["door"].as_str().unwrap(), &line["patch"]), &request(&asked));
        let (found, expected) = (walk_json(&walk, true), &line["expect"]);
        let mut is_right = found["outcome"] == expected["outcome"];
        if let Some(may_reach) = expected["may_reach"].as_bool() {
            is_right &= walk.outcome.may_reach() == may_reach;
        }
        if let Some(at) = expected["at"].as_str() {
            is_right &= matches!(walk.outcome, Outcome::Stopped(_)) && json!(stop(&walk).0.checkpoint) == at;
        }
        for (name, member) in [("status", "status"), ("type", "response_type"), ("message", "message")] {
            if !expected[name].is_null() {
                is_right &= found["response"][member] == expected[name];
            }
        }
        if !expected["arn"].is_null() {
            is_right &= found["method_arn"] == expected["arn"];
        }
        if let Some(question) = expected["question"].as_str() {
            let mut questions = walk.steps.iter().flat_map(|step| &step.open_questions);
            is_right &= questions.any(|found| found.name() == question);
        }
        if let Outcome::Unknown { possible, depends_on } = &walk.outcome {
            is_right &= possible.len() > 1 && !depends_on.is_empty();
        }
        let checks: Vec<Checkpoint> = walk.steps.iter().map(|step| step.checkpoint).collect();
        is_right &= checks == Checkpoint::ALL;
        if !is_right {
            problems.push(format!("{id}: {:#?}\n{:#?}", walk.outcome, found["steps"]));
        }
    }
    assert!(problems.is_empty(), "{} of {count}:\n{}", problems.len(), problems.join("\n"));
    assert!(count > 100, "{count}");
}

/// A token that its authorizer takes, changed by the line's `token_header` and `claims`.
fn token_of(line: &Value) -> String {
    let issuer = match line["door"].as_str() {
        Some("http") => "https://issuer.example",
        _ => "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
    };
    let mut header = json!({"alg": "RS256", "kid": "1"});
    let mut claims = json!({"iss": issuer, "aud": "pets", "exp": 1_763_811_000, "iat": 1_763_807_000});
    merge(&mut header, &line["token_header"]);
    merge(&mut claims, &line["claims"]);
    token(&header, &claims)
}

#[test]
fn after_a_stop_nothing_is_looked_at() {
    let walk = way(&door("rest", &json!({"waf": "blocks"})), &request(&json!({})));
    for checkpoint in &Checkpoint::ALL[2..] {
        assert_eq!(step(&walk, *checkpoint).result, StepResult::Skipped, "{checkpoint:?}");
    }
}

#[test]
fn a_denying_resource_policy_keeps_the_authorizer_from_being_called() {
    let policy = json!({"resource_policy": {"document": {"Version": "2012-10-17", "Statement": {
        "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}}}});
    let asked =
        json!({"path": "/token", "headers": {"Authorization": "Bearer abc"}, "authorizer_returns": "fails"});
    let walk = way(&door("rest", &policy), &request(&asked));
    assert_eq!(stop(&walk).0.checkpoint, Checkpoint::DenyBeforeAuthorizer);
    assert_eq!(step(&walk, Checkpoint::Authorizer).result, StepResult::Skipped);
}

#[test]
fn the_traces_name_the_statements() {
    let policy = json!({"resource_policy": {"name": "Open", "document": {"Version": "2012-10-17", "Statement": {
        "Sid": "Everybody", "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
        "Resource": "execute-api:/*"}}}});
    let walk = way(&door("rest", &policy), &request(&json!({})));
    let evaluations = &step(&walk, Checkpoint::Authorization).evaluations;
    let json = walk_json(&walk, true).to_string();
    assert_eq!(evaluations.len(), 1);
    assert!(json.contains("Everybody") && json.contains("Open"), "{json}");
    assert!(!walk_json(&walk, false).to_string().contains("Everybody"));
}

#[test]
fn what_was_not_checked_is_said() {
    let line = json!({"door": "http", "claims": {}});
    let asked = json!({"path": "/jwt", "stage": "$default", "headers": {"Authorization": token_of(&line)}});
    let walk = way(&door("http", &json!({})), &request(&asked));
    assert_eq!(walk.outcome, Outcome::Reached);
    let assumptions = &step(&walk, Checkpoint::Authentication).assumptions;
    assert!(assumptions.iter().any(|said| said.contains("signature")), "{assumptions:?}");
}
