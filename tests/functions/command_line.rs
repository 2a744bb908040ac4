//! `policyscope functions`, as a process.

use serde_json::Value;

use crate::program::policyscope;

const TEMPLATE: &str = include_str!("../template/import/sam-bookings.yaml");

const HERE: [&str; 4] = ["--account", "111122223333", "--region", "eu-central-1"];

fn said(arguments: &[&str]) -> String {
    let output = policyscope(&[&["functions", "-"], &HERE[..], arguments].concat(), TEMPLATE);
    assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn functions_as_text_and_json() {
    let text = said(&[]);
    for wanted in ["Book  [-:7]", "Amazon DynamoDB", "Lambda may assume it", "s3.amazonaws.com"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let found: Value = serde_json::from_str(&said(&["--format", "json"])).unwrap();
    assert_eq!(found["functions"][0]["logical_id"], "Book");
    assert_eq!(found["is_sorted"], true);
}

#[test]
fn a_chain_as_text_and_json() {
    let why = ["--why", "Book", "--action", "dynamodb:PutItem"];
    let text = said(&why);
    assert!(text.contains("Made by: DynamoDBCrudPolicy, SAM policy template  [-:14]"), "{text}");
    let chain: Value = serde_json::from_str(&said(&[&why[..], &["--format", "json"]].concat())).unwrap();
    assert_eq!(chain["answer"], "yes", "{chain}");
}

#[test]
fn mistakes_have_their_exit_status() {
    assert_eq!(policyscope(&["functions", "-"], "Resources: [\n").status.code(), Some(3));
    assert_eq!(policyscope(&["functions", "no-such-file.yaml"], "").status.code(), Some(3));
    assert_eq!(policyscope(&["functions", "-", "--why", "Book"], TEMPLATE).status.code(), Some(64));
    let other = policyscope(&["functions", "-", "--why", "Other", "--action", "s3:GetObject"], TEMPLATE);
    assert_eq!(other.status.code(), Some(3));
}

#[test]
fn a_workspace_is_taken_as_it_is() {
    let workspace = policyscope(&["template", "-", "--format", "workspace"], TEMPLATE).stdout;
    let workspace = String::from_utf8(workspace).unwrap();
    let output = policyscope(&["functions", "-", "--format", "json"], &workspace);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["functions"][0]["logical_id"], "Book");
}
