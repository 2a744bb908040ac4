//! Which template of a workspace another text is a version of.

use std::collections::HashSet;

use super::identity::ROLE;
use super::read_stack;
use super::stack::Stack;
use crate::workspace::model::Workspace;

/// The number of the template in `workspace` of which `text` is the same or another version: it has the same text, or at
/// least half of the roles of either have their logical ids in the other, or of all resources where neither has a role.
/// Of several the one that has most of them. `None` where there is no such template, or where `text` cannot be read.
#[must_use]
pub fn same_template(workspace: &Workspace, text: &str) -> Option<usize> {
    if let Some(same) = workspace.templates.iter().position(|template| template.text == text) {
        return Some(same);
    }
    let shared = |template: &crate::workspace::model::Template| {
        let stacks = [&*template.text, text].map(|text| read_stack(text, &template.given).0);
        let [Some(old), Some(new)] = stacks else { return 0 };
        let has_roles = [&old, &new].iter().any(|stack| logical_ids(stack, true).next().is_some());
        let old: HashSet<&str> = logical_ids(&old, has_roles).collect();
        let new: HashSet<&str> = logical_ids(&new, has_roles).collect();
        let shared = old.intersection(&new).count();
        if 2 * shared >= old.len().max(new.len()) { shared } else { 0 }
    };
    let counted = workspace.templates.iter().map(shared).enumerate().filter(|(_, shared)| *shared > 0);
    // Of equals the first.
    counted.rev().max_by_key(|(_, shared)| *shared).map(|(number, _)| number)
}

fn logical_ids(stack: &Stack, only_roles: bool) -> impl Iterator<Item = &str> {
    let resources = stack.resources.iter().filter(move |found| !only_roles || found.resource_type == ROLE);
    resources.map(|found| &*found.logical_id)
}
