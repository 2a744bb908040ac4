//! What the APIs of a template become, and what becomes of requests to them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "template_front_doors/again.rs"]
mod again;
#[path = "template_front_doors/definitions.rs"]
mod definitions;
#[path = "template_front_doors/http_apis.rs"]
mod http_apis;
#[path = "template_front_doors/keys.rs"]
mod keys;
#[path = "template_front_doors/rest_apis.rs"]
mod rest_apis;
#[path = "template_front_doors/walks.rs"]
mod walks;

use policyscope::front_door::{
    Authorization, AuthorizerCache, DoorRequestText, FrontDoor, Method, Outcome, walk,
};
use policyscope::template::{TakenOver, take_over};
use policyscope::workspace::model::{Template, TemplateValues, Workspace};
use serde_json::{Value, json};

fn values(given: Value) -> TemplateValues {
    serde_json::from_value(given).unwrap()
}

/// The account and the Region that most tests give.
fn here() -> TemplateValues {
    values(json!({"account": "111122223333", "region": "eu-west-1"}))
}

fn taken(text: &str, given: TemplateValues) -> TakenOver {
    let template = Template { text: text.to_owned(), given, ..Template::default() };
    take_over(&Workspace::default(), template).unwrap_or_else(|found| panic!("{found:?}\n{text}"))
}

/// A template of these resources, taken over.
fn made(resources: &Value) -> TakenOver {
    taken(&json!({"Parameters": {"Open": {"Type": "String"}}, "Conditions": {"Maybe": {"Fn::Equals": [{"Ref": "Open"}, "x"]}},
        "Resources": resources}).to_string(), here())
}

/// The one API.
fn door(taken: &TakenOver) -> &FrontDoor {
    assert_eq!(taken.workspace.front_doors.len(), 1);
    assert_eq!(taken.report.apis, 1);
    &taken.workspace.front_doors[0].door
}

fn method<'d>(door: &'d FrontDoor, http_method: &str, path: &str) -> &'d Method {
    let found = door.methods.iter().find(|one| one.http_method == http_method && one.path == path);
    found.unwrap_or_else(|| panic!("no `{http_method} {path}`: {:?}", door.methods))
}

fn lambda(name: &str) -> Authorization {
    Authorization::Lambda { authorizer: name.to_owned() }
}

/// What is said to be unknown, all in one text.
fn unknown(taken: &TakenOver) -> String {
    let messages: Vec<&str> = taken.report.unknown_of_apis.iter().map(|remark| &*remark.message).collect();
    messages.join("\n")
}

/// How a request ends.
fn outcome(door: &FrontDoor, request: Value) -> Outcome {
    let request: DoorRequestText = serde_json::from_str(&request.to_string()).unwrap();
    walk(door, &request.read().unwrap(), &mut AuthorizerCache::default()).outcome
}

/// The status with which a request is surely stopped.
fn status(door: &FrontDoor, request: Value) -> Option<u16> {
    match outcome(door, request) {
        Outcome::Stopped(response) => response.status,
        other => panic!("{other:?}"),
    }
}

/// That a request may be let in and may be stopped.
fn assert_open(door: &FrontDoor, request: Value) {
    let outcome = outcome(door, request);
    assert!(matches!(outcome, Outcome::Unknown { .. }) && outcome.may_reach(), "{outcome:?}");
}
