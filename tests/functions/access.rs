//! The role of a function and what its policies allow.

use policyscope::analysis::functions::Answer;
use serde_json::json;

use crate::{function, grants, here, named, only, role, seen, stack, trust, workspace_of};

#[test]
fn rights_are_sorted_by_service_and_access_level_with_their_resources() {
    let statements = json!([{"Sid": "Table", "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:ListTables"],
        "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/bookings"}]);
    let found = only(&workspace_of(&stack(statements, json!({}), json!({})), here()));
    for (level, action) in
        [("Read", "dynamodb:GetItem"), ("Write", "dynamodb:PutItem"), ("List", "dynamodb:ListTables")]
    {
        let grants = grants(&found, "dynamodb", level);
        assert_eq!(grants.len(), 1, "{level}");
        assert_eq!(grants[0].actions, [action]);
        assert_eq!(grants[0].resources, ["arn:aws:dynamodb:eu-central-1:111122223333:table/bookings"]);
        assert_eq!((&*grants[0].statement.title, &*grants[0].statement.policy), ("Table", "own"));
        assert!(grants[0].statement.template.is_some() && grants[0].statement.place.is_some());
        assert!(grants[0].conditions.is_empty());
    }
    assert!(found.access.limits.is_empty() && found.access.unknown.is_empty());
}

#[test]
fn a_deny_of_everything_takes_its_actions_out_and_another_one_is_named() {
    let statements = json!([
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:DeleteObject", "s3:PutObject"], "Resource": "*"},
        {"Sid": "Never", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"},
        {"Sid": "Sometimes", "Effect": "Deny", "Action": "s3:PutObject", "Resource": "*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]);
    let found = only(&workspace_of(&stack(statements, json!({}), json!({})), here()));
    let actions: Vec<&String> =
        grants(&found, "s3", "Write").into_iter().flat_map(|grant| &grant.actions).collect();
    assert_eq!(actions, ["s3:PutObject"]);
    let limits: Vec<&str> =
        found.access.limits.iter().map(|limit| &*limit.statement.as_ref().unwrap().title).collect();
    assert_eq!(limits, ["Never", "Sometimes"]);
}

#[test]
fn a_condition_and_a_complement_are_said() {
    let statements = json!([
        {"Effect": "Allow", "Action": "sqs:SendMessage", "NotResource": "arn:aws:sqs:*:*:secret",
            "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}}]);
    let found = only(&workspace_of(&stack(statements, json!({}), json!({})), here()));
    let grant = grants(&found, "sqs", "Write")[0];
    assert!(grant.is_all_but);
    assert_eq!(grant.conditions, ["aws:SourceVpc"]);
}

#[test]
fn a_boundary_is_named_and_takes_out_what_it_never_lets_pass() {
    let mut template = stack(
        json!([{"Effect": "Allow", "Action": ["s3:GetObject", "sqs:SendMessage"], "Resource": "*"}]),
        json!({}),
        json!({"Edge": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"ManagedPolicyName": "edge",
            "PolicyDocument": {"Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}}}}),
    );
    template["Resources"]["Role"]["Properties"]["PermissionsBoundary"] = json!({"Ref": "Edge"});
    let found = only(&workspace_of(&template, here()));
    assert!(grants(&found, "sqs", "Write").is_empty());
    assert_eq!(grants(&found, "s3", "Read").len(), 1);
    assert!(found.access.limits[0].message.contains("boundary `edge`"), "{:?}", found.access.limits);
}

/// A boundary of which nothing is known takes nothing out, and is said.
#[test]
fn a_boundary_that_is_not_known_is_said() {
    let mut template =
        stack(json!([{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]), json!({}), json!({}));
    template["Resources"]["Role"]["Properties"]["PermissionsBoundary"] =
        json!("arn:aws:iam::111122223333:policy/team");
    let found = only(&workspace_of(&template, here()));
    assert_eq!(grants(&found, "s3", "Read").len(), 1);
    assert_eq!(found.access.limits.len(), 1);
    assert_eq!(found.access.unknown.len(), 1, "{:?}", found.access.unknown);
}

#[test]
fn a_managed_policy_that_nobody_knows_leaves_more_possible() {
    let mut template = stack(json!([]), json!({}), json!({}));
    template["Resources"]["Role"]["Properties"]["ManagedPolicyArns"] =
        json!(["arn:aws:iam::111122223333:policy/team"]);
    let found = only(&workspace_of(&template, here()));
    assert!(found.access.services.is_empty());
    assert!(found.access.unknown[0].message.contains("team"), "{:?}", found.access.unknown);
}

#[test]
fn a_role_of_two_functions_is_shared() {
    let mut template = stack(json!([]), json!({}), json!({}));
    template["Resources"]["Cancel"] = function(json!({"FunctionName": "cancel"}));
    template["Resources"]["Alone"] = function(json!({"Role": {"Fn::GetAtt": ["Other", "Arn"]}}));
    template["Resources"]["Other"] = role(json!([]));
    template["Resources"]["Other"]["Properties"]["RoleName"] = json!("other");
    let workspace = workspace_of(&template, here());
    assert_eq!(only(&workspace).role.shared_with, ["Cancel"]);
    assert_eq!(named(&workspace, "Cancel").role.shared_with, ["Book"]);
    assert!(named(&workspace, "Alone").role.shared_with.is_empty());
}

/// Each stack makes a role of its own, though both are called by the same logical id here.
#[test]
fn roles_without_names_of_two_stacks_are_two_roles() {
    let mut template = stack(json!([]), json!({}), json!({}));
    template["Resources"]["Role"]["Properties"].as_object_mut().unwrap().remove("RoleName");
    let mut workspace = workspace_of(&template, here());
    let again = policyscope::workspace::model::Template { ..workspace.templates[0].clone() };
    workspace = policyscope::template::take_over(&workspace, again).unwrap().workspace;
    let found = seen(&workspace);
    assert_eq!(found.functions.len(), 2);
    assert!(found.functions.iter().all(|function| function.role.shared_with.is_empty()));
}

#[test]
fn a_role_that_a_parameter_names_is_not_known() {
    let mut template = stack(json!([]), json!({"Role": {"Ref": "RoleArn"}}), json!({}));
    template["Parameters"] = json!({"RoleArn": {"Type": "String"}});
    let found = only(&workspace_of(&template, here()));
    assert_eq!(found.role.arn, None);
    assert!(found.role.unknown.as_ref().unwrap().contains("`RoleArn`"), "{:?}", found.role);
    assert_eq!(found.trust.lets_lambda, Answer::Unknown);
    assert!(found.access.services.is_empty());
    assert!(!found.access.unknown.is_empty());
    // Once it is given it is a role that is elsewhere.
    let given = json!({"account": "111122223333", "region": "eu-central-1",
        "values": {"RoleArn": "arn:aws:iam::111122223333:role/shared"}});
    let found = only(&workspace_of(&template, given));
    assert_eq!(found.role.arn.as_deref(), Some("arn:aws:iam::111122223333:role/shared"));
    assert!(found.role.unknown.as_ref().unwrap().contains("not in the workspace"));
}

#[test]
fn a_function_without_a_role_says_so() {
    let template = json!({"Resources": {"Book": {"Type": "AWS::Lambda::Function", "Properties": {}}}});
    let found = only(&workspace_of(&template, here()));
    assert!(found.role.unknown.unwrap().contains("no property `Role`"));
}

#[test]
fn trust_is_decided() {
    let lets = |trust: serde_json::Value| {
        let mut template = stack(json!([]), json!({}), json!({}));
        template["Resources"]["Role"]["Properties"]["AssumeRolePolicyDocument"] = trust;
        only(&workspace_of(&template, here())).trust
    };
    assert_eq!(lets(trust()).lets_lambda, Answer::Yes);
    let other = lets(json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}));
    assert_eq!(other.lets_lambda, Answer::No);
    assert_eq!(other.statements[0].who, "ec2.amazonaws.com");
    let mut conditional = trust();
    conditional["Statement"][0]["Condition"] = json!({"StringEquals": {"aws:SourceAccount": "111122223333"}});
    let conditional = lets(conditional);
    assert_eq!(conditional.lets_lambda, Answer::Unknown);
    assert!(conditional.reason.contains("aws:sourceaccount"), "{}", conditional.reason);
    let open = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": {"Fn::ImportValue": "service"}}, "Action": "sts:AssumeRole"}]});
    assert_eq!(lets(open).lets_lambda, Answer::Unknown);
    let denied = json!({"Version": "2012-10-17", "Statement": [trust()["Statement"][0],
        {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}]});
    assert_eq!(lets(denied).lets_lambda, Answer::No);
}

#[test]
fn a_person_who_edits_a_policy_changes_what_is_said() {
    let statements = json!([{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]);
    let mut workspace = workspace_of(&stack(statements, json!({}), json!({})), here());
    let policy = &mut workspace.principals[0].identity_policies.known_mut().unwrap()[0];
    policy.text = policy.text.replace("s3:GetObject", "s3:PutObject");
    let found = only(&workspace);
    assert!(grants(&found, "s3", "Read").is_empty());
    let grant = grants(&found, "s3", "Write")[0];
    // The line that attaches it is all that can be told of the template.
    assert!(grant.statement.template.is_some());
}
