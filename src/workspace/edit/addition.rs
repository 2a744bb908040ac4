//! Adding a document to a request.

use super::ensure::{
    ensure_endpoint, ensure_member_account, ensure_principal, ensure_resource, ensure_session,
    ensure_target_role, is_about_trust, is_management_account,
};
use super::starting_text::{full_aws_access, starting_text};
use crate::evaluation::Check;
use crate::policy::PolicyType;
use crate::scenario::{self, Slot};
use crate::workspace::model::{PolicyDocument, Workspace};
use crate::workspace::owners::{Owners, account_of, attached_mut, organization_path, resource_account};
use crate::workspace::{DocumentId, OrganizationPlace};
use serde::{Deserialize, Serialize};

/// A place where a document can be added for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Addition {
    /// A resource control policy at the root of the organization.
    ResourceControlAtRoot,
    /// A resource control policy at the unit that holds the resource's account.
    ResourceControlAtUnit,
    /// A resource control policy at the resource's account.
    ResourceControlAtAccount,
    /// A service control policy at the root of the organization.
    ServiceControlAtRoot,
    /// A service control policy at the unit that holds the caller's account.
    ServiceControlAtUnit,
    /// A service control policy at the caller's account.
    ServiceControlAtAccount,
    /// The policy of the VPC endpoint on the way.
    VpcEndpoint,
    /// The policy of the resource; of a role, its trust policy.
    Resource,
    /// An identity-based policy of the caller.
    Identity,
    /// The permissions boundary of the caller.
    PermissionsBoundary,
    /// A session policy of the caller.
    Session,
}

impl Addition {
    /// All of them, in the order of the checks.
    pub const ALL: &[Addition] = &[
        Addition::ResourceControlAtRoot,
        Addition::ResourceControlAtUnit,
        Addition::ResourceControlAtAccount,
        Addition::ServiceControlAtRoot,
        Addition::ServiceControlAtUnit,
        Addition::ServiceControlAtAccount,
        Addition::VpcEndpoint,
        Addition::Resource,
        Addition::Identity,
        Addition::PermissionsBoundary,
        Addition::Session,
    ];

    /// The check that the document belongs to.
    #[must_use]
    pub fn check(self) -> Check {
        match self {
            Addition::ResourceControlAtRoot
            | Addition::ResourceControlAtUnit
            | Addition::ResourceControlAtAccount => Check::ResourceControlPolicy,
            Addition::ServiceControlAtRoot
            | Addition::ServiceControlAtUnit
            | Addition::ServiceControlAtAccount => Check::ServiceControlPolicy,
            Addition::VpcEndpoint => Check::VpcEndpoint,
            Addition::Resource => Check::Resource,
            Addition::Identity => Check::Principal,
            Addition::PermissionsBoundary => Check::PermissionsBoundary,
            Addition::Session => Check::Session,
        }
    }

    /// Its name in a menu.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Addition::ResourceControlAtRoot => "Resource control policy at the root",
            Addition::ResourceControlAtUnit => "Resource control policy at the unit",
            Addition::ResourceControlAtAccount => "Resource control policy at the account",
            Addition::ServiceControlAtRoot => "Service control policy at the root",
            Addition::ServiceControlAtUnit => "Service control policy at the unit",
            Addition::ServiceControlAtAccount => "Service control policy at the account",
            Addition::VpcEndpoint => "VPC endpoint policy",
            Addition::Resource => "Policy of the resource",
            Addition::Identity => "Identity-based policy",
            Addition::PermissionsBoundary => "Permissions boundary",
            Addition::Session => "Session policy",
        }
    }
}

/// What can be added for request number `request`: only where there is something to attach it to, and no
/// second one where one is the limit.
#[must_use]
pub fn possible_additions(workspace: &Workspace, request: usize) -> Vec<Addition> {
    let Some(named) = workspace.requests.get(request) else {
        return Vec::new();
    };
    let owners = Owners::of(workspace, named);
    let caller = scenario::Principal::from_arn(named.principal.trim(), None, None).ok();
    let has_policies =
        caller.as_ref().is_some_and(|caller| !matches!(caller, scenario::Principal::Root { .. }));
    let has_session = matches!(
        caller,
        Some(
            scenario::Principal::Role { .. }
                | scenario::Principal::RoleSession { .. }
                | scenario::Principal::FederatedUser { .. }
        )
    );
    let boundary = owners.principal.and_then(|index| workspace.principals.get(index));
    let resource_account = resource_account(workspace, named).id;
    let caller_account = caller.as_ref().and_then(scenario::Principal::account).unwrap_or_default();
    let is_bound = |account: &str| !account.is_empty() && !is_management_account(workspace, account);
    let is_possible = |addition: &Addition| match addition.check() {
        Check::ResourceControlPolicy => is_bound(resource_account),
        Check::ServiceControlPolicy => is_bound(caller_account),
        Check::VpcEndpoint => {
            let endpoint = owners.vpc_endpoint.and_then(|index| workspace.vpc_endpoints.get(index));
            endpoint.is_none_or(|endpoint| endpoint.policy == Slot::Known(None))
        }
        Check::Resource => has_room_for_resource_policy(workspace, request),
        Check::Principal => has_policies,
        Check::PermissionsBoundary => {
            has_policies
                && boundary.is_none_or(|principal| principal.permissions_boundary == Slot::Known(None))
        }
        Check::Session => has_session,
    };
    Addition::ALL.iter().copied().filter(is_possible).collect()
}

/// Whether the place of the resource's policy is empty.
fn has_room_for_resource_policy(workspace: &Workspace, request: usize) -> bool {
    let Some(named) = workspace.requests.get(request) else {
        return false;
    };
    let owners = Owners::of(workspace, named);
    let slot = if is_about_trust(named) {
        owners.target_role.and_then(|index| workspace.principals.get(index)).map(|role| &role.trust_policy)
    } else {
        owners.resource.and_then(|index| workspace.resources.get(index)).map(|resource| &resource.policy)
    };
    named.resource.starts_with("arn:") && slot.is_none_or(|slot| *slot == Slot::Known(None))
}

/// Adds a document with a text to start from, and whatever has to hold it: the principal, its account and
/// session, the resource, the endpoint. `None` when [`possible_additions`] does not offer `addition`.
pub fn add(workspace: &mut Workspace, request: usize, addition: Addition) -> Option<DocumentId> {
    if !possible_additions(workspace, request).contains(&addition) {
        return None;
    }
    match addition {
        Addition::ResourceControlAtRoot
        | Addition::ResourceControlAtUnit
        | Addition::ResourceControlAtAccount
        | Addition::ServiceControlAtRoot
        | Addition::ServiceControlAtUnit
        | Addition::ServiceControlAtAccount => add_to_organization(workspace, request, addition),
        Addition::VpcEndpoint => {
            let endpoint = ensure_endpoint(workspace, request)?;
            let found = workspace.vpc_endpoints.get_mut(endpoint)?;
            found.policy = Slot::Known(Some(starting_text(PolicyType::VpcEndpoint, "")));
            Some(DocumentId::VpcEndpoint { endpoint })
        }
        Addition::Resource => add_resource_policy(workspace, request),
        Addition::Identity => {
            let principal = ensure_principal(workspace, request)?;
            let policies = &mut workspace.principals.get_mut(principal)?.identity_policies;
            let index = push(policies, starting_text(PolicyType::Identity, ""));
            Some(DocumentId::Identity { principal, index })
        }
        Addition::PermissionsBoundary => {
            let principal = ensure_principal(workspace, request)?;
            let boundary = starting_text(PolicyType::PermissionsBoundary, "");
            workspace.principals.get_mut(principal)?.permissions_boundary = Slot::Known(Some(boundary));
            Some(DocumentId::Boundary { principal })
        }
        Addition::Session => {
            let session = ensure_session(workspace, request)?;
            let policies = &mut workspace.sessions.get_mut(session)?.session_policies;
            let index = push(policies, starting_text(PolicyType::Session, ""));
            Some(DocumentId::Session { session, index })
        }
    }
}

/// Adds to a list, a known one from now on; returns the place.
fn push(slot: &mut Slot<Vec<PolicyDocument>>, mut document: PolicyDocument) -> usize {
    if slot.is_unknown() {
        *slot = Slot::default();
    }
    let Some(list) = slot.known_mut() else {
        return 0;
    };
    let taken = |name: &str| list.iter().any(|other| other.name == name);
    if taken(&document.name) {
        let numbered = (2..).map(|number| format!("{}-{number}", document.name));
        document.name = numbered.into_iter().find(|name| !taken(name)).unwrap_or_default();
    }
    list.push(document);
    list.len() - 1
}

fn add_to_organization(workspace: &mut Workspace, request: usize, addition: Addition) -> Option<DocumentId> {
    let check = addition.check();
    let account_id = {
        let named = workspace.requests.get(request)?;
        match check {
            Check::ResourceControlPolicy => resource_account(workspace, named).id.to_owned(),
            _ => account_of(named.principal.trim())?.to_owned(),
        }
    };
    let with_unit = matches!(addition, Addition::ResourceControlAtUnit | Addition::ServiceControlAtUnit);
    let account = ensure_member_account(workspace, &account_id, with_unit);
    let path = organization_path(workspace, Some(account));
    let place = match addition {
        Addition::ResourceControlAtRoot | Addition::ServiceControlAtRoot => *path.first()?,
        Addition::ResourceControlAtUnit | Addition::ServiceControlAtUnit => *path.iter().rev().nth(1)?,
        _ => OrganizationPlace::Account(account),
    };
    let policy_type = match check {
        Check::ResourceControlPolicy => PolicyType::ResourceControl,
        _ => PolicyType::ServiceControl,
    };
    // Where one level is filled in, an empty one would mean that nothing is allowed there: AWS attaches
    // FullAWSAccess everywhere. (RCPFullAWSAccess goes without saying.)
    if check == Check::ServiceControlPolicy {
        for level in path {
            let slot = attached_mut(workspace, level, check)?;
            if slot.known().is_some_and(Vec::is_empty) {
                push(slot, full_aws_access());
            }
        }
    }
    let index = push(attached_mut(workspace, place, check)?, starting_text(policy_type, ""));
    Some(match check {
        Check::ResourceControlPolicy => DocumentId::ResourceControl { place, index },
        _ => DocumentId::ServiceControl { place, index },
    })
}

fn add_resource_policy(workspace: &mut Workspace, request: usize) -> Option<DocumentId> {
    let named = workspace.requests.get(request)?;
    if is_about_trust(named) {
        let trust = starting_text(PolicyType::RoleTrust, named.principal.trim());
        let principal = ensure_target_role(workspace, request)?;
        workspace.principals.get_mut(principal)?.trust_policy = Slot::Known(Some(trust));
        return Some(DocumentId::Trust { principal });
    }
    let policy_type = scenario::resource_policy_type(&named.action, &named.resource);
    let document = starting_text(policy_type, &named.resource);
    let resource = ensure_resource(workspace, request)?;
    workspace.resources.get_mut(resource)?.policy = Slot::Known(Some(document));
    Some(DocumentId::Resource { resource })
}
