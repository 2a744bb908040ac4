//! ARN templates and policy variables.

use policyscope::policy::PolicyType;

use crate::{
    CORE_ONLY, assert_all, assert_first, assert_has, assert_lacks, complete, detail, options, options_in,
    statement,
};

fn of(actions: &str, resource: &str) -> String {
    statement(&format!(r#""Action": {actions}, "Resource": ["{resource}"]"#))
}

#[test]
fn templates_are_those_of_the_actions() {
    let found = options(&of(r#""s3:GetObject""#, "|"));
    assert_first(&found, &["arn:aws:s3:::<BucketName>/<ObjectName>"]);
    assert_lacks(&found, &["arn:aws:s3:::<BucketName>"]);
    assert_eq!(detail(&found, "arn:aws:s3:::<BucketName>/<ObjectName>"), "object");
    let found = options(&of(r#"["s3:ListBucket", "sqs:SendMessage"]"#, "|"));
    assert_has(&found, &["arn:aws:s3:::<BucketName>", "arn:aws:sqs:<Region>:<Account>:<QueueName>", "*"]);
}

#[test]
fn no_template_holds_what_would_be_a_variable() {
    for actions in [r#""s3:*""#, r#""iam:*""#, r#"["ec2:*", "kms:*"]"#] {
        let found = options(&of(actions, "|"));
        assert!(found.len() > 5);
        assert!(found.iter().all(|option| !option.insert.contains("${")));
    }
}

#[test]
fn an_action_without_resource_types_takes_all() {
    assert_all(&options(&of(r#""s3:ListAllMyBuckets""#, "|")), &["*"]);
}

#[test]
fn what_is_typed_is_kept_and_the_rest_of_the_template_added() {
    let found = options(&of(r#"["s3:GetObject", "s3:ListBucket"]"#, "arn:aws:s3:::my-bucket|"));
    assert_has(&found, &["arn:aws:s3:::my-bucket/<ObjectName>"]);
    assert_lacks(&found, &["arn:aws:s3:::my-bucket"]);
    let found = options(&of(r#""sqs:SendMessage""#, "arn:aws:sqs:eu-west-1|"));
    assert_all(&found, &["arn:aws:sqs:eu-west-1:<Account>:<QueueName>"]);
    assert_all(
        &options(&of(r#""sqs:SendMessage""#, "ARN:a|")),
        &["arn:aws:sqs:<Region>:<Account>:<QueueName>"],
    );
    assert_all(
        &options(&of(r#""sqs:SendMessage""#, "arn:aws-cn:s|")),
        &["arn:aws-cn:sqs:<Region>:<Account>:<QueueName>"],
    );
    assert_all(&options(&of(r#""sqs:SendMessage""#, "arn:aws:s3|")), &[]);
}

#[test]
fn without_bounded_actions_what_is_typed_chooses() {
    let document = statement(r#""NotAction": "iam:*", "Resource": "arn:aws:dynamodb:|""#);
    assert_has(&options(&document), &["arn:aws:dynamodb:<Region>:<Account>:table/<TableName>"]);
    assert_all(&options(&statement(r#""Resource": "|""#)), &["*"]);
    assert_all(&options(&statement(r#""Resource": "arn:aws:|""#)), &[]);
}

#[test]
fn without_details_there_is_the_wildcard() {
    let document = of(r#""s3:GetObject""#, "|");
    for catalogue in [None, Some(&*CORE_ONLY)] {
        assert_all(&complete(&document, PolicyType::Identity, catalogue).unwrap().options, &["*"]);
    }
}

#[test]
fn an_open_brace_offers_variables() {
    let found = options(&of(r#""s3:GetObject""#, "arn:aws:s3:::home/${aws:us|"));
    assert_all(&found, &["${aws:UserAgent}", "${aws:userid}", "${aws:username}"]);
    let username = found.iter().find(|option| option.label == "${aws:username}").unwrap();
    assert_eq!(username.insert, "arn:aws:s3:::home/${aws:username}");
    let found = options(&of(r#""s3:GetObject""#, "arn:aws:s3:::home/${|"));
    assert_has(&found, &["${aws:PrincipalTag/<TagKey>}", "${*}", "${$}"]);
    assert_lacks(&found, &["${aws:TagKeys}", "${aws:PrincipalOrgPaths}"]);
}

#[test]
fn what_stands_around_a_variable_stays() {
    let found = options(&of(r#""s3:GetObject""#, "arn:aws:s3:::${aws:username}/${aws:useri|}/x"));
    assert_eq!(found[0].insert, "arn:aws:s3:::${aws:username}/${aws:userid}/x");
    let found = options(&of(r#""s3:GetObject""#, "arn:aws:s3:::b/${aws:userid|/x"));
    assert_eq!(found[0].insert, "arn:aws:s3:::b/${aws:userid}/x");
}

#[test]
fn variables_need_the_current_version() {
    let document = r#"{"Statement": [{"Action": "s3:GetObject", "Resource": "${aws:usern|"}]}"#;
    assert_eq!(detail(&options(document), "${aws:username}"), "String; needs Version 2012-10-17");
}

#[test]
fn variables_are_of_callers_whom_the_policy_binds() {
    let document = of(r#""s3:GetObject""#, "${aws:|");
    assert_lacks(&options(&document), &["${aws:SourceAccount}"]);
    assert_has(&options_in(&document, PolicyType::Resource), &["${aws:SourceAccount}"]);
}
