//! What holds for templates as a whole.

use policyscope::template::sam::{expand, is_sam};
use policyscope::template::tree::{Node, NodeValue};
use policyscope::text::Span;
use serde_json::{Value, json};

use crate::nodes::{at, json_of, node, template};

#[test]
fn a_template_without_the_transform_stays_as_it_is() {
    let resources = json!({ "F": { "Type": "AWS::Serverless::Function", "Properties": {} } });
    for transform in [json!("AWS::LanguageExtensions"), json!(["AWS::Include"]), json!(null)] {
        let root = node(&json!({ "Transform": transform, "Globals": {}, "Resources": resources }));
        assert!(!is_sam(&root));
        let expanded = expand(&root);
        assert_eq!(expanded.root, root);
        assert_eq!(expanded.diagnostics, []);
    }
}

#[test]
fn the_transform_may_be_one_of_a_list() {
    let root = json!({
        "Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"],
        "Parameters": { "P": { "Type": "String" } },
        "Globals": { "Function": { "Handler": "h" } },
        "Resources": { "F": { "Type": "AWS::Serverless::Function" }, "B": { "Type": "AWS::S3::Bucket" } },
        "Outputs": { "O": { "Value": { "Ref": "F" } } },
    });
    let found = json_of(&expand(&node(&root)).root);
    assert_eq!(found["Transform"], json!(["AWS::LanguageExtensions"]));
    assert_eq!(found.get("Globals"), None);
    for section in ["Parameters", "Outputs"] {
        assert_eq!(found[section], root[section]);
    }
    let ids: Vec<&String> = found["Resources"].as_object().unwrap().keys().collect();
    assert_eq!(ids, ["F", "FRole", "B"]);
}

#[test]
fn a_template_of_the_transform_alone_names_none_any_more() {
    let found = json_of(&expand(&node(&template(&json!({})))).root);
    assert_eq!(found.get("Transform"), None);
}

/// The places of all names and values of a tree.
fn places(node: &Node, found: &mut Vec<Span>) {
    found.push(node.span);
    match &node.value {
        NodeValue::List(items) => items.iter().for_each(|item| places(item, found)),
        NodeValue::Map(members) => members.iter().for_each(|member| {
            found.push(member.name_span);
            places(&member.value, found);
        }),
        _ => {}
    }
}

fn busy_template() -> Value {
    template(&json!({
        "F": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "Tracing": "Active",
                "AutoPublishAlias": "live",
                "FunctionUrlConfig": { "AuthType": "NONE" },
                "DeadLetterQueue": { "Type": "SQS", "TargetArn": "arn:q" },
                "Policies": ["AmazonS3ReadOnlyAccess", { "SQSPollerPolicy": { "QueueName": "q" } }],
                "Events": {
                    "Web": { "Type": "Api", "Properties": { "Path": "/a", "Method": "get" } },
                    "Queue": { "Type": "SQS", "Properties": { "Queue": "arn:q" } },
                },
            },
            "Connectors": { "C": { "Properties": { "Destination": { "Id": "Q" }, "Permissions": ["Write"] } } },
        },
        "Q": { "Type": "AWS::SQS::Queue" },
    }))
}

#[test]
fn whatever_is_made_stands_somewhere_in_the_template() {
    let root = node(&busy_template());
    let (mut before, mut after) = (Vec::new(), Vec::new());
    places(&root, &mut before);
    places(&expand(&root).root, &mut after);
    assert!(after.iter().all(|place| before.contains(place)));
}

#[test]
fn what_is_made_stands_where_its_cause_stands() {
    let root = node(&busy_template());
    let expanded = expand(&root).root;
    let properties = ["Resources", "F", "Properties"];
    let written = |way: &[&str]| at(&root, &[&properties, way].concat()).span;
    let name_of = |way: &[&str], name: &str| {
        let NodeValue::Map(members) = &at(&root, &[&properties, way].concat()).value else {
            panic!("no map")
        };
        members.iter().find(|member| member.name == name).unwrap().name_span
    };
    let made = |way: &[&str]| at(&expanded, &[&["Resources"], way].concat()).span;
    let role = |way: &[&str]| made(&[&["FRole", "Properties"], way].concat());
    let managed = ["ManagedPolicyArns"];
    assert_eq!(role(&[managed[0], "1"]), written(&["Tracing"]));
    assert_eq!(role(&[managed[0], "2"]), written(&["Policies", "0"]));
    assert_eq!(role(&[managed[0], "3"]), name_of(&["Events"], "Queue"));
    assert_eq!(role(&["Policies", "0"]), written(&["DeadLetterQueue"]));
    assert_eq!(role(&["Policies", "1"]), written(&["Policies", "1"]));
    let statement = role(&["Policies", "1", "PolicyDocument", "Statement", "0"]);
    assert_eq!(statement, name_of(&["Policies", "1"], "SQSPollerPolicy"));
    assert_eq!(made(&["FWebPermissionProd"]), name_of(&["Events"], "Web"));
    assert_eq!(made(&["ServerlessRestApi GET /a"]), name_of(&["Events"], "Web"));
    assert_eq!(made(&["FUrlPublicPermissions"]), written(&["FunctionUrlConfig", "AuthType"]));
    assert_eq!(made(&["FAliaslive"]), written(&["AutoPublishAlias"]));
    let NodeValue::Map(resources) = &at(&root, &["Resources"]).value else { panic!("no map") };
    assert_eq!(made(&["FRole"]), resources[0].name_span);
    let NodeValue::Map(connectors) = &at(&root, &["Resources", "F", "Connectors"]).value else {
        panic!("no map")
    };
    assert_eq!(made(&["FCPolicy"]), connectors[0].name_span);
}

#[test]
fn nothing_that_can_be_written_stops_the_expansion() {
    let values = [
        json!(null),
        json!(true),
        json!(7),
        json!("text"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "Ref": [] }),
    ];
    let properties = [
        "Policies",
        "Events",
        "Role",
        "Tracing",
        "DeadLetterQueue",
        "EventInvokeConfig",
        "FunctionUrlConfig",
        "AutoPublishAlias",
        "Tags",
        "Auth",
        "DefinitionBody",
        "Cors",
        "StageName",
        "EndpointConfiguration",
        "PrimaryKey",
        "Source",
        "Destination",
        "Permissions",
    ];
    for kind in ["Function", "StateMachine", "Api", "HttpApi", "SimpleTable", "Connector"] {
        for property in properties {
            for value in &values {
                let resource = json!({
                    "Type": format!("AWS::Serverless::{kind}"),
                    "Properties": { "Source": {}, "Destination": {}, property: value },
                });
                let _ = expand(&node(&template(&json!({ "X": resource }))));
            }
        }
    }
    for value in &values {
        let _ = expand(&node(&json!({ "Transform": "AWS::Serverless-2016-10-31", "Resources": value })));
        let _ = expand(&node(&template(&json!({ "X": value }))));
    }
}
