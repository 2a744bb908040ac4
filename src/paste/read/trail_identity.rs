//! The caller of a CloudTrail record and what its credentials say.

use super::json::{at, is_true, text};
use crate::matching::partition_of;
use crate::paste::facts::Call;
use crate::text::json::Node;

/// Keys that only temporary credentials have.
const OF_TEMPORARY_CREDENTIALS: &[&str] =
    &["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:TokenIssueTime", "aws:SourceIdentity"];

/// Reads `userIdentity`.
pub(super) fn read(record: &Node<'_>, call: &mut Call) {
    let Some(identity) = at(record, &["userIdentity"]) else {
        return;
    };
    let arn = text(identity, &["arn"]);
    let issuer = text(identity, &["sessionContext", "sessionIssuer", "arn"]);
    let invoked_by = text(identity, &["invokedBy"]);
    let kind = text(identity, &["type"]).unwrap_or_default();
    match kind {
        "AWSService" => call.caller = invoked_by.map(str::to_owned),
        "AWSAccount" if text(identity, &["accountId"]) == Some("ANONYMOUS_PRINCIPAL") => {
            call.caller = Some("anonymous".to_owned());
        }
        "SAMLUser" | "WebIdentityUser" => {
            let provider = text(identity, &["identityProvider"]);
            call.caller = provider.filter(|name| name.starts_with("arn:")).map(str::to_owned);
        }
        "Root" => {
            let account = text(identity, &["accountId"]).unwrap_or_default();
            let partition = arn.and_then(partition_of).unwrap_or("aws");
            call.caller = Some(format!("arn:{partition}:iam::{account}:root"));
        }
        _ => call.caller = arn.map(str::to_owned),
    }
    if matches!(kind, "AssumedRole" | "FederatedUser") {
        call.issued_by = issuer.map(str::to_owned);
    }
    if let (Some(id), "IAMUser" | "AssumedRole") = (text(identity, &["principalId"]), kind) {
        call.add("aws:userid", id);
    }
    read_session(identity, kind, call);
    match invoked_by {
        Some(service) if kind != "AWSService" && service.ends_with(".amazonaws.com") => {
            // Of a chain of services a record shows only the last.
            call.add("aws:CalledVia", service);
        }
        // The name of a service in place of an address hints at one that called.
        _ if text(record, &["sourceIPAddress"]).is_some_and(|source| source.ends_with(".amazonaws.com")) => {}
        _ => call.absent.push("aws:CalledVia"),
    }
}

fn read_session(identity: &Node<'_>, kind: &str, call: &mut Call) {
    let Some(session) = at(identity, &["sessionContext"]) else {
        if matches!(kind, "IAMUser" | "Root") {
            call.absent.extend(OF_TEMPORARY_CREDENTIALS);
        }
        return;
    };
    if let Some(present) = text(session, &["attributes", "mfaAuthenticated"]) {
        call.add("aws:MultiFactorAuthPresent", present);
    }
    if let Some(issued) = text(session, &["attributes", "creationDate"]) {
        call.add("aws:TokenIssueTime", issued);
    }
    call.source_identity = text(session, &["sourceIdentity"]).map(str::to_owned);
    if call.source_identity.is_none() {
        call.absent.push("aws:SourceIdentity");
    }
    for (key, path) in [
        ("ec2:RoleDelivery", &["ec2RoleDelivery"][..]),
        ("aws:FederatedProvider", &["webIdFederationData", "federatedProvider"][..]),
    ] {
        if let Some(value) = text(session, path) {
            call.add(key, value);
        }
    }
    if is_true(session, "assumedRoot") || text(session, &["assumedRoot"]) == Some("true") {
        call.add("aws:AssumedRoot", "true");
    }
    let source = text(identity, &["inScopeOf", "sourceArn"]);
    match (text(identity, &["inScopeOf", "credentialsIssuedTo"]), source) {
        (Some(arn), _) if arn.contains(":lambda:") => call.add("lambda:SourceFunctionArn", arn),
        (Some(arn), _) if arn.contains(":ec2:") => call.add("ec2:SourceInstanceArn", arn),
        _ => {}
    }
}
