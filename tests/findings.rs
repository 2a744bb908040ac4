//! What the page shows of the linter: findings of every document at their places, fixes, suppressions, and the rules'
//! pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::rc::Rc;
use std::sync::OnceLock;

use policyscope::analysis::{
    DocumentFindings, FindingView, Place, WorkspaceLinter, document_type, lint_alike, read_rule_pages,
};
use policyscope::answer::rules_json;
use policyscope::catalogue::{Catalogue, bundled};
use policyscope::lint::{ResourceKind, Severity, Suppression, rules};
use policyscope::policy::PolicyType;
use policyscope::workspace::model::Workspace;
use policyscope::workspace::{DocumentId, document_list, edit};
use serde_json::{Value, json};

const RULES_FILE: &str = include_str!("../www/lint/rules.json");
const FIRST: DocumentId = DocumentId::Identity { principal: 0, index: 0 };
const SECOND: DocumentId = DocumentId::Identity { principal: 0, index: 1 };

/// Two statements, of which the second alone has a Sid; each with one action that does not exist.
const MISSPELT: &str = r#"{ "Version": "2012-10-17",
  "Statement": [
    {"Effect":"Allow",  "Action": [ "s3:GetObject","s3:GetObjct" ], "Resource": "arn:aws:s3:::é🔑/*"},
    {"Sid": "Queue", "Effect": "Allow", "Action": "sqs:SendMesage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:q"}
  ]
}
"#;

fn catalogue() -> Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| bundled().unwrap()).clone()
}

fn read(workspace: &Value) -> Workspace {
    Workspace::from_json(&workspace.to_string()).unwrap()
}

fn workspace_of(texts: &[&str]) -> Workspace {
    let policies: Vec<Value> = texts.iter().map(|text| json!({"name": "p", "document": text})).collect();
    read(&json!({"policyscope": 1, "principals": [
        {"arn": "arn:aws:iam::111122223333:role/r", "identity_policies": policies}]}))
}

fn set_text(workspace: &mut Workspace, id: DocumentId, text: &str) {
    text.clone_into(&mut edit::document_mut(workspace, id).unwrap().text);
}

fn suppress(workspace: &mut Workspace, id: DocumentId, suppression: Suppression) {
    edit::document_mut(workspace, id).unwrap().suppressions.push(suppression.into());
}

fn lint(workspace: &Workspace) -> Rc<DocumentFindings> {
    let findings = WorkspaceLinter::new(Some(catalogue())).lint(workspace);
    Rc::clone(findings.documents.iter().find(|found| found.document == FIRST).unwrap())
}

fn invalid_actions(findings: &DocumentFindings) -> Vec<&FindingView> {
    findings.findings.iter().filter(|finding| finding.rule == "PS005").collect()
}

/// What stands at a place, as the editor counts.
fn at(text: &str, place: Place) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[place.from as usize..place.to as usize]).unwrap()
}

fn suppression(code: &str, sid: Option<&str>, path: Option<&str>) -> Suppression {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Suppression { code: code.to_owned(), sid: owned(sid), path: owned(path), reason: None }
}

#[test]
fn findings_of_all_documents_stand_at_their_places_in_the_editor() {
    let workspace = workspace_of(&[MISSPELT, r#"{"Statement": {"Action": "s3:GetObjct"}}"#]);
    let findings = WorkspaceLinter::new(Some(catalogue())).lint(&workspace);
    let ids: Vec<DocumentId> = findings.documents.iter().map(|found| found.document).collect();
    assert_eq!(ids, [FIRST, SECOND]);
    let found = invalid_actions(&findings.documents[0]);
    let places: Vec<(String, u32, u32)> = found
        .iter()
        .map(|finding| (at(MISSPELT, finding.place), finding.place.line, finding.column))
        .collect();
    assert_eq!(
        places,
        [(r#""s3:GetObjct""#.to_owned(), 3, 52), (r#""sqs:SendMesage""#.to_owned(), 4, 51)],
        "after a key that takes two UTF-16 units"
    );
    assert_eq!(found[0].severity, Severity::Error);
    assert!(found[0].message.contains("`s3:GetObjct`"));
    assert!(found[0].help.as_deref().unwrap().contains("`s3:GetObject`"));
    assert_eq!(invalid_actions(&findings.documents[1])[0].place.document, SECOND);
}

#[test]
fn each_layer_is_linted_as_its_own_policy_type() {
    let policy = json!({"document": {}});
    let resource = |arn: &str| json!({"arn": arn, "policy": policy});
    let workspace = read(&json!({
        "policyscope": 1,
        "organization": {"units": [{"id": "r-1", "scps": [policy], "rcps": [policy]}]},
        "principals": [{
            "arn": "arn:aws:iam::111122223333:role/r",
            "trust_policy": policy, "identity_policies": [policy], "permissions_boundary": policy,
        }],
        "groups": [{"arn": "arn:aws:iam::111122223333:group/g", "identity_policies": [policy]}],
        "sessions": [{"arn": "s", "issued_by": "r", "session_policies": [policy]}],
        "vpc_endpoints": [{"id": "vpce-1", "policy": policy}],
        "resources": [
            resource("arn:aws:s3:::bucket"),
            resource("arn:aws:kms:eu-west-1:111122223333:key/k"),
            resource("arn:aws:sqs:eu-west-1:111122223333:queue"),
            resource("arn:aws:lambda:eu-west-1:111122223333:function:f"),
            resource("arn:aws:codebuild:eu-west-1:111122223333:project/p"),
            resource("not an arn"),
        ],
    }));
    let linted: Vec<(PolicyType, Option<ResourceKind>)> = document_list::all(&workspace)
        .iter()
        .map(|entry| document_type(&workspace, entry.id))
        .map(|found| (found.policy_type, found.resource))
        .collect();
    let expected = [
        (PolicyType::ResourceControl, None),
        (PolicyType::ServiceControl, None),
        (PolicyType::VpcEndpoint, Some(ResourceKind::VpcEndpoint)),
        (PolicyType::Resource, Some(ResourceKind::S3Bucket)),
        (PolicyType::Key, Some(ResourceKind::KmsKey)),
        (PolicyType::Resource, Some(ResourceKind::SqsQueue)),
        (PolicyType::Resource, Some(ResourceKind::LambdaFunction)),
        (PolicyType::Resource, None),
        (PolicyType::Resource, None),
        (PolicyType::RoleTrust, Some(ResourceKind::Role)),
        (PolicyType::Identity, None),
        (PolicyType::Identity, None),
        (PolicyType::PermissionsBoundary, None),
        (PolicyType::Session, None),
    ];
    assert_eq!(linted, expected);
    let findings = WorkspaceLinter::new(None).lint(&workspace);
    let types: Vec<PolicyType> =
        findings.documents.iter().map(|found| found.document_type.policy_type).collect();
    assert_eq!(types, expected.map(|(policy_type, _)| policy_type));
}

#[test]
fn rules_that_need_the_catalogue_wait_for_it() {
    let workspace = workspace_of(&[MISSPELT]);
    let without = WorkspaceLinter::new(None).lint(&workspace);
    let with = WorkspaceLinter::new(Some(catalogue())).lint(&workspace);
    assert!(invalid_actions(&without.documents[0]).is_empty());
    assert!(without.rules_left_out > 0);
    assert_eq!((invalid_actions(&with.documents[0]).len(), with.rules_left_out), (2, 0));
}

#[test]
fn documents_lint_alike_until_something_changes_that_the_linter_reads() {
    let before = read(&json!({"policyscope": 1,
        "principals": [{"arn": "arn:aws:iam::111122223333:role/r", "identity_policies": [{"name": "p", "document": MISSPELT}]}],
        "resources": [{"arn": "arn:aws:s3:::b", "policy": {"name": "b", "document": MISSPELT}}],
        "requests": [{"principal": "arn:aws:iam::111122223333:role/r", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"}]}));
    let is_alike = |change: fn(&mut Workspace)| {
        let mut after = before.clone();
        change(&mut after);
        assert_ne!(after, before);
        let is_alike = lint_alike(&before, &after);
        let [found, anew] = [&before, &after].map(|workspace| WorkspaceLinter::new(None).lint(workspace));
        assert_eq!(is_alike, found == anew);
        is_alike
    };
    assert!(is_alike(|workspace| "s3:PutObject".clone_into(&mut workspace.requests[0].action)));
    assert!(is_alike(|workspace| "q".clone_into(&mut edit::document_mut(workspace, FIRST).unwrap().name)));
    assert!(!is_alike(|workspace| set_text(workspace, FIRST, "{}")));
    assert!(!is_alike(|workspace| suppress(workspace, FIRST, suppression("PS005", None, None))));
    assert!(!is_alike(|workspace| workspace.resources.clear()));
    assert!(!is_alike(
        |workspace| "arn:aws:sqs:eu-west-1:111122223333:q".clone_into(&mut workspace.resources[0].arn)
    ));
}

#[test]
fn only_documents_that_changed_are_linted_again() {
    let mut workspace = workspace_of(&[MISSPELT, MISSPELT]);
    let mut linter = WorkspaceLinter::new(Some(catalogue()));
    let mut before = linter.lint(&workspace);
    let mut changed = |workspace: &Workspace| -> Vec<bool> {
        let after = linter.lint(workspace);
        let pairs = before.documents.iter().zip(&after.documents);
        let changed = pairs.map(|(before, after)| !Rc::ptr_eq(before, after)).collect();
        before = after;
        changed
    };
    assert_eq!(changed(&workspace), [false, false]);
    set_text(&mut workspace, SECOND, "{}");
    assert_eq!(changed(&workspace), [false, true]);
    suppress(&mut workspace, FIRST, suppression("PS005", None, None));
    assert_eq!(changed(&workspace), [true, false]);
    "other".clone_into(&mut edit::document_mut(&mut workspace, FIRST).unwrap().name);
    assert_eq!(changed(&workspace), [false, false]);
}

#[test]
fn another_resource_is_another_type() {
    let of = |arn: &str| {
        read(&json!({"policyscope": 1, "resources": [{"arn": arn, "policy": {"document": "{}"}}]}))
    };
    let mut linter = WorkspaceLinter::new(None);
    let bucket = linter.lint(&of("arn:aws:s3:::bucket")).documents[0].document_type;
    let queue = linter.lint(&of("arn:aws:sqs:eu-west-1:111122223333:q")).documents[0].document_type;
    assert_eq!(
        (bucket.resource, queue.resource),
        (Some(ResourceKind::S3Bucket), Some(ResourceKind::SqsQueue))
    );
}

#[test]
fn a_fix_changes_its_place_alone() {
    let findings = lint(&workspace_of(&[MISSPELT]));
    let fix = &invalid_actions(&findings)[0].fixes[0];
    assert_eq!(findings.fixed(fix).unwrap(), MISSPELT.replace("GetObjct", "GetObject"));
}

#[test]
fn fixing_all_leaves_unsafe_fixes_alone() {
    let workspace = workspace_of(&[MISSPELT]);
    let mut linter = WorkspaceLinter::new(Some(catalogue()));
    let findings = linter.lint(&workspace);
    let after = linter.fix_all(&findings.documents[0]);
    assert!(after.is_none_or(|after| after.contains("s3:GetObjct") && after.contains("sqs:SendMesage")));
}

#[test]
fn what_suppresses_a_finding_suppresses_that_one() {
    for (index, sid, path) in [(0, None, Some("Statement/0/Action/1")), (1, Some("Queue"), None)] {
        let mut workspace = workspace_of(&[MISSPELT]);
        let before = lint(&workspace);
        let of_finding = invalid_actions(&before)[index].suppression.clone();
        assert_eq!(of_finding, suppression("PS005", sid, path));
        suppress(&mut workspace, FIRST, of_finding);
        let after = lint(&workspace);
        assert_eq!((invalid_actions(&after).len(), after.suppressed), (1, 1));
        let left = at(MISSPELT, invalid_actions(&after)[0].place);
        assert_eq!(left, [r#""sqs:SendMesage""#, r#""s3:GetObjct""#][index]);
        assert!(!after.suppressions[0].is_unused);
        edit::document_mut(&mut workspace, FIRST).unwrap().suppressions.clear();
        assert_eq!(*lint(&workspace), *before);
    }
}

#[test]
fn a_suppression_that_suppresses_nothing_is_told() {
    let mut workspace = workspace_of(&[MISSPELT]);
    suppress(&mut workspace, FIRST, suppression("PS005", None, Some("Statement/0")));
    suppress(&mut workspace, FIRST, suppression("PS005", Some("Gone"), None));
    suppress(&mut workspace, FIRST, suppression("PS999", None, None));
    let unused = |findings: &DocumentFindings| -> Vec<bool> {
        findings.suppressions.iter().map(|view| view.is_unused).collect()
    };
    assert_eq!(unused(&lint(&workspace)), [false, true, true]);
    let without_names = WorkspaceLinter::new(None).lint(&workspace);
    assert_eq!(unused(&without_names.documents[0]), [false, false, true], "its rule is not applied yet");
    set_text(&mut workspace, FIRST, &MISSPELT[..MISSPELT.len() - 4]);
    assert_eq!(unused(&lint(&workspace)), [false; 3], "the text is being written");
}

#[test]
fn an_empty_document_has_no_findings_and_a_broken_one_has_errors() {
    assert!(lint(&workspace_of(&[" \n"])).findings.is_empty());
    let broken = lint(&workspace_of(&["{\n \"Statement\": [{\"Effect\": \"Allow\","]));
    let first = broken.findings.first().unwrap();
    assert_eq!((first.severity, first.place.line, first.column), (Severity::Error, 1, 1));
    assert!(broken.findings.len() > 1, "each bracket that is not closed");
    let unknown_effect =
        lint(&workspace_of(&[r#"{"Statement": {"Effect": "Alow", "Action": "s3:GetObject"}}"#]));
    assert!(unknown_effect.findings.iter().any(|finding| finding.message.contains("`Alow`")));
}

#[test]
fn the_rules_that_the_page_loads_are_those_of_the_registry() {
    let file: Value = serde_json::from_str(RULES_FILE).unwrap();
    assert!(file == rules_json(), "www/lint/rules.json is not current: run `npm run rules`");
}

#[test]
fn every_rule_has_a_page_that_can_be_found_and_shows_the_place_in_its_example() {
    let pages = read_rule_pages(RULES_FILE).unwrap();
    assert_eq!(pages.len(), rules::all().count());
    for (page, rule) in pages.iter().zip(rules::all()) {
        assert_eq!((&*page.code, &*page.name, page.severity()), (rule.code, rule.name, rule.severity));
        for query in [rule.code, rule.name, &rule.name.to_uppercase(), rule.severity.name(), ""] {
            assert!(page.matches(query), "{query} does not find {}", rule.code);
        }
        assert!(!page.matches("no rule says flibbertigibbet"));
        let example = page.example.pieces();
        let places: Vec<&str> = example.iter().filter(|piece| piece.1).map(|piece| piece.0).collect();
        assert!(matches!(places[..], [place] if !place.is_empty()), "{}", rule.code);
        assert!(page.instead.pieces().iter().all(|(text, is_place)| !is_place && !text.contains('⟦')));
    }
    assert!(read_rule_pages("<!doctype html>").is_err());
}

#[test]
fn a_boundary_as_the_page_adds_it_has_no_finding() {
    let mut workspace = read(&json!({"policyscope": 1, "requests": [{
        "principal": "arn:aws:iam::111122223333:role/r", "action": "s3:GetObject",
        "resource": "arn:aws:s3:::b/o", "resource_account": "111122223333"}]}));
    let boundary = edit::add(&mut workspace, 0, edit::Addition::PermissionsBoundary).unwrap();
    let findings = WorkspaceLinter::new(Some(catalogue())).lint(&workspace);
    let of_boundary = findings.documents.iter().find(|found| found.document == boundary).unwrap();
    assert!(of_boundary.text.contains("Allow"));
    assert_eq!(of_boundary.findings, []);
}
