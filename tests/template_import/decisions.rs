//! What is not known of a policy is never taken for known: each place of a statement, allowing and denying.

use policyscope::analysis::{RequestOutcome, outcome};
use policyscope::evaluation::Decision;
use policyscope::policy::read_policy;
use policyscope::text::json as text_json;
use policyscope::workspace::model::{NamedRequest, Workspace};
use serde_json::{Value, json};

use crate::{here, taken, values};

const ROLE: &str = "arn:aws:iam::111122223333:role/r";

fn asked(workspace: &Workspace, action: &str, resource: &str) -> (Decision, Vec<Decision>) {
    let mut workspace = workspace.clone();
    workspace.requests = vec![NamedRequest {
        principal: ROLE.to_owned(),
        action: action.to_owned(),
        resource: resource.to_owned(),
        ..NamedRequest::default()
    }];
    match outcome(&workspace, 0) {
        RequestOutcome::Decided { decision, possible } => (decision, possible),
        RequestOutcome::Unreadable { message } => panic!("{message}"),
    }
}

/// A policy document with `unknown` at one place of it, whose statement has `effect`.
fn with_unknown(effect: &str, unknown: &Value) -> Vec<(&'static str, Value)> {
    let statement = json!({"Effect": effect, "Action": "s3:GetObject", "Resource": "*"});
    let with = |name: &str, value: Value| {
        let mut statement = statement.clone();
        statement[name] = value;
        json!({"Version": "2012-10-17", "Statement": [statement]})
    };
    let without = |gone: &str, name: &str, value: Value| {
        let mut statement = statement.clone();
        statement.as_object_mut().unwrap().remove(gone);
        statement[name] = value;
        json!({"Version": "2012-10-17", "Statement": [statement]})
    };
    vec![
        ("document", unknown.clone()),
        ("version", json!({"Version": unknown, "Statement": [statement]})),
        ("statements", json!({"Version": "2012-10-17", "Statement": unknown})),
        ("statement", json!({"Version": "2012-10-17", "Statement": [unknown]})),
        ("action", with("Action", unknown.clone())),
        ("one action", with("Action", json!(["sqs:SendMessage", unknown]))),
        ("not action", without("Action", "NotAction", json!(["sqs:SendMessage", unknown]))),
        ("resource", with("Resource", unknown.clone())),
        ("one resource", with("Resource", json!(["arn:aws:s3:::other/*", unknown]))),
        ("not resource", without("Resource", "NotResource", json!([unknown]))),
        ("condition", with("Condition", unknown.clone())),
        ("keys", with("Condition", json!({"StringEquals": unknown}))),
        ("keys of any", with("Condition", json!({"ForAnyValue:StringLike": unknown}))),
        ("value", with("Condition", json!({"StringEquals": {"aws:PrincipalAccount": unknown}}))),
        (
            "one value",
            with("Condition", json!({"StringNotEquals": {"aws:PrincipalAccount": ["1", unknown]}})),
        ),
    ]
}

/// Everything that a template can leave open.
fn unknowns() -> Vec<Value> {
    vec![
        json!({"Ref": "Given"}),
        json!({"Fn::Sub": "${Given}-x"}),
        json!({"Fn::GetAtt": ["Thing", "Other"]}),
        json!({"Fn::ImportValue": "shared"}),
        json!({"Fn::If": ["Open", "a", "b"]}),
        json!({"Fn::Transform": {"Name": "Maker"}}),
        json!("{{resolve:ssm:/one}}"),
    ]
}

fn template(policies: Vec<Value>) -> String {
    let named = |(number, policy): (usize, Value)| json!({"PolicyName": format!("p{number}"), "PolicyDocument": policy});
    let policies: Vec<Value> = policies.into_iter().enumerate().map(named).collect();
    json!({
        "Parameters": {"Given": {"Type": "String"}},
        "Conditions": {"Open": {"Fn::Equals": [{"Ref": "Given"}, "yes"]}},
        "Resources": {
            "Thing": {"Type": "AWS::SQS::Queue"},
            "R": {"Type": "AWS::IAM::Role", "Properties": {
                "RoleName": "r", "AssumeRolePolicyDocument": {"Statement": []}, "Policies": policies}},
        },
    })
    .to_string()
}

#[test]
fn an_unknown_part_of_a_statement_that_denies_may_deny() {
    let allow =
        json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}});
    let mut count = 0;
    for unknown in unknowns() {
        for (place, policy) in with_unknown("Deny", &unknown) {
            let taken = taken(&template(vec![allow.clone(), policy]), here());
            let (decision, possible) = asked(&taken.workspace, "s3:GetObject", "arn:aws:s3:::b/k");
            assert_eq!(decision, Decision::Unknown, "{place}: {unknown}");
            assert!(possible.contains(&Decision::ExplicitlyDenied), "{place}: {unknown}: {possible:?}");
            assert!(!taken.report.unknown.is_empty(), "{place}: {unknown}");
            count += 1;
        }
    }
    assert!(count >= 100, "{count}");
}

#[test]
fn an_unknown_part_of_a_statement_that_allows_may_allow() {
    for unknown in unknowns() {
        for (place, policy) in with_unknown("Allow", &unknown) {
            let workspace = taken(&template(vec![policy]), here()).workspace;
            let (decision, possible) = asked(&workspace, "s3:GetObject", "arn:aws:s3:::b/k");
            assert_eq!(decision, Decision::Unknown, "{place}: {unknown}");
            assert!(possible.contains(&Decision::Allowed), "{place}: {unknown}: {possible:?}");
            assert!(possible.contains(&Decision::ImplicitlyDenied), "{place}: {unknown}: {possible:?}");
        }
    }
}

#[test]
fn an_unknown_effect_may_do_either() {
    let policy = json!({"Statement": {"Effect": {"Ref": "Given"}, "Action": "s3:*", "Resource": "*"}});
    let workspace = taken(&template(vec![policy]), here()).workspace;
    let (decision, possible) = asked(&workspace, "s3:GetObject", "arn:aws:s3:::b/k");
    assert_eq!(decision, Decision::Unknown);
    assert_eq!(possible.len(), 3, "{possible:?}");
}

/// Once the value is given, all that it decides is decided.
#[test]
fn a_given_value_decides() {
    let policy = json!({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": {"Fn::Sub": "arn:aws:s3:::${Given}/*"}}});
    let given =
        values(json!({"account": "111122223333", "region": "eu-central-1", "values": {"Given": "b"}}));
    let workspace = taken(&template(vec![policy]), given).workspace;
    assert_eq!(asked(&workspace, "s3:GetObject", "arn:aws:s3:::b/k").0, Decision::Allowed);
    assert_eq!(asked(&workspace, "s3:GetObject", "arn:aws:s3:::c/k").0, Decision::ImplicitlyDenied);
}

/// What may or may not be there, and who it is attached to.
#[test]
fn a_policy_whose_condition_is_open_may_be_there() {
    let policy = |effect: &str| {
        json!({"Type": "AWS::IAM::Policy", "Condition": "Open", "Properties": {
            "PolicyName": "p", "Roles": [{"Ref": "R"}],
            "PolicyDocument": {"Statement": {"Effect": effect, "Action": "s3:*", "Resource": "*"}}}})
    };
    let allow = json!({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}});
    for (effect, inline, possible_one) in
        [("Deny", vec![allow], Decision::ExplicitlyDenied), ("Allow", vec![], Decision::ImplicitlyDenied)]
    {
        let mut template: Value = serde_json::from_str(&template(inline)).unwrap();
        template["Resources"]["P"] = policy(effect);
        let workspace = taken(&template.to_string(), here()).workspace;
        let (decision, possible) = asked(&workspace, "s3:GetObject", "arn:aws:s3:::b/k");
        assert_eq!(decision, Decision::Unknown, "{effect}");
        assert!(possible.contains(&possible_one) && possible.contains(&Decision::Allowed), "{possible:?}");
        // Made on the same condition, the role has the policy whenever it is there itself.
        template["Resources"]["R"]["Condition"] = json!("Open");
        let workspace = taken(&template.to_string(), here()).workspace;
        let expected = if effect == "Deny" { Decision::ExplicitlyDenied } else { Decision::Allowed };
        assert_eq!(asked(&workspace, "s3:GetObject", "arn:aws:s3:::b/k").0, expected, "{effect}");
    }
}

#[test]
fn a_permission_whose_condition_is_open_may_be_there() {
    let template = json!({
        "Parameters": {"Given": {"Type": "String"}},
        "Conditions": {"Open": {"Fn::Equals": [{"Ref": "Given"}, "yes"]}},
        "Resources": {"P": {"Type": "AWS::Lambda::Permission", "Condition": "Open", "Properties": {
            "FunctionName": "arn:aws:lambda:eu-central-1:444455556666:function:f",
            "Action": "lambda:InvokeFunction", "Principal": "111122223333"}},
            "R": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r", "AssumeRolePolicyDocument": {"Statement": []},
                "Policies": [{"PolicyName": "p", "PolicyDocument": {
                    "Statement": {"Effect": "Allow", "Action": "lambda:*", "Resource": "*"}}}]}}},
    });
    let workspace = taken(&template.to_string(), here()).workspace;
    let function = "arn:aws:lambda:eu-central-1:444455556666:function:f";
    assert_eq!(asked(&workspace, "lambda:InvokeFunction", function).0, Decision::Unknown);
}

#[test]
fn a_policy_of_which_only_the_arn_is_known_decides_nothing() {
    let template = json!({"Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {
        "RoleName": "r", "AssumeRolePolicyDocument": {"Statement": []},
        "ManagedPolicyArns": ["arn:aws:iam::111122223333:policy/team", {"Fn::ImportValue": "shared"}]}}}});
    let workspace = taken(&template.to_string(), here()).workspace;
    assert_eq!(asked(&workspace, "s3:GetObject", "arn:aws:s3:::b/k").0, Decision::Unknown);
}

/// A role that has the name of nobody is not the account's that some policy names.
#[test]
fn an_account_that_is_not_given_is_no_account_that_a_policy_names() {
    let taken = taken(&template(vec![]), values(json!({})));
    assert_eq!(taken.workspace.principals[0].arn, "arn:aws:iam::000000000000:role/r");
    assert_eq!(taken.report.assumed.len(), 1);
    assert!(taken.report.assumed[0].message.contains("account"), "{}", taken.report.assumed[0].message);
}

/// One clear message, and help, wherever in a policy the function stands.
#[test]
fn the_reader_says_that_it_is_a_function_whose_value_is_not_known() {
    let unknown = json!({"Fn::Sub": "${Given}"});
    let mut policies = with_unknown("Deny", &unknown);
    policies.push((
        "principal",
        json!({"Statement": [{"Effect": "Allow", "Principal": unknown, "Action": "*", "Resource": "*"}]}),
    ));
    policies.push((
        "account",
        json!({"Statement": [{"Effect": "Allow", "Principal": {"AWS": unknown}, "Action": "*", "Resource": "*"}]}),
    ));
    for (place, policy) in policies {
        let text = policy.to_string();
        let root = text_json::parse(&text).root.unwrap();
        let (read, found) = read_policy(&root);
        assert_eq!(found.len(), 1, "{place}: {found:?}");
        let expected = "`Fn::Sub` is a function of CloudFormation whose value is not known here";
        assert_eq!(found[0].message, expected, "{place}");
        assert_eq!(found[0].help.as_deref(), Some("fill in the value"), "{place}");
        assert_eq!(found[0].span.slice(&text), unknown.to_string(), "{place}");
        let is_unreadable =
            read.unreadable.is_some() || read.statements.iter().any(|found| found.unreadable.is_some());
        assert!(is_unreadable, "{place}");
    }
}
