//! Preflight requests, by the page on CORS for HTTP APIs.

use policyscope::front_door::{Ending, Outcome, walk_json};
use serde_json::{Value, json};

use super::support::{door, lines, merge, request, way};

fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Reached => "reached".to_owned(),
        Ending::Answered(_) => "answered".to_owned(),
        Ending::Stopped(response) => response.status.unwrap().to_string(),
    }
}

#[test]
fn an_http_api_answers_them_as_far_as_that_is_documented() {
    let mut problems = Vec::new();
    for line in lines(include_str!("preflights.jsonl")) {
        let mut patch = json!({"cors": {
            "allow_origins": ["https://www.example.com"], "allow_methods": ["GET"],
            "allow_headers": ["Authorization", "Content-Type"],
        }});
        merge(&mut patch, &line["patch"]);
        let mut asked = json!({"http_method": "OPTIONS", "path": "/public", "stage": "$default", "headers": {
            "Origin": "https://www.example.com", "Access-Control-Request-Method": "GET",
        }});
        merge(&mut asked, &line["request"]);
        let walk = way(&door("http", &patch), &request(&asked));
        let (found, expected) = (walk_json(&walk, true), &line["expect"]);
        let endings: Vec<String> = match &walk.outcome {
            Outcome::Unknown { possible, depends_on } if !depends_on.is_empty() => {
                possible.iter().map(ending).collect()
            }
            _ => Vec::new(),
        };
        let mut questions = walk.steps.iter().flat_map(|step| &step.open_questions);
        let is_right = found["outcome"] == expected["outcome"]
            && found["preflight"] == expected["preflight"]
            && found["response"]["status"] == expected["status"]
            && (expected["endings"].is_null() || json!(endings) == expected["endings"])
            && expected["question"].as_str().is_none_or(|name| questions.any(|found| found.name() == name));
        if !is_right {
            problems.push(format!("{}: {:#?}", line["id"], found));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn what_is_not_known_of_the_api_leaves_that_open_too() {
    let cors = json!({"cors": {"allow_origins": ["*"]}, "not_known": ["its routes"]});
    let asked = json!({"http_method": "OPTIONS", "path": "/jwt", "stage": "$default"});
    let walk = way(&door("http", &cors), &request(&asked));
    let Outcome::Unknown { possible, .. } = &walk.outcome else { panic!("{:?}", walk.outcome) };
    assert!(possible.iter().any(|one| matches!(one, Ending::Answered(_))) && walk.outcome.may_reach());
}

#[test]
fn the_headers_of_the_integration_are_said_to_be_ignored() {
    let asked = json!({"stage": "$default", "headers": {"Origin": "https://www.example.com"}});
    let said = |patch: Value| walk_json(&way(&door("http", &patch), &request(&asked)), false).to_string();
    assert!(said(json!({"cors": {}})).contains("ignores those of the integration"));
    assert!(!said(json!({})).contains("ignores those of the integration"));
}
