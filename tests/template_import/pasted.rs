//! Templates in the paste box.

use policyscope::paste::{Kind, recognise};
use policyscope::template::again;
use policyscope::workspace::model::Workspace;

use crate::{document_of, here};

const YAML: &str = "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: r\n      \
    AssumeRolePolicyDocument: {Statement: []}\n      Policies: [{PolicyName: p, PolicyDocument: {Statement: []}}]\n";
const JSON: &str = r#"{"Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r",
    "AssumeRolePolicyDocument": {"Statement": []}, "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": []}}]}}}}"#;

#[test]
fn a_template_is_recognised_and_taken_over() {
    for text in [YAML, JSON] {
        let pasted = recognise(text).unwrap();
        assert_eq!(pasted.kind, Kind::Template, "{text}");
        let filled = pasted.fill(&Workspace::default(), None);
        assert_eq!(filled.report.kind, "a CloudFormation template");
        document_of(&filled.workspace, "arn:aws:iam::000000000000:role/r", "p");
        assert_eq!(filled.report.taken.len(), 2, "{:?}", filled.report.taken);
        // The account and the partition, which nothing tells.
        assert_eq!(filled.report.unknown.len(), 1, "{:?}", filled.report.unknown);
        assert_eq!(pasted.fill(&filled.workspace, None).workspace, filled.workspace);
    }
}

#[test]
fn what_is_unknown_of_apis_is_told() {
    let text = r#"{"Resources": {"Shop": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "shop", "Body":
        {"paths": {"/a": {"get": {"security": [{"nowhere": []}]}}}}}}}}"#;
    let filled = recognise(text).unwrap().fill(&Workspace::default(), None);
    assert_eq!(filled.report.taken, ["API `shop` with one method"]);
    let unknown = filled.report.unknown.join("\n");
    for told in [
        "`Shop`: how `GET /a` is authorized stands as unknown",
        "`Shop`: its stages are not known",
        "called by its logical id",
    ] {
        assert!(unknown.contains(told), "{unknown}");
    }
}

#[test]
fn what_only_looks_like_a_template_is_none() {
    for text in ["Resources: none of them could be found", r#"{"Resources": ["arn:aws:s3:::b"]}"#] {
        assert!(recognise(text).map_or(true, |pasted| pasted.kind != Kind::Template), "{text}");
    }
}

/// The roles of two versions of a template, and what stands beside them.
fn version(roles: &[&str], others: &[&str]) -> String {
    let of_type = |kind: &'static str| {
        move |name: &&str| {
            format!(
                "  {name}:\n    Type: {kind}\n    Properties: {{AssumeRolePolicyDocument: {{Statement: []}}}}\n"
            )
        }
    };
    let roles: String = roles.iter().map(of_type("AWS::IAM::Role")).collect();
    let others: String = others.iter().map(of_type("AWS::SQS::Queue")).collect();
    format!("Resources:\n{roles}{others}")
}

#[test]
fn another_version_of_a_template_takes_its_place_or_comes_beside_it() {
    let first = version(&["Reader", "Writer"], &["Orders"]);
    let second = version(&["Reader", "Writer", "Sweeper"], &["Returns"]);
    let held = recognise(&first).unwrap().fill(&Workspace::default(), None).workspace;
    let mut held = again(&held, 0, &first, &here()).unwrap().workspace;
    held.templates[0].name = "orders.yaml".to_owned();
    let pasted = recognise(&second).unwrap();
    assert_eq!(pasted.same_template(&held), Some(0));

    let updated = pasted.fill(&held, None).workspace;
    assert_eq!(updated.templates.len(), 1);
    let found = &updated.templates[0];
    assert_eq!((&*found.text, &found.given, &*found.name), (second.trim(), &here(), "orders.yaml"));
    let arns: Vec<&str> = updated.principals.iter().map(|principal| &*principal.arn).collect();
    assert_eq!(arns.len(), 3, "{arns:?}");
    assert!(arns.contains(&"arn:aws:iam::111122223333:role/Sweeper"), "{arns:?}");

    let beside = pasted.fill_beside(&held, None).workspace;
    assert_eq!(beside.templates.len(), 2);
    assert_eq!(beside.templates[0], held.templates[0]);
}

#[test]
fn a_template_is_the_same_as_one_with_half_of_its_roles_or_resources() {
    let same = |old: (&[&str], &[&str]), new: (&[&str], &[&str])| {
        let held = recognise(&version(old.0, old.1)).unwrap().fill(&Workspace::default(), None).workspace;
        recognise(&version(new.0, new.1)).unwrap().same_template(&held).is_some()
    };
    assert!(same((&["A", "B"], &[]), (&["A", "B"], &["Q"])));
    assert!(same((&["A", "B"], &[]), (&["A"], &[])));
    assert!(!same((&["A", "B", "C"], &[]), (&["A"], &[])));
    assert!(!same((&["A"], &["Q"]), (&["B"], &["Q"])));
    assert!(!same((&[], &["Q"]), (&["B"], &["Q"])));
    assert!(same((&[], &["Q", "P"]), (&[], &["Q"])));
    assert!(!same((&[], &["Q"]), (&[], &["P"])));
}

/// Of several the one that it has most in common with; the very text before all.
#[test]
fn the_nearest_version_is_taken() {
    let texts =
        [version(&["A", "B"], &[]), version(&["A", "B", "C"], &[]), version(&["A", "B", "C", "D"], &[])];
    let mut held = Workspace::default();
    for text in &texts {
        held = recognise(text).unwrap().fill_beside(&held, None).workspace;
    }
    for (number, text) in texts.iter().enumerate() {
        assert_eq!(recognise(text).unwrap().same_template(&held), Some(number));
    }
    let newer = version(&["A", "B", "C", "D"], &["Q"]);
    assert_eq!(recognise(&newer).unwrap().same_template(&held), Some(2));
}
