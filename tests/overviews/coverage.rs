//! Which statements requests reach.

use policyscope::analysis::{Coverage, StatementReach, analyse, coverage};
use policyscope::evaluation::{EffectName, Truth};
use policyscope::workspace::DocumentId;
use policyscope::workspace::examples::EXAMPLES;
use serde_json::json;

use super::{ACCOUNT, OBJECT, READER, WRITER, policy, read, request, role, sent, statement};

fn reaches(coverage: &Coverage, document: usize) -> Vec<StatementReach> {
    coverage.documents[document].statements.iter().map(|statement| statement.reach).collect()
}

#[test]
fn each_statement_says_which_requests_reach_it() {
    let workspace = read(&json!({
        "policyscope": 1,
        "principals": [
            role(READER, &[
                json!({"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}),
                statement("Deny", "s3:DeleteObject", "*"),
                json!({"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*",
                    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}),
                statement("Allow", "sqs:*", "*"),
            ]),
            role(WRITER, &[statement("Allow", "*", "*")]),
        ],
        "requests": [
            request(READER, "s3:GetObject"),
            request(READER, "s3:DeleteObject"),
            {"principal": READER, "action": "s3:PutObject", "resource": OBJECT,
                "unknown_context": ["aws:MultiFactorAuthPresent"]},
            request(READER, "s3:GetObject"),
            request(READER, "nonsense"),
        ],
    }));
    let found = coverage(&workspace);
    assert_eq!(found.documents[0].document, DocumentId::Identity { principal: 0, index: 0 });
    assert_eq!(found.documents[0].asked_by, [0, 1, 2, 3]);
    assert_eq!(
        reaches(&found, 0),
        [StatementReach::Applies, StatementReach::Applies, StatementReach::Perhaps, StatementReach::Never]
    );
    let statements = &found.documents[0].statements;
    assert_eq!((statements[0].sid.as_str(), &*statements[0].applies_to), ("Read", &[0, 3][..]));
    assert_eq!((statements[1].effect, &*statements[1].applies_to), (Some(EffectName::Deny), &[1][..]));
    assert_eq!((&*statements[2].applies_to, &*statements[2].may_apply_to), (&[][..], &[2][..]));
    assert_eq!(reaches(&found, 1), [StatementReach::NotAsked]);
    assert_eq!(found.unreadable_requests, [4]);
    assert_eq!(sent(&found), found);
}

#[test]
fn places_are_those_of_the_statement_in_the_editor() {
    let text = "{\n \"Version\": \"2012-10-17\", \"Id\": \"🔑\",\n \"Statement\": [\n  {\"Effect\": \"Allow\"},\n  7]}";
    let workspace = read(&json!({
        "policyscope": 1,
        "principals": [{"arn": READER, "identity_policies": [{"name": "draft", "document": text}]}],
        "requests": [request(READER, "s3:GetObject")],
    }));
    let found = coverage(&workspace);
    let first = &found.documents[0].statements[0];
    let units: Vec<u16> = text.encode_utf16().collect();
    let shown = String::from_utf16(&units[first.from as usize..first.to as usize]).unwrap();
    assert_eq!((shown.as_str(), first.line), ("{\"Effect\": \"Allow\"}", 4));
    assert_eq!(first.reach, StatementReach::Perhaps, "what cannot be read may apply");
}

#[test]
fn a_document_that_does_not_bind_the_caller_is_not_asked() {
    let workspace = read(&json!({
        "policyscope": 1,
        "organization": {"units": [{"id": "r-root", "scps": [policy("guard", &[statement("Deny", "*", "*")])]}]},
        "accounts": [{"id": ACCOUNT, "unit": "r-root"}],
        "principals": [role("arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X", &[])],
        "requests": [request("arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X", "s3:GetObject")],
    }));
    let found = coverage(&workspace);
    let guard = found.documents.iter().find(|document| !document.statements.is_empty()).unwrap();
    assert_eq!((guard.asked_by.len(), guard.statements[0].reach), (0, StatementReach::NotAsked));
}

#[test]
fn a_call_that_needs_no_permission_asks_no_document() {
    let workspace = read(&json!({
        "policyscope": 1,
        "principals": [role(READER, &[statement("Deny", "*", "*")])],
        "requests": [{"principal": READER, "action": "sts:GetCallerIdentity", "resource": "*"}],
    }));
    assert_eq!(reaches(&coverage(&workspace), 0), [StatementReach::NotAsked]);
}

/// The statements that the page shows as applying to a request are those that the coverage counts for it.
#[test]
fn it_agrees_with_the_explanation_of_each_request() {
    let mut statements = 0;
    for example in &EXAMPLES {
        let workspace = example.workspace().unwrap();
        let found = coverage(&workspace);
        for number in 0..workspace.requests.len() {
            for view in analyse(&workspace, number).documents {
                let covered = found.documents.iter().find(|covered| covered.document == view.id).unwrap();
                if !covered.asked_by.contains(&number) {
                    continue;
                }
                for (statement, covered) in view.statements.iter().zip(&covered.statements) {
                    assert_eq!(statement.applies == Truth::True, covered.applies_to.contains(&number));
                    assert_eq!(statement.applies == Truth::Unknown, covered.may_apply_to.contains(&number));
                    let place = statement.place.unwrap();
                    assert_eq!((place.from, place.to), (covered.from, covered.to));
                    statements += 1;
                }
            }
        }
    }
    assert!(statements > 20, "{statements}");
}
