//! The two forms of a policy's text.

use policyscope::scenario::Slot;
use policyscope::workspace::model::{PolicyDocument, Workspace};
use serde_json::{Value, json};

use crate::read;

/// A workspace with one policy, whose member `document` is `document` as it is written.
fn with_document(document: &str) -> String {
    let policy = format!(r#"{{"name":"p","document":{document}}}"#);
    format!(r#"{{"policyscope":1,"principals":[{{"arn":"a","identity_policies":[{policy}]}}]}}"#)
}

fn document_text(workspace: &Workspace) -> &str {
    &workspace.principals[0].identity_policies.known().unwrap()[0].text
}

#[test]
fn a_document_in_the_plain_layout_is_written_as_an_object() {
    let text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Condition\": {},\n      \
                \"Action\": [],\n      \"Sid\": \"ä \\\"\\\\\\n {}[],: x\",\n      \"n\": 1.5\n    }\n  ]\n}";
    let mut workspace = read(json!({"policyscope": 1, "principals": [{"arn": "a"}]}));
    workspace.principals[0].identity_policies = Slot::Known(vec![PolicyDocument::new("p", text)]);
    let written: Value = serde_json::from_str(&workspace.to_json()).unwrap();
    assert!(written["principals"][0]["identity_policies"][0]["document"].is_object());
    assert_eq!(Workspace::from_json(&workspace.to_json()).unwrap(), workspace);
    assert_eq!(Workspace::from_json(&workspace.to_json_pretty()).unwrap(), workspace);
}

#[test]
fn any_other_text_is_written_as_a_string() {
    let deep = format!("{{\n  \"a\": {}{}\n}}", "[".repeat(40), "]".repeat(40));
    for text in [
        "",
        " ",
        "{\"Version\": \"2012-10-17\", ",
        "{\"a\":1}",
        "{\n    \"a\": 1\n}",
        "{\n  \"a\": 1\n}\n",
        "{\n  \"a\": 1e3\n}",
        "{\n  \"a\": 1.50\n}",
        "{\n  \"a\": 12345678901234567890123\n}",
        "{\n  \"a\": \"\\u0041\"\n}",
        "{\n  \"a\": 1,\n  \"a\": 2\n}",
        "[]",
        "\"text\"",
        "unknown",
        &deep,
    ] {
        let mut workspace = read(json!({"policyscope": 1, "principals": [{"arn": "a"}]}));
        workspace.principals[0].identity_policies = Slot::Known(vec![PolicyDocument::new("p", text)]);
        let written: Value = serde_json::from_str(&workspace.to_json()).unwrap();
        assert_eq!(written["principals"][0]["identity_policies"][0]["document"], json!(text));
        assert_eq!(document_text(&Workspace::from_json(&workspace.to_json()).unwrap()), text);
    }
}

#[test]
fn an_object_of_any_layout_is_read_in_the_plain_layout_with_its_numbers_as_written() {
    let compact = r#"{"Statement":[{"a":1e3,"b":1.0,"a":"\u0041"},{},[]]}"#;
    let plain = "{\n  \"Statement\": [\n    {\n      \"a\": 1e3,\n      \"b\": 1.0,\n      \"a\": \"A\"\n    },\n    \
                 {},\n    []\n  ]\n}";
    let spacious = "{ \"Statement\":\r\n\t[ { \"a\" :1e3 , \"b\":1.0,\"a\":\"\\u0041\" } ,{ } , [ ] ] }";
    for document in [compact, spacious] {
        let workspace = Workspace::from_json(&with_document(document)).unwrap();
        assert_eq!(document_text(&workspace), plain);
        assert_eq!(document_text(&Workspace::from_json(&workspace.to_json()).unwrap()), plain);
    }
}

#[test]
fn a_document_too_deep_to_lay_out_is_read_as_written() {
    let deep = format!(r#"{{"a":{}1,2{}}}"#, "[".repeat(60), "]".repeat(60));
    assert_eq!(document_text(&Workspace::from_json(&with_document(&deep)).unwrap()), deep);
}
