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
