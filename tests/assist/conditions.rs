//! Condition keys and operators.

use policyscope::policy::PolicyType;

use crate::{
    CORE_ONLY, assert_first, assert_has, assert_lacks, complete, detail, labels, options, options_in,
    statement,
};

fn key(action: &str, operator: &str, typed: &str) -> String {
    statement(&format!(r#""Action": "{action}", "Condition": {{"{operator}": {{"{typed}": "x"}}}}"#))
}

#[test]
fn keys_are_those_of_the_actions_and_global_ones() {
    let found = options(&key("s3:ListBucket", "StringLike", "|"));
    assert_has(&found, &["s3:prefix", "s3:delimiter", "aws:PrincipalTag/<TagKey>", "aws:username"]);
    assert_lacks(&found, &["s3:VersionId", "ec2:Region", "s3:x-amz-acl"]);
    let prefix = labels(&found).iter().position(|label| *label == "s3:prefix").unwrap();
    let global = labels(&found).iter().position(|label| *label == "aws:username").unwrap();
    assert!(prefix < global);
}

#[test]
fn keys_of_several_actions_come_together() {
    let document = statement(
        r#""Action": ["s3:ListBucket", "s3:PutObject"], "Condition": {"StringEquals": {"s3:|": "x"}}"#,
    );
    assert_has(&options(&document), &["s3:prefix", "s3:x-amz-acl"]);
}

#[test]
fn keys_are_found_by_a_part_of_their_name() {
    assert_first(&options(&key("s3:GetObject", "IpAddress", "sourceip|")), &["aws:SourceIp"]);
    assert_first(
        &options(&key("s3:GetObject", "StringEquals", "AWS:PrincipalOrgI|")),
        &["aws:PrincipalOrgID"],
    );
}

#[test]
fn keys_that_suit_the_operator_come_first() {
    let found = options(&key("s3:GetObject", "IpAddress", "aws:|"));
    assert_first(&found, &["aws:Ec2InstanceSourcePrivateIPv4", "aws:SourceIp", "aws:VpcSourceIp"]);
    assert_first(&options(&key("s3:GetObject", "Bool", "aws:Se|")), &["aws:SecureTransport"]);
}

#[test]
fn the_detail_of_a_key_is_its_type() {
    let found = options(&key("dynamodb:GetItem", "ForAllValues:StringEquals", "|"));
    assert_eq!(detail(&found, "dynamodb:LeadingKeys"), "String, several values");
    assert_eq!(detail(&found, "aws:SourceIp"), "IPAddress");
}

#[test]
fn global_keys_fit_the_policy_type() {
    let document = key("s3:GetObject", "StringEquals", "aws:|");
    let source = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:PrincipalServiceName"];
    for policy_type in [PolicyType::Identity, PolicyType::PermissionsBoundary, PolicyType::ServiceControl] {
        assert_lacks(&options_in(&document, policy_type), &source);
    }
    for policy_type in
        [PolicyType::Resource, PolicyType::ResourceControl, PolicyType::Key, PolicyType::RoleTrust]
    {
        assert_has(&options_in(&document, policy_type), &source);
    }
    // Only the root user has it, whom of these only service control policies bind.
    assert_lacks(&options(&document), &["aws:AssumedRoot"]);
    assert_has(&options_in(&document, PolicyType::ServiceControl), &["aws:AssumedRoot"]);
    // A session policy never meets an IAM user.
    assert_lacks(&options_in(&document, PolicyType::Session), &["aws:username"]);
    assert_lacks(&options_in(&document, PolicyType::VpcEndpoint), &["aws:SourceIp"]);
}

#[test]
fn a_key_that_is_there_is_not_offered_again() {
    let document = statement(
        r#""Action": "s3:ListBucket", "Condition": {"StringEquals": {"S3:Prefix": "x", "|": "y"}}"#,
    );
    let found = options(&document);
    assert_lacks(&found, &["s3:prefix"]);
    assert_has(&found, &["s3:delimiter"]);
}

#[test]
fn without_details_there_are_the_global_keys() {
    for catalogue in [None, Some(&*CORE_ONLY)] {
        let document = key("s3:ListBucket", "StringEquals", "|");
        let found = complete(&document, PolicyType::Identity, catalogue).unwrap().options;
        assert_has(&found, &["aws:username"]);
        assert_lacks(&found, &["s3:prefix"]);
    }
}

#[test]
fn without_bounded_actions_any_key_is_found() {
    let document = statement(r#""NotAction": "s3:*", "Condition": {"StringEquals": {"ec2:Inst|": "x"}}"#);
    assert_has(&options(&document), &["ec2:InstanceType"]);
    let found = options(&key("*", "StringEquals", "|"));
    assert!(labels(&found).iter().filter(|label| label.starts_with("aws:")).count() > 40);
    assert_lacks(&found, &["s3:prefix", "ec2:InstanceType"]);
}

fn operator(typed: &str, block: &str) -> String {
    statement(&format!(r#""Action": "s3:ListBucket", "Condition": {{"{typed}": {block}}}"#))
}

#[test]
fn every_operator_and_form_is_offered_the_plain_ones_first() {
    let found = options(&operator("|", "{}"));
    let first: Vec<&str> = labels(&found).into_iter().take(27).collect();
    assert!(first.iter().all(|label| !label.contains(':') && !label.ends_with("IfExists")));
    assert_first(&found, &["StringEquals", "StringNotEquals"]);
    // Null has one form, the other 26 have six.
    assert_eq!(found.len(), 26 * 6 + 1);
    assert_has(&found, &["Null", "ForAnyValue:StringLikeIfExists", "ForAllValues:ArnLike", "BinaryEquals"]);
    assert_lacks(&found, &["NullIfExists", "ForAnyValue:Null"]);
}

#[test]
fn operators_suit_the_key() {
    let of_key = |key: &str| options(&operator("|", &format!(r#"{{"{key}": "x"}}"#)));
    let of_address = of_key("aws:SourceIp");
    assert_first(&of_address, &["IpAddress", "NotIpAddress"]);
    assert_lacks(&of_address, &["StringEquals", "Bool", "ForAnyValue:IpAddress"]);
    assert_has(&of_address, &["Null", "IpAddressIfExists"]);
    let of_arn = of_key("aws:PrincipalArn");
    assert_first(&of_arn, &["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"]);
    assert_has(&of_arn, &["StringLike"]);
    assert_first(&of_key("aws:SecureTransport"), &["Bool"]);
    let of_time = of_key("aws:EpochTime");
    assert_has(&of_time, &["DateGreaterThan", "NumericLessThan"]);
    assert_first(&of_key("s3:prefix"), &["StringEquals"]);
    assert_first(&of_key("aws:TagKeys"), &["ForAnyValue:StringEquals"]);
    assert_eq!(of_key("no:such-key").len(), 26 * 6 + 1);
}

#[test]
fn an_operator_suits_all_its_keys() {
    let found = options(&operator("|", r#"{"aws:SourceIp": "x", "aws:SecureTransport": "true"}"#));
    crate::assert_all(&found, &["Null"]);
}

#[test]
fn an_operator_that_is_there_is_not_offered_again() {
    let document = statement(r#""Condition": {"StringEquals": {"aws:username": "x"}, "Str|": {}}"#);
    let found = options(&document);
    assert_first(&found, &["StringNotEquals"]);
    assert_lacks(&found, &["StringEquals"]);
}

#[test]
fn operators_are_found_by_a_part_of_their_name() {
    assert_first(&options(&operator("notlike|", "{}")), &["StringNotLike", "ArnNotLike"]);
    assert_first(&options(&operator("ForAnyValue:stringl|", "{}")), &["ForAnyValue:StringLike"]);
}
