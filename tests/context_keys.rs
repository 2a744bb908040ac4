//! What the table of context keys shows: the keys that policies ask for, what the request says of them, and where.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::rc::Rc;

use policyscope::analysis::assist::context_key_facts;
use policyscope::analysis::{ContextKeyView, KeyStanding, analyse, context_value_note};
use policyscope::catalogue::ValueType;
use policyscope::evaluation::Truth;
use policyscope::workspace::DocumentId;
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::111122223333:role/app";

/// What is shown of a role with these statements, tags and organization policies that asks for an object with this
/// context.
fn keys(statements: Value, context: Value, unknown: Value) -> Vec<Rc<ContextKeyView>> {
    let scp = json!({"name": "limit", "document": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "*", "Resource": "*"},
        {"Sid": "Region", "Effect": "Deny", "Action": "*", "Resource": "*",
            "Condition": {"StringNotEquals": {"aws:requestedregion": "eu-west-1"}}},
    ]}});
    let workspace = json!({
        "policyscope": 1,
        "organization": {"id": "o-1", "units": [{"id": "r-1", "name": "Root", "scps": [scp]}]},
        "accounts": [{"id": "111122223333", "unit": "r-1"}],
        "principals": [{"arn": ROLE, "tags": {"team": "red"}, "identity_policies": [
            {"name": "own", "document": {"Version": "2012-10-17", "Statement": statements}}]}],
        "requests": [{"principal": ROLE, "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/may",
            "resource_account": "111122223333", "context": context, "unknown_context": unknown}],
    });
    analyse(&Workspace::from_json(&workspace.to_string()).unwrap(), 0).context_keys
}

fn conditional(sid: &str, action: &str, condition: Value) -> Value {
    json!({"Sid": sid, "Effect": "Allow", "Action": action, "Resource": "*", "Condition": condition})
}

fn key<'k>(keys: &'k [Rc<ContextKeyView>], name: &str) -> &'k ContextKeyView {
    keys.iter().find(|view| view.name == name).unwrap()
}

#[test]
fn every_key_that_some_layer_mentions_has_its_standing_and_the_spelling_of_aws() {
    let statements = json!([
        conditional("Ip", "s3:*", json!({"IpAddress": {"AWS:sourceip": "10.0.0.0/8"}})),
        conditional("Mfa", "s3:*", json!({"Bool": {"aws:multifactorauthpresent": "true"}})),
        conditional(
            "Team",
            "s3:*",
            json!({"StringEquals": {"aws:principalTag/Team": "${aws:PrincipalTag/team}"}})
        ),
        conditional("Vpc", "s3:*", json!({"StringEquals": {"aws:SourceVpc": "vpc-1"}})),
    ]);
    let keys = keys(statements, json!({"aws:SourceIp": ["10.1.2.3"]}), json!(["aws:SourceVpc"]));
    let standing = |name: &str| key(&keys, name).standing;
    assert_eq!(standing("aws:SourceIp"), KeyStanding::Given);
    assert_eq!(standing("aws:MultiFactorAuthPresent"), KeyStanding::Absent);
    assert_eq!(standing("aws:SourceVpc"), KeyStanding::Unknown);
    assert_eq!(standing("aws:PrincipalTag/Team"), KeyStanding::Derived);
    assert_eq!(standing("aws:RequestedRegion"), KeyStanding::Absent, "a bucket’s ARN has no Region");
    let derived = key(&keys, "aws:PrincipalTag/Team").derived.as_ref().unwrap();
    assert_eq!(
        (derived.values.as_slice(), derived.from),
        (["red".to_owned()].as_slice(), "the caller’s tags")
    );
    assert_eq!(keys.len(), 5, "one row for each key, whatever its case: {keys:#?}");
}

#[test]
fn a_derived_key_that_somebody_gives_says_what_it_would_be() {
    let statements =
        json!([conditional("Team", "s3:*", json!({"StringEquals": {"aws:PrincipalTag/team": "blue"}}))]);
    for (context, unknown, standing) in [
        (json!({"AWS:PrincipalTag/TEAM": ["blue"]}), json!([]), KeyStanding::Given),
        (json!({}), json!(["aws:PrincipalTag/team"]), KeyStanding::Unknown),
    ] {
        let keys = keys(statements.clone(), context, unknown);
        let view = key(&keys, "aws:PrincipalTag/team");
        assert_eq!((view.standing, view.derived.as_ref().unwrap().values[0].as_str()), (standing, "red"));
    }
}

#[test]
fn each_use_says_whether_it_holds_and_whether_it_decides_at_its_place() {
    let statements = json!([
        conditional("Other", "ec2:*", json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})),
        conditional("Wide", "s3:*", json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})),
        conditional("Narrow", "s3:Get*", json!({"NotIpAddress": {"aws:SourceIp": "10.1.0.0/16"}})),
    ]);
    let keys = keys(statements, json!({"aws:SourceIp": ["10.1.2.3"]}), json!([]));
    let uses = &key(&keys, "aws:SourceIp").uses;
    let said: Vec<(&str, &str, Truth, bool)> = uses
        .iter()
        .map(|asked| (asked.statement.as_str(), asked.asked_by.as_str(), asked.matches, asked.decides))
        .collect();
    assert_eq!(
        said,
        [
            ("Wide", "IpAddress", Truth::True, true),
            ("Narrow", "NotIpAddress", Truth::False, true),
            ("Other", "IpAddress", Truth::True, false),
        ]
    );
    assert_eq!(uses[0].document, "own");
    assert_eq!(uses[0].place.document, DocumentId::Identity { principal: 0, index: 0 });
    assert!(uses[0].place.to > uses[0].place.from);
}

#[test]
fn keys_of_variables_are_there_too_and_those_that_decide_come_first() {
    let home = json!({"Sid": "Home", "Effect": "Allow", "Action": "s3:*",
        "Resource": "arn:aws:s3:::home/${aws:username}/*"});
    let statements =
        json!([conditional("Other", "ec2:*", json!({"Bool": {"aws:SecureTransport": "true"}})), home]);
    let keys = keys(statements, json!({}), json!([]));
    let username = key(&keys, "aws:username");
    assert_eq!((username.uses[0].asked_by.as_str(), username.uses[0].matches), ("Resource", Truth::False));
    assert!(username.decides() && !key(&keys, "aws:SecureTransport").decides());
    assert_eq!(keys.last().unwrap().name, "aws:SecureTransport");
}

#[test]
fn the_order_of_keys_does_not_change_with_their_values() {
    let statements = json!([
        conditional(
            "Ip",
            "s3:*",
            json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}, "Bool": {"aws:SecureTransport": "true"}})
        ),
        json!({"Sid": "Home", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${aws:PrincipalTag/team}/*",
            "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}}),
    ]);
    let order = |context: Value| -> Vec<String> {
        keys(statements.clone(), context, json!([])).into_iter().map(|view| view.key.clone()).collect()
    };
    let first = order(json!({}));
    for context in [
        json!({"aws:SourceIp": ["1"]}),
        json!({"aws:SourceIp": ["10.0.0.1"], "aws:SourceVpc": ["vpc-1"]}),
        json!({"aws:PrincipalTag/team": ["reports"]}),
    ] {
        assert_eq!(order(context), first);
    }
}

#[test]
fn a_value_that_its_type_does_not_allow_is_noted() {
    for (value_type, good, bad) in [
        (ValueType::Date, "2026-11-22T10:30:00Z", "yesterday"),
        (ValueType::IpAddress, "2001:db8::1", "10.0.0"),
        (ValueType::Numeric, "1.5", "many"),
        (ValueType::Arn, "arn:aws:s3:::bucket", "bucket"),
        (ValueType::Bool, "False", "yes"),
    ] {
        assert_eq!(context_value_note(value_type, good), None, "{good}");
        assert!(context_value_note(value_type, bad).is_some(), "{bad}");
    }
    assert_eq!(context_value_note(ValueType::String, ""), None);
}

#[test]
fn what_is_known_of_a_key_without_a_catalogue_is_its_spelling_and_type() {
    let facts = context_key_facts("AWS:sourceip", None);
    assert_eq!(facts.name.as_deref(), Some("aws:SourceIp"));
    assert_eq!(facts.key_type.unwrap().value, ValueType::IpAddress);
    assert!(facts.words.contains("type: "), "{}", facts.words);
    let tag = context_key_facts("aws:PrincipalTag/team", None);
    assert_eq!((tag.name, tag.key_type.unwrap().value), (None, ValueType::String));
    assert_eq!(context_key_facts("s3:prefix", None).key_type, None);
}
