//! The workspace's JSON: what is kept, what is refused, and that the published schema says the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "workspace/documents.rs"]
mod documents;
#[path = "workspace/examples.rs"]
mod examples;
#[path = "workspace/members.rs"]
mod members;
#[path = "workspace/properties.rs"]
mod properties;
#[path = "workspace/refusals.rs"]
mod refusals;
#[path = "workspace/schema.rs"]
mod schema;

use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../www/schema/workspace.schema.json");

fn schema_validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn read(json: Value) -> Workspace {
    Workspace::from_json(&json.to_string()).unwrap()
}

/// An API that has every member, with requests.
fn front_door() -> Value {
    let policy = json!({"name": "p", "document": {"Version": "2012-10-17", "Statement": []}});
    let throttle = json!({"rate": 2.5, "burst": 5});
    let method_throttle = json!({"path": "/pets/{id}", "http_method": "GET", "rate": 1, "burst": 2});
    json!({
        "door": {
            "name": "Pets",
            "api_type": "http",
            "endpoint": "private",
            "partition": "aws-cn",
            "region": "eu-west-1",
            "account": "111122223333",
            "api_id": "a1b2c3d4e5",
            "stages": [{"name": "prod", "throttle": throttle, "method_throttles": [method_throttle]}],
            "methods": [
                {"path": "/", "http_method": "GET", "api_key_required": true},
                {"path": "/pets/{id}", "http_method": "ANY", "authorization": {"type": "lambda", "authorizer": "a"}},
                {"path": "/own", "http_method": "GET",
                    "authorization": {"type": "cognito", "authorizer": "a", "scopes": ["s"]}},
            ],
            "authorizers": [{
                "name": "a",
                "kind": "token",
                "identity_sources": ["method.request.header.Authorization"],
                "identity_validation_expression": "x+",
                "ttl_seconds": 60,
                "payload_format": "1.0",
                "simple_responses": true,
                "returns": {"output": {"isAuthorized": true}},
                "issuers": ["i"],
                "audience": ["b"],
            }],
            "resource_policy": policy,
            "cors": {"allow_origins": ["*"], "allow_methods": "unknown", "allow_headers": ["x"]},
            "vpc_endpoints": [{"id": "vpce-1", "vpc": "vpc-1", "policy": "unknown"}],
            "waf": "blocks",
            "api_key_source": "authorizer",
            "api_keys": [{"id": "k", "name": "K", "value": "v", "disabled": true}],
            "usage_plans": [{
                "name": "Basic",
                "stages": [{"stage": "prod", "method_throttles": [method_throttle]}],
                "throttle": throttle,
                "quota": {"limit": 10, "offset": 1, "period": "DAY"},
                "keys": ["k"],
            }],
            "account_throttle": throttle,
            "not_known": ["its methods"],
        },
        "requests": [
            {
                "name": "r",
                "signed_by": "arn:aws:iam::111122223333:user/u",
                "request": {
                    "http_method": "GET",
                    "path": "/pets/7",
                    "stage": "prod",
                    "headers": {"b": "1", "a": "2"},
                    "query": {"q": "1"},
                    "source_ip": "203.0.113.7",
                    "vpc_endpoint": "vpce-1",
                    "vpc_source_ip": "10.0.0.1",
                    "secure_transport": false,
                    "credentials": "token_expired",
                    "time": "2026-01-05T12:00:00Z",
                    "authorizer_returns": {"output": {"isAuthorized": false}},
                    "usage_before": "plan_rate_spent",
                },
            },
            {"request": {"http_method": "GET", "path": "/", "stage": ""}},
        ],
        "origin": {"template": 0, "resource": "Api"},
    })
}

/// A workspace that holds every object there is.
fn full() -> Value {
    let policy = json!({
        "name": "p",
        "document": {"Version": "2012-10-17", "Statement": []},
        "suppressions": [{"code": "PS005", "sid": "Read", "path": "Statement/0", "reason": "checked"}, {"code": "PS001"}],
        "origin": {"template": 0, "resource": "Policy", "property": "PolicyDocument", "attached_to": "Role"},
    });
    json!({
        "policyscope": 1,
        "name": "all",
        "organization": {
            "id": "o-exampleorgid",
            "management_account": "444455556666",
            "units": [
                {"id": "r-1", "name": "Root", "scps": [policy], "rcps": [policy]},
                {"id": "ou-1", "parent": "r-1", "scps": "unknown", "rcps": "unknown"},
            ],
        },
        "accounts": [{"id": "111122223333", "name": "A", "unit": "ou-1", "scps": [policy], "rcps": "unknown"}],
        "principals": [
            {
                "arn": "arn:aws:iam::111122223333:role/r",
                "trust_policy": policy,
                "identity_policies": [policy],
                "permissions_boundary": policy,
                "tags": {"z": "1", "a": "2"},
            },
            {
                "arn": "arn:aws:iam::111122223333:user/u",
                "trust_policy": "unknown",
                "identity_policies": "unknown",
                "permissions_boundary": "unknown",
            },
        ],
        "groups": [{
            "arn": "arn:aws:iam::111122223333:group/g",
            "members": ["arn:aws:iam::111122223333:user/u"],
            "identity_policies": [policy],
        }],
        "sessions": [{
            "arn": "arn:aws:sts::111122223333:assumed-role/r/s",
            "issued_by": "arn:aws:iam::111122223333:role/r",
            "session_policies": [policy],
            "tags": {"k": "v"},
            "source_identity": "mia",
        }],
        "resources": [{"arn": "arn:aws:s3:::b", "account": "111122223333", "policy": policy, "tags": {"k": "v"}}],
        "vpc_endpoints": [{"id": "vpce-1", "vpc": "vpc-1", "account": "111122223333", "policy": policy}],
        "templates": [{
            "name": "stack.yaml",
            "text": "Resources: {}",
            "given": {
                "account": "111122223333",
                "region": "eu-central-1",
                "partition": "aws",
                "stack_name": "stack",
                "values": {"Stage": "test", "Queue.Arn": "arn:aws:sqs:eu-central-1:111122223333:q"},
                "imports": {"shared-policy": "arn:aws:iam::111122223333:policy/shared"},
                "dynamic_references": {"resolve:ssm:/key": "k"},
                "conditions": {"IsTest": true},
            },
        }],
        "front_doors": [front_door()],
        "requests": [
            {"principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"},
            {
                "name": "r",
                "principal": "arn:aws:iam::111122223333:user/u",
                "action": "s3:GetObject",
                "resource": "arn:aws:s3:::b/k",
                "resource_account": "111122223333",
                "vpc_endpoint": "vpce-1",
                "context": {"aws:TagKeys": ["b", "a"], "aws:CalledVia": []},
                "unknown_context": ["aws:SourceVpc"],
                "expect": "ImplicitlyDenied",
                "aws_answer": {
                    "decision": "ExplicitlyDenied",
                    "policy_type": "ServiceControl",
                    "policy": "arn:aws:organizations::111122223333:policy/o-a/service_control_policy/p-1",
                    "encoded": true,
                },
            },
        ],
        "selected_request": 1,
    })
}
