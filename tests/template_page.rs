//! What the page says about templates: what can be given, what was taken, which line says a policy, and what stays when a
//! template goes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "template_page/links.rs"]
mod links;
#[path = "template_page/removing.rs"]
mod removing;
#[path = "template_page/values.rs"]
mod values;

use policyscope::analysis::WorkspaceLinter;
use policyscope::analysis::templates::{TemplateView, template_view};
use policyscope::template::take_over;
use policyscope::workspace::model::{Template, TemplateValues, Workspace};
use policyscope::workspace::{DocumentId, document_list};
use serde_json::{Value, json};

/// A role with a policy for a bucket that a parameter names, and a bucket policy that waits for the same name. Line by
/// line, since tests name lines.
const SHOP: &str = r#"Parameters:
  Bucket: {Type: String, Description: Where orders lie, AllowedPattern: '[a-z0-9-]+'}
  Stage: {Type: String, Default: beta, AllowedValues: [beta, prod]}
  Token: {Type: String, NoEcho: true, MinLength: 4}
Resources:
  Seller:
    Type: AWS::IAM::Role
    Properties:
      RoleName: seller
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: ReadOrders
                Effect: Allow
                Action: s3:GetObject
                Resource: !Sub arn:aws:s3:::${Bucket}/*
  OnlyByTls:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Statement:
          - {Effect: Deny, Principal: "*", Action: "s3:*", Resource: "*", Condition: {Bool: {"aws:SecureTransport": "false"}}}
"#;

fn given(values: Value) -> TemplateValues {
    serde_json::from_value(values).unwrap()
}

fn here() -> TemplateValues {
    given(json!({"account": "111122223333", "region": "eu-central-1"}))
}

fn with(workspace: &Workspace, name: &str, text: &str, given: TemplateValues) -> Workspace {
    let template = Template { name: name.to_owned(), text: text.to_owned(), given, ..Template::default() };
    take_over(workspace, template).unwrap_or_else(|found| panic!("{found:?}\n{text}")).workspace
}

fn shop(given: TemplateValues) -> Workspace {
    with(&Workspace::default(), "shop.yaml", SHOP, given)
}

fn view(workspace: &Workspace) -> TemplateView {
    let findings = WorkspaceLinter::new(None).lint(workspace);
    template_view(workspace, 0, &findings).unwrap()
}

fn id_of(workspace: &Workspace, name: &str) -> DocumentId {
    let all = document_list::all(workspace);
    all.iter().find(|entry| entry.name == name).unwrap_or_else(|| panic!("no `{name}`: {all:?}")).id
}

/// The line of `text` that holds `part`, from 1.
fn line_of(text: &str, part: &str) -> u32 {
    let line = text.lines().position(|line| line.contains(part)).unwrap_or_else(|| panic!("no {part}"));
    u32::try_from(line).unwrap() + 1
}
