//! CloudTrail records: each field of a request from its field of the record.

use policyscope::paste::Kind;
use policyscope::scenario::Slot;
use policyscope::workspace::model::ExpectedDecision;
use policyscope::workspace::resolve;

use super::{
    ROLE, SESSION, USER, assert_kind, assert_line, call, fill_files, paste, principal, selected, text,
};

fn value<'c>(call: &'c policyscope::paste::Call, key: &str) -> Option<&'c str> {
    call.context.get(key).map(|values| values.join("|")).map(|text| &*Box::leak(text.into_boxed_str()))
}

#[test]
fn a_denied_data_event_of_s3() {
    let call = call("trail_s3_denied.json");
    assert_eq!(call.caller.as_deref(), Some(SESSION));
    assert_eq!(call.issued_by.as_deref(), Some(ROLE));
    assert_eq!(call.source_identity.as_deref(), Some("ana"));
    assert_eq!(call.action.as_deref(), Some("s3:GetObjectVersion"));
    assert_eq!(call.resource.as_deref(), Some("arn:aws:s3:::reports/2026/a.csv"));
    assert_eq!(call.resource_account.as_deref(), Some("444455556666"));
    assert_eq!(call.outcome.decision, Some(ExpectedDecision::ImplicitlyDenied));
    for (key, expected) in [
        ("aws:SourceIp", "203.0.113.7"),
        ("aws:CurrentTime", "2026-11-20T08:15:30Z"),
        ("aws:EpochTime", "1795162530"),
        ("aws:UserAgent", "[aws-cli/2.17]"),
        ("aws:RequestedRegion", "eu-west-1"),
        ("aws:SecureTransport", "true"),
        ("s3:TlsVersion", "1.3"),
        ("aws:MultiFactorAuthPresent", "false"),
        ("aws:TokenIssueTime", "2026-11-20T08:00:00Z"),
        ("aws:userid", "AROA123456789EXAMPLE:nightly"),
        ("s3:VersionId", "v1"),
        ("s3:authType", "REST-HEADER"),
        ("s3:signatureversion", "AWS4-HMAC-SHA256"),
    ] {
        assert_eq!(value(&call, key), Some(expected), "{key}");
    }
}

#[test]
fn the_workspace_of_a_data_event_knows_the_path_of_the_role_and_marks_the_rest() {
    let filled = fill_files(&["trail_s3_denied.json"]);
    let workspace = &filled.workspace;
    assert_eq!(principal(workspace, ROLE).identity_policies, Slot::Unknown);
    assert_eq!(workspace.sessions[0].issued_by, ROLE);
    assert_eq!(workspace.sessions[0].session_policies, Slot::Unknown);
    assert_eq!(workspace.sessions[0].source_identity.as_deref(), Some("ana"));
    let request = selected(workspace);
    assert_eq!(request.expect, Some(ExpectedDecision::ImplicitlyDenied));
    // Recorded, or recorded as absent.
    for known in ["aws:SourceIp", "aws:SourceVpce", "aws:CalledVia", "aws:CurrentTime", "aws:SourceIdentity"]
    {
        assert!(!request.unknown_context.iter().any(|key| key == known), "{known}");
    }
    // No record holds it.
    assert!(request.unknown_context.iter().any(|key| key == "aws:PrincipalOrgID"));
    let resolved = resolve(workspace, workspace.selected_request).unwrap();
    assert_eq!(resolved.request.resource_account, "444455556666");
}

#[test]
fn a_log_file_becomes_a_request_for_each_record_and_shows_the_denied_one() {
    let pasted = paste(&text("trail_log_file.json"));
    assert_eq!(pasted.kind, Kind::TrailRecords);
    let [lambda, s3] = pasted.facts.calls.as_slice() else {
        panic!("{:?}", pasted.facts.calls);
    };
    assert_eq!(lambda.action.as_deref(), Some("lambda:UpdateFunctionConfiguration"));
    assert_eq!(lambda.resource.as_deref(), Some("arn:aws:lambda:eu-west-1:111122223333:function:convert"));
    assert_eq!(lambda.outcome.decision, Some(ExpectedDecision::Allowed));
    assert_eq!(value(lambda, "aws:SourceIp"), None, "`AWS Internal` is no address");
    assert_eq!(s3.action.as_deref(), Some("s3:GetObjectVersion"));
    assert_line(&pasted.facts.unknown, "`iam:PassRole` on `arn:aws:iam::111122223333:role/convert`");
    assert_line(&pasted.facts.remarks, "no requests: 1");
    let filled = fill_files(&["trail_log_file.json"]);
    assert_eq!(filled.workspace.requests.len(), 2);
    assert_eq!(selected(&filled.workspace).action, "s3:GetObjectVersion");
}

#[test]
fn lookup_events_holds_the_record_as_a_string() {
    assert_kind("trail_lookup_events.json", Kind::TrailRecords);
    let call = call("trail_lookup_events.json");
    assert_eq!(call.caller.as_deref(), Some(USER));
    assert_eq!(call.action.as_deref(), Some("dynamodb:CreateTable"));
    assert_eq!(call.resource.as_deref(), Some("arn:aws:dynamodb:eu-west-1:111122223333:table/orders"));
    assert_eq!(value(&call, "aws:RequestTag/team"), Some("sales"));
    assert_eq!(value(&call, "aws:TagKeys"), Some("team"));
    assert_eq!(value(&call, "aws:SourceIp"), None, "the name of a service is no address");
    assert_eq!(call.outcome.decision, None, "the record does not say which denial it was");
}

#[test]
fn an_event_of_event_bridge_through_an_endpoint_and_a_service() {
    let call = call("trail_event_bridge.json");
    assert_eq!(call.action.as_deref(), Some("cloudwatch:PutMetricData"));
    assert_eq!(call.resource, None);
    assert_eq!(call.vpc_endpoint.as_deref(), Some("vpce-0a1b2c3d"));
    assert_eq!(value(&call, "aws:VpcSourceIp"), Some("10.0.0.7"));
    assert_eq!(value(&call, "aws:SourceIp"), None);
    assert_eq!(value(&call, "aws:CalledVia"), Some("autoscaling.amazonaws.com"));
    let filled = fill_files(&["trail_event_bridge.json"]);
    assert_eq!(filled.workspace.vpc_endpoints[0].policy, Slot::Unknown);
    assert_line(&filled.report.unknown, "the resource");
}

/// A record of S3 with this operation and these parameters, as action and resource.
fn of_s3(operation: &str, parameters: &str) -> (String, Option<String>) {
    let record = format!(
        r#"{{"eventSource": "s3.amazonaws.com", "eventName": "{operation}", "awsRegion": "eu-west-1",
            "requestParameters": {parameters}}}"#
    );
    let call = paste(&record).facts.calls.remove(0);
    (call.action.unwrap(), call.resource)
}

#[test]
fn operations_of_s3_and_their_actions() {
    let bucket = Some("arn:aws:s3:::b".to_owned());
    let object = Some("arn:aws:s3:::b/k".to_owned());
    let of_bucket = r#"{"bucketName": "b"}"#;
    let of_object = r#"{"bucketName": "b", "key": "k"}"#;
    for (operation, parameters, action, resource) in [
        ("ListObjects", of_bucket, "s3:ListBucket", &bucket),
        ("HeadBucket", of_bucket, "s3:ListBucket", &bucket),
        ("HeadObject", of_object, "s3:GetObject", &object),
        ("UploadPart", of_object, "s3:PutObject", &object),
        ("GetBucketEncryption", of_bucket, "s3:GetEncryptionConfiguration", &bucket),
        ("DeleteBucketInventoryConfiguration", of_bucket, "s3:PutInventoryConfiguration", &bucket),
        ("ListBucketMetricsConfigurations", of_bucket, "s3:GetMetricsConfiguration", &bucket),
        ("PutBucketCors", of_bucket, "s3:PutBucketCORS", &bucket),
        ("GetBucketObjectLockConfiguration", of_bucket, "s3:GetBucketObjectLockConfiguration", &bucket),
        ("ListBuckets", "null", "s3:ListAllMyBuckets", &Some("*".to_owned())),
    ] {
        assert_eq!(of_s3(operation, parameters), (action.to_owned(), resource.clone()), "{operation}");
    }
    let versioned = r#"{"bucketName": "b", "key": "k", "versionId": "v"}"#;
    assert_eq!(of_s3("DeleteObject", versioned).0, "s3:DeleteObjectVersion");
    assert_eq!(of_s3("GetObjectTagging", versioned).0, "s3:GetObjectVersionTagging");
}

#[test]
fn resources_from_parameters() {
    for (service, parameters, resource) in [
        (
            "sqs",
            r#"{"queueUrl": "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"}"#,
            "arn:aws:sqs:eu-west-1:111122223333:jobs",
        ),
        ("kms", r#"{"keyId": "1234abcd"}"#, "arn:aws:kms:eu-west-1:111122223333:key/1234abcd"),
        ("kms", r#"{"keyId": "alias/app"}"#, "arn:aws:kms:eu-west-1:111122223333:alias/app"),
        ("sts", r#"{"roleArn": "arn:aws:iam::444455556666:role/x"}"#, "arn:aws:iam::444455556666:role/x"),
        ("iam", r#"{"roleName": "x"}"#, "arn:aws:iam::111122223333:role/x"),
        ("ssm", r#"{"name": "/a/b"}"#, "arn:aws:ssm:eu-west-1:111122223333:parameter/a/b"),
        (
            "batch",
            r#"{"jobQueue": "arn:aws:batch:eu-west-1:111122223333:job-queue/q"}"#,
            "arn:aws:batch:eu-west-1:111122223333:job-queue/q",
        ),
    ] {
        let record = format!(
            r#"{{"eventSource": "{service}.amazonaws.com", "eventName": "Call", "awsRegion": "eu-west-1",
                "recipientAccountId": "111122223333", "requestParameters": {parameters}}}"#
        );
        assert_eq!(
            paste(&record).facts.calls[0].resource.as_deref(),
            Some(resource),
            "{service} {parameters}"
        );
    }
}

#[test]
fn dates_behind_operations_are_no_part_of_the_action() {
    for (operation, action) in [
        ("GetFunction20150331v2", "lambda:GetFunction"),
        ("CreateFunction20150331", "lambda:CreateFunction"),
        ("Invoke", "lambda:InvokeFunction"),
        // Not a date.
        ("ListObjectsV2", "lambda:ListObjectsV2"),
    ] {
        let record = format!(r#"{{"eventSource": "lambda.amazonaws.com", "eventName": "{operation}"}}"#);
        assert_eq!(paste(&record).facts.calls[0].action.as_deref(), Some(action), "{operation}");
    }
}

#[test]
fn callers_of_all_types() {
    for (identity, caller) in [
        (
            r#"{"type": "Root", "accountId": "111122223333", "arn": "arn:aws:iam::111122223333:root"}"#,
            Some("arn:aws:iam::111122223333:root"),
        ),
        (r#"{"type": "AWSService", "invokedBy": "ec2.amazonaws.com"}"#, Some("ec2.amazonaws.com")),
        (r#"{"type": "AWSAccount", "accountId": "ANONYMOUS_PRINCIPAL"}"#, Some("anonymous")),
        (r#"{"type": "AWSAccount", "accountId": "444455556666", "principalId": "AIDA"}"#, None),
        (
            r#"{"type": "SAMLUser", "identityProvider": "arn:aws:iam::111122223333:saml-provider/idp"}"#,
            Some("arn:aws:iam::111122223333:saml-provider/idp"),
        ),
    ] {
        let record = format!(
            r#"{{"eventSource": "s3.amazonaws.com", "eventName": "GetObject", "userIdentity": {identity}}}"#
        );
        assert_eq!(paste(&record).facts.calls[0].caller.as_deref(), caller, "{identity}");
    }
}

#[test]
fn an_error_that_is_no_denial_is_no_outcome() {
    let record = r#"{"eventSource": "sqs.amazonaws.com", "eventName": "SendMessage", "errorCode": "ThrottlingException"}"#;
    let outcome = paste(record).facts.calls.remove(0).outcome;
    assert_eq!(outcome.decision, None);
    assert_eq!(outcome.reason.as_deref(), Some("the error ThrottlingException is no denial"));
}

#[test]
fn the_name_of_a_service_in_place_of_an_address_leaves_open_who_called() {
    let filled = fill_files(&["trail_lookup_events.json"]);
    assert!(selected(&filled.workspace).unknown_context.iter().any(|key| key == "aws:CalledVia"));
}
