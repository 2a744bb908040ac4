//! Rules of single services and calls.

use crate::matching::split_arn;
use crate::policy::PolicyType;
use crate::scenario::Principal;

use super::prepared::PreparedRequest;

/// `sts:GetCallerIdentity` and `sts:GetSessionToken` need no permission, and no policy can take it away
/// (clauses 5.140 and 5.141).
pub(super) fn needs_no_permission(action: &str) -> bool {
    matches!(action, "sts:getcalleridentity" | "sts:getsessiontoken")
}

/// The owner's root user keeps access to the bucket's policy whatever it denies (clause 5.143).
pub(super) fn ignores_resource_policy_deny(request: &PreparedRequest<'_>) -> bool {
    request.same_account
        && matches!(request.principal(), Principal::Root { .. })
        && matches!(request.action(), "s3:getbucketpolicy" | "s3:putbucketpolicy" | "s3:deletebucketpolicy")
}

/// Whether the resource's own policy has to allow even inside one account (clause 5.76).
pub(super) fn resource_policy_must_allow(request: &PreparedRequest<'_>) -> bool {
    matches!(request.resource_policy_type, PolicyType::RoleTrust | PolicyType::Key)
}

/// Whether the call fails across accounts whatever the policies say (clauses 5.97, 5.139 and 5.144).
pub(super) fn never_crosses_accounts(request: &PreparedRequest<'_>) -> bool {
    match request.service() {
        "kms" if request.resource_policy_type == PolicyType::Key => {
            !KMS_CROSS_ACCOUNT_ACTIONS.contains(&request.action_name())
        }
        "iam" => request.action_name() == "passrole",
        "s3" => request.action_name() == "putbucketpolicy",
        _ => false,
    }
}

/// The KMS actions that work on a key of another account (clause 5.97), in lower case.
const KMS_CROSS_ACCOUNT_ACTIONS: &[&str] = &[
    "creategrant",
    "decrypt",
    "derivesharedsecret",
    "describekey",
    "encrypt",
    "generatedatakey",
    "generatedatakeypair",
    "generatedatakeypairwithoutplaintext",
    "generatedatakeywithoutplaintext",
    "generatemac",
    "getkeyrotationstatus",
    "getpublickey",
    "listgrants",
    "reencryptfrom",
    "reencryptto",
    "retiregrant",
    "revokegrant",
    "sign",
    "verify",
    "verifymac",
];

/// A session made by `GetFederationToken` cannot call IAM or STS (clause 5.142).
pub(super) fn closed_to_federated_users(request: &PreparedRequest<'_>) -> bool {
    matches!(request.principal(), Principal::FederatedUser { .. })
        && matches!(request.service(), "iam" | "sts")
}

/// Whether the call makes a session of a service-linked role (clause 5.52).
pub(super) fn assumes_service_linked_role(request: &PreparedRequest<'_>) -> bool {
    request.resource_policy_type == PolicyType::RoleTrust
        && split_arn(&request.request.resource)
            .is_some_and(|[.., resource]| resource.starts_with("role/aws-service-role/"))
}

/// Whether resource control policies say anything about the call (clauses 5.52 and 5.53).
pub(super) fn resource_control_policies_apply(request: &PreparedRequest<'_>) -> bool {
    request.action() != "kms:retiregrant" && resource_control_policies_support(request.service())
}

/// Whether resource control policies work on the service with this prefix, in lower case (clause 5.53).
#[must_use]
pub fn resource_control_policies_support(service: &str) -> bool {
    RESOURCE_CONTROL_SERVICES.contains(&service)
}

/// The services that resource control policies support, as of 26 September 2026 (clause 5.53).
const RESOURCE_CONTROL_SERVICES: &[&str] = &[
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "autoscaling-plans",
    "budgets",
    "clouddirectory",
    "cloudfront",
    "cloudsearch",
    "cloudtrail-data",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codepipeline",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "compute-optimizer",
    "cost-optimization-hub",
    "dax",
    "dsql",
    "dynamodb",
    "ecr",
    "ecr-public",
    "events",
    "firehose",
    "fis",
    "fms",
    "gamelift",
    "health",
    "inspector-scan",
    "kendra",
    "kinesisvideo",
    "kms",
    "logs",
    "memorydb",
    "networkmonitor",
    "notifications",
    "opensearch",
    "pca-connector-ad",
    "personalize",
    "polly",
    "pricing",
    "resource-groups",
    "rolesanywhere",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "signin",
    "sqs",
    "sts",
    "support",
    "swf",
    "textract",
    "timestream-influxdb",
    "transcribe",
    "transfer",
    "translate",
    "wafv2",
    "workspaces",
    "xray",
];
