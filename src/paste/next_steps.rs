//! What is still unknown of a request's policies, and the commands whose output tells it when it is pasted.

use super::facts::PrincipalKind;
use super::fill::principals::kind_of;
use crate::evaluation::Check;
use crate::matching::split_arn;
use crate::workspace::edit::{is_about_trust, unknown_checks};
use crate::workspace::model::{NamedRequest, Workspace};
use crate::workspace::{account_of, resource_account};

/// Something that nobody knows yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What is not known, in a few words; user text in backticks.
    pub unknown: String,
    /// A command of the AWS CLI that tells it, for a shell; none where no command does.
    pub command: Option<String>,
}

/// What is unknown of the policies of request number `request`: one entry for each command, the one that tells most
/// first. Empty when all policies are known, or when the request cannot be read.
#[must_use]
pub fn next_steps(workspace: &Workspace, request: usize) -> Vec<NextStep> {
    let Some(named) = workspace.requests.get(request) else {
        return Vec::new();
    };
    let unknown = unknown_checks(workspace, request);
    let is_unknown = |check: Check| unknown.contains(&check);
    let mut steps = Vec::new();
    let mut add = |unknown: &str, command: Option<String>| {
        steps.push(NextStep { unknown: unknown.to_owned(), command });
    };
    let caller = named.principal.trim();
    let of_caller = match (is_unknown(Check::Principal), is_unknown(Check::PermissionsBoundary)) {
        (true, true) => Some("the identity-based policies and the permissions boundary of the caller"),
        (true, false) => Some("the identity-based policies of the caller"),
        (false, true) => Some("the permissions boundary of the caller"),
        (false, false) => None,
    };
    if let Some(unknown) = of_caller {
        add(unknown, Some(whole_account_command(kind_of(caller)).to_owned()));
    }
    if is_unknown(Check::Resource) {
        add("the policy of the resource", resource_command(named));
    }
    if is_unknown(Check::ServiceControlPolicy) {
        let command =
            account_of(caller).and_then(|account| control_command(account, "SERVICE_CONTROL_POLICY"));
        add("the service control policies of the caller’s account", command);
    }
    if is_unknown(Check::ResourceControlPolicy) {
        let account = resource_account(workspace, named).id;
        let command = control_command(account, "RESOURCE_CONTROL_POLICY");
        add("the resource control policies of the resource’s account", command);
    }
    if is_unknown(Check::VpcEndpoint) {
        let id = named.vpc_endpoint.as_deref().filter(|id| id.starts_with("vpce-"));
        let command =
            id.and_then(plain).map(|id| format!("aws ec2 describe-vpc-endpoints --vpc-endpoint-ids {id}"));
        add("the policy of the VPC endpoint", command);
    }
    if is_unknown(Check::Session) {
        add("the session policies: who made the session passed them, or none", None);
    }
    steps
}

/// The command that tells all policies of all users or roles of an account at once.
pub(super) fn whole_account_command(kind: PrincipalKind) -> &'static str {
    match kind {
        PrincipalKind::User | PrincipalKind::Group => {
            "aws iam get-account-authorization-details --filter User Group LocalManagedPolicy AWSManagedPolicy"
        }
        PrincipalKind::Role => {
            "aws iam get-account-authorization-details --filter Role LocalManagedPolicy AWSManagedPolicy"
        }
    }
}

/// The text if a shell takes it as one word as it stands.
fn plain(text: &str) -> Option<&str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,".contains(c);
    (!text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain)).then_some(text)
}

fn control_command(account: &str, filter: &str) -> Option<String> {
    let account = plain(account)?;
    Some(format!("aws organizations list-policies-for-target --target-id {account} --filter {filter}"))
}

/// The command that tells the policy of a resource, for the services whose output is recognised.
fn resource_command(request: &NamedRequest) -> Option<String> {
    let arn = plain(request.resource.trim())?;
    let [_, _, service, region, account, name] = split_arn(arn)?;
    let last = name.rsplit('/').next().filter(|last| !last.is_empty())?;
    Some(match service {
        _ if is_about_trust(request) => format!("aws iam get-role --role-name {last}"),
        "s3" => format!("aws s3api get-bucket-policy --bucket {}", name.split('/').next()?),
        "kms" => format!("aws kms get-key-policy --key-id {arn} --policy-name default"),
        "sns" => format!("aws sns get-topic-attributes --topic-arn {arn}"),
        "sqs" => {
            let url = format!("https://sqs.{region}.amazonaws.com/{account}/{name}");
            format!("aws sqs get-queue-attributes --attribute-names Policy --queue-url {url}")
        }
        "lambda" => format!("aws lambda get-policy --function-name {arn}"),
        "secretsmanager" => format!("aws secretsmanager get-resource-policy --secret-id {arn}"),
        _ => return None,
    })
}
