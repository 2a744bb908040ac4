//! Taking a template out of a workspace.

use std::collections::HashSet;

use super::plan::Plan;
use super::report::Remark;
use super::{planned, read_stack, update};
use crate::scenario::Slot;
use crate::workspace::edit::document_mut;
use crate::workspace::model::{Principal, Workspace};
use crate::workspace::{Owners, document_list};

/// A workspace without a template that it held.
#[derive(Clone, Debug)]
pub struct Removed {
    /// The workspace.
    pub workspace: Workspace,
    /// Documents and APIs of the template that stay as one's own, since somebody has edited them or sends requests.
    pub kept: Vec<Remark>,
}

/// Takes template number `template` out of a copy of `workspace`, with the documents that are as it has them, its
/// principals that nothing else uses, and its APIs. What was edited since stays as one's own. Where the template cannot
/// be read, nothing tells which documents are as it has them, so that all of them stay. `None` where there is no template
/// of that number.
#[must_use]
pub fn remove(workspace: &Workspace, template: usize) -> Option<Removed> {
    let found = workspace.templates.get(template)?;
    let mut removed = Removed { workspace: workspace.clone(), kept: Vec::new() };
    if let Some(stack) = read_stack(&found.text, &found.given).0 {
        let without = update(workspace, template, &stack, &stack.without_resources());
        removed = Removed { workspace: without.workspace, kept: without.report.kept };
        keep_what_is_used(workspace, &mut removed.workspace, &planned(&stack));
    }
    let workspace = &mut removed.workspace;
    workspace.templates.remove(template);
    for entry in document_list::all(workspace) {
        if let Some(document) = document_mut(workspace, entry.id) {
            forget(template, &mut document.origin, |origin| &mut origin.template);
        }
    }
    for door in &mut workspace.front_doors {
        forget(template, &mut door.origin, |origin| &mut origin.template);
    }
    Some(removed)
}

/// Nothing comes from the template any more, and those after it have other numbers.
fn forget<O>(template: usize, origin: &mut Option<O>, number: impl Fn(&mut O) -> &mut usize) {
    let Some(found) = origin.as_mut().map(number) else {
        return;
    };
    match *found == template {
        true => *origin = None,
        false => *found -= usize::from(*found > template),
    }
}

/// Brings back, without policies, the principals that requests, sessions or groups name, and takes away the groups of the
/// template that are empty now.
fn keep_what_is_used(before: &Workspace, after: &mut Workspace, plan: &Plan) {
    after.groups.retain(|group| {
        let is_empty = group.members.is_empty() && group.identity_policies.known().is_some_and(Vec::is_empty);
        !is_empty || plan.groups.iter().all(|planned| planned.arn != group.arn)
    });
    let owners = before.requests.iter().map(|request| Owners::of(before, request));
    let asked: HashSet<usize> =
        owners.flat_map(|owners| [owners.principal, owners.target_role]).flatten().collect();
    let sessions = after.sessions.iter().map(|session| &session.issued_by);
    let members = after.groups.iter().flat_map(|group| &group.members);
    let doors = after.front_doors.iter().flat_map(|door| &door.requests);
    let names = sessions.chain(members).chain(doors.filter_map(|request| request.signed_by.as_ref()));
    let named: HashSet<String> = names.cloned().collect();
    let mut left = std::mem::take(&mut after.principals).into_iter().peekable();
    for (number, principal) in before.principals.iter().enumerate() {
        match left.next_if(|found| found.arn == principal.arn) {
            Some(found) => after.principals.push(found),
            None if asked.contains(&number) || named.contains(&principal.arn) => {
                after.principals.push(without_policies(principal));
            }
            None => {}
        }
    }
}

fn without_policies(principal: &Principal) -> Principal {
    let Principal { arn, trust_policy, identity_policies, permissions_boundary, tags: _, unknown_members } =
        principal.clone();
    let emptied = |slot: Slot<_>| if slot.is_unknown() { Slot::Unknown } else { Slot::default() };
    Principal {
        arn,
        trust_policy: emptied(trust_policy),
        identity_policies: if identity_policies.is_unknown() { Slot::Unknown } else { Slot::default() },
        permissions_boundary: emptied(permissions_boundary),
        unknown_members,
        ..Principal::default()
    }
}
