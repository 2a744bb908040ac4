//! Tables A and B of the page on the authorization flow, row by row, for every way in which a row can come about.

use policyscope::front_door::Outcome;
use serde_json::{Value, json};

use super::support::{door, lines, request, stop, token, way};

const ARN: &str = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/*";
const ELSEWHERE: &str = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/test/*";

/// A policy that says `Allow`, `Deny` or neither of `ARN`.
fn policy(says: &str, principal: Option<&str>) -> Value {
    let (effect, resource) = match says {
        "neither" => ("Allow", ELSEWHERE),
        effect => (effect, ARN),
    };
    let mut statement = json!({"Effect": effect, "Action": "execute-api:Invoke", "Resource": resource});
    if let Some(principal) = principal {
        statement["Principal"] = json!(principal);
    }
    json!({"Version": "2012-10-17", "Statement": [statement]})
}

fn resource_policy(says: &str) -> Value {
    match says {
        "none" => json!({}),
        "unknown" => json!({"resource_policy": "unknown"}),
        says => json!({"resource_policy": {"document": policy(says, Some("*"))}}),
    }
}

fn signed_request(account: &str, says: &str) -> Value {
    let policies = match says {
        "unknown" => json!("unknown"),
        says => json!([{"document": policy(says, None)}]),
    };
    let arn = format!("arn:aws:iam::{account}:user/ann");
    json!({"path": "/iam", "credentials": {"signed": {"principal": {"arn": arn}, "identity_policies": policies}}})
}

fn token_request(says: &str) -> Value {
    let returns = match says {
        "unknown" => json!("unknown"),
        says => json!({"output": {"principalId": "u", "policyDocument": policy(says, None)}}),
    };
    json!({"path": "/token", "headers": {"Authorization": "Bearer abc"}, "authorizer_returns": returns})
}

fn pool_request() -> Value {
    let claims = json!({
        "iss": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc", "token_use": "id", "exp": 1_763_811_000,
    });
    json!({"path": "/pool", "headers": {"Authorization": token(&json!({"alg": "RS256"}), &claims)}})
}

#[test]
fn every_row_of_the_tables() {
    let mut rows = 0;
    for line in lines(include_str!("tables.jsonl")) {
        let text = |name: &str| line[name].as_str().unwrap();
        let requests = match text("table") {
            "A" => vec![signed_request("111122223333", text("caller")), token_request(text("caller"))],
            "B" => vec![signed_request("444455556666", text("caller"))],
            "Cognito" => vec![pool_request()],
            _ => vec![json!({"path": "/public"})],
        };
        for asked in requests {
            rows += 1;
            let walk = way(&door("rest", &resource_policy(text("resource_policy"))), &request(&asked));
            let id = format!("{} {}: {:?}", text("id"), asked["path"], walk.outcome);
            match text("result") {
                "Allow" => assert_eq!(walk.outcome, Outcome::Reached, "{id}"),
                "unknown" => {
                    assert!(matches!(walk.outcome, Outcome::Unknown { .. }), "{id}");
                    assert!(walk.outcome.may_reach(), "{id}");
                }
                "never" => assert!(!walk.outcome.may_reach(), "{id}"),
                denied => {
                    assert!(matches!(walk.outcome, Outcome::Stopped(_)), "{id}");
                    let (step, response) = stop(&walk);
                    assert_eq!(response.status, Some(403), "{id}");
                    assert_eq!(response.response_type, Some("ACCESS_DENIED"), "{id}");
                    let message = response.message.as_deref().unwrap();
                    let is_explicit = message.ends_with("with an explicit deny");
                    assert_eq!(is_explicit, denied == "Explicit Deny", "{id}");
                    assert!(!step.evaluations.is_empty(), "{id}: the policies can be looked at");
                }
            }
        }
    }
    // Nine rows of table A twice, nine of table B, and those around them.
    assert!(rows >= 50, "{rows}");
}
