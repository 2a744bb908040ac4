//! API keys and usage plans.

use policyscope::front_door::{FrontDoor, QuotaPeriod, Rate, Throttle, UsagePlan};
use policyscope::scenario::Slot;
use policyscope::template::TakenOver;
use serde_json::{Value, json};

use crate::{assert_open, door, made, outcome, status, unknown};

const VALUE: &str = "0123456789abcdef0123";

/// An API whose `GET /` asks for a key, with these resources beside it.
fn with_keys(others: Value) -> TakenOver {
    let of_api = |kind: &str, mut properties: Value| {
        properties["RestApiId"] = json!({"Ref": "Api"});
        json!({"Type": format!("AWS::ApiGateway::{kind}"), "Properties": properties})
    };
    let mut resources = json!({
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "api"}},
        "Get": of_api("Method", json!({"HttpMethod": "GET", "ResourceId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
            "AuthorizationType": "NONE", "ApiKeyRequired": true})),
        "Prod": of_api("Stage", json!({"StageName": "prod"})),
    });
    resources.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    made(&resources)
}

fn plan(mut properties: Value) -> Value {
    if properties["ApiStages"].is_null() {
        properties["ApiStages"] = json!([{"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Prod"}}]);
    }
    json!({"Type": "AWS::ApiGateway::UsagePlan", "Properties": properties})
}

fn key(properties: Value) -> Value {
    json!({"Type": "AWS::ApiGateway::ApiKey", "Properties": properties})
}

fn link(plan: Value, key: Value) -> Value {
    json!({"Type": "AWS::ApiGateway::UsagePlanKey",
        "Properties": {"KeyType": "API_KEY", "UsagePlanId": plan, "KeyId": key}})
}

fn linked() -> Value {
    link(json!({"Ref": "Plan"}), json!({"Ref": "Key"}))
}

fn plans(door: &FrontDoor) -> &[UsagePlan] {
    door.usage_plans.known().unwrap()
}

fn with(value: &str) -> Value {
    json!({"http_method": "GET", "path": "/", "stage": "prod", "headers": {"x-api-key": value}})
}

fn without() -> Value {
    json!({"http_method": "GET", "path": "/", "stage": "prod"})
}

#[test]
fn a_key_of_a_plan_opens_the_method() {
    let taken = with_keys(json!({
        "Key": key(json!({"Name": "partner", "Enabled": true, "Value": VALUE})),
        "Off": key(json!({"Enabled": false, "Value": "fedcba9876543210fedc"})),
        "Plan": plan(json!({
            "UsagePlanName": "basic",
            "ApiStages": [{"ApiId": {"Ref": "Api"}, "Stage": "prod", "Throttle": {"/pets/GET": {"RateLimit": 1, "BurstLimit": 2}}}],
            "Throttle": {"RateLimit": 10, "BurstLimit": 20},
            "Quota": {"Limit": 1000, "Offset": 5, "Period": "MONTH"}})),
        "Link": linked(),
    }));
    let found = door(&taken);
    let plan = &plans(found)[0];
    assert_eq!((&*plan.name, &*plan.stages[0].stage), ("basic", "prod"));
    assert_eq!(plan.throttle, Some(Throttle { rate: Rate::per_second(10), burst: 20 }));
    let quota = plan.quota.unwrap();
    assert_eq!((quota.limit, quota.offset, quota.period), (1000, 5, QuotaPeriod::Month));
    let of_method = &plan.stages[0].method_throttles[0];
    assert_eq!((&*of_method.path, &*of_method.http_method), ("/pets", "GET"));
    assert_eq!(plan.keys, ["Key"]);
    assert_eq!(status(found, without()), Some(403));
    assert_eq!(status(found, with("fedcba9876543210fedc")), Some(403));
    assert_eq!(outcome(found, with(VALUE)), policyscope::front_door::Outcome::Reached);
    assert!(found.not_known.is_empty(), "{:?}", found.not_known);
}

#[test]
fn a_key_whose_value_aws_makes_up_is_open() {
    let taken =
        with_keys(json!({"Key": key(json!({"Enabled": true})), "Plan": plan(json!({})), "Link": linked()}));
    assert_eq!(status(door(&taken), without()), Some(403));
    assert_open(door(&taken), with("anything"));
    assert!(unknown(&taken).contains("the value of the API key `Key` is not known"));
}

#[test]
fn a_key_that_may_be_disabled_is_open() {
    for enabled in [json!({}), json!({"Enabled": {"Ref": "Open"}})] {
        let mut properties = json!({"Value": VALUE});
        properties.as_object_mut().unwrap().extend(enabled.as_object().unwrap().clone());
        let taken = with_keys(json!({"Key": key(properties), "Plan": plan(json!({})), "Link": linked()}));
        assert_open(door(&taken), with(VALUE));
        assert!(unknown(&taken).contains("whether the API key `Key` may be used is not known"));
    }
}

#[test]
fn keys_and_plans_from_elsewhere_are_unknown() {
    let taken = with_keys(json!({}));
    assert_eq!((&door(&taken).api_keys, &door(&taken).usage_plans), (&Slot::Unknown, &Slot::Unknown));
    assert_open(door(&taken), with(VALUE));
    assert!(unknown(&taken).contains("its API keys are not known"));
}

/// A key that is put into a plan by its id is known by that alone.
#[test]
fn a_key_from_elsewhere_in_a_plan_of_the_template_is_open() {
    let others = json!({"Key": key(json!({"Enabled": true, "Value": VALUE})), "Plan": plan(json!({})),
        "Link": linked(), "Other": link(json!({"Ref": "Plan"}), json!("k3y0fels3where"))});
    let taken = with_keys(others);
    assert_open(door(&taken), with("another-key-of-20-chars"));
    assert!(unknown(&taken).contains("the value of the API key `k3y0fels3where` is not known"));
    assert_eq!(outcome(door(&taken), with(VALUE)), policyscope::front_door::Outcome::Reached);
}

#[test]
fn plans_of_which_something_is_open_are_unknown() {
    let enabled = || key(json!({"Enabled": true, "Value": VALUE}));
    let mut maybe = plan(json!({}));
    maybe["Condition"] = json!("Maybe");
    let mut maybe_linked = linked();
    maybe_linked["Condition"] = json!("Maybe");
    let stage = |api: Value, stage: Value| plan(json!({"ApiStages": [{"ApiId": api, "Stage": stage}]}));
    let api = || json!({"Ref": "Api"});
    for (plan, link) in [
        (plan(json!({"ApiStages": {"Ref": "Open"}})), linked()),
        (stage(json!({"Fn::If": ["Maybe", api(), "x"]}), json!("prod")), linked()),
        (stage(api(), json!({"Ref": "Open"})), linked()),
        (maybe, linked()),
        (plan(json!({})), maybe_linked),
        (plan(json!({})), link(json!({"Ref": "Plan"}), json!({"Ref": "Open"}))),
        (plan(json!({})), link(json!({"Fn::If": ["Maybe", {"Ref": "Plan"}, "x"]}), json!({"Ref": "Key"}))),
    ] {
        let taken = with_keys(json!({"Key": enabled(), "Plan": plan.clone(), "Link": link.clone()}));
        assert_eq!(door(&taken).usage_plans, Slot::Unknown, "{plan} {link}");
        assert_open(door(&taken), with(VALUE));
    }
}

#[test]
fn limits_that_are_not_known_leave_the_api_open() {
    for open in [
        json!({"Throttle": {"RateLimit": {"Ref": "Open"}, "BurstLimit": 1}}),
        json!({"Throttle": {"BurstLimit": 1}}),
        json!({"Quota": {"Limit": {"Ref": "Open"}, "Period": "DAY"}}),
        json!({"Quota": {"Limit": 1, "Period": {"Ref": "Open"}}}),
    ] {
        let taken = with_keys(
            json!({"Key": key(json!({"Enabled": true, "Value": VALUE})), "Plan": plan(open), "Link": linked()}),
        );
        assert_open(door(&taken), with(VALUE));
    }
}
