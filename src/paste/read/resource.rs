//! The output of the AWS CLI's commands about resources, VPC endpoints and organizations.

use super::details::control_type;
use super::json::{at, elements, faultless, member, policy_text, tags, text};
use super::policy::{facts_of_policy, likely_target};
use crate::lint::{DocumentType, ResourceKind};
use crate::matching::split_arn;
use crate::paste::facts::{ControlFacts, Facts, OrganizationFacts, Owner, PrincipalFacts, ResourceFacts};
use crate::paste::kind::Kind;
use crate::policy::{PolicyType, read_policy};
use crate::scenario::{Slot, VpcEndpointType};
use crate::text::json::Node;
use crate::workspace::model::{PolicyDocument, VpcEndpoint};
use crate::workspace::not_known;

/// What a command printed, if it is one of these.
pub(super) fn read(root: &Node<'_>) -> Option<(Kind, Facts)> {
    let mut facts = Facts::default();
    let command = organization(root, &mut facts)
        .or_else(|| vpc_endpoints(root, &mut facts))
        .or_else(|| function(root, &mut facts))
        .or_else(|| attributes(root, &mut facts))
        .or_else(|| with_policy(root, &mut facts))?;
    Some((Kind::CommandOutput(command), facts))
}

fn organization(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    if let Some(summary) = at(root, &["Policy", "PolicySummary"]) {
        let name = text(summary, &["Name"]).or_else(|| text(summary, &["Id"]))?;
        let content = policy_text(at(root, &["Policy", "Content"])?)?;
        let Some(policy_type) = text(summary, &["Type"]).and_then(control_type) else {
            facts
                .remarks
                .push(format!("the policy `{name}` is of a type that does not decide about requests"));
            return Some("organizations describe-policy");
        };
        facts
            .control_policies
            .push(ControlFacts { policy_type, document: PolicyDocument::new(name, content) });
        return Some("organizations describe-policy");
    }
    if text(root, &["Organization", "Id"]).is_some() {
        facts.organization = Some(OrganizationFacts {
            id: text(root, &["Organization", "Id"]).map(str::to_owned),
            management_account: text(root, &["Organization", "MasterAccountId"]).map(str::to_owned),
        });
        return Some("organizations describe-organization");
    }
    let policies = elements(root, "Policies");
    let listed = policies.iter().filter_map(|policy| {
        let policy_type = control_type(text(policy, &["Type"])?)?;
        let name = text(policy, &["Name"]).or_else(|| text(policy, &["Id"]))?;
        let id = text(policy, &["Id"]).unwrap_or_default();
        let advice = format!(
            "replace this line by the policy, as `aws organizations describe-policy --policy-id {id}` gives it"
        );
        Some(ControlFacts { policy_type, document: not_known(name, &advice) })
    });
    facts.control_policies.extend(listed);
    (!facts.control_policies.is_empty()).then_some("organizations list-policies-for-target")
}

fn vpc_endpoints(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    for found in elements(root, "VpcEndpoints") {
        let Some(id) = text(found, &["VpcEndpointId"]) else {
            continue;
        };
        let policy = member(found, "PolicyDocument").and_then(policy_text);
        facts.vpc_endpoints.push(VpcEndpoint {
            id: id.to_owned(),
            vpc: text(found, &["VpcId"]).map(str::to_owned),
            account: text(found, &["OwnerId"]).map(str::to_owned),
            endpoint_type: match text(found, &["VpcEndpointType"]) {
                Some("Gateway") => Some(VpcEndpointType::Gateway),
                Some("Interface") => Some(VpcEndpointType::Interface),
                _ => None,
            },
            policy: match policy {
                Some(text) => Slot::Known(Some(PolicyDocument::new("endpoint-policy", text))),
                None => Slot::Unknown,
            },
            ..VpcEndpoint::default()
        });
    }
    (!facts.vpc_endpoints.is_empty()).then_some("ec2 describe-vpc-endpoints")
}

fn function(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    let (configuration, command) = match member(root, "Configuration") {
        Some(configuration) => (configuration, "lambda get-function"),
        None => (root, "lambda get-function-configuration"),
    };
    let arn = text(configuration, &["FunctionArn"])?;
    // A version or an alias has no policy of its own here: the function's is asked.
    let function: Vec<&str> = arn.splitn(8, ':').take(7).collect();
    let tags = member(root, "Tags").map(tags);
    facts.resources.push(ResourceFacts {
        owner: Owner::Arn(function.join(":")),
        policy: Slot::Unknown,
        tags,
    });
    if let Some(role) = text(configuration, &["Role"]).filter(|role| split_arn(role).is_some()) {
        facts.remarks.push(format!("role of the function: `{role}`"));
        facts.principals.push(PrincipalFacts::of(Owner::Arn(role.to_owned())));
    }
    Some(command)
}

/// `get-queue-attributes` and `get-topic-attributes`.
fn attributes(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    let attributes = member(root, "Attributes")?;
    let is_topic = member(attributes, "TopicArn").is_some();
    let arn = text(attributes, &["TopicArn"]).or_else(|| text(attributes, &["QueueArn"]));
    let policy = member(attributes, "Policy").and_then(policy_text);
    if arn.is_none() && policy.is_none() {
        return None;
    }
    let is_topic = is_topic || policy.as_deref().is_some_and(|policy| policy.contains(":sns:"));
    match policy {
        Some(policy) => push_policy(policy, arn, PolicyType::Resource, facts),
        // With `--attribute-names All` a queue without a policy has no such attribute.
        None => facts.resources.push(ResourceFacts {
            owner: Owner::Arn(arn?.to_owned()),
            policy: Slot::Unknown,
            tags: None,
        }),
    }
    Some(if is_topic { "sns get-topic-attributes" } else { "sqs get-queue-attributes" })
}

/// Commands that print one policy as a string.
fn with_policy(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    if let Some(policy) = member(root, "policyText").and_then(policy_text) {
        let (registry, name) = (text(root, &["registryId"]), text(root, &["repositoryName"]));
        let arn = registry
            .zip(name)
            .map(|(registry, name)| format!("arn:aws:ecr:us-east-1:{registry}:repository/{name}"));
        let owner = Owner::Target(arn.clone().unwrap_or_default());
        facts.resources.push(ResourceFacts { owner, policy: document(policy), tags: None });
        if arn.is_some() {
            facts.unknown.push("the Region of the repository, unless the request names it".to_owned());
        }
        return Some("ecr get-repository-policy");
    }
    if let Some(policy) = member(root, "ResourcePolicy").and_then(policy_text) {
        push_policy(policy, text(root, &["ARN"]), PolicyType::Resource, facts);
        return Some("secretsmanager get-resource-policy");
    }
    if let Some(policy) = member(root, "policyDocument").and_then(policy_text) {
        facts_of_policy(&policy, None, facts);
        return Some("iam-toolbox get-request-authorization-policy");
    }
    let policy = policy_text(member(root, "Policy")?)?;
    let root_of_policy = faultless(&policy)?;
    member(&root_of_policy, "Statement")?;
    let (read, _) = read_policy(&root_of_policy);
    let found = DocumentType::infer(&read);
    let is_key = member(root, "PolicyName").is_some() || found.policy_type == PolicyType::Key;
    let policy_type = if is_key { PolicyType::Key } else { PolicyType::Resource };
    push_policy(policy.clone(), text(root, &["Arn"]), policy_type, facts);
    Some(match found.resource {
        _ if is_key => "kms get-key-policy",
        Some(ResourceKind::LambdaFunction | ResourceKind::LambdaLayer) => "lambda get-policy",
        Some(ResourceKind::DynamoDbTable | ResourceKind::DynamoDbStream) => "dynamodb get-resource-policy",
        Some(ResourceKind::EventBus) => "events describe-event-bus",
        Some(ResourceKind::EfsFileSystem) => "efs describe-file-system-policy",
        Some(ResourceKind::KinesisStream) => "kinesis get-resource-policy",
        _ => "s3api get-bucket-policy",
    })
}

fn document(text: String) -> Slot<Option<PolicyDocument>> {
    Slot::Known(Some(PolicyDocument::new("resource-policy", text)))
}

/// A policy of a resource, of which `arn` is the ARN where the output names it.
fn push_policy(policy: String, arn: Option<&str>, policy_type: PolicyType, facts: &mut Facts) {
    let owner = match arn {
        Some(arn) => Owner::Arn(arn.to_owned()),
        None => {
            let likely =
                faultless(&policy).and_then(|root| likely_target(&read_policy(&root).0, policy_type));
            likely.unwrap_or(Owner::Target(String::new()))
        }
    };
    facts.resources.push(ResourceFacts { owner, policy: document(policy), tags: None });
}
