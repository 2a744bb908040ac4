//! Saying that nobody knows what a check would find.

use super::ensure::{
    ensure_endpoint, ensure_member_account, ensure_principal, ensure_resource, ensure_session,
    ensure_target_role, is_about_trust,
};
use crate::evaluation::Check;
use crate::scenario::{PolicySet, Slot};
use crate::workspace::OrganizationPlace;
use crate::workspace::model::Workspace;
use crate::workspace::owners::{account_of, attached_mut, organization_path, resource_account};
use crate::workspace::resolve::attached_documents;

/// Whether the policies of `check` for request number `request` are unknown.
#[must_use]
pub fn is_unknown(workspace: &Workspace, request: usize, check: Check) -> bool {
    unknown_checks(workspace, request).contains(&check)
}

/// The checks whose policies for request number `request` are unknown, in AWS's order; none when it cannot be read.
#[must_use]
pub fn unknown_checks(workspace: &Workspace, request: usize) -> Vec<Check> {
    attached_documents(workspace, request).map(|attached| unknown_of(&attached.policies)).unwrap_or_default()
}

/// The checks whose policies are unknown, in AWS's order.
pub(super) fn unknown_of<P>(policies: &PolicySet<'_, P>) -> Vec<Check> {
    let is_unknown = |check: &Check| match check {
        Check::ResourceControlPolicy => policies.resource_control.is_unknown(),
        Check::ServiceControlPolicy => policies.service_control.is_unknown(),
        Check::VpcEndpoint => policies.vpc_endpoint.is_unknown(),
        Check::Resource => policies.resource.is_unknown(),
        Check::Principal => policies.identity.is_unknown(),
        Check::PermissionsBoundary => policies.permissions_boundary.is_unknown(),
        Check::Session => policies.session.is_unknown(),
    };
    Check::ALL.into_iter().filter(is_unknown).collect()
}

/// Whether [`set_unknown`] can say so: the request can be read and no document would be lost.
#[must_use]
pub fn can_be_unknown(workspace: &Workspace, request: usize, check: Check) -> bool {
    attached_documents(workspace, request).is_ok_and(|attached| {
        attached.documents.iter().all(|document| document.check != check)
            && mark(&mut workspace.clone(), request, check, true).is_some()
    })
}

/// Says that the policies of `check` are unknown, or that nothing is attached. Does nothing where that would
/// lose a document or there is nothing to attach to.
pub fn set_unknown(workspace: &mut Workspace, request: usize, check: Check, unknown: bool) {
    if is_unknown(workspace, request, check) != unknown
        && (!unknown || can_be_unknown(workspace, request, check))
    {
        mark(workspace, request, check, unknown);
    }
}

fn slot<T: Default>(unknown: bool) -> Slot<T> {
    if unknown { Slot::Unknown } else { Slot::default() }
}

/// As [`set_unknown`], whatever stands there; `None` where there is nothing to attach to.
pub(super) fn mark(workspace: &mut Workspace, request: usize, check: Check, unknown: bool) -> Option<()> {
    match check {
        Check::ResourceControlPolicy | Check::ServiceControlPolicy => {
            mark_organization(workspace, request, check, unknown)?;
        }
        Check::VpcEndpoint => {
            let endpoint = ensure_endpoint(workspace, request)?;
            workspace.vpc_endpoints.get_mut(endpoint)?.policy = slot(unknown);
        }
        Check::Resource if is_about_trust(workspace.requests.get(request)?) => {
            let role = ensure_target_role(workspace, request)?;
            workspace.principals.get_mut(role)?.trust_policy = slot(unknown);
        }
        Check::Resource => {
            let resource = ensure_resource(workspace, request)?;
            workspace.resources.get_mut(resource)?.policy = slot(unknown);
        }
        Check::Principal => {
            let principal = ensure_principal(workspace, request)?;
            workspace.principals.get_mut(principal)?.identity_policies = slot(unknown);
        }
        Check::PermissionsBoundary => {
            let principal = ensure_principal(workspace, request)?;
            workspace.principals.get_mut(principal)?.permissions_boundary = slot(unknown);
        }
        Check::Session => {
            let session = ensure_session(workspace, request)?;
            workspace.sessions.get_mut(session)?.session_policies = slot(unknown);
        }
    }
    Some(())
}

/// One unknown level makes the whole layer unknown; known again, no level is unknown.
fn mark_organization(workspace: &mut Workspace, request: usize, check: Check, unknown: bool) -> Option<()> {
    let named = workspace.requests.get(request)?;
    let account = match check {
        Check::ResourceControlPolicy => resource_account(workspace, named).id.to_owned(),
        _ => account_of(named.principal.trim())?.to_owned(),
    };
    if account.is_empty() {
        return None;
    }
    let account = ensure_member_account(workspace, &account, false);
    let path = organization_path(workspace, Some(account));
    path.last()?;
    for place in path {
        let found = attached_mut(workspace, place, check)?;
        if unknown && place == OrganizationPlace::Account(account) {
            *found = Slot::Unknown;
        } else if found.is_unknown() {
            *found = Slot::default();
        }
    }
    Some(())
}
