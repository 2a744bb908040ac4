//! Input that wants to take long.

use std::time::Instant;

use policyscope::front_door::{AuthorizerCache, Method, Outcome, walk};
use serde_json::json;

use super::support::{door, request, way};

/// The seconds that `what` takes.
fn seconds(what: impl FnOnce()) -> f64 {
    let start = Instant::now();
    what();
    start.elapsed().as_secs_f64()
}

#[test]
fn thousands_of_methods_and_a_long_path() {
    let mut many = door("rest", &json!({}));
    let method = |number: usize| Method {
        path: format!("{}/{number}", "/{a}".repeat(40)),
        http_method: "GET".to_owned(),
        ..Method::default()
    };
    many.methods = (0..20_000).map(method).collect();
    let asked = request(&json!({"path": format!("{}/19999", "/x".repeat(40))}));
    let taken = seconds(|| assert_eq!(way(&many, &asked).outcome, Outcome::Reached));
    assert!(taken < 5.0, "{taken}");
    let long = request(&json!({"path": "/".repeat(500_000)}));
    let taken = seconds(|| assert!(!way(&many, &long).outcome.may_reach()));
    assert!(taken < 5.0, "{taken}");
}

#[test]
fn a_huge_header_and_an_expression_that_would_backtrack() {
    let patch = json!({"authorizers": [{"name": "token", "kind": "token",
        "identity_validation_expression": "(a*)*(a*)*(a|aa)*$", "returns": "allows_called_method"}]});
    let asked = json!({"path": "/token", "headers": {"Authorization": format!("{}!", "a".repeat(20_000))}});
    let taken = seconds(|| {
        let _ = way(&door("rest", &patch), &request(&asked));
    });
    assert!(taken < 10.0, "{taken}");
}

#[test]
fn an_expression_that_repeats_repetitions_is_not_blown_up() {
    let patch = json!({"authorizers": [{"name": "token", "kind": "token",
        "identity_validation_expression": "((a{1000}){1000}){1000}", "returns": "allows_called_method"}]});
    let asked = json!({"path": "/token", "headers": {"Authorization": "aaaa"}});
    let taken = seconds(|| assert!(way(&door("rest", &patch), &request(&asked)).outcome.may_reach()));
    assert!(taken < 5.0, "{taken}");
}

#[test]
fn many_kept_answers() {
    let door = door("rest", &json!({}));
    let mut cache = AuthorizerCache::default();
    let taken = seconds(|| {
        for number in 0..300 {
            let header = format!("Bearer {number}");
            let asked = request(&json!({"path": "/token", "headers": {"Authorization": header}}));
            assert_eq!(walk(&door, &asked.read().unwrap(), &mut cache).outcome, Outcome::Reached);
        }
    });
    assert_eq!(cache.len(), 300);
    assert!(taken < 10.0, "{taken}");
}

#[test]
fn odd_paths_and_methods_are_no_panic() {
    for path in ["", "/", "//", "///", "/%", "/%zz", "/%e2%82", "/ä/%ff", "a", "/{id}", "/pets/", "/pets//"]
    {
        for http_method in ["", "GET", "ANY", "gét", "*"] {
            let asked = request(&json!({"path": path, "http_method": http_method}));
            for name in ["rest", "http", "private"] {
                let _ = way(&door(name, &json!({})), &asked);
            }
        }
    }
}
