//! What is said of the Lambda functions of templates: roles, rights, callers, trust, notes, and how a right came about.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "functions/access.rs"]
mod access;
#[path = "functions/chains.rs"]
mod chains;
#[cfg(feature = "cli")]
#[path = "functions/command_line.rs"]
mod command_line;
#[path = "functions/invocation.rs"]
mod invocation;
#[path = "functions/notes.rs"]
mod notes;
#[path = "functions/open_values.rs"]
mod open_values;
#[cfg(feature = "cli")]
mod program;
#[path = "functions/sources.rs"]
mod sources;

use std::sync::OnceLock;

use policyscope::analysis::functions::{
    FunctionView, Functions, GrantView, Note, NoteKind, functions as functions_of,
};
use policyscope::catalogue::{Catalogue, bundled};
use policyscope::template::take_over;
use policyscope::workspace::model::{Template, TemplateValues, Workspace};
use serde_json::{Value, json};

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| bundled().unwrap())
}

fn workspace_of(template: &Value, given: Value) -> Workspace {
    let given: TemplateValues = serde_json::from_value(given).unwrap();
    let text = serde_json::to_string_pretty(template).unwrap();
    let template = Template { name: "stack.json".to_owned(), text, given, ..Template::default() };
    take_over(&Workspace::default(), template).unwrap_or_else(|found| panic!("{found:?}")).workspace
}

fn here() -> Value {
    json!({"account": "111122223333", "region": "eu-central-1"})
}

fn seen(workspace: &Workspace) -> Functions {
    functions_of(workspace, Some(catalogue()))
}

fn only(workspace: &Workspace) -> FunctionView {
    named(workspace, "Book")
}

fn named(workspace: &Workspace, name: &str) -> FunctionView {
    let found = seen(workspace).functions.into_iter().find(|found| found.logical_id == name);
    found.unwrap_or_else(|| panic!("no function {name}"))
}

/// A trust policy for Lambda.
fn trust() -> Value {
    json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
}

/// A role with these statements in an inline policy.
fn role(statements: Value) -> Value {
    json!({"Type": "AWS::IAM::Role", "Properties": {"RoleName": "book", "AssumeRolePolicyDocument": trust(),
        "Policies": [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}]}})
}

fn function(more: Value) -> Value {
    let mut properties = json!({"FunctionName": "book", "Role": {"Fn::GetAtt": ["Role", "Arn"]}});
    properties.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"Type": "AWS::Lambda::Function", "Properties": properties})
}

/// A template with the function `Book`, its role of these statements, and more resources.
fn stack(statements: Value, properties: Value, more: Value) -> Value {
    let mut resources = json!({"Role": role(statements), "Book": function(properties)});
    resources.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"Resources": resources})
}

fn environment(name: &str, value: Value) -> Value {
    json!({"Environment": {"Variables": {name: value}}})
}

fn grants<'f>(function: &'f FunctionView, service: &str, level: &str) -> Vec<&'f GrantView> {
    let mut services = function.access.services.iter();
    let found = services.find(|found| found.prefix == service);
    let levels = found.into_iter().flat_map(|found| &found.levels);
    levels.filter(|found| found.level.as_deref() == Some(level)).flat_map(|found| &found.grants).collect()
}

/// The notes of that kind in which `word` occurs.
fn notes_with<'f>(function: &'f FunctionView, kind: NoteKind, word: &str) -> Vec<&'f Note> {
    let notes = function.notes.iter();
    notes.filter(|note| note.kind == kind && note.message.contains(word)).collect()
}

#[test]
fn nothing_is_said_of_a_workspace_without_templates() {
    let found = seen(&Workspace::default());
    assert!(found.functions.is_empty() && found.remarks.is_empty());
}

#[test]
fn what_is_said_comes_back_from_json() {
    let workspace = workspace_of(&stack(json!([]), json!({}), json!({})), here());
    let found = seen(&workspace);
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Functions>(&text).unwrap(), found);
}

/// SAM's resources in loops are written out before SAM expands them, as CloudFormation does in the order of transforms.
#[test]
fn functions_of_sam_in_a_loop_are_seen() {
    let function = json!({"Type": "AWS::Serverless::Function", "Properties": {"FunctionName": {"Fn::Sub": "do-${Name}"},
        "Policies": [{"SQSPollerPolicy": {"QueueName": {"Fn::Sub": "queue-${Name}"}}}]}});
    let template = json!({"Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"],
        "Resources": {"Fn::ForEach::Functions": ["Name", ["One", "Two"], {"Do${Name}": function}]}});
    let workspace = workspace_of(&template, here());
    for name in ["One", "Two"] {
        let found = named(&workspace, &format!("Do{name}"));
        assert_eq!(
            found.arn.unwrap(),
            format!("arn:aws:lambda:eu-central-1:111122223333:function:do-{name}")
        );
        let queues = found.access.services.iter().find(|found| found.prefix == "sqs").unwrap();
        let resources = &queues.levels[0].grants[0].resources;
        assert_eq!(*resources, [format!("arn:aws:sqs:eu-central-1:111122223333:queue-{name}")]);
    }
    assert!(seen(&workspace).remarks.is_empty());
}

/// What nobody can write out may make anything.
#[test]
fn what_a_macro_or_an_open_loop_makes_is_said_to_be_unknown() {
    let role = json!({"Role": role(json!([])), "Book": function(json!({}))});
    let with_loop = |items: Value| {
        let mut resources = role.clone();
        resources["Fn::ForEach::Queues"] = json!(["Name", items, {"Q${Name}": {"Type": "AWS::SQS::Queue"}}]);
        json!({"Parameters": {"Names": {"Type": "CommaDelimitedList"}}, "Transform": "AWS::LanguageExtensions",
            "Resources": resources})
    };
    let with_macro = json!({"Transform": "OfTheTeam", "Resources": role});
    for (template, is_open) in
        [(with_loop(json!(["a"])), false), (with_loop(json!({"Ref": "Names"})), true), (with_macro, true)]
    {
        let remarks = seen(&workspace_of(&template, here())).remarks;
        let is_said =
            remarks.iter().any(|found| found.message.contains("a macro or a loop") && found.place.is_some());
        assert_eq!(is_said, is_open, "{remarks:?}");
    }
}
