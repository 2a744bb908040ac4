//! Whether a scenario is a request of a workspace.

use super::line::ReadScenario;
use super::plain::PlainRequest;
use super::resolved::plain;
use crate::evaluation::Check;
use crate::workspace::model::{NamedRequest, OrderedMap, Workspace};
use crate::workspace::resolve;

/// The request that resolves to `read` in the workspace; the requests of `workspace` are overwritten meanwhile.
///
/// # Errors
/// What is another in the workspace, as the end of a sentence.
pub(super) fn fitting_request(
    workspace: &mut Workspace,
    read: &ReadScenario,
) -> Result<NamedRequest, String> {
    let (scenario, wanted) = (&read.scenario, &read.scenario.request);
    let mut named = NamedRequest {
        name: scenario.id.clone(),
        principal: wanted.principal.name().to_owned(),
        action: wanted.action.clone(),
        resource: wanted.resource.clone(),
        vpc_endpoint: endpoint(workspace, wanted),
        unknown_context: given_unknown(&wanted.unknown_context),
        expect: scenario.expect,
        ..NamedRequest::default()
    };
    let bare = resolved(workspace, &named)?.0;
    if bare.resource_account != wanted.resource_account {
        named.resource_account = Some(wanted.resource_account.clone());
    }
    // What the workspace adds by itself would only stand in the way of later changes.
    let given = wanted.context.iter().filter(|(key, values)| bare.values(key) != Some(values));
    named.context = given.map(|(key, values)| (key.clone(), values.clone())).collect::<OrderedMap<_>>();
    let (request, different) = {
        let (request, policies) = resolved(workspace, &named)?;
        (request, scenario.policies.first_difference(&policies))
    };
    match different {
        _ if request.principal != wanted.principal => {
            Err("a workspace does not name this caller in the same way".to_owned())
        }
        Some(check) => Err(format!("{} here", other_policies(check))),
        None if request.vpc_endpoint_type != wanted.vpc_endpoint_type => {
            Err("the VPC endpoint is of another type here".to_owned())
        }
        None if request.resource_account != wanted.resource_account => {
            Err("the resource belongs to another account here".to_owned())
        }
        None if !request.has_context_of(&read.with_derived) => {
            Err("the request has other context keys here, such as tags of caller or resource".to_owned())
        }
        None => Ok(named),
    }
}

/// `other identity policies apply`
fn other_policies(check: Check) -> &'static str {
    match check {
        Check::ResourceControlPolicy => "other resource control policies apply",
        Check::ServiceControlPolicy => "other service control policies apply",
        Check::VpcEndpoint => "the VPC endpoint has another policy",
        Check::Resource => "the resource has another policy",
        Check::Principal => "the caller has other identity policies",
        Check::PermissionsBoundary => "the caller has another permissions boundary",
        Check::Session => "the session has other policies",
    }
}

fn resolved(
    workspace: &mut Workspace,
    named: &NamedRequest,
) -> Result<(PlainRequest, super::plain::PlainPolicies), String> {
    workspace.requests = vec![named.clone()];
    let resolved = resolve(workspace, 0).map_err(|error| error.message)?;
    let scenario = plain(workspace, 0, &resolved);
    Ok((scenario.request, scenario.policies))
}

/// The endpoint of the workspace that the request names.
fn endpoint(workspace: &Workspace, request: &PlainRequest) -> Option<String> {
    let [id] = request.values("aws:SourceVpce")?.as_slice() else {
        return None;
    };
    workspace.vpc_endpoints.iter().any(|endpoint| endpoint.id == *id).then(|| id.clone())
}

/// The unknown keys without those that are unknown because `aws:CalledVia` is.
fn given_unknown(keys: &[String]) -> Vec<String> {
    let is = |key: &str, name: &str| key.eq_ignore_ascii_case(name);
    let follows = |key: &str| {
        ["aws:CalledViaFirst", "aws:CalledViaLast", "aws:ViaAWSService"].iter().any(|name| is(key, name))
    };
    let is_called_via_unknown = keys.iter().any(|key| is(key, "aws:CalledVia"));
    keys.iter().filter(|key| !(is_called_via_unknown && follows(key))).cloned().collect()
}
