//! The model as JSON.

use policyscope::front_door::{FrontDoor, Rate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::support::{door, request, way};

#[test]
fn what_is_written_is_read_again_with_members_of_a_newer_version() {
    let newer = json!({"newer": 1, "stages": [{"name": "prod", "newer": [1]}]});
    for name in ["rest", "private", "http"] {
        let door = door(name, &newer);
        let text = serde_json::to_string(&door).unwrap();
        assert_eq!(serde_json::from_str::<FrontDoor>(&text).unwrap(), door);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["stages"][0]["newer"], json!([1]));
    }
}

#[test]
fn neutral_values_are_not_written() {
    let door = FrontDoor { account: "111122223333".to_owned(), ..FrontDoor::default() };
    let written = serde_json::to_value(&door).unwrap();
    let names: Vec<&String> = written.as_object().unwrap().keys().collect();
    assert_eq!(names, ["region", "account", "api_id"]);
}

#[test]
fn a_policy_that_is_no_json_leaves_the_outcome_open() {
    let door = door(
        "rest",
        &json!({"resource_policy": {"document": "{\"Version\": \"2012-10-17\", \"Statement\": ["}}),
    );
    let walk = way(&door, &request(&json!({})));
    assert!(walk.outcome.may_reach());
    assert_ne!(walk.outcome, policyscope::front_door::Outcome::Reached);
}

#[test]
fn a_path_with_a_query_or_a_fragment_is_refused() {
    for (path, reason) in [("/public?limit=5", "belongs into the query"), ("/public#top", "never sent")] {
        let error = request(&json!({"path": path})).read().unwrap_err().to_string();
        assert!(error.contains(path) && error.contains(reason), "{error}");
    }
    assert!(request(&json!({"path": "/a%3Fb%23c"})).read().is_ok());
}

#[test]
fn rates_are_exact() {
    for (text, millionths) in
        [("0", 0), ("0.1", 100_000), ("10", 10_000_000), ("0.000001", 1), ("2.5", 2_500_000)]
    {
        assert_eq!(serde_json::from_str::<Rate>(text).unwrap().millionths, millionths, "{text}");
    }
    for text in ["-1", "0.0000001", "1e300", "\"1\"", "null", "1000000001"] {
        assert!(serde_json::from_str::<Rate>(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn a_rate_comes_back(millionths in 0..=1_000_000_000_000_000_u64) {
        let rate = Rate { millionths };
        let text = serde_json::to_string(&rate).unwrap();
        prop_assert_eq!(serde_json::from_str::<Rate>(&text).unwrap(), rate, "{}", text);
    }
}
