//! Values: effects, versions, booleans, principals.

use policyscope::policy::PolicyType;

use crate::{assert_all, assert_first, assert_has, complete, options, options_in, statement};

#[test]
fn effects() {
    assert_all(&options(r#"{"Statement": [{"Effect": "|"}]}"#), &["Allow", "Deny"]);
    assert_all(&options(r#"{"Statement": [{"Effect": "d|"}]}"#), &["Deny"]);
    assert_all(&options(r#"{"Statement": [{"Effect": |}]}"#), &["Allow", "Deny"]);
    let document = r#"{"Statement": [{"Effect": "|"}]}"#;
    assert_all(&options_in(document, PolicyType::ResourceControl), &["Deny"]);
}

#[test]
fn versions() {
    assert_all(&options(r#"{"Version": "|"}"#), &["2012-10-17", "2008-10-17"]);
    assert_all(&options_in(r#"{"Version": "20|"}"#, PolicyType::ServiceControl), &["2012-10-17"]);
}

#[test]
fn booleans() {
    let value = |operator: &str, key: &str| {
        options(&statement(&format!(r#""Condition": {{"{operator}": {{"{key}": "|"}}}}"#)))
    };
    assert_all(&value("Bool", "aws:SecureTransport"), &["true", "false"]);
    assert_all(&value("BoolIfExists", "no:key"), &["true", "false"]);
    assert_all(&value("Null", "aws:username"), &["true", "false"]);
    assert_all(&value("StringEquals", "aws:SecureTransport"), &["true", "false"]);
    assert_all(&value("StringEquals", "aws:username"), &[]);
    assert_all(&options(&statement(r#""Condition": {"Bool": {"aws:SecureTransport": [f|]}}"#)), &["false"]);
}

#[test]
fn variables_in_values() {
    let document = statement(r#""Condition": {"StringEquals": {"s3:prefix": ["home/${aws:usern|"]}}"#);
    assert_first(&options(&document), &["${aws:username}"]);
}

#[test]
fn services() {
    let document = statement(r#""Principal": {"Service": "lamb|"}"#);
    assert_first(&options_in(&document, PolicyType::RoleTrust), &["lambda.amazonaws.com"]);
    assert_first(
        &complete(&document, PolicyType::RoleTrust, None).unwrap().options,
        &["lambda.amazonaws.com"],
    );
    let document = statement(r#""Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "athena|"}}"#);
    assert_has(&options(&document), &["athena.amazonaws.com"]);
}

#[test]
fn principals() {
    let document = statement(r#""Principal": {"AWS": ["|"]}"#);
    let found = options_in(&document, PolicyType::Resource);
    assert_has(&found, &["*", "arn:aws:iam::<Account>:root", "arn:aws:iam::<Account>:role/<RoleName>"]);
    assert_all(&options_in(&document, PolicyType::ResourceControl), &["*"]);
    assert_all(&options_in(&statement(r#""Principal": "|""#), PolicyType::Resource), &["*"]);
    let document = statement(r#""Principal": {"Federated": "arn:|"}"#);
    let found = options_in(&document, PolicyType::RoleTrust);
    assert_has(&found, &["arn:aws:iam::<Account>:oidc-provider/<ProviderName>"]);
}

#[test]
fn nothing_is_offered_where_anything_may_stand() {
    assert!(complete(&statement(r#""Sid": "|""#), PolicyType::Identity, None).is_none());
    assert!(complete(r#"{"Id": "|"}"#, PolicyType::Resource, None).is_none());
    assert!(complete("|", PolicyType::Identity, None).is_none());
    assert!(complete(r#""|""#, PolicyType::Identity, None).is_none());
}
