//! Actions and patterns of actions.

use policyscope::analysis::assist::CompletionKind;
use policyscope::policy::PolicyType;

use crate::{
    CORE_ONLY, FULL, assert_all, assert_first, assert_has, assert_lacks, complete, detail, labels, options,
    options_in, statement,
};

fn typed(action: &str) -> String {
    statement(&format!(r#""Action": ["{action}"]"#))
}

#[test]
fn names_that_begin_so_come_before_names_that_contain_it() {
    let found = options(&typed("s3:GetObjectA|"));
    assert_first(&found, &["s3:GetObjectAcl"]);
    let found = options(&typed("s3:Object|"));
    let labels = labels(&found);
    let place = |label| labels.iter().position(|found| *found == label).unwrap();
    assert!(place("s3:ObjectOwnerOverrideToBucketOwner") < place("s3:GetObject"));
    assert!(labels.iter().all(|label| label.to_lowercase().contains("object")));
}

#[test]
fn case_does_not_count() {
    assert_first(&options(&typed("S3:getobject|")), &["s3:GetObject"]);
}

#[test]
fn what_stands_behind_the_cursor_does_not_count() {
    assert_first(&options(&typed("s3:GetObjectA|nything")), &["s3:GetObjectAcl"]);
}

#[test]
fn the_detail_tells_the_access_level() {
    let found = options(&typed("s3:|"));
    assert_eq!(detail(&found, "s3:GetObject"), "Read");
    assert_eq!(detail(&found, "s3:PutBucketPolicy"), "Permissions management, Write");
    assert!(found.iter().all(|option| option.kind == CompletionKind::Action));
}

#[test]
fn a_prefix_alone_offers_all_actions_of_the_service() {
    let found = options(&typed("s3:|"));
    assert_first(&found, &["s3:*"]);
    let actions = FULL.service("s3").unwrap().actions().len();
    assert_eq!(found.len(), actions + 1);
    assert!(detail(&found, "s3:*").starts_with(&format!("{actions} actions: ")));
}

#[test]
fn a_few_letters_offer_services() {
    let found = options(&typed("s|"));
    assert_has(&found, &["s3:", "sts:", "sqs:"]);
    assert_eq!(found.iter().find(|option| option.label == "s3:").unwrap().kind, CompletionKind::Service);
    assert_eq!(detail(&found, "s3:"), "Amazon S3");
    assert!(found.iter().all(|option| option.kind == CompletionKind::Service));
}

#[test]
fn more_letters_offer_actions_of_any_service_at_most_fifty() {
    let found = options(&typed("Getob|"));
    assert_has(&found, &["s3:GetObject", "s3:GetObjectAcl"]);
    assert!(found.iter().all(|option| option.label.to_lowercase().contains("getob")));
    let found = options(&typed("Get|"));
    assert_eq!(found.iter().filter(|option| option.kind == CompletionKind::Action).count(), 50);
}

#[test]
fn a_pattern_tells_how_many_actions_it_stands_for() {
    let found = options(&typed("s3:GetObject*|"));
    assert_first(&found, &["s3:GetObject*", "s3:GetObject", "s3:GetObjectAcl"]);
    let actions = FULL.service("s3").unwrap().actions();
    let count = actions.filter(|action| action.name().starts_with("GetObject")).count();
    assert!(detail(&found, "s3:GetObject*").starts_with(&format!("{count} actions: ")));
    let found = options(&typed("*|"));
    assert!(detail(&found, "*").starts_with(&format!("{} actions: ", FULL.actions().len())));
    assert_eq!(detail(&options(&typed("s3:Nothing*|")), "s3:Nothing*"), "no action");
}

#[test]
fn a_mistyped_action_offers_the_nearest() {
    assert_has(&options(&typed("s3:GetObjcet|")), &["s3:GetObject"]);
    assert_has(&options(&typed("s4:GetObject|")), &["s3:GetObject"]);
    assert_all(&options(&typed(&format!("{}|", "x".repeat(5000)))), &[]);
}

#[test]
fn single_actions_and_lists_and_exceptions_are_alike() {
    for element in [
        r#""Action": "iam:PassR|""#,
        r#""NotAction": ["s3:GetObject", "iam:PassR|"]"#,
        r#""Action": ["iam:PassR|", "s3:GetObject"]"#,
    ] {
        assert_first(&options(&statement(element)), &["iam:PassRole"]);
    }
}

#[test]
fn a_trust_policy_begins_with_its_service() {
    assert_first(&options_in(&typed("|"), PolicyType::RoleTrust), &["sts:"]);
    assert_first(&options_in(&typed("|"), PolicyType::Key), &["kms:"]);
}

#[test]
fn without_a_catalogue_there_are_services_only() {
    let found = complete(&typed("s3|"), PolicyType::Identity, None).unwrap().options;
    assert_first(&found, &["s3:"]);
    assert!(found.iter().all(|option| option.kind == CompletionKind::Service));
    assert!(complete(&typed("s3:Get|"), PolicyType::Identity, None).is_none());
}

#[test]
fn the_core_knows_the_actions() {
    let found = complete(&typed("s3:GetObject|"), PolicyType::Identity, Some(&CORE_ONLY)).unwrap().options;
    assert_first(&found, &["s3:GetObject"]);
    assert_eq!(detail(&found, "s3:GetObject"), "Read");
    assert_lacks(&found, &["s3:*"]);
}
