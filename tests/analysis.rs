//! What the page shows of statements that came close and of what a repair would change.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use policyscope::analysis::{Analysis, DocumentChange, LineSide, Place, RepairPreview, analyse, preview};
use policyscope::evaluation::{Check, Decision, EffectName};
use policyscope::explanation::ReasonRole;
use policyscope::repair::{Change, Goal, Repair, repairs};
use policyscope::workspace::DocumentId;
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::111122223333:role/app";
const OBJECT: &str = "arn:aws:s3:::reports/2026/é🔑.csv";
const FIRST: DocumentId = DocumentId::Identity { principal: 0, index: 0 };

/// A role with policies of these texts that asks for an object; `more` are further members of the workspace.
fn workspace(texts: &[&str], more: Value) -> Workspace {
    let policies: Vec<Value> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| json!({"name": format!("p{index}"), "document": text}))
        .collect();
    let mut workspace = json!({
        "policyscope": 1,
        "principals": [{"arn": ROLE, "identity_policies": policies}],
        "requests": [{"principal": ROLE, "action": "s3:GetObject", "resource": OBJECT, "resource_account": "111122223333",
            "context": {"aws:SourceIp": ["203.0.113.7"]}}],
    });
    for (name, member) in more.as_object().into_iter().flatten() {
        workspace[name] = member.clone();
    }
    Workspace::from_json(&workspace.to_string()).unwrap()
}

fn policy(statements: &[&str]) -> String {
    format!("{{\"Version\": \"2012-10-17\",\n\"Statement\": [\n{}\n]}}", statements.join(",\n"))
}

/// What stands at a place, as an editor that counts in UTF-16 would select it.
fn text_at(text: &str, place: Place) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[place.from as usize..place.to as usize]).unwrap()
}

fn analysis(workspace: &Workspace) -> Analysis {
    analyse(workspace, 0)
}

#[test]
fn a_near_miss_names_its_statement_and_the_entry_that_fails_at_its_place() {
    let statement = format!(
        r#"{{"Sid": "🔑", "Effect": "Allow", "Action": "s3:GetObject", "Resource": ["{OBJECT}x", "arn:aws:s3:::other/*"]}}"#
    );
    let text = policy(&[&statement]);
    let workspace = workspace(&[&text], json!({}));
    let found = analysis(&workspace).near_misses;
    let near = &found.statements[0];
    assert_eq!(near.title, "statement `🔑` in the identity-based policy `p0`");
    assert_eq!((near.effect, near.place.document, near.place.line), (EffectName::Allow, FIRST, 3));
    assert_eq!(text_at(&text, near.place), statement);
    let [failure] = near.failures.as_slice() else { unreachable!("{near:?}") };
    assert_eq!((failure.name, failure.others), ("Resource", 1));
    assert_eq!(text_at(&text, failure.place), format!("\"{OBJECT}x\""));
    let (actual, required) = failure.parted.clone().unwrap();
    assert_eq!((actual.common.as_str(), actual.rest.as_str()), (OBJECT, ""));
    assert_eq!((required.common.as_str(), required.rest.as_str()), (OBJECT, "x"));
}

#[test]
fn the_parted_texts_put_together_are_the_texts_and_part_inside_of_characters_never() {
    let text = policy(&[
        r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/2026/é🔒*"}"#,
    ]);
    let found = analysis(&workspace(&[&text], json!({}))).near_misses;
    let (actual, required) = found.statements[0].failures[0].parted.clone().unwrap();
    assert_eq!((actual.common.as_str(), actual.rest.as_str()), ("arn:aws:s3:::reports/2026/é", "🔑.csv"));
    assert_eq!((required.common.as_str(), required.rest.as_str()), ("arn:aws:s3:::reports/2026/é", "🔒*"));
}

#[test]
fn a_condition_that_fails_is_compared_in_words_and_placed_at_its_value() {
    let text = policy(&[r#"{"Effect": "Allow", "NotAction": "s3:PutObject", "Resource": "*",
            "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}"#]);
    let found = analysis(&workspace(&[&text], json!({}))).near_misses;
    let failure = &found.statements[0].failures[0];
    assert_eq!((failure.name, failure.comparison.as_str()), ("Condition", "203.0.113.7 ∉ 10.0.0.0/8"));
    assert_eq!(failure.parted, None);
    assert_eq!(text_at(&text, failure.place), "\"10.0.0.0/8\"");
}

#[test]
fn elements_are_named_as_they_are_written() {
    let text = policy(&[r#"{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}"#]);
    let found = analysis(&workspace(&[&text], json!({}))).near_misses;
    assert_eq!(found.statements[0].failures[0].name, "NotAction");
}

#[test]
fn of_an_allowed_request_the_denies_came_close_and_those_far_off_are_counted() {
    let text = policy(&[
        r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#,
        r#"{"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/2025/*"}"#,
        r#"{"Effect": "Deny", "Action": "sqs:*", "Resource": "*"}"#,
    ]);
    let found = analysis(&workspace(&[&text], json!({}))).near_misses;
    assert_eq!((found.statements.len(), found.others), (1, 1));
    assert_eq!(found.statements[0].effect, EffectName::Deny);
}

#[test]
fn a_near_miss_in_a_second_document_has_its_place_there() {
    let first = policy(&[r#"{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#]);
    let second = policy(&[r#"{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}"#]);
    let found = analysis(&workspace(&[&first, &second], json!({}))).near_misses;
    let near = &found.statements[0];
    assert_eq!(near.place.document, DocumentId::Identity { principal: 0, index: 1 });
    assert_eq!(text_at(&second, near.failures[0].place), "\"s3:PutObject\"");
}

#[test]
fn a_request_that_cannot_be_read_has_no_near_misses() {
    let mut workspace = workspace(&[&policy(&[])], json!({}));
    workspace.requests[0].action = "nonsense".to_owned();
    assert_eq!(analysis(&workspace).near_misses, Default::default());
}

fn shown(repair: &Repair, workspace: &Workspace) -> RepairPreview {
    preview(repair, workspace, 0)
}

fn lines(change: &DocumentChange, side: LineSide) -> Vec<&str> {
    let lines = change.stretches.iter().flat_map(|stretch| &stretch.lines);
    lines.filter(|line| line.side == side).map(|line| line.text.as_str()).collect()
}

/// The text that a change makes of `before`: its lines, with the stretches in the place of what they show.
fn patched(change: &DocumentChange, before: &str) -> String {
    let old: Vec<&str> = before.lines().collect();
    let (mut new, mut next) = (Vec::new(), 0);
    for stretch in &change.stretches {
        new.extend_from_slice(&old[next..stretch.line - 1]);
        next = stretch.line - 1;
        for line in &stretch.lines {
            if line.side != LineSide::After {
                assert_eq!(old[next], line.text);
                next += 1;
            }
            if line.side != LineSide::Before {
                new.push(&line.text);
            }
        }
    }
    new.extend_from_slice(&old[next..]);
    new.join("\n")
}

#[test]
fn a_preview_of_edits_patches_each_text_to_what_applying_makes_of_it() {
    let filler: Vec<String> = (0..30)
        .map(|index| format!(r#"{{"Effect": "Allow", "Action": "sqs:A{index}", "Resource": "*"}}"#))
        .collect();
    let near = format!(
        r#"{{"Sid": "Reports", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "{OBJECT}"}}"#
    );
    let mut statements: Vec<&str> = filler.iter().map(String::as_str).collect();
    statements.insert(15, &near);
    let text = policy(&statements);
    let workspace = workspace(&[&text], json!({}));
    let found = repairs(&workspace, 0, Goal::Allow, None);
    assert!(!found.is_empty());
    let mut edited = 0;
    for repair in &found {
        let [change] = &shown(repair, &workspace).documents[..] else { continue };
        if change.is_added {
            continue;
        }
        edited += 1;
        let after = repair.apply(&workspace);
        let text_after = &policyscope::workspace::edit::document(&after, FIRST).unwrap().text;
        assert_eq!(
            patched(change, &text),
            text_after.lines().collect::<Vec<_>>().join("\n"),
            "{}",
            repair.title
        );
        assert_eq!(
            (change.check, change.name.as_str(), change.owner.as_str()),
            (Check::Principal, "p0", ROLE)
        );
        assert!(lines(change, LineSide::Both).len() <= 12, "what is far from a change is left out");
    }
    assert!(edited > 0);
}

#[test]
fn a_preview_shows_added_documents_as_new_lines_only() {
    let workspace = workspace(&[], json!({}));
    let found = repairs(&workspace, 0, Goal::Allow, None);
    let adds = |repair: &&Repair| matches!(repair.steps[0].change, Change::AddDocument { .. });
    let repair = found.iter().find(adds).unwrap();
    let preview = shown(repair, &workspace);
    let [change] = &preview.documents[..] else { unreachable!("{preview:?}") };
    assert!(change.is_added && !change.is_removed);
    assert!(lines(change, LineSide::After).concat().contains("s3:GetObject"));
    assert!(lines(change, LineSide::Before).is_empty() && lines(change, LineSide::Both).is_empty());
    assert_eq!(preview.request, Vec::<String>::new());
}

#[test]
fn a_preview_shows_the_documents_in_the_order_of_the_steps() {
    let text = policy(&[r#"{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}"#]);
    let mut workspace = workspace(&[&text], json!({}));
    workspace.requests[0].resource_account = Some("444455556666".to_owned());
    let found = repairs(&workspace, 0, Goal::Allow, None);
    let repair = found.iter().find(|repair| repair.steps.len() == 2).unwrap();
    let changes = shown(repair, &workspace).documents;
    let is_addition = |change: &Change| matches!(change, Change::AddDocument { .. });
    let added: Vec<bool> = repair.steps.iter().map(|step| is_addition(&step.change)).collect();
    assert_eq!(changes.iter().map(|change| change.is_added).collect::<Vec<_>>(), added);
    assert_eq!(added.iter().filter(|is_added| **is_added).count(), 1);
}

#[test]
fn a_preview_says_what_becomes_of_the_request() {
    let text = policy(&[r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
            "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}"#]);
    let workspace = workspace(&[&text], json!({}));
    let found = repairs(&workspace, 0, Goal::Allow, None);
    let sends = |repair: &&Repair| matches!(repair.steps[0].change, Change::SetContext { .. });
    let preview = shown(found.iter().find(sends).unwrap(), &workspace);
    assert!(preview.documents.is_empty());
    assert_eq!(preview.request, ["`aws:SourceIp` becomes `10.0.0.1` instead of `203.0.113.7`"]);
}

/// A role with a boundary and a guardrail above it, which asks for an object.
fn limited(identity: &str, boundary: &str, guardrail: &str) -> Analysis {
    let full = r#"{"Version": "2012-10-17", "Statement": {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
    let workspace = json!({
        "policyscope": 1,
        "organization": {"id": "o-exampleorgid", "units": [{"id": "r-exam", "name": "Root", "scps": [
            {"name": "FullAWSAccess", "document": full}, {"name": "Guard", "document": guardrail}]}]},
        "accounts": [{"id": "111122223333", "unit": "r-exam"}],
        "principals": [{"arn": ROLE, "identity_policies": [{"name": "app", "document": identity}],
            "permissions_boundary": {"name": "limit", "document": boundary}}],
        "requests": [{"principal": ROLE, "action": "s3:GetObject", "resource": OBJECT, "resource_account": "111122223333"}],
    });
    analysis(&Workspace::from_json(&workspace.to_string()).unwrap())
}

fn one(sid: &str, effect: &str, action: &str) -> String {
    policy(&[&format!(r#"{{"Sid": "{sid}", "Effect": "{effect}", "Action": "{action}", "Resource": "*"}}"#)])
}

fn roles_and_lines(analysis: &Analysis) -> Vec<(ReasonRole, Option<DocumentId>)> {
    let reasons = analysis.verdict.reasons.iter();
    reasons.map(|reason| (reason.role, reason.place.map(|place| place.document))).collect()
}

#[test]
fn every_deny_that_applies_is_a_reason_and_one_is_primary() {
    let boundary = DocumentId::Boundary { principal: 0 };
    let found = limited(
        &one("No", "Deny", "s3:*"),
        &one("NotHere", "Deny", "s3:GetObject"),
        &one("OtherThings", "Deny", "ec2:*"),
    );
    assert_eq!(
        roles_and_lines(&found),
        [(ReasonRole::Primary, Some(FIRST)), (ReasonRole::FurtherDeny, Some(boundary))]
    );
    assert!(found.verdict.reasons[1].sentence.contains("`NotHere` in the permissions boundary `limit`"));
}

#[test]
fn every_allow_that_is_missing_is_a_reason() {
    let found = limited(
        &one("Queues", "Allow", "sqs:*"),
        &one("Tables", "Allow", "dynamodb:*"),
        &one("Ec2", "Deny", "ec2:*"),
    );
    assert_eq!(roles_and_lines(&found), [(ReasonRole::Primary, None), (ReasonRole::FurtherLack, None)]);
    assert!(found.verdict.reasons[0].sentence.contains("no identity-based policy allows"));
    assert!(found.verdict.reasons[1].sentence.contains("no permissions boundary allows"));
    let found =
        limited(&one("Queues", "Allow", "sqs:*"), &one("All", "Allow", "*"), &one("Ec2", "Deny", "ec2:*"));
    assert_eq!(roles_and_lines(&found), [(ReasonRole::Primary, None)]);
}

#[test]
fn an_allowed_request_has_its_grant_and_the_limits_that_it_passed() {
    let found = limited(
        &one("Read", "Allow", "s3:Get*"),
        &one("Storage", "Allow", "s3:*"),
        &one("Ec2", "Deny", "ec2:*"),
    );
    assert_eq!(found.verdict.decision, Some(Decision::Allowed));
    let organization = found.documents.iter().find(|document| document.name == "FullAWSAccess").unwrap().id;
    assert_eq!(
        roles_and_lines(&found),
        [
            (ReasonRole::Primary, Some(FIRST)),
            (ReasonRole::LimitPassed, Some(organization)),
            (ReasonRole::LimitPassed, Some(DocumentId::Boundary { principal: 0 })),
        ]
    );
    assert!(
        found.verdict.reasons[1]
            .sentence
            .contains("`All` in the service control policy `FullAWSAccess` at `Root`")
    );
}

#[test]
fn across_accounts_the_callers_own_grant_is_needed_too() {
    let resource = r#"{"Version": "2012-10-17", "Statement": {"Sid": "Partner", "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "s3:GetObject", "Resource": "*"}}"#;
    let more = |text: &str| {
        json!({"resources": [{"arn": "arn:aws:s3:::reports", "account": "444455556666",
        "policy": {"name": "bucket", "document": text}}]})
    };
    let ask = |identity: &str, bucket: &str| {
        let mut workspace = workspace(&[identity], more(bucket));
        workspace.requests[0].resource_account = Some("444455556666".to_owned());
        roles_and_lines(&analysis(&workspace))
    };
    let bucket = DocumentId::Resource { resource: 0 };
    let allows = one("Read", "Allow", "s3:GetObject");
    assert_eq!(
        ask(&allows, resource),
        [(ReasonRole::Primary, Some(bucket)), (ReasonRole::FurtherGrant, Some(FIRST))]
    );
    let nothing = one("Queues", "Allow", "sqs:*");
    let closed = resource.replace("s3:GetObject", "s3:PutObject");
    assert_eq!(ask(&nothing, &closed), [(ReasonRole::Primary, None), (ReasonRole::FurtherLack, None)]);
}

/// The notes of a role that may do everything, about a request with this resource and account.
fn notes(resource: &str, account: Value, more: Value) -> Vec<String> {
    let request = json!({"principal": ROLE, "action": "s3:GetObject", "resource": resource, "resource_account": account});
    let mut members = json!({"requests": [request]});
    for (name, member) in more.as_object().into_iter().flatten() {
        members[name] = member.clone();
    }
    let policy = policy(&[r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#]);
    let analysis = analysis(&workspace(&[&policy], members));
    assert_eq!(analysis.verdict.decision, Some(Decision::Allowed), "{resource}");
    analysis.verdict.notes
}

#[test]
fn whose_a_bucket_is_taken_to_be_is_said_where_nothing_tells() {
    let said = notes(OBJECT, Value::Null, json!({}));
    assert!(
        matches!(&*said, [note] if note.contains("111122223333") && note.contains("bucket policy")),
        "{said:?}"
    );
    assert_eq!(notes(OBJECT, json!("111122223333"), json!({})), [""; 0], "the request tells");
    let known = json!({"resources": [{"arn": "arn:aws:s3:::reports", "account": "111122223333"}]});
    assert_eq!(notes(OBJECT, Value::Null, known), [""; 0], "the workspace tells");
    let unknown = json!({"resources": [{"arn": "arn:aws:s3:::reports"}]});
    assert_eq!(notes(OBJECT, Value::Null, unknown).len(), 1, "its entry names no account");
    let bucket = "arn:aws:s3:eu-west-1:111122223333:accesspoint/reports/object/a";
    assert_eq!(notes(bucket, Value::Null, json!({})), [""; 0], "the ARN tells");
}
