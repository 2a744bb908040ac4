//! Texts that nothing can be taken from, and what is said about them.

use policyscope::paste::{Kind, NotRecognised, NotRecognisedKind, recognise};
use policyscope::text::json::MAX_TEXT_BYTES;
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::model::Workspace;

use super::{paste, text};

fn refusal(text: &str) -> NotRecognised {
    recognise(text).unwrap_err()
}

#[test]
fn no_text() {
    for text in ["", "  \n\t", "\u{feff}"] {
        assert_eq!(refusal(text).kind, NotRecognisedKind::Empty);
    }
}

#[test]
fn broken_json_names_the_place() {
    let broken = refusal("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [}\n}");
    assert_eq!(broken.kind, NotRecognisedKind::BrokenJson);
    assert_eq!(broken.position.unwrap().line, 3);
    assert!(broken.to_string().contains("line 3"), "{broken}");
}

#[test]
fn an_encoded_message_is_named_as_such() {
    let blob = "Xq3-abcDEF_123".repeat(20);
    for text in [
        format!("Encoded authorization failure message: {blob}"),
        format!(
            "You are not authorized to perform this operation. Encoded authorization failure message: {blob}"
        ),
        blob.clone(),
    ] {
        let refusal = refusal(&text);
        assert_eq!(refusal.kind, NotRecognisedKind::EncodedMessage, "{text}");
        assert!(refusal.help.unwrap().contains("aws sts decode-authorization-message"));
    }
}

#[test]
fn an_event_that_is_no_request() {
    let refusal = refusal(&text("trail_sign_in.json"));
    assert_eq!(refusal.kind, NotRecognisedKind::NotARequest);
    assert!(refusal.message.contains("`ConsoleLogin` (AwsConsoleSignIn)"), "{refusal}");
}

#[test]
fn something_else() {
    for text in [
        "hello",
        "arn:aws",
        "{}",
        "[]",
        "[1, 2]",
        "\"\"",
        "{\"a\": {\"b\": [1, \"x\"]}}",
        "null",
        "1.0",
        "{\"Records\": []}",
        "{\"Resources\": {\"Alarm\": \"AccessDenied\"}}",
    ] {
        let refusal = refusal(text);
        assert!(
            matches!(refusal.kind, NotRecognisedKind::Unknown | NotRecognisedKind::Empty),
            "{text}: {refusal:?}"
        );
        assert!(refusal.message.chars().next().unwrap().is_lowercase() && !refusal.message.ends_with('.'));
    }
    assert!(refusal("{\"color\": 1}").message.contains("`color`"));
}

#[test]
fn a_text_that_is_too_long() {
    let long = format!("{{\"a\": \"{}\"}}", "x".repeat(MAX_TEXT_BYTES));
    assert_eq!(refusal(&long).kind, NotRecognisedKind::TooLong);
}

#[test]
fn workspaces_and_links_are_recognised_and_left_to_others() {
    let json = EXAMPLES[0].json;
    let fragment = policyscope::share::encode(json).unwrap();
    let link = format!("https://example.org/policyscope/#{fragment}");
    for (text, kind) in [(json, Kind::Workspace), (&*fragment, Kind::ShareLink), (&*link, Kind::ShareLink)] {
        let pasted = paste(text);
        assert_eq!(pasted.kind, kind);
        assert_eq!(pasted.fill(&Workspace::default(), None).workspace, Workspace::default());
    }
}

#[test]
fn a_text_may_be_wrapped() {
    let policy = text("policy_bucket.json");
    let as_string = serde_json::Value::from(policy.as_str()).to_string();
    let below_command =
        format!("$ aws s3api get-bucket-policy --bucket reports\n{}", text("get_bucket_policy.json"));
    assert_eq!(paste(&as_string), paste(&policy));
    assert_eq!(paste(&below_command), paste(&text("get_bucket_policy.json")));
    let encoded: String = policy.bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert_eq!(paste(&encoded).kind, paste(&policy).kind);
}

#[test]
fn several_texts_may_stand_one_below_the_other() {
    let transcript = format!(
        "An error occurred (AccessDenied) when calling the GetObject operation: User: \
         arn:aws:sts::111122223333:assumed-role/reports/nightly is not authorized to perform: s3:GetObject on resource: \
         \"arn:aws:s3:::reports/a\" because no identity-based policy allows the s3:GetObject action\n\
         $ aws iam get-role --role-name reports\n{}\n$ aws iam list-attached-role-policies --role-name reports\n{}\n\
         $ aws iam get-policy-version …\n{}",
        text("get_role.json"),
        text("list_attached_role_policies.json"),
        text("get_policy_version.json"),
    );
    let pasted = paste(&transcript);
    assert_eq!(pasted.kind, Kind::Several);
    let workspace = pasted.fill(&Workspace::default(), None).workspace;
    let role = super::principal(&workspace, super::ROLE);
    assert_eq!(
        super::names(role.identity_policies.known().unwrap()),
        ["ReadReports", "other inline policies"]
    );
    assert_eq!(super::selected(&workspace).principal, super::SESSION);
    let outputs = format!("{}\n{}", text("get_role.json"), text("get_role_policy.json"));
    assert_eq!(paste(&outputs).kind, Kind::Several);
}
