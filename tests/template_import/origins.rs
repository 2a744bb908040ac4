//! From a document back to the place in the template that says so.

use policyscope::template::origin;
use policyscope::text::Span;
use policyscope::workspace::document_list;
use policyscope::workspace::edit::{document, document_mut};
use policyscope::workspace::model::Workspace;

use crate::{here, id_of, taken};

const TEMPLATE: &str = r#"Resources:
  # größer als ein Byte: ä
  Writer:
    Type: AWS::IAM::Role
    Properties:
      RoleName: writer
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}
      Policies:
        - PolicyName: write
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [s3:PutObject]
                Resource: !Sub arn:aws:s3:::${Bucket}/*
  Bucket:
    Type: AWS::S3::Bucket
  FromTopic:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: f
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: arn:aws:sns:eu-central-1:111122223333:t
  Orders:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: ["https://sqs.eu-central-1.amazonaws.com/111122223333/q"]
      PolicyDocument: '{"Statement": []}'
"#;
const ROLE: &str = "arn:aws:iam::111122223333:role/writer";

/// What stands in the template for `wanted` in a document.
fn source_of<'t>(workspace: &Workspace, owner: &str, name: &str, wanted: &str) -> Option<&'t str> {
    let id = id_of(workspace, owner, name);
    let text = &document(workspace, id).unwrap().text;
    let start = text.find(wanted).unwrap_or_else(|| panic!("no {wanted} in {text}"));
    let span = Span::new(u32::try_from(start).unwrap(), u32::try_from(start + wanted.len()).unwrap());
    let (template, place) = origin(workspace, id, span)?;
    assert_eq!(template, 0);
    Some(place.slice(TEMPLATE))
}

#[test]
fn each_value_of_a_document_leads_to_its_place() {
    let workspace = taken(TEMPLATE, here()).workspace;
    let source = |name: &str, wanted: &str| source_of(&workspace, ROLE, name, wanted);
    assert_eq!(source("write", "\"s3:PutObject\""), Some("s3:PutObject"));
    assert_eq!(source("write", "PutObject"), Some("s3:PutObject"));
    assert_eq!(source("write", "\"Action\""), Some("Action"));
    assert_eq!(source("write", "Fn::Sub"), Some("!Sub arn:aws:s3:::${Bucket}/*"));
    assert_eq!(source("trust-policy", "lambda.amazonaws.com"), Some("lambda.amazonaws.com"));
    assert_eq!(source("trust-policy", "\"sts:AssumeRole\""), Some("\"sts:AssumeRole\""));
    let function = "arn:aws:lambda:eu-central-1:111122223333:function:f";
    let source = |wanted: &str| source_of(&workspace, function, "resource-policy", wanted);
    assert_eq!(source("\"sns.amazonaws.com\""), Some("sns.amazonaws.com"));
    assert_eq!(source("\"FromTopic\""), Some("FromTopic"));
    let queue = "arn:aws:sqs:eu-central-1:111122223333:q";
    assert_eq!(source_of(&workspace, queue, "resource-policy", "[]"), Some("'{\"Statement\": []}'"));
}

#[test]
fn every_part_of_every_document_leads_somewhere() {
    let taken = taken(TEMPLATE, here());
    for entry in document_list::all(&taken.workspace) {
        let length = u32::try_from(document(&taken.workspace, entry.id).unwrap().text.len()).unwrap();
        for start in 0..length {
            let place = taken.origins.find(&taken.workspace, entry.id, Span::new(start, start + 1)).unwrap();
            assert!(!place.slice(TEMPLATE).is_empty(), "{entry:?} at {start}");
        }
    }
}

#[test]
fn an_edited_document_leads_nowhere() {
    let mut workspace = taken(TEMPLATE, here()).workspace;
    let id = id_of(&workspace, ROLE, "write");
    assert!(origin(&workspace, id, Span::new(0, 1)).is_some());
    document_mut(&mut workspace, id).unwrap().text.push(' ');
    assert_eq!(origin(&workspace, id, Span::new(0, 1)), None);
}

#[test]
fn a_document_of_a_person_leads_nowhere() {
    let mut workspace = taken(TEMPLATE, here()).workspace;
    let id = id_of(&workspace, ROLE, "write");
    document_mut(&mut workspace, id).unwrap().origin = None;
    assert_eq!(origin(&workspace, id, Span::new(0, 1)), None);
}
