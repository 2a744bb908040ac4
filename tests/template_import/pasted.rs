//! Templates in the paste box.

use policyscope::paste::{Kind, recognise};
use policyscope::workspace::model::Workspace;

use crate::document_of;

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
