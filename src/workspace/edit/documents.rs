//! Finding, changing and removing documents by their [`DocumentId`].

use crate::evaluation::Check;
use crate::scenario::Slot;
use crate::workspace::DocumentId;
use crate::workspace::model::{PolicyDocument, Workspace};
use crate::workspace::owners::{attached, attached_mut};

/// The document, if it is there.
#[must_use]
pub fn document(workspace: &Workspace, id: DocumentId) -> Option<&PolicyDocument> {
    match id {
        DocumentId::ResourceControl { place, index } => {
            attached(workspace, place, Check::ResourceControlPolicy)?.1.known()?.get(index)
        }
        DocumentId::ServiceControl { place, index } => {
            attached(workspace, place, Check::ServiceControlPolicy)?.1.known()?.get(index)
        }
        DocumentId::VpcEndpoint { endpoint } => {
            workspace.vpc_endpoints.get(endpoint)?.policy.known()?.as_ref()
        }
        DocumentId::Resource { resource } => workspace.resources.get(resource)?.policy.known()?.as_ref(),
        DocumentId::Api { door } => workspace.front_doors.get(door)?.door.resource_policy.known()?.as_ref(),
        DocumentId::Trust { principal } => {
            workspace.principals.get(principal)?.trust_policy.known()?.as_ref()
        }
        DocumentId::Boundary { principal } => {
            workspace.principals.get(principal)?.permissions_boundary.known()?.as_ref()
        }
        DocumentId::Identity { principal, index } => {
            workspace.principals.get(principal)?.identity_policies.known()?.get(index)
        }
        DocumentId::Group { group, index } => {
            workspace.groups.get(group)?.identity_policies.known()?.get(index)
        }
        DocumentId::Session { session, index } => {
            workspace.sessions.get(session)?.session_policies.known()?.get(index)
        }
    }
}

/// Where a document is kept: alone, or in a list.
enum Home<'w> {
    Alone(&'w mut Slot<Option<PolicyDocument>>),
    InList(&'w mut Slot<Vec<PolicyDocument>>, usize),
}

fn home(workspace: &mut Workspace, id: DocumentId) -> Option<Home<'_>> {
    Some(match id {
        DocumentId::ResourceControl { place, index } => {
            Home::InList(attached_mut(workspace, place, Check::ResourceControlPolicy)?, index)
        }
        DocumentId::ServiceControl { place, index } => {
            Home::InList(attached_mut(workspace, place, Check::ServiceControlPolicy)?, index)
        }
        DocumentId::VpcEndpoint { endpoint } => {
            Home::Alone(&mut workspace.vpc_endpoints.get_mut(endpoint)?.policy)
        }
        DocumentId::Resource { resource } => Home::Alone(&mut workspace.resources.get_mut(resource)?.policy),
        DocumentId::Api { door } => {
            Home::Alone(&mut workspace.front_doors.get_mut(door)?.door.resource_policy)
        }
        DocumentId::Trust { principal } => {
            Home::Alone(&mut workspace.principals.get_mut(principal)?.trust_policy)
        }
        DocumentId::Boundary { principal } => {
            Home::Alone(&mut workspace.principals.get_mut(principal)?.permissions_boundary)
        }
        DocumentId::Identity { principal, index } => {
            Home::InList(&mut workspace.principals.get_mut(principal)?.identity_policies, index)
        }
        DocumentId::Group { group, index } => {
            Home::InList(&mut workspace.groups.get_mut(group)?.identity_policies, index)
        }
        DocumentId::Session { session, index } => {
            Home::InList(&mut workspace.sessions.get_mut(session)?.session_policies, index)
        }
    })
}

/// The document, for changing it.
pub fn document_mut(workspace: &mut Workspace, id: DocumentId) -> Option<&mut PolicyDocument> {
    match home(workspace, id)? {
        Home::Alone(slot) => slot.known_mut()?.as_mut(),
        Home::InList(slot, index) => slot.known_mut()?.get_mut(index),
    }
}

/// Takes the document away; those after it in its list move up.
pub fn remove(workspace: &mut Workspace, id: DocumentId) {
    match home(workspace, id) {
        Some(Home::Alone(slot)) => *slot = Slot::Known(None),
        Some(Home::InList(slot, index)) => {
            if let Some(list) = slot.known_mut().filter(|list| index < list.len()) {
                list.remove(index);
            }
        }
        None => {}
    }
}
