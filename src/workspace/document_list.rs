//! Every document of a workspace, also of those that the selected request does not ask.

use super::model::{PolicyDocument, Workspace};
use super::{DocumentId, OrganizationPlace};
use crate::evaluation::Check;
use crate::lint::{DocumentType, ResourceKind};
use crate::policy::PolicyType;
use crate::scenario::{Slot, resource_policy_type};

/// A document and what it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// What it is attached to: an ARN or an id.
    pub owner: String,
}

/// All documents, in the order of the checks.
#[must_use]
pub fn all(workspace: &Workspace) -> Vec<Entry> {
    let mut list = List(Vec::new());
    let units = workspace.organization.iter().flat_map(|organization| &organization.units);
    for (index, unit) in units.enumerate() {
        let place = OrganizationPlace::Unit(index);
        let owner = unit.name.as_deref().unwrap_or(&unit.id);
        list.of_organization(place, owner, &unit.rcps, &unit.scps);
    }
    for (index, account) in workspace.accounts.iter().enumerate() {
        let place = OrganizationPlace::Account(index);
        let owner = account.name.as_deref().unwrap_or(&account.id);
        list.of_organization(place, owner, &account.rcps, &account.scps);
    }
    for (endpoint, found) in workspace.vpc_endpoints.iter().enumerate() {
        list.alone(&found.policy, &found.id, DocumentId::VpcEndpoint { endpoint });
    }
    for (resource, found) in workspace.resources.iter().enumerate() {
        list.alone(&found.policy, &found.arn, DocumentId::Resource { resource });
    }
    for (door, found) in workspace.front_doors.iter().enumerate() {
        let arn = found.door.arn_prefix();
        list.alone(&found.door.resource_policy, &arn, DocumentId::Api { door });
    }
    for (principal, found) in workspace.principals.iter().enumerate() {
        list.alone(&found.trust_policy, &found.arn, DocumentId::Trust { principal });
        let identity = |index| DocumentId::Identity { principal, index };
        list.several(&found.identity_policies, &found.arn, identity);
        let boundary = DocumentId::Boundary { principal };
        list.alone(&found.permissions_boundary, &found.arn, boundary);
    }
    for (group, found) in workspace.groups.iter().enumerate() {
        let in_group = |index| DocumentId::Group { group, index };
        list.several(&found.identity_policies, &found.arn, in_group);
    }
    for (session, found) in workspace.sessions.iter().enumerate() {
        let of_session = |index| DocumentId::Session { session, index };
        list.several(&found.session_policies, &found.arn, of_session);
    }
    list.0.sort_by_key(|entry| check_of(entry.id));
    list.0
}

/// The check that asks a document.
#[must_use]
pub fn check_of(id: DocumentId) -> Check {
    match id {
        DocumentId::ResourceControl { .. } => Check::ResourceControlPolicy,
        DocumentId::ServiceControl { .. } => Check::ServiceControlPolicy,
        DocumentId::VpcEndpoint { .. } => Check::VpcEndpoint,
        DocumentId::Resource { .. } | DocumentId::Api { .. } | DocumentId::Trust { .. } => Check::Resource,
        DocumentId::Identity { .. } | DocumentId::Group { .. } => Check::Principal,
        DocumentId::Boundary { .. } => Check::PermissionsBoundary,
        DocumentId::Session { .. } => Check::Session,
    }
}

/// The type of policy that a document is.
#[must_use]
pub fn policy_type(workspace: &Workspace, id: DocumentId) -> PolicyType {
    match id {
        DocumentId::ResourceControl { .. } => PolicyType::ResourceControl,
        DocumentId::ServiceControl { .. } => PolicyType::ServiceControl,
        DocumentId::VpcEndpoint { .. } => PolicyType::VpcEndpoint,
        DocumentId::Resource { resource } => {
            let arn = workspace.resources.get(resource).map_or("", |resource| resource.arn.as_str());
            // Of the services, only KMS has resource policies of a type of their own.
            resource_policy_type("kms:*", arn)
        }
        DocumentId::Api { .. } => PolicyType::Resource,
        DocumentId::Trust { .. } => PolicyType::RoleTrust,
        DocumentId::Identity { .. } | DocumentId::Group { .. } => PolicyType::Identity,
        DocumentId::Boundary { .. } => PolicyType::PermissionsBoundary,
        DocumentId::Session { .. } => PolicyType::Session,
    }
}

/// What a document is linted as.
#[must_use]
pub fn document_type(workspace: &Workspace, id: DocumentId) -> DocumentType {
    let policy_type = policy_type(workspace, id);
    if let DocumentId::Api { .. } = id {
        return ResourceKind::ApiGatewayRestApi.into();
    }
    let DocumentId::Resource { resource } = id else {
        return policy_type.into();
    };
    let arn = workspace.resources.get(resource).map_or("", |resource| resource.arn.as_str());
    let kind = ResourceKind::of_arn(arn).filter(|kind| kind.policy_type() == policy_type);
    kind.map_or_else(|| policy_type.into(), DocumentType::from)
}

struct List(Vec<Entry>);

impl List {
    fn of_organization(
        &mut self,
        place: OrganizationPlace,
        owner: &str,
        rcps: &Slot<Vec<PolicyDocument>>,
        scps: &Slot<Vec<PolicyDocument>>,
    ) {
        self.several(rcps, owner, |index| DocumentId::ResourceControl { place, index });
        self.several(scps, owner, |index| DocumentId::ServiceControl { place, index });
    }

    fn several(&mut self, slot: &Slot<Vec<PolicyDocument>>, owner: &str, id: impl Fn(usize) -> DocumentId) {
        let documents = slot.known().into_iter().flatten().enumerate();
        self.0.extend(documents.map(|(index, document)| entry(id(index), document, owner)));
    }

    fn alone(&mut self, slot: &Slot<Option<PolicyDocument>>, owner: &str, id: DocumentId) {
        let document = slot.known().and_then(Option::as_ref);
        self.0.extend(document.map(|document| entry(id, document, owner)));
    }
}

fn entry(id: DocumentId, document: &PolicyDocument, owner: &str) -> Entry {
    Entry { id, name: document.name.clone(), owner: owner.to_owned() }
}
