//! From a plan to a workspace that holds it. What is there already is never lost.

use super::plan::{Key, Place, Plan, Planned};
use super::report::Remark;
use crate::policy::PolicyType;
use crate::scenario::Slot;
use crate::text::quoted;
use crate::workspace::model::{Account, Group, PolicyDocument, Principal, Resource, VpcEndpoint, Workspace};
use crate::workspace::{account_of, is_not_known, not_known, other_control_policies};

/// Puts into `workspace` what `plan` holds but for the documents that `is_left_out` names; their origin names template
/// number `template`.
pub(super) fn apply(
    plan: &Plan,
    workspace: &mut Workspace,
    template: usize,
    is_left_out: impl Fn(&Key) -> bool,
) -> Applied {
    for planned in &plan.principals {
        let index = principal(workspace, &planned.arn);
        if let Some(found) = workspace.principals.get_mut(index) {
            found.tags.extend(planned.tags.clone());
        }
    }
    for planned in &plan.groups {
        let index = group(workspace, &planned.arn, planned.logical_id.is_none());
        if let Some(found) = workspace.groups.get_mut(index) {
            for member in &planned.members {
                if !found.members.contains(member) {
                    found.members.push(member.clone());
                }
            }
        }
    }
    for planned in &plan.endpoints {
        let index = endpoint(workspace, &planned.id);
        if let Some(found) = workspace.vpc_endpoints.get_mut(index) {
            found.vpc = planned.vpc.clone().or(found.vpc.take());
            found.endpoint_type = planned.endpoint_type.or(found.endpoint_type);
        }
    }
    let mut applied = Applied::default();
    for planned in plan.documents.iter().filter(|planned| !is_left_out(&planned.key)) {
        let remark =
            |message| Remark { logical_id: planned.key.resource.clone(), message, place: planned.span };
        match put(workspace, planned, template, plan.account.as_deref()) {
            Put::Done => {}
            Put::Kept => applied.kept.push(remark(format!(
                "the policy that the workspace has for `{}` stays: it was not taken from the template",
                quoted(&planned.holder)
            ))),
            Put::NoPlace => applied.without_place.push((
                planned.key.clone(),
                remark(format!(
                    "`{}` is attached to `{}`, which is not in the workspace's organization",
                    planned.key.property,
                    quoted(&planned.holder)
                )),
            )),
        }
    }
    applied
}

/// What did not go into a workspace, and why.
#[derive(Default)]
pub(super) struct Applied {
    /// Where another document stays.
    pub(super) kept: Vec<Remark>,
    /// Where there is nothing to attach to.
    pub(super) without_place: Vec<(Key, Remark)>,
}

/// What became of a document.
enum Put {
    Done,
    /// Another one stays in its place.
    Kept,
    /// There is nothing that it could be attached to.
    NoPlace,
}

fn put(workspace: &mut Workspace, planned: &Planned, template: usize, account: Option<&str>) -> Put {
    let document = planned
        .document()
        .map(|document| PolicyDocument { origin: Some(planned.origin(template)), ..document });
    let holder = planned.holder.as_str();
    let identity = |workspace: &mut Workspace| principal(workspace, holder);
    match planned.key.place {
        Place::Trust => {
            let index = identity(workspace);
            workspace.principals.get_mut(index).map(|found| put_alone(&mut found.trust_policy, document))
        }
        Place::Boundary => {
            let index = identity(workspace);
            workspace
                .principals
                .get_mut(index)
                .map(|found| put_alone(&mut found.permissions_boundary, document))
        }
        Place::Identity => {
            let index = identity(workspace);
            workspace
                .principals
                .get_mut(index)
                .map(|found| put_in_list(&mut found.identity_policies, document))
        }
        Place::Group => {
            let index = group(workspace, holder, false);
            workspace.groups.get_mut(index).map(|found| put_in_list(&mut found.identity_policies, document))
        }
        Place::Resource => {
            let index = resource(workspace, holder, account);
            workspace.resources.get_mut(index).map(|found| put_alone(&mut found.policy, document))
        }
        Place::VpcEndpoint => {
            let index = endpoint(workspace, holder);
            workspace.vpc_endpoints.get_mut(index).map(|found| put_alone(&mut found.policy, document))
        }
        Place::ServiceControl => controls(workspace, holder, PolicyType::ServiceControl)
            .map(|slot| put_beside_others(slot, document, PolicyType::ServiceControl)),
        Place::ResourceControl => controls(workspace, holder, PolicyType::ResourceControl)
            .map(|slot| put_beside_others(slot, document, PolicyType::ResourceControl)),
    }
    .unwrap_or(Put::NoPlace)
}

/// Puts a document, or that nobody knows it, where there is room for one.
fn put_alone(slot: &mut Slot<Option<PolicyDocument>>, document: Option<PolicyDocument>) -> Put {
    match (&*slot, &document) {
        (Slot::Known(Some(found)), Some(document)) if found.origin == document.origin => {}
        (Slot::Known(Some(found)), _) if !is_not_known(found) => return Put::Kept,
        _ => {}
    }
    *slot = document.map_or(Slot::Unknown, |document| Slot::Known(Some(document)));
    Put::Done
}

/// Puts a document into a list. Where nobody knew what is in it, there may be others beside it.
fn put_in_list(slot: &mut Slot<Vec<PolicyDocument>>, document: Option<PolicyDocument>) -> Put {
    let Some(document) = document else {
        *slot = Slot::Unknown;
        return Put::Done;
    };
    if slot.is_unknown() {
        let advice = "remove this document when there are no others, or replace it by them";
        *slot = Slot::Known(vec![not_known("other policies", advice)]);
    }
    if let Some(list) = slot.known_mut() {
        insert(list, document);
    }
    Put::Done
}

/// AWS never leaves a place of an organization without a policy, so one that stands alone has others beside it.
fn put_beside_others(
    slot: &mut Slot<Vec<PolicyDocument>>,
    document: Option<PolicyDocument>,
    policy_type: PolicyType,
) -> Put {
    if slot.known().is_none_or(Vec::is_empty) {
        *slot = Slot::Known(vec![other_control_policies(policy_type)]);
    }
    put_in_list(slot, document)
}

/// A document of the same origin gets the new text; else it is added, under a name of its own.
fn insert(list: &mut Vec<PolicyDocument>, mut document: PolicyDocument) {
    if let Some(found) = list.iter_mut().find(|found| found.origin == document.origin) {
        found.text = document.text;
        return;
    }
    let (name, mut number) = (document.name.clone(), 1);
    while list.iter().any(|found| found.name == document.name) {
        number += 1;
        document.name = format!("{name} ({number})");
    }
    list.push(document);
}

fn principal(workspace: &mut Workspace, arn: &str) -> usize {
    find_or_push(
        &mut workspace.principals,
        |found| found.arn == arn,
        || Principal { arn: arn.to_owned(), ..Principal::default() },
    )
}

fn group(workspace: &mut Workspace, arn: &str, is_unknown: bool) -> usize {
    let identity_policies = if is_unknown { Slot::Unknown } else { Slot::default() };
    find_or_push(
        &mut workspace.groups,
        |found| found.arn == arn,
        || Group { arn: arn.to_owned(), identity_policies, ..Group::default() },
    )
}

fn resource(workspace: &mut Workspace, arn: &str, account: Option<&str>) -> usize {
    let account = account.filter(|_| account_of(arn).is_none()).map(str::to_owned);
    find_or_push(
        &mut workspace.resources,
        |found| found.arn == arn,
        || Resource { arn: arn.to_owned(), account, ..Resource::default() },
    )
}

fn endpoint(workspace: &mut Workspace, id: &str) -> usize {
    find_or_push(
        &mut workspace.vpc_endpoints,
        |found| found.id == id,
        || VpcEndpoint { id: id.to_owned(), ..VpcEndpoint::default() },
    )
}

/// The control policies of an account, which is made if it is new, or of a unit, which has to be there: no more is known
/// of a new one than its id, not even what is below it.
fn controls<'w>(
    workspace: &'w mut Workspace,
    target: &str,
    policy_type: PolicyType,
) -> Option<&'w mut Slot<Vec<PolicyDocument>>> {
    let is_account = target.len() == 12 && target.bytes().all(|byte| byte.is_ascii_digit());
    let (scps, rcps) = if is_account {
        let accounts = &mut workspace.accounts;
        let index = find_or_push(
            accounts,
            |found| found.id == target,
            || Account {
                id: target.to_owned(),
                scps: Slot::Unknown,
                rcps: Slot::Unknown,
                ..Account::default()
            },
        );
        let account = accounts.get_mut(index)?;
        (&mut account.scps, &mut account.rcps)
    } else {
        let units = &mut workspace.organization.as_mut()?.units;
        let unit = units.iter_mut().find(|unit| unit.id == target)?;
        (&mut unit.scps, &mut unit.rcps)
    };
    Some(if policy_type == PolicyType::ResourceControl { rcps } else { scps })
}

fn find_or_push<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> usize {
    list.iter().position(is_it).unwrap_or_else(|| {
        list.push(new());
        list.len() - 1
    })
}
