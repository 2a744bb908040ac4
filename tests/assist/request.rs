//! The fields of a request: proposals and checks.

use policyscope::analysis::assist::{
    RequestNote, RequestPlace, action_options, context_key_options, request_notes, resource_options,
};

use crate::{CORE_ONLY, FULL, assert_all, assert_first, assert_has, assert_lacks, labels};

fn notes(action: &str, resource: &str, keys: &[&str]) -> Vec<RequestNote> {
    request_notes(action, resource, keys, &FULL)
}

#[test]
fn a_sound_request_has_no_notes() {
    for (action, resource, keys) in [
        ("s3:GetObject", "arn:aws:s3:::bucket/key", &["s3:ExistingObjectTag/team", "aws:SourceIp"][..]),
        ("S3:getobject", "arn:aws:s3:::bucket/a/b c/*", &[]),
        ("s3:ListAllMyBuckets", "*", &["aws:RequestedRegion", "AWS:USERNAME"]),
        ("s3:ListBucket", "arn:aws-cn:s3:::bucket", &["s3:prefix"]),
        ("iam:PassRole", "arn:aws:iam::111122223333:role/path/name", &["iam:PassedToService"]),
        (
            "sts:AssumeRoleWithWebIdentity",
            "arn:aws:iam::111122223333:role/name",
            &["token.actions.example.com:sub"],
        ),
        ("", "", &[""]),
    ] {
        assert_eq!(notes(action, resource, keys), [], "{action}");
    }
}

#[test]
fn an_unknown_action_comes_with_the_nearest() {
    let notes = notes("s3:GetObjcet", "arn:aws:s3:::bucket/key", &["ec2:Region"]);
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].place, RequestPlace::Action);
    assert_eq!(notes[0].suggestion.as_deref(), Some("s3:GetObject"));
}

#[test]
fn a_retired_action_says_since_when() {
    let notes = notes("account:GetChallengeQuestions", "*", &[]);
    assert_eq!(notes[0].message, "retired: last documented in 2025-04");
}

#[test]
fn a_resource_of_another_type_is_told() {
    let found = notes("s3:GetObject", "arn:aws:s3:::bucket", &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, RequestPlace::Resource);
    assert_eq!(found[0].suggestion.as_deref(), Some("arn:aws:s3:::bucket/<ObjectName>"));
    let found = notes("sqs:SendMessage", "arn:aws:s3:::bucket", &[]);
    assert_eq!(found[0].suggestion.as_deref(), Some("arn:aws:sqs:<Region>:<Account>:<QueueName>"));
    let found = notes("s3:ListAllMyBuckets", "arn:aws:s3:::bucket", &[]);
    assert_eq!(found[0].suggestion.as_deref(), Some("*"));
}

#[test]
fn a_key_that_the_action_never_has_is_told() {
    let found = notes(
        "s3:GetObject",
        "arn:aws:s3:::bucket/key",
        &["aws:SourceIp", "s3:prefix", "s3:ExistingObjektTag/x"],
    );
    let places: Vec<&RequestPlace> = found.iter().map(|note| &note.place).collect();
    let key = |name: &str| RequestPlace::ContextKey(name.to_owned());
    assert_eq!(places, [&key("s3:prefix"), &key("s3:ExistingObjektTag/x")]);
    assert_eq!(found[0].message, "no request for `s3:GetObject` has this key");
    let found = notes("s3:GetObject", "arn:aws:s3:::bucket/key", &["aws:SourcIp"]);
    assert_eq!(found[0].suggestion.as_deref(), Some("aws:SourceIp"));
}

#[test]
fn without_details_only_the_action_is_looked_at() {
    assert_eq!(request_notes("s3:GetObject", "arn:aws:s3:::bucket", &["s3:prefix"], &CORE_ONLY), []);
    assert_eq!(request_notes("s3:GetObjcet", "", &[], &CORE_ONLY).len(), 1);
}

#[test]
fn actions_are_proposed_without_patterns() {
    let found = action_options("s3:", &FULL);
    assert_eq!(found.len(), 50);
    assert_lacks(&found, &["s3:*"]);
    assert_first(&action_options("s3:getobjecta", &FULL), &["s3:GetObjectAcl"]);
    assert!(labels(&action_options("", &FULL)).iter().all(|label| label.ends_with(':')));
}

#[test]
fn resources_are_proposed_for_the_action() {
    assert_first(&resource_options("s3:GetObject", "", &FULL), &["arn:aws:s3:::<BucketName>/<ObjectName>"]);
    assert_first(
        &resource_options("s3:GetObject", "arn:aws:s3:::b", &FULL),
        &["arn:aws:s3:::b/<ObjectName>"],
    );
    assert_all(&resource_options("s3:ListAllMyBuckets", "", &FULL), &["*"]);
    assert_all(&resource_options("s3:GetObject", "", &CORE_ONLY), &["*"]);
}

#[test]
fn keys_are_proposed_for_the_action() {
    let found = context_key_options("s3:ListBucket", "", Some(&FULL));
    assert_has(&found, &["s3:prefix"]);
    assert!(found.len() <= 50);
    assert_first(&context_key_options("s3:ListBucket", "aws:sourceip", Some(&FULL)), &["aws:SourceIp"]);
    assert_first(&context_key_options("", "aws:sourceip", None), &["aws:SourceIp"]);
    assert_lacks(&context_key_options("s3:ListBucket", "s3:", Some(&FULL)), &["s3:VersionId"]);
}
