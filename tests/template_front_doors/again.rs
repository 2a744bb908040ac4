//! Taking a template with APIs over again.

use policyscope::front_door::{AuthorizerReturns, DoorRequestText};
use policyscope::template::{TakenOver, again};
use policyscope::workspace::model::{NamedDoorRequest, TemplateValues, Workspace};
use serde_json::{Value, json};

use crate::{here, method, taken};

fn template(path: &str) -> Value {
    json!({"Resources": {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {
            "paths": {path: {"get": {"security": [{"token": []}]}}},
            "securityDefinitions": {"token": {"type": "apiKey", "name": "Authorization", "in": "header",
                "x-amazon-apigateway-authorizer": {"type": "token", "authorizerUri": "x"}}}}}},
        "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "prod"}}}})
}

fn before() -> Workspace {
    taken(&template("/a").to_string(), here()).workspace
}

fn renewed(workspace: &Workspace, text: &Value, given: &TemplateValues) -> TakenOver {
    again(workspace, 0, &text.to_string(), given).unwrap_or_else(|found| panic!("{found:?}"))
}

fn own_request() -> NamedDoorRequest {
    let request = DoorRequestText::new("GET", "/mine");
    NamedDoorRequest { name: Some("mine".to_owned()), ..NamedDoorRequest { request, ..first(&before()) } }
}

fn first(workspace: &Workspace) -> NamedDoorRequest {
    workspace.front_doors[0].requests[0].clone()
}

#[test]
fn nothing_changes_where_nothing_changed() {
    let after = renewed(&before(), &template("/a"), &here());
    assert_eq!(after.workspace, before());
    assert!(after.report.kept.is_empty());
    assert_eq!(after.report.apis, 1);
}

#[test]
fn the_definition_follows_and_requests_stay() {
    let mut workspace = before();
    workspace.front_doors[0].requests.push(own_request());
    let after = renewed(&workspace, &template("/b"), &here()).workspace;
    let found = &after.front_doors[0];
    method(&found.door, "GET", "/b");
    assert_eq!(found.door.methods.len(), 1);
    assert_eq!(found.requests.len(), 2);
    // The request that was made with the API follows it, as nobody has touched it.
    assert_eq!(found.requests[0].request.path, "/b");
    assert_eq!(found.requests[1], own_request());
}

#[test]
fn what_somebody_said_of_an_authorizer_stays() {
    let mut workspace = before();
    workspace.front_doors[0].door.authorizers[0].returns = AuthorizerReturns::AllowsCalledMethod;
    let after = renewed(&workspace, &template("/b"), &here());
    let found = &after.workspace.front_doors[0].door;
    assert_eq!(found.authorizers[0].returns, AuthorizerReturns::AllowsCalledMethod);
    method(found, "GET", "/b");
    assert!(after.report.kept.is_empty(), "{:?}", after.report.kept);
}

#[test]
fn an_id_that_becomes_known_is_taken() {
    let mut given = here();
    given.values.insert("Api".to_owned(), "a1b2c3d4e5".to_owned());
    let after = renewed(&before(), &template("/a"), &given);
    assert_eq!(after.workspace.front_doors[0].door.api_id, "a1b2c3d4e5");
    assert!(after.report.assumed.is_empty());
}

#[test]
fn edited_and_removed_apis_stay_so_and_that_is_said() {
    let mut edited = before();
    "/edited".clone_into(&mut edited.front_doors[0].door.methods[0].path);
    let after = renewed(&edited, &template("/b"), &here());
    method(&after.workspace.front_doors[0].door, "GET", "/edited");
    assert!(after.report.kept[0].message.contains("was edited"), "{:?}", after.report.kept);
    let mut removed = before();
    removed.front_doors.clear();
    let after = renewed(&removed, &template("/b"), &here());
    assert!(after.workspace.front_doors.is_empty());
    assert!(after.report.kept[0].message.contains("was removed"), "{:?}", after.report.kept);
    assert_eq!(after.report.apis, 0);
}

#[test]
fn an_api_that_the_template_does_not_make_goes_unless_it_has_requests() {
    let other = json!({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}});
    assert!(renewed(&before(), &other, &here()).workspace.front_doors.is_empty());
    let mut used = before();
    used.front_doors[0].requests.push(own_request());
    let after = renewed(&used, &other, &here());
    assert_eq!(after.workspace.front_doors.len(), 1);
    assert!(after.report.kept[0].message.contains("not in the template any more"), "{:?}", after.report.kept);
}

#[test]
fn apis_of_other_templates_and_of_nobody_are_left_alone() {
    let mut workspace = before();
    let mut own = workspace.front_doors[0].clone();
    own.origin = None;
    workspace.front_doors.insert(0, own.clone());
    let after = renewed(&workspace, &template("/b"), &here()).workspace;
    assert_eq!(after.front_doors[0], own);
    method(&after.front_doors[1].door, "GET", "/b");
}
