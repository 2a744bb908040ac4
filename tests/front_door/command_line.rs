//! `policyscope front-door`.

use serde_json::{Value, json};

use crate::program::policyscope;

/// Runs the command on standard input; its answers and its exit status.
fn run(input: &str, arguments: &[&str]) -> (Vec<Value>, i32) {
    let output = policyscope(&[&["front-door"], arguments].concat(), input);
    let lines = String::from_utf8(output.stdout).unwrap();
    (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output.status.code().unwrap())
}

#[test]
fn answers_are_kept_from_line_to_line() {
    let doors: Value = serde_json::from_str(include_str!("doors.json")).unwrap();
    let mut door = doors["rest"].clone();
    door["authorizers"][0]["returns"] = json!("allows_called_method");
    let asked = |path: &str, http_method: &str| {
        json!({"http_method": http_method, "path": path, "stage": "prod", "time": "2025-11-22T10:30:00Z",
            "headers": {"Authorization": "Bearer abc"}})
    };
    let first = json!({"id": "a", "door": door, "request": asked("/token", "GET")});
    let second = json!({"id": "b", "request": asked("/token/other", "POST")});
    let (answers, status) = run(&format!("{first}\n{second}\n"), &["--explain"]);
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["id"], &answers[0]["outcome"]), (&json!("a"), &json!("reached")));
    assert_eq!((&answers[1]["outcome"], &answers[1]["response"]["status"]), (&json!("stopped"), &json!(403)));
    assert!(answers[1].to_string().contains("authorizer_policy"));
    assert_eq!(status, 2);
    let (answers, status) = run(&first.to_string(), &[]);
    assert_eq!((answers.len(), status), (1, 0));
}

#[test]
fn what_cannot_be_read_is_told_by_its_line() {
    let (answers, status) = run(
        "{\"request\": {\"http_method\": \"GET\", \"path\": \"/\", \"stage\": \"prod\"}}\n{\"dor\": 1}\n",
        &[],
    );
    assert_eq!(status, 3);
    assert!(answers[0]["error"]["message"].as_str().unwrap().contains("door"), "{answers:?}");
    assert_eq!(answers[1]["error"]["line"], 2);
}

/// JSON readers keep one of two members with the same name; which one would be a guess.
#[test]
fn a_header_that_stands_twice_is_refused() {
    let line = r#"{"door": {"region": "r", "account": "1", "api_id": "a"}, "request": {"http_method": "GET", "path": "/", "stage": "prod", "headers": {"X-Token": "a", "X-Token": "b"}}}"#;
    let (answers, status) = run(line, &[]);
    assert_eq!(status, 3);
    assert!(
        answers[0]["error"]["message"].as_str().unwrap().contains("`X-Token` stands twice"),
        "{answers:?}"
    );
}
