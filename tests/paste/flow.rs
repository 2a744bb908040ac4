//! From an error to an answer: a message into a workspace, then what is known of the policies.

use policyscope::catalogue::bundled;
use policyscope::evaluation::{Check, Decision, Engine, Evaluation};
use policyscope::scenario::Slot;
use policyscope::workspace::edit::is_unknown;
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::is_not_known;
use policyscope::workspace::model::{ExpectedDecision, Workspace};
use policyscope::workspace::resolve;

use super::{ROLE, SESSION, USER, assert_line, fill, fill_files, paste, principal, selected, text};

const DENIED: &str = "An error occurred (AccessDenied) when calling the GetObject operation: User: \
    arn:aws:sts::111122223333:assumed-role/reports/nightly is not authorized to perform: s3:GetObject on resource: \
    \"arn:aws:s3:::reports/a.csv\" because no identity-based policy allows the s3:GetObject action";

fn evaluate(workspace: &Workspace) -> Evaluation {
    let resolved = resolve(workspace, workspace.selected_request).unwrap();
    Engine::compile(&resolved.policies).evaluate(&resolved.request)
}

#[test]
fn a_message_in_an_empty_workspace_is_a_request_of_which_the_policies_are_unknown() {
    let filled = fill(&[DENIED]);
    let workspace = &filled.workspace;
    let request = selected(workspace);
    assert_eq!(request.principal, SESSION);
    assert_eq!(request.action, "s3:GetObject");
    assert_eq!(request.resource, "arn:aws:s3:::reports/a.csv");
    assert_eq!(request.expect, Some(ExpectedDecision::ImplicitlyDenied));
    assert_eq!(filled.report.kind, "an AccessDenied message");
    assert_line(&filled.report.taken, "no identity-based policy does");
    for check in [
        Check::Principal,
        Check::PermissionsBoundary,
        Check::Session,
        Check::Resource,
        Check::ServiceControlPolicy,
        Check::ResourceControlPolicy,
    ] {
        assert!(is_unknown(workspace, workspace.selected_request, check), "{check:?}");
    }
    for key in
        ["aws:SourceIp", "aws:MultiFactorAuthPresent", "aws:CurrentTime", "aws:SourceVpce", "aws:CalledVia"]
    {
        assert!(request.unknown_context.iter().any(|unknown| unknown == key), "{key}");
    }
    for key in ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:ViaAWSService"] {
        assert!(
            !request.unknown_context.iter().any(|unknown| unknown == key),
            "{key} follows from the request"
        );
    }
    assert_eq!(evaluate(workspace).decision, Decision::Unknown);
}

#[test]
fn a_message_in_each_example_leaves_it_whole_and_evaluates() {
    for example in EXAMPLES {
        let before = example.workspace().unwrap();
        for case in super::messages::cases() {
            let filled = paste(&case.text).fill(&before, None);
            let after = &filled.workspace;
            assert!(after.requests.starts_with(&before.requests), "{}: {}", example.id, case.name);
            assert!(after.principals.starts_with(&before.principals), "{}: {}", example.id, case.name);
            assert!(after.resources.starts_with(&before.resources), "{}: {}", example.id, case.name);
            let request = selected(after);
            if ![&request.principal, &request.action, &request.resource].iter().any(|field| field.is_empty())
            {
                let decision = evaluate(after).decision;
                if after.requests.len() > before.requests.len() {
                    assert_ne!(decision, Decision::Allowed, "{}: {}", example.id, case.name);
                }
            }
        }
    }
}

#[test]
fn from_an_error_to_its_reason() {
    // The role's policies allow something else: the message is explained, whatever the rest says.
    let files = ["get_role_encoded.json", "list_attached_role_policies.json", "list_role_policies.json"];
    let mut texts = vec![DENIED.to_owned()];
    texts.extend(files.map(text));
    let other =
        r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}"#;
    texts.push(format!(
        r#"{{"PolicyVersion": {{"Document": {other}, "VersionId": "v1", "IsDefaultVersion": true}}}}"#
    ));
    texts.push(format!(
        r#"{{"RoleName": "reports", "PolicyName": "read-reports", "PolicyDocument": {other}}}"#
    ));
    let filled = fill(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let workspace = &filled.workspace;
    assert_eq!(workspace.requests.len(), 1);
    let role = principal(workspace, ROLE);
    assert!(!role.identity_policies.known().unwrap().iter().any(is_not_known));
    assert_eq!(workspace.sessions[0].issued_by, ROLE, "the session's role has got its path");
    // A resource policy could still allow it.
    assert_eq!(evaluate(workspace).decision, Decision::Unknown);
    texts.push(text("get_bucket_policy.json").replace("s3:GetObject", "s3:ListBucket"));
    let workspace = fill(&texts.iter().map(String::as_str).collect::<Vec<_>>()).workspace;
    let evaluation = evaluate(&workspace);
    assert!(!evaluation.possible.contains(&Decision::Allowed), "{:?}", evaluation.possible);
}

#[test]
fn a_policy_that_allows_leaves_unknown_what_others_may_deny() {
    let filled = fill(&[DENIED, &text("policy_identity.json")]);
    let role = principal(&filled.workspace, "arn:aws:iam::111122223333:role/reports");
    assert!(role.identity_policies.known().unwrap().iter().any(is_not_known));
    assert_eq!(evaluate(&filled.workspace).decision, Decision::Unknown);
}

#[test]
fn keys_that_pasted_policies_ask_for_are_unknown_too() {
    let policy = text("policy_identity.json").replace(
        "\"Resource\": \"arn:aws:s3:::reports/*\"",
        "\"Resource\": \"arn:aws:s3:::reports/${aws:PrincipalTag/team}/*\", \"Condition\": {\"StringEquals\": {\"s3:prefix\": \"a\"}}",
    );
    let filled = fill(&[DENIED, &policy]);
    let unknown = &selected(&filled.workspace).unknown_context;
    for key in ["s3:prefix", "aws:principaltag/team"] {
        assert!(unknown.iter().any(|found| found.eq_ignore_ascii_case(key)), "{key} in {unknown:?}");
    }
    assert_line(&filled.report.unknown, "`s3:prefix`");
}

#[test]
fn a_caller_that_the_workspace_knows_keeps_its_policies() {
    let filled = fill(&[&text("account_details.json"), DENIED]);
    let role = principal(&filled.workspace, ROLE);
    assert_eq!(role.identity_policies.known().unwrap().len(), 2);
    assert_eq!(selected(&filled.workspace).action, "s3:GetObject");
}

#[test]
fn documents_of_the_same_name_are_replaced_and_others_stay() {
    let before = fill_files(&["get_role.json", "get_role_policy.json"]).workspace;
    let new = text("get_role_policy.json").replace("s3:GetObjectVersion", "s3:PutObject");
    let after = paste(&new).fill(&before, None).workspace;
    let list = |workspace: &Workspace| principal(workspace, ROLE).identity_policies.known().unwrap().clone();
    assert_eq!(super::names(&list(&before)), super::names(&list(&after)));
    assert!(list(&after)[0].text.contains("s3:PutObject"));
    let named = text("get_role_policy.json").replace("read-reports", "second");
    let after = paste(&named).fill(&after, None).workspace;
    assert_eq!(super::names(&list(&after))[..2], ["read-reports", "second"]);
}

#[test]
fn an_endpoint_that_a_message_blames_gets_its_name_later() {
    let blamed = DENIED.replace("identity-based policy", "VPC endpoint policy");
    let filled = fill(&[&blamed]);
    assert_eq!(filled.workspace.vpc_endpoints[0].policy, Slot::Unknown);
    assert!(selected(&filled.workspace).unknown_context.iter().any(|key| key == "aws:SourceVpce"));
    let filled = fill(&[&blamed, &text("describe_vpc_endpoints.json")]);
    assert_eq!(selected(&filled.workspace).vpc_endpoint.as_deref(), Some("vpce-0a1b2c3d"));
    assert_eq!(filled.workspace.vpc_endpoints.len(), 1);
}

#[test]
fn the_catalogue_finds_the_service_of_an_operation_and_actions_without_resource() {
    let catalogue = bundled().unwrap();
    let empty = Workspace::default();
    let message =
        "An error occurred (AccessDeniedException) when calling the GetSecretValue operation: denied";
    let without = paste(message).fill(&empty, None);
    assert_line(&without.report.unknown, "which service's action the operation `GetSecretValue` is");
    let with = paste(message).fill(&empty, Some(&catalogue));
    assert_eq!(selected(&with.workspace).action, "secretsmanager:GetSecretValue");
    assert_eq!(selected(&with.workspace).resource, "");
    let list = format!(
        "User: {USER} is not authorized to perform: codecommit:ListRepositories because no session policy allows the codecommit:ListRepositories action"
    );
    let with = paste(&list).fill(&empty, Some(&catalogue));
    assert_eq!(selected(&with.workspace).resource, "*");
    assert_eq!(evaluate(&with.workspace).decision, Decision::Unknown);
}

#[test]
fn a_masked_account_is_found_in_the_workspace() {
    let message = "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: \
        arn:aws:execute-api:eu-west-1:********3333:a1b2c3/prod/GET/pets\"}";
    let filled = fill(&[message]);
    assert_line(&filled.report.unknown, "ends in `3333`");
    let filled = fill(&[&text("get_role.json"), message]);
    assert_eq!(
        selected(&filled.workspace).resource,
        "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/prod/GET/pets"
    );
}

#[test]
fn a_bare_message_is_completed_by_what_is_pasted_after_it() {
    let bare = "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied";
    let filled = fill(&[bare, &text("get_role_encoded.json"), "arn:aws:s3:::reports/a.csv"]);
    let workspace = &filled.workspace;
    assert_eq!(workspace.requests.len(), 1);
    let request = selected(workspace);
    assert_eq!(
        [&*request.principal, &*request.action, &*request.resource],
        [ROLE, "s3:GetObject", "arn:aws:s3:::reports/a.csv"]
    );
    for check in
        [Check::Principal, Check::Resource, Check::ServiceControlPolicy, Check::ResourceControlPolicy]
    {
        assert!(is_unknown(workspace, 0, check), "{check:?}");
    }
    assert_eq!(evaluate(workspace).decision, Decision::Unknown);
}

#[test]
fn a_bucket_in_nobodys_account_is_said_to_be() {
    let filled = fill(&[DENIED]);
    assert_line(&filled.report.unknown, "which account owns the resource");
    assert!(selected(&filled.workspace).unknown_context.iter().any(|key| key == "aws:ResourceAccount"));
}

#[test]
fn a_name_without_text_never_takes_the_place_of_a_text() {
    let before = fill_files(&["account_details.json"]).workspace;
    let list = r#"{"AttachedPolicies": [{"PolicyName": "read-reports", "PolicyArn": "arn:aws:iam::111122223333:policy/read-reports"}]}"#;
    let after = fill(&[&text("account_details.json"), ROLE, list, &text("get_role.json")]).workspace;
    let policies =
        |workspace: &Workspace| principal(workspace, ROLE).identity_policies.known().unwrap()[0].clone();
    assert_eq!(policies(&before), policies(&after));
    assert!(!is_not_known(&policies(&after)));
    assert_eq!(principal(&before, ROLE).permissions_boundary, principal(&after, ROLE).permissions_boundary);
}
