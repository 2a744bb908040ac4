//! What the page says of a pasted text before it is filled in, and how it shows what nobody knows yet.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use policyscope::analysis::{Recognition, WorkspaceLinter, analyse, foreign_to_policies, recognition};
use policyscope::paste::{is_not_known, not_known_advice, recognise};
use policyscope::share;
use policyscope::workspace::model::Workspace;
use policyscope::workspace::{document_list, edit};

const DENIED: &str = "An error occurred (AccessDenied) when calling the GetObject operation: User: \
    arn:aws:sts::111122223333:assumed-role/reports/nightly is not authorized to perform: s3:GetObject on resource: \
    \"arn:aws:s3:::reports/a.csv\" because no identity-based policy allows the s3:GetObject action";
const GET_ROLE: &str = include_str!("paste/get_role.json");
const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
    "Resource": "arn:aws:s3:::${aws:PrincipalTag/Team}/*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}}"#;

fn fact_line(text: &str) -> String {
    match recognition(text) {
        Recognition::Facts { line, .. } => line,
        other => panic!("{text}: {other:?}"),
    }
}

fn refusal(text: &str) -> (String, Option<String>) {
    match recognition(text) {
        Recognition::Refused { line, help } => (line, help),
        other => panic!("{text}: {other:?}"),
    }
}

fn filled(texts: &[&str]) -> Workspace {
    let fill = |workspace: Workspace, text: &&str| recognise(text).unwrap().fill(&workspace, None).workspace;
    texts.iter().fold(Workspace::default(), fill)
}

#[test]
fn one_line_says_what_a_text_is_and_what_it_is_about() {
    assert_eq!(
        fact_line(DENIED),
        "an AccessDenied message: `assumed-role/reports/nightly` may not `s3:GetObject` on `arn:aws:s3:::reports/a.csv`"
    );
    assert_eq!(
        fact_line(GET_ROLE),
        "the output of `aws iam get-role`: `arn:aws:iam::111122223333:role/teams/reports`"
    );
    assert_eq!(
        fact_line("arn:aws:iam::111122223333:role/reports"),
        "the ARN of a caller: `arn:aws:iam::111122223333:role/reports`"
    );
    assert_eq!(fact_line(POLICY), "an identity-based policy");
    assert!(fact_line(include_str!("paste/trail_log_file.json")).contains(" requests"));
    assert!(fact_line(include_str!("paste/account_details.json")).contains("principals"));
}

#[test]
fn the_line_stays_one_line_whatever_the_text_holds() {
    let line = fact_line(&DENIED.replace("a.csv", "a`b`c`.csv"));
    assert!(!line.contains('\n') && line.matches('`').count().is_multiple_of(2), "{line}");
}

#[test]
fn without_text_nothing_is_said() {
    assert_eq!(recognition(" \n"), Recognition::Nothing);
}

#[test]
fn broken_json_is_refused_with_line_and_column_as_people_count_them() {
    let (line, _) = refusal("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [}\n}");
    assert!(line.ends_with("(line 3, column 17)"), "{line}");
}

#[test]
fn an_encoded_message_is_refused_with_the_command_that_decodes_it() {
    let (_, help) =
        refusal(&format!("Encoded authorization failure message: {}", "Xq3-abcDEF_123".repeat(20)));
    assert!(help.unwrap().contains("aws sts decode-authorization-message"));
}

#[test]
fn a_workspace_is_opened_from_a_file_and_from_a_link() {
    let workspace = Workspace { name: Some("Mine".to_owned()), ..filled(&[DENIED]) };
    let link = share::encode(&workspace.to_json()).unwrap();
    let texts = [
        (workspace.to_json_pretty(), false),
        (format!("\u{feff}{}\n", workspace.to_json()), false),
        (format!("https://example.com/#{link}"), true),
        (format!("\"https://example.com/#{link}\",\n"), true),
        (link, true),
    ];
    for (text, expected) in texts {
        match recognition(&text) {
            Recognition::Workspace { line, workspace: found, is_link } => {
                assert_eq!((*found == workspace, is_link), (true, expected), "{text}");
                assert!(line.ends_with(": `Mine`"), "{line}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn a_workspace_or_a_link_that_cannot_be_opened_is_refused_with_advice() {
    let link = share::encode(&filled(&[DENIED]).to_json()).unwrap();
    let (line, help) = refusal(&format!("https://example.com/#{}", &link[..link.len() - 3]));
    assert!(line.contains("link") && help.is_some(), "{line} {help:?}");
    let (line, _) = refusal(r#"{"policyscope": 1, "requests": 7}"#);
    assert!(line.starts_with("a workspace file that cannot be opened: "), "{line}");
}

#[test]
fn policies_that_nobody_knows_are_no_mistakes() {
    let workspace = filled(&[DENIED, GET_ROLE, include_str!("paste/list_attached_role_policies.json")]);
    let analysis = analyse(&workspace, workspace.selected_request);
    let unknown: Vec<_> = analysis.documents.iter().filter(|view| view.not_known_advice.is_some()).collect();
    assert!(!unknown.is_empty());
    assert!(unknown.iter().all(|view| view.diagnostics.is_empty()));
    assert!(unknown.iter().any(|view| view.not_known_advice.as_ref().unwrap().contains("`aws iam ")));
    let findings = WorkspaceLinter::new(None).lint(&workspace);
    for entry in document_list::all(&workspace) {
        let document = edit::document(&workspace, entry.id).unwrap();
        let found = findings.documents.iter().find(|found| found.document == entry.id).unwrap();
        assert!(!is_not_known(document) || found.findings.is_empty(), "{}: {:?}", entry.name, found.findings);
        assert_eq!(is_not_known(document), not_known_advice(document).is_some());
    }
}

#[test]
fn the_keys_that_policies_mention_are_told_in_lower_case_and_in_order() {
    let workspace = filled(&[DENIED, POLICY]);
    let analysis = analyse(&workspace, workspace.selected_request);
    assert_eq!(analysis.mentioned_keys, ["aws:multifactorauthpresent", "aws:principaltag/team"]);
}

#[test]
fn lines_of_scenarios_are_recognised_with_the_first_that_cannot_be_read() {
    let good = r#"{"principal": "anonymous", "request": {"action": "s3:GetObject", "resource": "*"}}"#;
    let line = |text: &str| match recognition(text) {
        Recognition::Scenarios { line } => line,
        other => panic!("{other:?}"),
    };
    assert_eq!(line(good), "1 request with all policies that apply");
    assert_eq!(
        line(&format!("{good}\n{good}\n[]\n")),
        "2 requests with all policies that apply; a line is left out: a scenario must be an object, not an array (line 3, column 1)"
    );
    let bad = r#"{"principal": 7, "request": {"action": "s3:GetObject"}}"#;
    assert!(
        matches!(recognition(bad), Recognition::Refused { line, .. } if line.ends_with("(line 1, column 15)"))
    );
}

#[test]
fn what_belongs_into_no_policy_is_told_from_policies_and_their_parts() {
    assert_eq!(foreign_to_policies(DENIED), Some(fact_line(DENIED)));
    assert_eq!(foreign_to_policies(GET_ROLE), Some(fact_line(GET_ROLE)));
    let workspace = Workspace { name: Some("Mine".to_owned()), ..Workspace::default() };
    assert_eq!(foreign_to_policies(&workspace.to_json()).as_deref(), Some("a workspace file: `Mine`"));
    let template = "AWSTemplateFormatVersion: '2010-09-09'\nResources: {T: {Type: 'AWS::SNS::Topic'}}";
    assert!(foreign_to_policies(template).is_some_and(|line| line.starts_with("a CloudFormation template")));
    let parts = [
        POLICY,
        "",
        "s3:GetObject",
        "arn:aws:s3:::reports/*",
        "arn:aws:iam::111122223333:role/app",
        r#""arn:aws:s3:::reports", "arn:aws:s3:::reports/*""#,
        r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}"#,
        r#"{"Sid": "A", "Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny"}"#,
        r#""Condition": {"StringEquals": {"aws:PrincipalTag/team": "a"}},"#,
    ];
    for part in parts {
        assert_eq!(foreign_to_policies(part), None, "{part}");
    }
}
