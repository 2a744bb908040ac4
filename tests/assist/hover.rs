//! What is told of the word under the cursor.

use policyscope::analysis::assist::{Hover, hover};
use policyscope::catalogue::Catalogue;
use policyscope::policy::PolicyType;

use crate::{CORE_ONLY, FULL, cursor, statement};

fn at(document: &str, policy_type: PolicyType, catalogue: Option<&Catalogue>) -> Option<Hover> {
    let (text, offset) = cursor(document);
    hover(&text, offset, policy_type, catalogue)
}

#[track_caller]
fn told(elements: &str) -> Hover {
    at(&statement(elements), PolicyType::Identity, Some(&FULL)).unwrap()
}

#[track_caller]
fn fact<'h>(hover: &'h Hover, label: &str) -> &'h str {
    let fact = hover.facts.iter().find(|fact| fact.label == label);
    &fact.unwrap_or_else(|| panic!("no {label} in {:?}", hover.facts)).text
}

fn lacks(hover: &Hover, label: &str) -> bool {
    hover.facts.iter().all(|fact| fact.label != label)
}

#[test]
fn an_action() {
    let hover = told(r#""Action": "s3:Get|Object""#);
    assert_eq!((&*hover.title, hover.pattern.as_deref()), ("s3:GetObject", None));
    assert_eq!(hover.to - hover.from, 12);
    assert_eq!(fact(&hover, "service"), "Amazon S3");
    assert_eq!(fact(&hover, "access level"), "Read");
    assert!(fact(&hover, "resource types").split(", ").any(|name| name == "object"));
    assert_eq!(fact(&told(r#""Action": "iam:PassRo|le""#), "resource types"), "role (required)");
    assert!(lacks(&hover, "permission only"));
    let hover = told(r#""Action": ["iam:Pass|Role"]"#);
    assert!(fact(&hover, "permission only").starts_with("yes"));
    assert_eq!(fact(&told(r#""Action": "s3:ListAllMyB|uckets""#), "resource types"), "none: it takes * only");
}

#[test]
fn an_action_of_which_dependents_are_known_or_not() {
    for action in FULL.actions() {
        let hover = told(&format!(r#""Action": "{action}|""#));
        let told = hover.facts.iter().find(|fact| fact.label == "needs also");
        match FULL.detailed().unwrap().dependent_actions(action).map(|dependents| dependents.len()) {
            None => assert_eq!(told.unwrap().text, "not known"),
            Some(0) => assert!(told.is_none()),
            Some(count) => assert_eq!(told.unwrap().text.split(", ").count(), count),
        }
    }
}

#[test]
fn a_retired_action() {
    let document = statement(r#""Action": "account:Get|ChallengeQuestions""#);
    for catalogue in [None, Some(&*CORE_ONLY), Some(&*FULL)] {
        let hover = at(&document, PolicyType::Identity, catalogue).unwrap();
        assert!(hover.facts[0].text.contains("last documented in 2025-04"));
    }
}

#[test]
fn a_pattern() {
    let hover = told(r#""Action": "s3:GetObject*|""#);
    assert_eq!(hover.pattern.as_deref(), Some("s3:GetObject*"));
    assert!(fact(&hover, "stands for").contains("Read"));
    let hover = told(r#""Action": "s3:Gett|*""#);
    assert_eq!(fact(&hover, "no action"), "Amazon S3 has no such action");
}

#[test]
fn an_unknown_action() {
    let hover = told(r#""Action": "s3:GetObjcet|""#);
    assert_eq!(fact(&hover, "no action"), "Amazon S3 has no such action; did you mean `s3:GetObject`?");
    assert!(at(&statement(r#""Action": "s3:GetObj|cet""#), PolicyType::Identity, None).is_none());
}

#[test]
fn a_global_key() {
    let hover = told(r#""Condition": {"StringEquals": {"aws:user|name": "x"}}"#);
    assert_eq!(fact(&hover, "type"), "String");
    assert_eq!(fact(&hover, "in every request of"), "users, users with temporary credentials");
    assert!(fact(&hover, "in no request of").contains("role sessions"));
    let hover = told(r#""Condition": {"StringEquals": {"aws:PrincipalOrgPaths|": "x"}}"#);
    assert_eq!(fact(&hover, "type"), "String, several values");
    let hover = told(r#""Condition": {"DateLessThan": {"aws:CurrentTime|": "x"}}"#);
    assert_eq!(fact(&hover, "in every request of"), "every caller");
    assert!(lacks(&hover, "in this policy"));
    let hover = told(r#""Condition": {"ArnLike": {"aws:Source|Arn": "x"}}"#);
    assert_eq!(fact(&hover, "in this policy"), "no caller whom an identity-based policy binds has it");
    let document = statement(r#""Condition": {"StringEquals": {"aws:RequestTag/te|am": "x"}}"#);
    assert_eq!(at(&document, PolicyType::Identity, None).unwrap().title, "aws:RequestTag/team");
}

#[test]
fn a_key_of_a_service() {
    let of = |actions: &str| {
        told(&format!(r#""Action": {actions}, "Condition": {{"StringEquals": {{"s3:pre|fix": "x"}}}}"#))
    };
    assert_eq!(fact(&of(r#""s3:ListBucket""#), "in this statement"), "every action has it");
    assert_eq!(fact(&of(r#""s3:GetObject""#), "in this statement"), "none of its actions has it");
    assert_eq!(
        fact(&of(r#"["s3:GetObject", "s3:ListBucket"]"#), "in this statement"),
        "1 of 2 actions have it"
    );
    assert!(lacks(&of(r#""*""#), "in this statement"));
}

#[test]
fn an_operator() {
    let of = |operator: &str| {
        let document = statement(&format!(r#""Condition": {{"{operator}|": {{"aws:username": "x"}}}}"#));
        at(&document, PolicyType::Identity, None)
    };
    let hover = of("StringLike").unwrap();
    assert_eq!(fact(&hover, "compares"), "text, matching a pattern with * and ?");
    assert_eq!(fact(&hover, "key absent"), "does not pass");
    assert_eq!(fact(&of("StringNotEquals").unwrap(), "key absent"), "passes");
    assert_eq!(fact(&of("StringEqualsIfExists").unwrap(), "key absent"), "passes");
    let hover = of("ForAllValues:StringEquals").unwrap();
    assert_eq!(fact(&hover, "several values"), "every value of the request must pass; none passes too");
    assert_eq!(fact(&of("ForAnyValue:StringNotEquals").unwrap(), "key absent"), "does not pass");
    assert!(lacks(&of("Null").unwrap(), "key absent"));
    assert!(of("StringSomething").is_none());
}

#[test]
fn a_service_principal() {
    let of = |name: &str| {
        let document = statement(&format!(r#""Principal": {{"Service": ["{name}|"]}}"#));
        at(&document, PolicyType::RoleTrust, None).unwrap().facts[0].text.clone()
    };
    assert_eq!(of("lambda.amazonaws.com"), "a service of AWS");
    assert_eq!(of("logs.eu-west-1.amazonaws.com"), "a form of logs.amazonaws.com");
    assert!(of("nope.example.com").starts_with("not in the list"));
}

#[test]
fn an_arn() {
    let hover = told(r#""Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/|key""#);
    assert!(fact(&hover, "resource types").contains("object"));
    assert_eq!(fact(&hover, "in this statement"), "every action works on it");
    let hover = told(r#""Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::|bucket"]"#);
    assert_eq!(fact(&hover, "in this statement"), "1 of 2 actions work on it");
    assert_eq!(fact(&told(r#""Resource": "|*""#), "stands for"), "every resource");
    assert_eq!(fact(&told(r#""Resource": "arn:aws:nope:::|x""#), "resource types"), "none that is known");
}

#[test]
fn a_variable() {
    let hover = told(r#""Resource": "arn:aws:s3:::home/${aws:user|name}/*""#);
    assert_eq!(hover.title, "aws:username");
    assert_eq!(hover.to - hover.from, "${aws:username}".len() as u32);
    let hover = told(r#""Resource": "arn:aws:s3:::ho|me/${aws:username}/*""#);
    assert!(!lacks(&hover, "resource types"));
}

#[test]
fn nothing_is_told_of_what_is_not_known() {
    for elements in [r#""Sid": "x|""#, r#""Action": "|""#, r#""Condition": {"Bool": {"no:key|": "x"}}"#] {
        assert!(at(&statement(elements), PolicyType::Identity, Some(&FULL)).is_none());
    }
}
