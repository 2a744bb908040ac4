//! The cache of Lambda authorizers.

use policyscope::front_door::{AuthorizerCache, Checkpoint, FrontDoor, Outcome, Walk, walk};
use serde_json::{Value, json};

use super::support::{door, request, step, stop};

/// The requests one after the other, with one cache.
fn walks(door: &FrontDoor, requests: &[Value]) -> Vec<Walk> {
    let mut cache = AuthorizerCache::default();
    let walked = requests.iter().map(|asked| walk(door, &request(asked).read().unwrap(), &mut cache));
    walked.collect()
}

fn get(token: &str, second: u32) -> Value {
    let time = format!("2025-11-22T10:30:{second:02}Z");
    json!({"path": "/token", "headers": {"Authorization": format!("Bearer {token}")}, "time": time})
}

fn post(token: &str, second: u32) -> Value {
    let mut asked = get(token, second);
    asked["path"] = json!("/token/other");
    asked["http_method"] = json!("POST");
    asked
}

fn with_ttl(ttl: u32, returns: &Value) -> FrontDoor {
    door(
        "rest",
        &json!({"authorizers": [{"name": "token", "kind": "token", "ttl_seconds": ttl, "returns": returns}]}),
    )
}

#[test]
fn a_kept_policy_for_one_method_denies_the_next_one() {
    let door = with_ttl(300, &json!("allows_called_method"));
    let walks = walks(&door, &[get("abc", 0), post("abc", 1), get("abc", 2), post("xyz", 3)]);
    assert_eq!(walks[0].outcome, Outcome::Reached);
    // The function would allow it, but is not asked.
    assert_eq!(stop(&walks[1]).0.checkpoint, Checkpoint::Authorization);
    assert!(step(&walks[1], Checkpoint::Authorizer).sentence.contains("not called"));
    assert_eq!(walks[2].outcome, Outcome::Reached);
    assert_eq!(walks[3].outcome, Outcome::Reached, "another token is another key");
    let kept_from: Vec<_> = walks.iter().map(|walk| step(walk, Checkpoint::Authorizer).kept_from).collect();
    assert_eq!(kept_from, [None, Some(0), Some(0), None]);
}

#[test]
fn a_kept_policy_for_all_methods_serves_all() {
    let all = json!({"output": {"principalId": "u", "policyDocument": {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "execute-api:Invoke",
        "Resource": "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/*"}]}}});
    let walks = walks(&with_ttl(300, &all), &[get("abc", 0), post("abc", 1)]);
    assert!(walks.iter().all(|walk| walk.outcome == Outcome::Reached));
}

#[test]
fn without_keeping_each_request_asks() {
    let walks = walks(&with_ttl(0, &json!("allows_called_method")), &[get("abc", 0), post("abc", 1)]);
    assert!(walks.iter().all(|walk| walk.outcome == Outcome::Reached));
}

#[test]
fn an_answer_runs_out() {
    let door = with_ttl(10, &json!("allows_called_method"));
    let outcomes = |second| walks(&door, &[get("abc", 0), post("abc", second)])[1].outcome.clone();
    assert!(matches!(outcomes(9), Outcome::Stopped(_)));
    assert_eq!(outcomes(10), Outcome::Reached);
}

#[test]
fn a_denied_request_is_denied_from_the_cache_even_when_the_function_would_allow_it_now() {
    let door = with_ttl(300, &json!("unknown"));
    let (mut first, mut second) = (get("abc", 0), get("abc", 1));
    first["authorizer_returns"] = json!("denies_called_method");
    second["authorizer_returns"] = json!("allows_called_method");
    let walks = walks(&door, &[first, second]);
    assert!(matches!(walks[1].outcome, Outcome::Stopped(_)));
}

#[test]
fn what_is_only_perhaps_kept_leads_to_both() {
    let patch = json!({"waf": "unknown", "authorizers": [
        {"name": "token", "kind": "token", "returns": "allows_called_method"}]});
    let unsure = door("rest", &patch);
    let sure = with_ttl(300, &json!("allows_called_method"));
    let mut cache = AuthorizerCache::default();
    let first = walk(&unsure, &request(&get("abc", 0)).read().unwrap(), &mut cache);
    assert!(first.outcome.may_reach());
    let second = walk(&sure, &request(&post("abc", 1)).read().unwrap(), &mut cache);
    assert!(matches!(second.outcome, Outcome::Unknown { .. }), "{:?}", second.outcome);
    assert!(second.outcome.may_reach());
}

#[test]
fn a_failing_function_leaves_nothing_behind() {
    let door = with_ttl(300, &json!("allows_called_method"));
    let mut first = get("abc", 0);
    first["authorizer_returns"] = json!("unauthorized");
    let walks = walks(&door, &[first, get("abc", 1)]);
    assert!(matches!(walks[0].outcome, Outcome::Stopped(_)));
    assert_eq!(walks[1].outcome, Outcome::Reached);
}

#[test]
fn an_http_api_that_does_not_say_how_long_it_keeps_answers_leaves_it_open() {
    let door = door(
        "http",
        &json!({"methods": [
        {"path": "/a", "http_method": "GET", "authorization": {"type": "lambda", "authorizer": "policy"}},
        {"path": "/b", "http_method": "GET", "authorization": {"type": "lambda", "authorizer": "policy"}}],
        "authorizers": [{"name": "policy", "kind": "request", "identity_sources": ["$request.header.Authorization"],
            "returns": "allows_called_method"}]}),
    );
    let asked = |path| json!({"path": path, "stage": "$default", "headers": {"Authorization": "x"}});
    let walks = walks(&door, &[asked("/a"), asked("/b")]);
    assert_eq!(walks[0].outcome, Outcome::Reached);
    assert!(matches!(&walks[1].outcome, outcome @ Outcome::Unknown { .. } if outcome.may_reach()));
}

/// `$context.routeKey` is the key of the route, not the method of the request: one kept policy serves all of `ANY /a`.
#[test]
fn the_key_of_a_route_for_any_method_is_one_key() {
    for (path, methods) in [("/a", ["GET", "POST"]), ("$default", ["GET", "PUT"])] {
        let door = door(
            "http",
            &json!({"methods": [{"path": path, "http_method": "ANY", "authorization": {"type": "lambda", "authorizer": "policy"}}],
            "authorizers": [{"name": "policy", "kind": "request", "ttl_seconds": 300, "returns": "allows_called_method",
                "identity_sources": ["$request.header.Authorization", "$context.routeKey"]}]}),
        );
        let asked = |http_method: &str, second: u32| {
            json!({"path": "/a", "http_method": http_method, "stage": "$default",
            "headers": {"Authorization": "x"}, "time": format!("2025-11-22T10:30:{second:02}Z")})
        };
        let walks = walks(&door, &[asked(methods[0], 0), asked(methods[1], 1)]);
        assert_eq!(walks[0].outcome, Outcome::Reached);
        assert_eq!(step(&walks[1], Checkpoint::Authorizer).kept_from, Some(0), "{path}");
    }
}

/// AWS asks for identity sources where answers are kept; what it keeps without any is not documented.
#[test]
fn without_identity_sources_nothing_surely_is_kept() {
    let door = door(
        "rest",
        &json!({"authorizers": [{"name": "request", "kind": "request", "returns": "allows_called_method"}]}),
    );
    let asked = |returns: &str| json!({"path": "/request", "authorizer_returns": returns});
    let walks = walks(&door, &[asked("allows_called_method"), asked("denies_called_method")]);
    assert_eq!(walks[0].outcome, Outcome::Reached);
    assert!(matches!(walks[1].outcome, Outcome::Unknown { .. }), "{:?}", walks[1].outcome);
}
