//! What a template leads to and does not hold is said, as answers may lack it.

use policyscope::template::TakenOver;
use policyscope::text::{LineIndex, Span};
use serde_json::json;

use crate::{here, taken};

const ROLE: &str = "
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}
";

/// The resources of which something is said, with the lines.
fn unseen(text: &str, taken: &TakenOver) -> Vec<(String, u32)> {
    let lines = LineIndex::new(text);
    let line = |place: Span| lines.position(place.start).line;
    let found = taken.report.unseen.iter();
    found.map(|remark| (remark.logical_id.clone(), line(remark.place))).collect()
}

/// The pages "AWS::CloudFormation::Stack", "AWS::CloudFormation::CustomResource", "Create reusable resource
/// configurations with modules" and "Managing extensions" of AWS's guide to CloudFormation: each is made of what stands
/// elsewhere.
#[test]
fn what_stands_elsewhere_is_said_with_its_line() {
    for (resource_type, reason) in [
        ("AWS::CloudFormation::Stack", "its own template is not here"),
        ("AWS::CloudFormation::StackSet", "its own template is not here"),
        ("AWS::Serverless::Application", "its own template is not here"),
        ("AWS::ServiceCatalog::CloudFormationProvisionedProduct", "its own template is not here"),
        (
            "AWS::CloudFormation::CustomResource",
            "what the provider of this custom resource makes is not known",
        ),
        ("Custom::Anything", "what the provider of this custom resource makes is not known"),
        ("Example::S3::Bucket::MODULE", "the module that it is made of is not here"),
        ("Example::Billing::Budget", "what the extension behind this type makes is not known"),
    ] {
        let text = format!(
            "Transform: AWS::Serverless-2016-10-31\nResources:{ROLE}  Other:\n    Type: {resource_type}\n    Properties: {{Location: 'https://example.com/a.yaml'}}\n"
        );
        let taken = taken(&text, here());
        assert_eq!(unseen(&text, &taken), [("Other".to_owned(), 7)], "{resource_type}");
        let message = &taken.report.unseen[0].message;
        assert!(message.starts_with(reason), "{resource_type}: {message}");
        assert!(message.ends_with("so that answers may lack policies and permissions that it carries"));
        let counts = &taken.report.resources;
        assert_eq!((counts.total, counts.placed, counts.unseen, counts.without_policies), (2, 1, 1, 0));
    }
}

#[test]
fn what_stands_in_the_template_is_not_said() {
    for resource_type in
        ["AWS::Lambda::Function", "AWS::CloudFormation::WaitConditionHandle", "Alexa::ASK::Skill"]
    {
        let text = format!("Resources:{ROLE}  Other:\n    Type: {resource_type}\n");
        let taken = taken(&text, here());
        assert_eq!(unseen(&text, &taken), [], "{resource_type}");
        assert_eq!(taken.report.resources.without_policies, 1, "{resource_type}");
    }
}

/// The page "AWS::Include transform": it puts members beside those that stand in the template.
#[test]
fn properties_that_a_macro_gives_are_said() {
    let include = json!({"Name": "AWS::Include", "Parameters": {"Location": "s3://bucket/part.yaml"}});
    for resource_type in [
        "AWS::IAM::Role",
        "AWS::IAM::Policy",
        "AWS::IAM::ManagedPolicy",
        "AWS::IAM::UserToGroupAddition",
        "AWS::EC2::VPCEndpoint",
        "AWS::Organizations::Policy",
        "AWS::Lambda::Permission",
        "AWS::S3::BucketPolicy",
    ] {
        let text = json!({"Resources": {"It": {
            "Type": resource_type,
            "Properties": {"PolicyName": "it", "Fn::Transform": include},
        }}})
        .to_string();
        let taken = taken(&text, here());
        assert_eq!(unseen(&text, &taken), [("It".to_owned(), 1)], "{resource_type}");
        let message = &taken.report.unseen[0].message;
        assert!(message.starts_with("`Properties` is not known"), "{message}");
    }
}

/// The same page: a macro may stand at the top of a template, in a section and in a resource.
#[test]
fn macros_are_said_where_they_stand() {
    let include = "{Name: AWS::Include, Parameters: {Location: 's3://bucket/part.yaml'}}";
    for (before, within, after, line) in [
        (format!("Transform: {include}\n"), String::new(), String::new(), 1),
        (format!("Fn::Transform: {include}\n"), String::new(), String::new(), 1),
        (format!("Conditions:\n  Fn::Transform: {include}\n"), String::new(), String::new(), 2),
        (format!("Mappings:\n  Fn::Transform: {include}\n"), String::new(), String::new(), 2),
        (String::new(), format!("  Fn::Transform: {include}\n"), String::new(), 6),
        (String::new(), format!("    Fn::Transform: {include}\n"), String::new(), 6),
        (String::new(), String::new(), format!("Outputs:\n  Fn::Transform: {include}\n"), 8),
    ] {
        let text = format!("{before}Resources:{ROLE}{within}\n{after}");
        let taken = taken(&text, here());
        let lines = LineIndex::new(&text);
        let found = taken.diagnostics.iter();
        let found: Vec<_> = found.map(|found| (found.code, lines.position(found.span.start).line)).collect();
        assert_eq!(found, [("unknown-macro", line)], "{text}");
    }
}

/// What a nested stack gives can be given by name; until then it is unknown.
#[test]
fn outputs_of_nested_stacks_are_unknown_by_name() {
    let text = format!(
        "Resources:{ROLE}      ManagedPolicyArns: [!GetAtt Nested.Outputs.Policy]\n  Nested:\n    Type: AWS::CloudFormation::Stack\n"
    );
    let taken = taken(&text, here());
    let message = &taken.report.not_known[0].message;
    assert!(message.contains("it needs `Nested.Outputs.Policy`"), "{message}");
}
