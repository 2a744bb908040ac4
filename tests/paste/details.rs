//! Decoded authorization messages and the details of Access Troubleshooter.

use policyscope::paste::{Kind, is_not_known};
use policyscope::workspace::model::ExpectedDecision;

use super::{
    ROLE, SESSION, assert_kind, assert_line, call, fill_files, names, paste, principal, selected, text,
};

#[test]
fn a_decoded_message_tells_the_context() {
    assert_kind("decoded_message.json", Kind::DecodedMessage);
    let call = call("decoded_message.json");
    assert_eq!(call.caller.as_deref(), Some(SESSION));
    assert_eq!(call.action.as_deref(), Some("ec2:RunInstances"));
    assert_eq!(call.resource.as_deref(), Some("arn:aws:ec2:eu-west-1:111122223333:instance/*"));
    assert_eq!(call.context["ec2:InstanceType"], ["m5.24xlarge"]);
    assert_eq!(call.outcome.decision, Some(ExpectedDecision::ExplicitlyDenied));
    assert_line(&paste(&text("decoded_message.json")).facts.remarks, "`NoBigOnes` (DENY)");
}

#[test]
fn the_answer_of_the_command_holds_it_as_a_string() {
    assert_eq!(paste(&text("decoded_message_wrapped.json")), paste(&text("decoded_message.json")));
}

#[test]
fn access_troubleshooter_tells_the_whole_context_and_which_policies_there_are() {
    assert_kind("authorization_details.json", Kind::AuthorizationDetails);
    let filled = fill_files(&["authorization_details.json"]);
    let request = selected(&filled.workspace);
    assert_eq!(request.principal, SESSION);
    assert_eq!(request.action, "secretsmanager:GetSecretValue");
    assert_eq!(request.context["aws:SecureTransport"], ["true"]);
    assert_eq!(request.context["aws:MultiFactorAuthAge"], ["120"]);
    assert_eq!(request.context["secretsmanager:VersionStage"], ["AWSCURRENT"]);
    assert_eq!(request.unknown_context, Vec::<String>::new(), "what is not listed was not there");
    assert_eq!(request.expect, Some(ExpectedDecision::ExplicitlyDenied));
    let role = principal(&filled.workspace, ROLE);
    let policies = role.identity_policies.known().unwrap();
    assert_eq!(names(policies), ["ReadSecrets", "inline policy i-1"]);
    assert!(policies.iter().all(is_not_known));
    assert_line(&filled.report.taken, "SERVICE_CONTROL_POLICY at `arn:aws:organizations::444455556666:root/");
    assert_line(&filled.report.unknown, "p-1a2b3c4d");
}
