//! Which objects of a workspace a request is about.

use super::OrganizationPlace;
use super::model::{NamedRequest, PolicyDocument, Resource, Workspace};
use crate::evaluation::Check;
use crate::matching::split_arn;
use crate::scenario::{self, Slot};

/// Numbers into the lists of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Owners {
    /// The user or role whose policies apply to the caller.
    pub(crate) principal: Option<usize>,
    /// Whether the caller belongs to another account than the resource and the workspace does not hold it: nobody can
    /// say what that account's administrators attached to it.
    pub(crate) is_outsider: bool,
    /// The caller's account.
    pub(crate) principal_account: Option<usize>,
    /// The caller's session.
    pub(crate) session: Option<usize>,
    /// The groups that the caller is in.
    pub(crate) groups: Vec<usize>,
    /// The resource, or what it lies in: the bucket of an object.
    pub(crate) resource: Option<usize>,
    /// The role that the request is about.
    pub(crate) target_role: Option<usize>,
    /// The resource's account.
    pub(crate) resource_account: Option<usize>,
    /// The VPC endpoint on the way.
    pub(crate) vpc_endpoint: Option<usize>,
}

impl Owners {
    pub(crate) fn of(workspace: &Workspace, request: &NamedRequest) -> Self {
        let caller = request.principal.trim();
        let session = workspace.sessions.iter().position(|session| session.arn == caller);
        let issuer =
            session.and_then(|index| workspace.sessions.get(index)).map(|session| &*session.issued_by);
        let principal = match issuer.filter(|arn| !arn.is_empty()) {
            Some(arn) => workspace.principals.iter().position(|principal| principal.arn == arn),
            None => find_principal(workspace, caller),
        };
        let principal_arn =
            principal.and_then(|index| workspace.principals.get(index)).map(|found| &*found.arn);
        let user = principal_arn.unwrap_or(caller);
        let is_member = |group: &super::model::Group| group.members.iter().any(|member| member == user);
        let groups = workspace.groups.iter().enumerate().filter(|(_, group)| is_member(group));
        let resource = find_resource(&workspace.resources, &request.resource);
        let account = |id: &str| workspace.accounts.iter().position(|account| account.id == id);
        let resource_account = resource_account(workspace, request).id;
        let account_of_caller = account_of(caller);
        Self {
            principal,
            is_outsider: principal.is_none()
                && account_of_caller.is_some_and(|account| account != resource_account),
            principal_account: account_of_caller.and_then(account),
            session,
            groups: groups.map(|(index, _)| index).collect(),
            resource,
            target_role: workspace.principals.iter().position(|principal| principal.arn == request.resource),
            resource_account: account(resource_account),
            vpc_endpoint: request
                .vpc_endpoint
                .as_ref()
                .and_then(|id| workspace.vpc_endpoints.iter().position(|endpoint| endpoint.id == *id)),
        }
    }
}

/// The user or role behind an ARN. A session without an entry of its own belongs to the role of its name.
fn find_principal(workspace: &Workspace, caller: &str) -> Option<usize> {
    let by_arn = workspace.principals.iter().position(|principal| principal.arn == caller);
    by_arn.or_else(|| {
        let caller = scenario::Principal::from_arn(caller, None, None).ok()?;
        let (role, account) = (caller.role_arn()?, caller.account()?);
        let name = role.rsplit('/').next()?;
        workspace.principals.iter().position(|principal| {
            account_of(&principal.arn) == Some(account)
                && principal.arn.contains(":role/")
                && principal.arn.rsplit('/').next() == Some(name)
        })
    })
}

/// The resource itself, or the longest one that it lies in.
fn find_resource(resources: &[Resource], wanted: &str) -> Option<usize> {
    let holds = |resource: &&(usize, &str)| {
        let rest = wanted.strip_prefix(resource.1);
        !resource.1.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
    };
    let candidates: Vec<(usize, &str)> = resources
        .iter()
        .enumerate()
        .map(|(index, resource)| (index, resource.arn.trim_end_matches("/*")))
        .collect();
    candidates.iter().filter(holds).max_by_key(|(_, arn)| arn.len()).map(|(index, _)| *index)
}

/// The account that an ARN names.
pub(crate) fn account_of(arn: &str) -> Option<&str> {
    split_arn(arn).map(|[_, _, _, _, account, _]| account).filter(|account| !account.is_empty())
}

/// The account that owns what a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceAccount<'w> {
    /// Its number; empty where nothing tells it and the caller has none.
    pub id: &'w str,
    /// Whether nothing tells it: neither the request, nor the ARN, nor the workspace's entry for the resource.
    pub is_assumed: bool,
}

/// The account that owns the resource: as the request says, else its ARN, else the workspace's entry for it. Where none
/// of them tells, an entry belongs to the account of the workspace's principals, if they share one, and everything else
/// to the caller's.
#[must_use]
pub fn resource_account<'w>(workspace: &'w Workspace, request: &'w NamedRequest) -> ResourceAccount<'w> {
    let entry = find_resource(&workspace.resources, &request.resource);
    let entry = entry.and_then(|index| workspace.resources.get(index));
    let given = request.resource_account.as_deref().filter(|account| !account.is_empty());
    let told = given
        .or_else(|| account_of(&request.resource))
        .or_else(|| entry.and_then(|resource| resource.account.as_deref()));
    let assumed = || {
        let of_entry = entry.and_then(|_| shared_account(workspace));
        of_entry.or_else(|| account_of(request.principal.trim())).unwrap_or_default()
    };
    ResourceAccount { id: told.unwrap_or_else(assumed), is_assumed: told.is_none() }
}

/// The account of all users and roles of the workspace, if they share one.
fn shared_account(workspace: &Workspace) -> Option<&str> {
    let mut accounts = workspace.principals.iter().filter_map(|principal| account_of(&principal.arn));
    let first = accounts.next()?;
    accounts.all(|account| account == first).then_some(first)
}

/// The places above an account and the account itself, the root first. The management account has none: it
/// is not bound (clauses 5.45 and 5.52).
pub(super) fn organization_path(workspace: &Workspace, account: Option<usize>) -> Vec<OrganizationPlace> {
    let Some((index, found)) = account.and_then(|index| Some((index, workspace.accounts.get(index)?))) else {
        return Vec::new();
    };
    let mut path = vec![OrganizationPlace::Account(index)];
    if let Some(organization) = &workspace.organization {
        if organization.management_account.as_ref() == Some(&found.id) {
            return Vec::new();
        }
        let mut parent = found.unit.as_ref();
        // Units that name each other as parents end the walk instead of turning it for ever.
        while let Some(unit) = parent.and_then(|id| organization.units.iter().position(|unit| unit.id == *id))
            && !path.contains(&OrganizationPlace::Unit(unit))
        {
            path.push(OrganizationPlace::Unit(unit));
            parent = organization.units.get(unit).and_then(|unit| unit.parent.as_ref());
        }
    }
    path.reverse();
    path
}

/// The name of a place, and what `check` finds attached there.
pub(super) fn attached(
    workspace: &Workspace,
    place: OrganizationPlace,
    check: Check,
) -> Option<(&str, &Slot<Vec<PolicyDocument>>)> {
    let (name, scps, rcps) = match place {
        OrganizationPlace::Unit(index) => {
            let unit = workspace.organization.as_ref()?.units.get(index)?;
            (unit.name.as_deref().unwrap_or(&unit.id), &unit.scps, &unit.rcps)
        }
        OrganizationPlace::Account(index) => {
            let account = workspace.accounts.get(index)?;
            ("account", &account.scps, &account.rcps)
        }
    };
    Some((name, if check == Check::ResourceControlPolicy { rcps } else { scps }))
}

/// As [`attached`], for changing it.
pub(super) fn attached_mut(
    workspace: &mut Workspace,
    place: OrganizationPlace,
    check: Check,
) -> Option<&mut Slot<Vec<PolicyDocument>>> {
    let (scps, rcps) = match place {
        OrganizationPlace::Unit(index) => {
            let unit = workspace.organization.as_mut()?.units.get_mut(index)?;
            (&mut unit.scps, &mut unit.rcps)
        }
        OrganizationPlace::Account(index) => {
            let account = workspace.accounts.get_mut(index)?;
            (&mut account.scps, &mut account.rcps)
        }
    };
    Some(if check == Check::ResourceControlPolicy { rcps } else { scps })
}
