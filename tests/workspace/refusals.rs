//! What is refused, with which words and where.

use policyscope::workspace::model::{Workspace, WorkspaceError, WorkspaceErrorKind};

fn refusal(text: &str) -> WorkspaceError {
    Workspace::from_json(text).expect_err(text)
}

#[test]
fn a_text_without_a_version_is_no_workspace() {
    for text in [
        "{}",
        r#"{"Version":"2012-10-17","Statement":[]}"#,
        r#"{"policyscope":"1"}"#,
        r#"{"policyscope":null}"#,
        r#"{"policyscope":0}"#,
        r#"{"policyscope":-1}"#,
        r#"{"policyscope":1.5}"#,
        r#"{"accounts":5}"#,
        "[]",
        "null",
        "1",
    ] {
        let error = refusal(text);
        assert_eq!(error.kind, WorkspaceErrorKind::NotAWorkspace, "{text}");
        assert!(error.to_string().contains("not a workspace"), "{error}");
    }
}

#[test]
fn an_error_names_the_place() {
    let cases: [(&str, &str, (u32, u32), &str); 17] = [
        (
            "{\"policyscope\":1,\n \"accounts\": {}}",
            "accounts",
            (2, 13),
            "expected an array, found an object",
        ),
        (
            "{\"policyscope\":1,\"accounts\":[\n{\"id\":\"1\"},\n  {\"name\":\"x\"}]}",
            "accounts[1]",
            (3, 2),
            "`id`",
        ),
        ("{\"policyscope\":1,\"accounts\":[{\"id\":7}]}", "accounts[0].id", (1, 35), "expected a string"),
        ("{\"policyscope\":1,\"accounts\":[7]}", "accounts[0]", (1, 29), "expected an account"),
        (
            "{\"policyscope\":1,\"accounts\":[{\"id\":\"1\"},[]]}",
            "accounts[1]",
            (1, 40),
            "expected an account, found an array",
        ),
        (
            "{\"policyscope\":1,\"name\":\"ä\",\"groups\":null}",
            "groups",
            (1, 37),
            "expected an array, found null",
        ),
        (
            "{\"policyscope\":1,\"requests\":[{\"principal\":\"p\",\"action\":\"a\",\"resource\":\"r\",\n\"context\":{\"aws:a\":{}}}]}",
            "requests[0].context[\"aws:a\"]",
            (2, 19),
            "expected a string, a number or a boolean",
        ),
        (
            "{\"policyscope\":1,\"requests\":[{\"principal\":\"p\",\"action\":\"a\",\"resource\":\"r\",\n\"context\":{\"k\":[[1]]}}]}",
            "requests[0].context.k[0]",
            (2, 16),
            "expected a string, a number or a boolean",
        ),
        (
            "{\"policyscope\":1,\"requests\":[{\"principal\":\"p\",\"action\":\"a\",\"resource\":\"r\",\"expect\":\"Maybe\"}]}",
            "requests[0].expect",
            (1, 83),
            "`Maybe`",
        ),
        (
            "{\"policyscope\":1,\"principals\":[{\"arn\":\"a\",\"identity_policies\":\"all\"}]}",
            "principals[0].identity_policies",
            (1, 62),
            "or the string `unknown`",
        ),
        (
            "{\"policyscope\":1,\"principals\":[{\"arn\":\"a\",\"trust_policy\":{\"name\":\"n\"}}]}",
            "principals[0].trust_policy",
            (1, 57),
            "`document`",
        ),
        (
            "{\"policyscope\":1,\"principals\":[{\"arn\":\"a\",\"trust_policy\":{\"document\":[1]}}]}",
            "principals[0].trust_policy",
            (1, 57),
            "the document must be an object, or its text",
        ),
        (
            "{\"policyscope\":1,\"principals\":[{\"arn\":\"a\",\"trust_policy\":[{\"document\":{}}]}]}",
            "principals[0].trust_policy",
            (1, 57),
            "expected one policy, found an array",
        ),
        (
            "{\"policyscope\":1,\"principals\":[{\"arn\":\"a\",\"identity_policies\":{\"document\":{}}}]}",
            "principals[0].identity_policies",
            (1, 62),
            "expected an array, found an object",
        ),
        ("{\"policyscope\":1,\"selected_request\":-1}", "selected_request", (1, 36), "whole number"),
        ("{\"policyscope\":1,\"name\":\"a\",\n\"name\":\"b\"}", "name", (2, 0), "`name` occurs twice"),
        ("{\"policyscope\":1,\n\"name\": }", "name", (2, 0), "no value"),
    ];
    for (text, path, (line, column), part) in cases {
        let error = refusal(text);
        assert_eq!(error.path, path, "{text}\n{error}");
        assert_eq!((error.position.line, error.position.column), (line, column), "{text}\n{error}");
        assert!(error.message.contains(part), "{text}\n{error}");
        assert!(!error.message.contains("struct") && !error.message.contains(" at line "), "{error}");
    }
}

#[test]
fn broken_json_is_told_from_wrong_content() {
    assert_eq!(refusal("").kind, WorkspaceErrorKind::Syntax);
    assert_eq!(refusal("{\"policyscope\":1").kind, WorkspaceErrorKind::Syntax);
    assert_eq!(refusal("{\"policyscope\":1,}").kind, WorkspaceErrorKind::Syntax);
    assert_eq!(refusal("{\"policyscope\":1} x").kind, WorkspaceErrorKind::Syntax);
    assert_eq!(refusal("{\"policyscope\":1,\"accounts\":1}").kind, WorkspaceErrorKind::Content);
    assert_eq!(
        refusal(&format!("{{\"policyscope\":1,\"a\":{}", "[".repeat(100_000))).kind,
        WorkspaceErrorKind::Syntax
    );
}
