//! Context keys that follow from what the workspace knows of caller, resource, endpoint and organization.

use std::borrow::Cow;

use super::OrganizationPlace;
use super::model::{OrderedMap, Workspace};
use super::owners::{Owners, organization_path};
use crate::scenario::Request;

pub(super) fn derive_from_workspace<'w>(
    workspace: &'w Workspace,
    owners: &Owners,
    request: &mut Request<'w>,
) {
    let session = owners.session.and_then(|index| workspace.sessions.get(index));
    if let Some(session) = session {
        // A session tag hides a tag of the role with the same key (clause 7.2), so it comes first.
        add_tags(request, "aws:PrincipalTag", &session.tags);
        if let Some(identity) = &session.source_identity {
            request.add_derived("aws:SourceIdentity", one(identity));
        }
    }
    if let Some(principal) = owners.principal.and_then(|index| workspace.principals.get(index)) {
        add_tags(request, "aws:PrincipalTag", &principal.tags);
    }
    if let Some(resource) = owners.resource.and_then(|index| workspace.resources.get(index)) {
        add_tags(request, "aws:ResourceTag", &resource.tags);
    }
    if let Some(role) = owners.target_role.and_then(|index| workspace.principals.get(index)) {
        add_tags(request, "aws:ResourceTag", &role.tags);
    }
    if let Some(endpoint) = owners.vpc_endpoint.and_then(|index| workspace.vpc_endpoints.get(index)) {
        request.add_derived("aws:SourceVpce", one(&endpoint.id));
        if let Some(vpc) = &endpoint.vpc {
            request.add_derived("aws:SourceVpc", one(vpc));
        }
    }
    add_organization(
        workspace,
        owners.principal_account,
        ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths"],
        request,
    );
    add_organization(
        workspace,
        owners.resource_account,
        ["aws:ResourceOrgID", "aws:ResourceOrgPaths"],
        request,
    );
}

fn one(value: &str) -> Vec<Cow<'_, str>> {
    vec![Cow::Borrowed(value)]
}

fn add_tags<'w>(request: &mut Request<'w>, key: &str, tags: &'w OrderedMap<String>) {
    for (tag, value) in tags {
        request.add_derived(format!("{key}/{tag}"), one(value));
    }
}

/// The organization's id and the account's path in it (`o-x/r-y/ou-z/`, clause 7.40), for an account that
/// is in the organization: below a unit, or managing it.
fn add_organization<'w>(
    workspace: &'w Workspace,
    account: Option<usize>,
    [id_key, paths_key]: [&'static str; 2],
    request: &mut Request<'w>,
) {
    let Some(organization) = &workspace.organization else {
        return;
    };
    let Some(id) = &organization.id else { return };
    let Some(account) = account.and_then(|index| workspace.accounts.get(index).map(|found| (index, found)))
    else {
        return;
    };
    let is_member =
        account.1.unit.is_some() || organization.management_account.as_ref() == Some(&account.1.id);
    if !is_member {
        return;
    }
    request.add_derived(id_key, one(id));
    let units = organization_path(workspace, Some(account.0)).into_iter().filter_map(|place| match place {
        OrganizationPlace::Unit(index) => organization.units.get(index).map(|unit| &*unit.id),
        OrganizationPlace::Account(_) => None,
    });
    let path: String = std::iter::once(&**id).chain(units).flat_map(|id| [id, "/"]).collect();
    if path.contains("/r-") {
        request.add_derived(paths_key, vec![Cow::Owned(path)]);
    }
}
