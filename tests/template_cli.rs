//! `policyscope template`, as a process.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod program;

use policyscope::workspace::model::Workspace;
use program::policyscope;
use serde_json::{Value, json};

const TEMPLATE: &str = include_str!("template/import/branches.yaml");

fn report(arguments: &[&str]) -> Value {
    let output = policyscope(&[&["template", "-"], arguments].concat(), TEMPLATE);
    assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(0), ""));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn unknown(answer: &Value) -> Vec<String> {
    let uses = answer["report"]["unknown"].as_array().unwrap();
    uses.iter().map(|found| found["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_report_tells_what_is_open_and_values_close_it() {
    let nothing = report(&["--account", "111122223333", "--region", "eu-central-1"]);
    assert_eq!(nothing["report"]["resources"]["placed"], json!(2));
    assert_eq!(nothing["diagnostics"], json!([]));
    let open = ["Trusted", "resolve:ssm:/worker/external-id", "IsProduction", "Stage"];
    assert_eq!(unknown(&nothing), open);
    let all = report(&[
        "--account",
        "111122223333",
        "--region",
        "eu-central-1",
        "--value",
        "Stage=production",
        "--value",
        "Trusted=444455556666",
        "--value",
        "resolve:ssm:/worker/external-id=a=b",
        "--import",
        "shared-policy=arn:aws:iam::111122223333:policy/shared",
    ]);
    assert!(unknown(&all).is_empty(), "{all}");
    let condition = report(&["--condition", "IsProduction=false"]);
    assert_eq!(condition["report"]["resources"]["left_out"], json!(2));
}

#[test]
fn the_workspace_can_be_opened_and_holds_the_template() {
    let output = policyscope(
        &["template", "--format", "workspace", "--account", "111122223333", "--value", "Stage=test"],
        TEMPLATE,
    );
    assert_eq!(output.status.code(), Some(0));
    let workspace = Workspace::from_json(&String::from_utf8(output.stdout).unwrap()).unwrap();
    assert_eq!(workspace.templates[0].text, TEMPLATE);
    assert_eq!(workspace.templates[0].given.values["Stage"], "test");
    assert_eq!(workspace.principals[0].arn, "arn:aws:iam::111122223333:role/worker");
}

#[test]
fn what_cannot_be_read_is_an_input_error() {
    let output = policyscope(&["template", "-"], "Resources: [\n");
    assert_eq!(output.status.code(), Some(3));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.starts_with("policyscope: `-` is no template"), "{message}");
    assert!(message.contains("policyscope: -:"), "{message}");
    assert_eq!(policyscope(&["template", "no-such-file.yaml"], "").status.code(), Some(3));
    assert_eq!(policyscope(&["template", "--value", "Stage"], TEMPLATE).status.code(), Some(64));
    assert_eq!(
        policyscope(&["template", "--condition", "IsProduction=perhaps"], TEMPLATE).status.code(),
        Some(64)
    );
}
