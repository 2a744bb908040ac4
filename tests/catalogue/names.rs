//! Mistyped and retired names.

use policyscope::catalogue::{embedded, nearest_of, nearest_service_prefix};

use super::CATALOGUE;

fn nearest(text: &str) -> Option<String> {
    CATALOGUE.nearest_actions(text, 1).first().map(ToString::to_string)
}

#[test]
fn a_mistyped_action_is_recognised() {
    for (written, meant) in [
        ("s3:GetObjekt", "s3:GetObject"),
        ("s3:GetObjects", "s3:GetObject"),
        ("S3:getObjectt", "s3:GetObject"),
        ("dynamodb:BatchGetItems", "dynamodb:BatchGetItem"),
        ("iam:PasRole", "iam:PassRole"),
        ("lambda:InvokeFuntion", "lambda:InvokeFunction"),
        // The right name in another service, and a typo in the prefix.
        ("ec2:GetObject", "s3:GetObject"),
        ("iam:AssumeRole", "sts:AssumeRole"),
        ("dynamdb:GetItem", "dynamodb:GetItem"),
        ("lamda:InvokeFunction", "lambda:InvokeFunction"),
        ("AssumeRole", "sts:AssumeRole"),
    ] {
        assert_eq!(nearest(written).as_deref(), Some(meant), "{written}");
    }
    assert_eq!(nearest("s3:MakeMeASandwichPlease"), None);
    assert_eq!(nearest(""), None);
}

#[test]
fn more_than_one_may_have_been_meant() {
    let names: Vec<String> =
        CATALOGUE.nearest_actions("s3:GetObjectTag", 5).iter().map(ToString::to_string).collect();
    assert!(names.contains(&"s3:GetObject".to_owned()), "{names:?}");
    assert!(CATALOGUE.nearest_actions("s3:GetObjectTag", 1).len() == 1);
}

#[test]
fn prefixes_and_other_names_are_recognised() {
    assert_eq!(nearest_service_prefix("lamda"), Some("lambda"));
    assert_eq!(nearest_service_prefix("cloudfront"), Some("cloudfront"));
    assert_eq!(nearest_service_prefix("qqqqqqqq"), None);
    assert_eq!(nearest_of(["aws:SourceIp", "aws:SourceArn"], "aws:sourceip"), Some("aws:SourceIp"));
}

#[test]
fn a_retired_action_is_told_from_a_typo() {
    let retired = embedded::retired_action("AccounT:getchallengequestions").unwrap();
    assert_eq!(retired.action, "account:GetChallengeQuestions");
    assert_eq!(retired.last_documented, "2025-04");
    let retired = embedded::retired_action("aidevops:SendChatMessage").unwrap();
    assert_eq!((retired.last_documented, retired.month()), ("2026-03-07", "2026-03"));
    assert_eq!(embedded::retired_action("s3:GetObject"), None);
}

#[test]
fn no_retired_action_is_documented() {
    for retired in embedded::retired_actions() {
        assert_eq!(CATALOGUE.action(retired.action), None, "{}", retired.action);
        assert_eq!(embedded::retired_action(retired.action), Some(retired));
        assert!(!retired.last_documented.is_empty());
    }
}
