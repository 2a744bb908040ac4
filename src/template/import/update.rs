//! Taking a template over again after its text or the values given for it have changed.

use std::collections::{HashMap, HashSet};

use super::apply::apply;
use super::plan::{Key, Place, Plan, PlannedGroup};
use super::report::{Remark, of};
use super::stack::Stack;
use super::{Import, Origins, front_doors, planned};
use crate::scenario::Slot;
use crate::text::quoted;
use crate::workspace::edit::{document, document_mut, remove};
use crate::workspace::model::Workspace;
use crate::workspace::{DocumentId, OrganizationPlace, document_list};

/// Takes template number `template` over again into a copy of `workspace`: `old` is the stack as it was taken over last,
/// `new` the stack as it is now. Documents that are as they were taken over follow the template; those that somebody has
/// edited or removed since stay so, which the report says. A principal or resource whose name has become known gets it,
/// in requests too.
#[must_use]
pub fn update(workspace: &Workspace, template: usize, old: &Stack, new: &Stack) -> Import {
    let (old, plan) = (planned(old), planned(new));
    let mut update =
        Update { workspace: workspace.clone(), template, old: &old, new: &plan, kept: Vec::new() };
    update.rename();
    update.leave_groups();
    update.drop_tags();
    let Followed { present, dropped } = update.documents();
    update.remove_empty_holders();
    let gone = update.removed_principals();
    let is_removed = |key: &Key| !present.contains(key) && !dropped.contains(key) && update.was_there(key);
    let removed = plan.documents.iter().filter(|planned| is_removed(&planned.key));
    let remarks: Vec<Remark> = removed
        .clone()
        .map(|planned| Remark {
            logical_id: planned.key.resource.clone(),
            message: format!("`{}` was removed from the workspace and stays so", planned.key.property),
            place: planned.span,
        })
        .collect();
    let removed: HashSet<&Key> = removed.map(|planned| &planned.key).collect();
    let mut reduced = plan.clone();
    reduced.principals.retain(|principal| !gone.contains(&principal.logical_id));
    let Update { mut workspace, kept, .. } = update;
    let mut applied =
        apply(&reduced, &mut workspace, template, |key| removed.contains(key) || present.contains(key));
    let of_doors = front_doors::follow(&mut workspace, &old, &plan, template);
    applied.kept.extend(kept.into_iter().chain(remarks).chain(of_doors));
    let report = of(new, &plan, applied, &workspace, template);
    Import { workspace, report, origins: Origins::planned(plan, template) }
}

/// What became of the documents that were taken over before.
#[derive(Default)]
struct Followed {
    /// Those that are in the workspace.
    present: HashSet<Key>,
    /// Those that were taken away since the template does not have them there any more.
    dropped: HashSet<Key>,
}

struct Update<'u> {
    workspace: Workspace,
    template: usize,
    old: &'u Plan,
    new: &'u Plan,
    kept: Vec<Remark>,
}

impl Update<'_> {
    /// Gives what is called otherwise now its new name.
    fn rename(&mut self) {
        let old: HashMap<&str, &str> =
            self.old.principals.iter().map(|found| (&*found.logical_id, &*found.arn)).collect();
        for principal in &self.new.principals {
            if let Some(arn) = old.get(&*principal.logical_id).filter(|arn| **arn != principal.arn) {
                self.rename_principal(arn, &principal.arn);
            }
        }
        let groups: HashMap<&str, &str> = self
            .old
            .groups
            .iter()
            .filter_map(|found| Some((found.logical_id.as_deref()?, &*found.arn)))
            .collect();
        for group in &self.new.groups {
            let arn = group.logical_id.as_deref().and_then(|id| groups.get(id));
            let found = arn.and_then(|arn| self.workspace.groups.iter_mut().find(|found| found.arn == **arn));
            if let Some(found) = found {
                found.arn.clone_from(&group.arn);
            }
        }
        let holders: HashMap<&Key, &str> =
            self.old.documents.iter().map(|planned| (&planned.key, &*planned.holder)).collect();
        for planned in &self.new.documents {
            let Some(arn) = holders.get(&planned.key).filter(|arn| **arn != planned.holder) else {
                continue;
            };
            match planned.key.place {
                Place::Resource => self.rename_resource(arn, &planned.holder),
                Place::VpcEndpoint => {
                    let endpoints = &mut self.workspace.vpc_endpoints;
                    if let Some(found) = endpoints.iter_mut().find(|found| found.id == **arn) {
                        found.id.clone_from(&planned.holder);
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes users out of groups that the template does not put them into any more.
    fn leave_groups(&mut self) {
        let now: HashMap<&str, &str> =
            self.new.principals.iter().map(|found| (&*found.logical_id, &*found.arn)).collect();
        let renamed: HashMap<&str, &str> = self
            .old
            .principals
            .iter()
            .map(|found| (&*found.arn, now.get(&*found.logical_id).copied().unwrap_or(&found.arn)))
            .collect();
        for group in &self.old.groups {
            let is_it = |found: &&PlannedGroup| match &group.logical_id {
                Some(id) => found.logical_id.as_ref() == Some(id),
                None => found.arn == group.arn,
            };
            let same = self.new.groups.iter().find(is_it);
            let arn = same.map_or(&group.arn, |found| &found.arn);
            let Some(found) = self.workspace.groups.iter_mut().find(|found| found.arn == *arn) else {
                continue;
            };
            let members: HashSet<&str> =
                group.members.iter().filter_map(|arn| renamed.get(&**arn).copied()).collect();
            let stays = |arn: &String| same.is_some_and(|same| same.members.contains(arn));
            found.members.retain(|arn| !members.contains(&**arn) || stays(arn));
        }
    }

    /// Takes away the tags that the template gave; those that it still gives come back.
    fn drop_tags(&mut self) {
        for principal in &self.new.principals {
            let old = self.old.principals.iter().find(|found| found.logical_id == principal.logical_id);
            let found = self.workspace.principals.iter_mut().find(|found| found.arn == principal.arn);
            if let (Some(old), Some(found)) = (old, found) {
                found.tags.retain(|name, value| old.tags.get(name) != Some(value));
            }
        }
    }

    fn rename_principal(&mut self, old: &str, new: &str) {
        let workspace = &mut self.workspace;
        let arns = workspace.principals.iter_mut().map(|found| &mut found.arn);
        let arns = arns.chain(workspace.sessions.iter_mut().map(|found| &mut found.issued_by));
        let arns = arns.chain(workspace.groups.iter_mut().flat_map(|found| &mut found.members));
        let requests = workspace.requests.iter_mut();
        let arns = arns.chain(requests.flat_map(|request| [&mut request.principal, &mut request.resource]));
        replace(arns, old, new);
    }

    fn rename_resource(&mut self, old: &str, new: &str) {
        let workspace = &mut self.workspace;
        let arns = workspace.resources.iter_mut().map(|found| &mut found.arn);
        replace(arns.chain(workspace.requests.iter_mut().map(|request| &mut request.resource)), old, new);
    }

    /// Brings the documents that follow the template up to date, and takes away those that it does not have any more.
    fn documents(&mut self) -> Followed {
        let Followed { mut present, mut dropped } = Followed::default();
        // From the last to the first, so that removing one moves none that is still to come.
        let mut ids: Vec<DocumentId> =
            document_list::all(&self.workspace).into_iter().map(|entry| entry.id).collect();
        ids.sort_unstable_by(|left, right| right.cmp(left));
        for id in ids {
            let Some((key, text)) = self.of_template(id) else {
                continue;
            };
            let holder = self.holder(id).unwrap_or_default();
            let before = self.old.find(&key).and_then(|planned| planned.document());
            let now = self.new.find(&key).filter(|planned| planned.holder == holder);
            let now_text = now.and_then(|planned| planned.document()).map(|document| document.text);
            match (before.is_some_and(|before| before.text == text), now_text) {
                (_, Some(now)) if now == text => {
                    present.insert(key);
                }
                (true, Some(now)) => {
                    if let Some(found) = document_mut(&mut self.workspace, id) {
                        found.text = now;
                    }
                    present.insert(key);
                }
                (true, None) => {
                    remove(&mut self.workspace, id);
                    dropped.insert(key);
                }
                (false, _) => {
                    let place = now.map(|planned| planned.span).unwrap_or_default();
                    self.kept.push(Remark {
                        logical_id: key.resource.clone(),
                        message: format!(
                            "`{}` of `{}` was edited in the workspace and stays so",
                            quoted(&key.property),
                            quoted(&key.resource)
                        ),
                        place,
                    });
                    present.insert(key);
                }
            }
        }
        Followed { present, dropped }
    }

    /// The key and the text of a document that was taken from the template.
    fn of_template(&self, id: DocumentId) -> Option<(Key, String)> {
        let found = document(&self.workspace, id)?;
        let origin = found.origin.as_ref().filter(|origin| origin.template == self.template)?;
        Some((Key::of(id, origin)?, found.text.clone()))
    }

    fn holder(&self, id: DocumentId) -> Option<String> {
        let workspace = &self.workspace;
        let name = match id {
            DocumentId::Trust { principal }
            | DocumentId::Identity { principal, .. }
            | DocumentId::Boundary { principal } => &workspace.principals.get(principal)?.arn,
            DocumentId::Group { group, .. } => &workspace.groups.get(group)?.arn,
            DocumentId::Resource { resource } => &workspace.resources.get(resource)?.arn,
            DocumentId::VpcEndpoint { endpoint } => &workspace.vpc_endpoints.get(endpoint)?.id,
            DocumentId::ServiceControl { place, .. } | DocumentId::ResourceControl { place, .. } => {
                match place {
                    OrganizationPlace::Unit(index) => &workspace.organization.as_ref()?.units.get(index)?.id,
                    OrganizationPlace::Account(index) => &workspace.accounts.get(index)?.id,
                }
            }
            DocumentId::Api { .. } | DocumentId::Session { .. } => return None,
        };
        Some(name.clone())
    }

    /// Whether the template put such a document into the workspace when it was taken over last.
    fn was_there(&self, key: &Key) -> bool {
        let same_holder = |planned: &&super::plan::Planned| {
            self.new.find(key).is_some_and(|now| now.document().is_some() && planned.document().is_some())
        };
        self.old.find(key).filter(same_holder).is_some()
    }

    /// Logical ids of principals that somebody has removed from the workspace.
    fn removed_principals(&self) -> HashSet<String> {
        let is_there = |arn: &str| self.workspace.principals.iter().any(|found| found.arn == arn);
        let old: HashSet<&str> = self.old.principals.iter().map(|found| &*found.logical_id).collect();
        let removed = self.new.principals.iter().filter(|found| old.contains(&*found.logical_id));
        removed.filter(|found| !is_there(&found.arn)).map(|found| found.logical_id.clone()).collect()
    }

    /// Takes away what the template does not make any more and nobody has added to.
    fn remove_empty_holders(&mut self) {
        let principals: HashSet<&str> = self.new.principals.iter().map(|found| &*found.arn).collect();
        let gone: HashSet<&str> = self
            .old
            .principals
            .iter()
            .map(|found| &*found.arn)
            .filter(|arn| !principals.contains(arn))
            .collect();
        self.workspace.principals.retain(|found| {
            let has_policies = !matches!(&found.trust_policy, Slot::Known(None) | Slot::Unknown)
                || found.identity_policies.known().is_some_and(|list| !list.is_empty())
                || !matches!(&found.permissions_boundary, Slot::Known(None) | Slot::Unknown);
            has_policies || !gone.contains(&*found.arn)
        });
        let holders = |plan: &Plan| -> HashSet<String> {
            plan.documents.iter().map(|planned| planned.holder.clone()).collect()
        };
        let (before, now) = (holders(self.old), holders(self.new));
        let is_gone = |name: &str| before.contains(name) && !now.contains(name);
        let is_empty = |slot: &Slot<Option<_>>| matches!(slot, Slot::Known(None) | Slot::Unknown);
        self.workspace.resources.retain(|found| !is_empty(&found.policy) || !is_gone(&found.arn));
        self.workspace.vpc_endpoints.retain(|found| !is_empty(&found.policy) || !is_gone(&found.id));
    }
}

fn replace<'n>(names: impl Iterator<Item = &'n mut String>, old: &str, new: &str) {
    for name in names.filter(|name| *name == old) {
        new.clone_into(name);
    }
}
