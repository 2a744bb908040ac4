//! Two versions of a workspace.

use policyscope::analysis::{
    DecisionChange, DocumentFate, OtherVersion, RequestFate, VersionComparison, compare, other_version,
    with_document_text,
};
use policyscope::catalogue::bundled;
use policyscope::evaluation::Decision;
use policyscope::share::encode;
use policyscope::workspace::DocumentId;
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

use super::{READER, policy, read, request, role, sent, statement};

fn named(name: &str, action: &str) -> Value {
    let mut request = request(READER, action);
    request["name"] = json!(name);
    request
}

fn workspace(statements: &[Value], requests: &[Value]) -> Workspace {
    read(&json!({"policyscope": 1, "principals": [role(READER, statements)], "requests": requests}))
}

fn changes(comparison: &VersionComparison) -> Vec<(&str, DecisionChange)> {
    let row = |request: &policyscope::analysis::RequestComparison| request.change;
    let named = comparison.requests.iter();
    named.map(|request| (request.request.action.as_str(), row(request))).collect()
}

#[test]
fn changed_decisions_come_first_and_newly_allowed_ones_on_top() {
    let requests: Vec<Value> =
        ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetBucketAcl", "s3:PutObjectAcl"]
            .map(|action| named(action, action))
            .to_vec();
    let needs_mfa = json!({"Effect": "Allow", "Action": "s3:GetBucketAcl", "Resource": "*",
        "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}});
    let mut before = workspace(
        &[statement("Allow", "s3:PutObject", "*"), statement("Allow", "s3:GetBucketAcl", "*")],
        &requests,
    );
    let mut after = workspace(
        &[
            statement("Allow", "s3:GetObject", "*"),
            statement("Deny", "s3:PutObject", "*"),
            statement("Deny", "s3:PutObjectAcl", "*"),
            needs_mfa,
        ],
        &requests,
    );
    for workspace in [&mut before, &mut after] {
        workspace.requests[3].unknown_context = vec!["aws:MultiFactorAuthPresent".to_owned()];
    }
    let found = compare(&before, &after, None);
    assert_eq!(
        changes(&found),
        [
            ("s3:GetObject", DecisionChange::NewlyAllowed),
            ("s3:PutObject", DecisionChange::NewlyDenied),
            ("s3:GetBucketAcl", DecisionChange::BecameUnknown),
            ("s3:PutObjectAcl", DecisionChange::DeniedInAnotherWay),
            ("s3:DeleteObject", DecisionChange::Unchanged),
        ]
    );
    let first = &found.requests[0];
    assert_eq!(first.before.decision, Some(Decision::ImplicitlyDenied));
    assert_eq!(first.after.decision, Some(Decision::Allowed));
    assert_eq!((first.number, first.fate), (0, RequestFate::Kept));
    assert_eq!(sent(&found), found);
}

#[test]
fn requests_belong_together_by_name_then_by_content() {
    let allow = [statement("Allow", "s3:Get*", "*")];
    let before = workspace(
        &allow,
        &[
            named("Read", "s3:GetObject"),
            request(READER, "s3:PutObject"),
            named("Gone", "s3:GetBucketAcl"),
            named("Renamed", "s3:ListBucket"),
        ],
    );
    let after = workspace(
        &allow,
        &[
            named("Other name", "s3:ListBucket"),
            request(READER, "s3:putobject"),
            named("Read", "s3:GetObjectAcl"),
            named("New", "s3:DeleteObject"),
        ],
    );
    let found = compare(&before, &after, None);
    let fates: Vec<(&str, RequestFate, usize)> = found
        .requests
        .iter()
        .map(|request| (request.request.action.as_str(), request.fate, request.number))
        .collect();
    assert_eq!(
        fates,
        [
            ("s3:ListBucket", RequestFate::Kept, 0),
            ("s3:putobject", RequestFate::Kept, 1),
            ("s3:GetObjectAcl", RequestFate::Edited, 2),
            ("s3:DeleteObject", RequestFate::Added, 3),
            ("s3:GetBucketAcl", RequestFate::Removed, 2),
        ]
    );
    let of_gone = &found.requests[4];
    assert_eq!(of_gone.after.decision, Some(Decision::Allowed), "a request of one version is put to both");
}

#[test]
fn a_request_that_can_no_longer_be_read_says_why() {
    let before = workspace(&[], &[named("Read", "s3:GetObject")]);
    let after = workspace(&[], &[named("Read", "GetObject")]);
    let found = compare(&before, &after, None);
    assert_eq!(found.requests[0].change, DecisionChange::BecameUnreadable);
    assert!(found.requests[0].after.problem.as_deref().unwrap().contains("service:Name"));
}

#[test]
fn documents_say_which_actions_they_allow_and_deny_now() {
    let catalogue = bundled().unwrap();
    let before =
        workspace(&[statement("Allow", "s3:GetObject", "*"), statement("Deny", "sqs:DeleteQueue", "*")], &[]);
    let after = workspace(&[statement("Allow", "s3:PutObject", "*"), statement("Allow", "sns:*", "*")], &[]);
    let found = compare(&before, &after, Some(&catalogue));
    let [document] = found.documents.as_slice() else { unreachable!("{found:?}") };
    assert_eq!((document.fate, document.owner.as_str()), (DocumentFate::Edited, READER));
    let actions = document.actions.as_ref().unwrap();
    assert_eq!(actions.newly_allowed.patterns, ["s3:PutObject", "sns:*"]);
    assert_eq!(actions.newly_allowed.count, 1 + catalogue.expand("sns:*", Default::default()).len());
    assert_eq!(actions.no_longer_allowed.patterns, ["s3:GetObject"]);
    assert_eq!(actions.newly_denied.count, 0);
    assert_eq!(actions.no_longer_denied.patterns, ["sqs:DeleteQueue"]);
    assert_eq!(compare(&before, &after, None).documents[0].actions, None);
    assert_eq!(sent(&found), found);
}

#[test]
fn not_action_names_all_others() {
    let catalogue = bundled().unwrap();
    let before = workspace(
        &[json!({"Effect": "Allow", "NotAction": ["s3:GetObject", "s3:PutObject"], "Resource": "*"})],
        &[],
    );
    let after = workspace(&[json!({"Effect": "Allow", "NotAction": "s3:GetObject", "Resource": "*"})], &[]);
    let found = compare(&before, &after, Some(&catalogue));
    assert_eq!(found.documents[0].actions.as_ref().unwrap().newly_allowed.patterns, ["s3:PutObject"]);
}

#[test]
fn documents_find_each_other_by_owner_and_name() {
    let two = |policies: Value| {
        read(&json!({"policyscope": 1, "principals": [{"arn": READER, "identity_policies": policies}]}))
    };
    let one = |name: &str| policy(name, &[statement("Allow", "s3:*", "*")]);
    let other = |name: &str| policy(name, &[statement("Allow", "sns:*", "*")]);
    let before = two(json!([one("a"), other("b")]));
    let swapped = two(json!([other("b"), one("a")]));
    assert_eq!(compare(&before, &swapped, None).documents, []);
    let renamed = two(json!([one("a"), other("c")]));
    assert_eq!(compare(&before, &renamed, None).documents, []);
    let fewer = two(json!([other("b")]));
    let found = compare(&before, &fewer, None);
    assert_eq!((found.documents[0].name.as_str(), found.documents[0].fate), ("a", DocumentFate::Removed));
    let found = compare(&fewer, &before, None);
    assert_eq!((found.documents[0].name.as_str(), found.documents[0].fate), ("a", DocumentFate::Added));
}

#[test]
fn one_document_can_have_another_text() {
    let before = workspace(&[], &[named("Read", "s3:GetObject")]);
    let text = policy("", &[statement("Allow", "s3:*", "*")])["document"].to_string();
    let after = with_document_text(&before, DocumentId::Identity { principal: 0, index: 0 }, text);
    let found = compare(&before, &after, None);
    assert_eq!(changes(&found), [("s3:GetObject", DecisionChange::NewlyAllowed)]);
    assert_eq!(found.documents.len(), 1);
}

#[test]
fn a_pasted_text_is_another_version_of_the_workspace_or_of_a_policy() {
    const SHOWN: DocumentId = DocumentId::Identity { principal: 0, index: 0 };
    let present = workspace(&[], &[named("Read", "s3:GetObject")]);
    let other = workspace(&[statement("Allow", "s3:*", "*")], &[]);
    let found = |text: &str| match other_version(&present, Some(SHOWN), text) {
        OtherVersion::Found { workspace, .. } => *workspace,
        refused => unreachable!("{refused:?}"),
    };
    assert_eq!(found(&other.to_json_pretty()), other);
    assert_eq!(found(&format!("https://example.org/#{}", encode(&other.to_json()).unwrap())), other);
    let own = policy("", &[statement("Allow", "sqs:*", "*")])["document"].to_string();
    assert_eq!(found(&format!("\n{own}\n")), with_document_text(&present, SHOWN, own.clone()));
    assert!(matches!(other_version(&present, None, &own), OtherVersion::Refused { .. }));
    assert!(matches!(other_version(&present, Some(SHOWN), READER), OtherVersion::Refused { .. }));
    assert_eq!(other_version(&present, Some(SHOWN), " "), OtherVersion::Nothing);
}

#[test]
fn a_workspace_is_the_same_as_itself() {
    for example in &EXAMPLES {
        let workspace = example.workspace().unwrap();
        let found = compare(&workspace, &workspace, None);
        assert_eq!(found.documents, []);
        assert_eq!(found.requests.len(), workspace.requests.len());
        for (number, request) in found.requests.iter().enumerate() {
            assert_eq!(
                (request.number, request.fate, request.change),
                (number, RequestFate::Kept, DecisionChange::Unchanged)
            );
        }
    }
}
