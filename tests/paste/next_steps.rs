//! What is kept of AWS's answer, and how to find out what it leaves open.

use policyscope::paste::next_steps;
use policyscope::policy::PolicyType;
use policyscope::share;
use policyscope::workspace::model::{AwsAnswer, ExpectedDecision, Workspace};

use super::{assert_line, fill, selected};

const PUT: &str = "User: arn:aws:sts::111122223333:assumed-role/app-writer/i-1 is not authorized to perform: s3:PutObject \
    on resource: \"arn:aws:s3:::acme-out/1.json\" because no identity-based policy allows the s3:PutObject action";
const SCP: &str = "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sqs:SendMessage on resource: \
    arn:aws:sqs:eu-west-1:444455556666:jobs with an explicit deny in a service control policy: \
    arn:aws:organizations::444455556666:policy/o-exampleorgid/service_control_policy/p-x1y2z3a4";
const ENCODED: &str = "An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not \
    authorized to perform this operation. Encoded authorization failure message: AbCd-1234";

fn commands(workspace: &Workspace) -> Vec<String> {
    let steps = next_steps(workspace, workspace.selected_request);
    steps.into_iter().filter_map(|step| step.command).collect()
}

#[test]
fn the_answer_of_aws_stays_with_its_request_and_goes_through_a_link() {
    let workspace = fill(&[SCP]).workspace;
    let answer = AwsAnswer {
        decision: Some(ExpectedDecision::ExplicitlyDenied),
        policy_type: Some(PolicyType::ServiceControl),
        policy: Some(
            "arn:aws:organizations::444455556666:policy/o-exampleorgid/service_control_policy/p-x1y2z3a4"
                .to_owned(),
        ),
        ..AwsAnswer::default()
    };
    assert_eq!(selected(&workspace).aws_answer, Some(answer));
    let link = share::encode(&workspace.to_json()).unwrap();
    let shared = Workspace::from_json(&share::decode(&link).unwrap()).unwrap();
    assert_eq!(shared, workspace);
    assert_eq!(fill(&[SCP, SCP]).workspace, workspace, "twice the same is once");
}

#[test]
fn an_encoded_answer_is_known_to_be_one() {
    let workspace = fill(&[ENCODED]).workspace;
    let answer = selected(&workspace).aws_answer.clone().unwrap();
    assert!(answer.encoded && answer.decision.is_none());
}

#[test]
fn a_text_without_an_answer_makes_none() {
    let arn = "arn:aws:iam::111122223333:role/app-writer";
    assert_eq!(selected(&fill(&[arn]).workspace).aws_answer, None);
    // Another caller has had no answer yet.
    assert_eq!(selected(&fill(&[PUT, "arn:aws:iam::111122223333:role/other"]).workspace).aws_answer, None);
}

#[test]
fn each_unknown_policy_has_the_command_that_tells_it_the_callers_first() {
    let filled = fill(&[PUT]);
    assert_eq!(
        commands(&filled.workspace),
        [
            "aws iam get-account-authorization-details --filter Role LocalManagedPolicy AWSManagedPolicy",
            "aws s3api get-bucket-policy --bucket acme-out",
            "aws organizations list-policies-for-target --target-id 111122223333 --filter SERVICE_CONTROL_POLICY",
            "aws organizations list-policies-for-target --target-id 111122223333 --filter RESOURCE_CONTROL_POLICY",
        ]
    );
    assert_line(&filled.report.unknown, "all of them come with `aws iam get-account-authorization-details");
    let of_user = fill(&[SCP]).workspace;
    assert!(commands(&of_user)[0].contains("--filter User Group"));
    assert_eq!(
        commands(&of_user)[1],
        "aws sqs get-queue-attributes --attribute-names Policy --queue-url \
         https://sqs.eu-west-1.amazonaws.com/444455556666/jobs"
    );
}

#[test]
fn what_is_known_is_not_asked_for() {
    let policy = r#"{"RoleName": "app-writer", "PolicyName": "p", "PolicyDocument":
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}"#;
    let bucket = r#"{"Policy": "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\",
        \"Action\": \"s3:ListBucket\", \"Resource\": \"arn:aws:s3:::acme-out\"}}"}"#;
    let left = commands(&fill(&[PUT, policy, &bucket.replace('\n', " ")]).workspace);
    assert!(!left.iter().any(|command| command.contains("s3api")), "{left:?}");
}

#[test]
fn a_command_holds_nothing_that_a_shell_would_act_on() {
    let hostile = PUT.replace("acme-out/1.json", "a;rm -rf x/1.json");
    let hostile = hostile.replace("111122223333:assumed-role", "1$(id)1:assumed-role");
    let filled = fill(&[&hostile]);
    let found = commands(&filled.workspace);
    assert!(found.iter().all(|command| !command.contains(['$', ';', '('])), "{found:?}");
}

#[test]
fn without_a_request_there_is_nothing_to_find_out() {
    assert_eq!(next_steps(&Workspace::default(), 0), []);
}
