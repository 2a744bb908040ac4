//! Making the objects that a document has to be attached to.

use crate::matching::partition_of;
use crate::policy::PolicyType;
use crate::scenario;
use crate::workspace::model::{
    Account, NamedRequest, Organization, Principal, Resource, Session, Unit, VpcEndpoint, Workspace,
};
use crate::workspace::owners::Owners;

/// Whether the request is about assuming a role, so that the role's trust policy is asked.
pub(crate) fn is_about_trust(request: &NamedRequest) -> bool {
    scenario::resource_policy_type(&request.action, &request.resource) == PolicyType::RoleTrust
}

/// Whether organization policies do not bind the account because it manages the organization.
pub(super) fn is_management_account(workspace: &Workspace, account: &str) -> bool {
    let organization = workspace.organization.as_ref();
    organization.and_then(|organization| organization.management_account.as_deref()) == Some(account)
}

/// The account, made a member of an organization (below a unit other than the root, `with_unit`).
pub(super) fn ensure_member_account(workspace: &mut Workspace, id: &str, with_unit: bool) -> usize {
    let account = workspace.accounts.iter().position(|account| account.id == id).unwrap_or_else(|| {
        workspace.accounts.push(Account { id: id.to_owned(), ..Account::default() });
        workspace.accounts.len() - 1
    });
    let organization = workspace.organization.get_or_insert_with(Organization::default);
    let root = match organization.units.iter().find(|unit| unit.parent.is_none()) {
        Some(root) => root.id.clone(),
        None => {
            let root = Unit { id: "r-root".to_owned(), name: Some("root".to_owned()), ..Unit::default() };
            organization.units.push(root);
            "r-root".to_owned()
        }
    };
    if let Some(member) = workspace.accounts.get_mut(account) {
        let parent = member.unit.get_or_insert_with(|| root.clone());
        if with_unit && *parent == root {
            let unit_id = "ou-workloads";
            if !organization.units.iter().any(|unit| unit.id == unit_id) {
                let (id, name) = (unit_id.to_owned(), Some("workloads".to_owned()));
                organization.units.push(Unit { id, name, parent: Some(root), ..Unit::default() });
            }
            *parent = unit_id.to_owned();
        }
    }
    account
}

pub(super) fn ensure_endpoint(workspace: &mut Workspace, request: usize) -> Option<usize> {
    let named = workspace.requests.get(request)?;
    if let Some(endpoint) = Owners::of(workspace, named).vpc_endpoint {
        return Some(endpoint);
    }
    let id = named.vpc_endpoint.clone().unwrap_or_else(|| "vpce-1a2b3c4d".to_owned());
    workspace.requests.get_mut(request)?.vpc_endpoint = Some(id.clone());
    if let Some(existing) = workspace.vpc_endpoints.iter().position(|endpoint| endpoint.id == id) {
        return Some(existing);
    }
    workspace.vpc_endpoints.push(VpcEndpoint { id, ..VpcEndpoint::default() });
    Some(workspace.vpc_endpoints.len() - 1)
}

/// The ARN of the thing that carries the policy: the bucket of an object, the API of a method.
pub(crate) fn policy_owner(arn: &str) -> &str {
    let holds_others = arn.contains(":s3:") || arn.contains(":execute-api:");
    match arn.split_once('/') {
        Some((owner, _)) if holds_others => owner,
        _ => arn,
    }
}

pub(crate) fn ensure_principal(workspace: &mut Workspace, request: usize) -> Option<usize> {
    let named = workspace.requests.get(request)?;
    let owners = Owners::of(workspace, named);
    if let Some(principal) = owners.principal {
        return Some(principal);
    }
    let issuer = owners
        .session
        .and_then(|index| workspace.sessions.get(index))
        .map(|session| session.issued_by.clone());
    let caller =
        scenario::Principal::from_arn(named.principal.trim(), issuer.as_deref(), issuer.as_deref()).ok()?;
    let arn = match &caller {
        scenario::Principal::FederatedUser { federated_by, .. } => federated_by.clone()?,
        _ => caller.role_arn().or(caller.arn())?.to_owned(),
    };
    workspace.principals.push(Principal { arn, ..Principal::default() });
    Some(workspace.principals.len() - 1)
}

/// The caller's session. A caller given as a role gets one of a made-up name.
pub(super) fn ensure_session(workspace: &mut Workspace, request: usize) -> Option<usize> {
    let named = workspace.requests.get(request)?;
    if let Some(session) = Owners::of(workspace, named).session {
        return Some(session);
    }
    let caller = scenario::Principal::from_arn(named.principal.trim(), None, None).ok()?;
    let (arn, issued_by) = match &caller {
        scenario::Principal::Role { arn } => {
            let name = arn.rsplit('/').next()?;
            let (partition, account) = (partition_of(arn)?, caller.account()?);
            (format!("arn:{partition}:sts::{account}:assumed-role/{name}/session"), arn.clone())
        }
        scenario::Principal::RoleSession { arn, role_arn } => (arn.clone(), role_arn.clone()),
        _ => (caller.arn()?.to_owned(), String::new()),
    };
    workspace.requests.get_mut(request)?.principal = arn.clone();
    workspace.sessions.push(Session { arn, issued_by, ..Session::default() });
    Some(workspace.sessions.len() - 1)
}

/// The role that the request is about.
pub(crate) fn ensure_target_role(workspace: &mut Workspace, request: usize) -> Option<usize> {
    let named = workspace.requests.get(request)?;
    if let Some(role) = Owners::of(workspace, named).target_role {
        return Some(role);
    }
    let arn = named.resource.clone();
    workspace.principals.push(Principal { arn, ..Principal::default() });
    Some(workspace.principals.len() - 1)
}

/// The resource, or what it lies in.
pub(crate) fn ensure_resource(workspace: &mut Workspace, request: usize) -> Option<usize> {
    let named = workspace.requests.get(request)?;
    if let Some(resource) = Owners::of(workspace, named).resource {
        return Some(resource);
    }
    let (arn, account) = (policy_owner(&named.resource).to_owned(), named.resource_account.clone());
    workspace.resources.push(Resource { arn, account, ..Resource::default() });
    Some(workspace.resources.len() - 1)
}
