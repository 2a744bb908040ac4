//! Output of the AWS CLI, policies and ARNs that stand alone.

use policyscope::paste::{Kind, is_not_known};
use policyscope::policy::PolicyType;
use policyscope::scenario::Slot;
use policyscope::workspace::model::{PolicyDocument, Workspace};

use super::{
    ROLE, SESSION, USER, assert_kind, assert_line, fill, fill_files, names, paste, principal, selected, text,
};

fn command(file: &str) -> String {
    match paste(&text(file)).kind {
        Kind::CommandOutput(command) => command.to_owned(),
        other => panic!("{file}: {other:?}"),
    }
}

#[test]
fn outputs_are_told_apart() {
    for (file, expected) in [
        ("account_details.json", "iam get-account-authorization-details"),
        ("describe_organization.json", "organizations describe-organization"),
        ("describe_rcp.json", "organizations describe-policy"),
        ("describe_scp.json", "organizations describe-policy"),
        ("describe_vpc_endpoints.json", "ec2 describe-vpc-endpoints"),
        ("get_bucket_policy.json", "s3api get-bucket-policy"),
        ("get_caller_identity.json", "sts get-caller-identity"),
        ("get_function_configuration.json", "lambda get-function-configuration"),
        ("get_group_policy.json", "iam get-group-policy"),
        ("get_key_policy.json", "kms get-key-policy"),
        ("get_policy.json", "iam get-policy"),
        ("get_policy_version.json", "iam get-policy-version"),
        ("get_queue_attributes.json", "sqs get-queue-attributes"),
        ("get_repository_policy.json", "ecr get-repository-policy"),
        ("get_resource_policy.json", "secretsmanager get-resource-policy"),
        ("get_role.json", "iam get-role"),
        ("get_role_encoded.json", "iam get-role"),
        ("get_role_policy.json", "iam get-role-policy"),
        ("get_topic_attributes.json", "sns get-topic-attributes"),
        ("get_user.json", "iam get-user"),
        ("get_user_policy.json", "iam get-user-policy"),
        ("lambda_get_policy.json", "lambda get-policy"),
        ("list_attached_role_policies.json", "iam list-attached-role-policies"),
        ("list_groups_for_user.json", "iam list-groups-for-user"),
        ("list_policies_for_target.json", "organizations list-policies-for-target"),
        ("list_role_policies.json", "iam list-role-policies"),
    ] {
        assert_eq!(command(file), expected, "{file}");
    }
}

#[test]
fn a_role_with_its_trust_policy_its_tags_and_the_name_of_its_boundary() {
    let filled = fill_files(&["get_role.json"]);
    let role = principal(&filled.workspace, ROLE);
    assert!(role.trust_policy.known().unwrap().as_ref().unwrap().text.contains("lambda.amazonaws.com"));
    assert_eq!(role.tags["team"], "sales");
    let boundary = role.permissions_boundary.known().unwrap().as_ref().unwrap();
    assert_eq!(boundary.name, "Bound");
    assert!(is_not_known(boundary));
    assert_eq!(role.identity_policies, Slot::Unknown);
    assert_eq!(selected(&filled.workspace).principal, ROLE, "a workspace without request gets one");
    assert_line(&filled.report.unknown, "the identity-based policies");
    assert_line(&filled.report.unknown, "`Bound`");
}

#[test]
fn what_the_api_encodes_is_decoded_and_no_boundary_is_none() {
    let plain = fill_files(&["get_role.json"]).workspace;
    let encoded = fill_files(&["get_role_encoded.json"]).workspace;
    assert_eq!(principal(&encoded, ROLE).trust_policy, principal(&plain, ROLE).trust_policy);
    assert_eq!(principal(&encoded, ROLE).permissions_boundary, Slot::Known(None));
}

fn policies<'w>(workspace: &'w Workspace, arn: &str) -> &'w [PolicyDocument] {
    principal(workspace, arn).identity_policies.known().unwrap()
}

#[test]
fn the_policies_of_a_role_one_command_after_the_other() {
    let mut files = vec!["get_role_encoded.json", "list_attached_role_policies.json"];
    let listed = fill_files(&files);
    assert_eq!(names(policies(&listed.workspace, ROLE)), ["ReadReports", "other inline policies"]);
    assert!(policies(&listed.workspace, ROLE).iter().all(is_not_known));
    assert_line(&listed.report.unknown, "what the policy `ReadReports` of");
    files.push("get_policy_version.json");
    let with_text = fill_files(&files);
    assert_eq!(names(policies(&with_text.workspace, ROLE)), ["ReadReports", "other inline policies"]);
    assert!(!is_not_known(&policies(&with_text.workspace, ROLE)[0]), "the only one that waits gets the text");
    files.push("list_role_policies.json");
    let inline = fill_files(&files);
    assert_eq!(names(policies(&inline.workspace, ROLE)), ["ReadReports", "read-reports"]);
    files.push("get_role_policy.json");
    let whole = fill_files(&files);
    assert_eq!(names(policies(&whole.workspace, ROLE)), ["ReadReports", "read-reports"]);
    assert!(!policies(&whole.workspace, ROLE).iter().any(is_not_known));
    assert_eq!(whole.report.unknown, Vec::<String>::new());
}

#[test]
fn a_policy_of_a_role_leaves_its_other_policies_unknown() {
    let filled = fill_files(&["get_role_policy.json"]);
    let role = "arn:aws:iam::111122223333:role/reports";
    let expected = ["read-reports", "other attached policies", "other inline policies"];
    assert_eq!(names(policies(&filled.workspace, role)), expected);
    assert_line(&filled.report.unknown, "the account and the path of the role `reports`");
}

#[test]
fn a_users_groups_may_have_policies_too() {
    let filled = fill_files(&["get_user.json", "get_user_policy.json"]);
    let expected = ["read-reports", "other attached policies", "other inline policies", "policies of groups"];
    assert_eq!(names(policies(&filled.workspace, USER)), expected);
    let filled = fill_files(&["get_user.json", "get_user_policy.json", "list_groups_for_user.json"]);
    assert!(!names(policies(&filled.workspace, USER)).contains(&"policies of groups"));
    assert_eq!(filled.workspace.groups[0].members, [USER]);
    assert_eq!(filled.workspace.groups[0].identity_policies, Slot::Unknown);
}

#[test]
fn everything_of_an_account() {
    let filled = fill_files(&["account_details.json"]);
    let workspace = &filled.workspace;
    let user = policies(workspace, USER);
    assert_eq!(names(user), ["own", "own (2)"], "one written into the user, one attached: none may be lost");
    assert!(user[1].text.contains("sqs:SendMessage"));
    let role = policies(workspace, ROLE);
    assert_eq!(names(role), ["read-reports", "ViewOnly"]);
    assert!(is_not_known(&role[1]), "its text is not in the output");
    let boundary = principal(workspace, ROLE).permissions_boundary.known().unwrap().as_ref().unwrap();
    assert!(boundary.text.contains("s3:*"));
    let group = &workspace.groups[0];
    assert_eq!(group.members, [USER]);
    let of_group = group.identity_policies.known().unwrap();
    assert!(of_group[0].text.contains("s3:GetObjectVersion"), "the version in use");
    assert_line(&filled.report.unknown, "`ViewOnly`");
}

#[test]
fn policies_of_resources_find_their_resource() {
    for (file, arn) in [
        ("get_bucket_policy.json", "arn:aws:s3:::reports"),
        ("get_queue_attributes.json", "arn:aws:sqs:eu-west-1:111122223333:jobs"),
        ("get_topic_attributes.json", "arn:aws:sns:eu-west-1:111122223333:alerts"),
        ("lambda_get_policy.json", "arn:aws:lambda:eu-west-1:111122223333:function:convert"),
        ("get_resource_policy.json", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd"),
        ("get_repository_policy.json", "arn:aws:ecr:us-east-1:111122223333:repository/web"),
        ("get_key_policy.json", "arn:aws:kms:us-east-1:111122223333:key/unnamed"),
    ] {
        let filled = fill_files(&[file]);
        let [resource] = filled.workspace.resources.as_slice() else {
            panic!("{file}: {:?}", filled.workspace.resources);
        };
        assert_eq!(resource.arn, arn, "{file}");
        assert!(resource.policy.known().unwrap().is_some(), "{file}");
    }
}

#[test]
fn the_policy_of_a_key_goes_to_the_key_of_the_request() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
    let filled = fill(&[key, &text("get_key_policy.json")]);
    assert_eq!(filled.workspace.resources.len(), 1);
    assert_eq!(filled.workspace.resources[0].arn, key);
    let repository = "arn:aws:ecr:eu-west-1:111122223333:repository/web";
    let filled = fill(&[repository, &text("get_repository_policy.json")]);
    assert_eq!(filled.workspace.resources.len(), 1);
    assert_eq!(filled.workspace.resources[0].arn, repository);
}

#[test]
fn organization_policies_stand_at_the_account_and_others_may_stand_beside_them() {
    let filled = fill_files(&[
        "get_role.json",
        "list_policies_for_target.json",
        "describe_scp.json",
        "describe_rcp.json",
    ]);
    let account = &filled.workspace.accounts[0];
    assert_eq!(account.id, "111122223333");
    let scps = account.scps.known().unwrap();
    assert_eq!(names(scps), ["FullAWSAccess", "one-region", "other service control policies"]);
    assert!(scps[1].text.contains("aws:RequestedRegion"));
    assert_eq!(names(account.rcps.known().unwrap()), ["tls-only", "other resource control policies"]);
    let filled = fill_files(&["describe_organization.json"]);
    let organization = filled.workspace.organization.unwrap();
    assert_eq!(organization.id.as_deref(), Some("o-a1b2c3d4e5"));
    assert_eq!(organization.management_account.as_deref(), Some("444455556666"));
}

#[test]
fn endpoints_functions_and_who_i_am() {
    let filled = fill_files(&["describe_vpc_endpoints.json"]);
    let endpoint = &filled.workspace.vpc_endpoints[0];
    assert_eq!((endpoint.id.as_str(), endpoint.vpc.as_deref()), ("vpce-0a1b2c3d", Some("vpc-0a1b")));
    assert!(endpoint.policy.known().unwrap().is_some());
    let filled = fill_files(&["get_function_configuration.json"]);
    assert_eq!(filled.workspace.resources[0].policy, Slot::Unknown);
    assert_eq!(selected(&filled.workspace).principal, ROLE);
    let filled = fill_files(&["get_caller_identity.json"]);
    assert_eq!(selected(&filled.workspace).principal, SESSION);
}

#[test]
fn policies_that_stand_alone_go_where_their_type_belongs() {
    for (file, policy_type) in [
        ("policy_identity.json", PolicyType::Identity),
        ("policy_trust.json", PolicyType::RoleTrust),
        ("policy_bucket.json", PolicyType::Resource),
        ("policy_rcp.json", PolicyType::ResourceControl),
    ] {
        assert_kind(file, Kind::Policy(policy_type));
    }
    let filled =
        fill(&[ROLE, &text("policy_identity.json"), &text("policy_trust.json"), &text("policy_bucket.json")]);
    let role = principal(&filled.workspace, ROLE);
    let text_of = |document: &PolicyDocument| document.text.clone();
    assert_eq!(
        role.identity_policies.known().map(|list| text_of(&list[0])).as_deref(),
        Some(text("policy_identity.json").trim())
    );
    assert!(role.trust_policy.known().unwrap().is_some());
    assert_eq!(filled.workspace.resources[0].arn, "arn:aws:s3:::reports");
}

#[test]
fn an_arn_is_the_caller_or_the_resource() {
    assert_eq!(paste(USER).kind, Kind::PrincipalArn);
    assert_eq!(paste("\"arn:aws:s3:::reports/a\",").kind, Kind::ResourceArn);
    let filled = fill(&[USER, "arn:aws:s3:::reports/a"]);
    assert_eq!(filled.workspace.requests.len(), 1);
    let request = selected(&filled.workspace);
    assert_eq!((request.principal.as_str(), request.resource.as_str()), (USER, "arn:aws:s3:::reports/a"));
}

#[test]
fn another_arn_makes_another_request() {
    let filled = fill(&[USER, "arn:aws:s3:::reports/a", "arn:aws:s3:::reports/b", ROLE]);
    let requests: Vec<[&str; 2]> =
        filled.workspace.requests.iter().map(|request| [&*request.principal, &*request.resource]).collect();
    let expected = [
        [USER, "arn:aws:s3:::reports/a"],
        [USER, "arn:aws:s3:::reports/b"],
        [ROLE, "arn:aws:s3:::reports/b"],
    ];
    assert_eq!(requests, expected);
    assert_eq!(filled.workspace.selected_request, 2);
}
