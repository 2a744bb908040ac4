//! What is to be seen of many requests at once: the matrix, the coverage, and two versions compared.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "overviews/compare.rs"]
mod compare;
#[path = "overviews/coverage.rs"]
mod coverage;
#[path = "overviews/matrix.rs"]
mod matrix;
#[path = "overviews/outsiders.rs"]
mod outsiders;

use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

const ACCOUNT: &str = "111122223333";
const READER: &str = "arn:aws:iam::111122223333:role/reader";
const WRITER: &str = "arn:aws:iam::111122223333:role/writer";
const OBJECT: &str = "arn:aws:s3:::reports/may.csv";

fn read(workspace: &Value) -> Workspace {
    Workspace::from_json(&workspace.to_string()).unwrap()
}

fn statement(effect: &str, action: &str, resource: &str) -> Value {
    json!({"Effect": effect, "Action": action, "Resource": resource})
}

fn policy(name: &str, statements: &[Value]) -> Value {
    json!({"name": name, "document": {"Version": "2012-10-17", "Statement": statements}})
}

fn role(arn: &str, statements: &[Value]) -> Value {
    json!({"arn": arn, "identity_policies": [policy("own", statements)]})
}

fn request(principal: &str, action: &str) -> Value {
    json!({"principal": principal, "action": action, "resource": OBJECT, "resource_account": ACCOUNT})
}

/// What somebody would get who received it as JSON.
fn sent<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}
