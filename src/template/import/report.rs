//! What became of a template.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::apply::Applied;
use super::front_doors::origin_in;
use super::plan::{Plan, Planned};
use super::stack::Stack;
use crate::text::Span;
use crate::workspace::edit::document;
use crate::workspace::model::{DoorWithRequests, Workspace};
use crate::workspace::{DocumentId, document_list};

/// What was taken from a template, what was assumed, and what is open. All messages are in the style of
/// [`Diagnostic`](crate::text::Diagnostic); places are bytes of the template's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What became of the resources.
    pub resources: ResourceCounts,
    /// How many documents stand in the workspace for policies of the template; one that is attached to two principals
    /// stands there twice.
    pub documents: usize,
    /// How many APIs of the template stand in the workspace.
    pub apis: usize,
    /// How many values of the policies are known, and how many are not.
    pub values: ValueCounts,
    /// What the policies need and the template does not say, in order of first use.
    pub unknown: Vec<UnknownUse>,
    /// What stands in the workspace although the template does not say it.
    pub assumed: Vec<Remark>,
    /// Policies that are not in the workspace since the name of what they belong to is not known.
    pub needs_name: Vec<NeedsName>,
    /// Policies that are not in the workspace for other reasons.
    pub not_placed: Vec<Remark>,
    /// What may carry policies or permissions that the template does not show: nested stacks, custom resources, modules,
    /// properties that a macro gives.
    pub unseen: Vec<Remark>,
    /// What is called a policy and is written in another language than IAM's.
    pub other_languages: Vec<Remark>,
    /// Policies that stand in the workspace without their text, which is not in the template.
    pub not_known: Vec<Remark>,
    /// Policies that AWS manages, filled in as AWS published them.
    pub from_aws: Vec<Remark>,
    /// What of the APIs is unknown, and so may leave open how requests to them end.
    pub unknown_of_apis: Vec<Remark>,
    /// Documents and APIs of the workspace that stay as they are although the template says something else of them, or
    /// nothing.
    pub kept: Vec<Remark>,
}

/// Resources of a template by what became of them; each counts once, for the first line that fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceCounts {
    /// All of them, those with a false condition included.
    pub total: usize,
    /// Principals, and what policies in the workspace were taken from.
    pub placed: usize,
    /// Those with policies for things whose name is not known.
    pub needs_name: usize,
    /// Those with policies that have no place in the workspace.
    pub not_placed: usize,
    /// Those with policies in another language only.
    pub other_language: usize,
    /// Those of which it is not known whether they carry policies.
    pub unseen: usize,
    /// Those without policies.
    pub without_policies: usize,
    /// Those whose condition is known to be false.
    pub left_out: usize,
}

/// Texts, numbers and truth values within the policies that stand in the workspace, each document once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCounts {
    /// Those that are known.
    pub known: usize,
    /// Those of which some part is not known.
    pub unknown: usize,
}

/// Something that the template does not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownUse {
    /// The name under which it can be given: of a parameter, a resource, an attribute, an export, a dynamic reference
    /// or a condition.
    pub name: String,
    /// The places whose value depends on it.
    pub places: Vec<Span>,
}

/// Something that has to be said of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Its logical id.
    pub logical_id: String,
    /// What is to be said.
    pub message: String,
    /// Where the reason stands.
    pub place: Span,
}

/// A policy whose resource has no ARN yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeedsName {
    /// Logical id of the resource that holds the policy.
    pub logical_id: String,
    /// Logical id of what the policy belongs to, where that is in the template.
    pub belongs_to: Option<String>,
    /// What has to be given, by name.
    pub missing: Vec<String>,
    /// How many statements it has.
    pub statements: usize,
    /// How many of them deny, or may deny.
    pub denies: usize,
    /// What that means.
    pub message: String,
    /// Where the policy stands.
    pub place: Span,
}

/// What there is to say of a plan once it was applied to `workspace`.
pub(super) fn of(
    stack: &Stack,
    plan: &Plan,
    applied: Applied,
    workspace: &Workspace,
    template: usize,
) -> Report {
    let mut report = plan.report.clone();
    let has_a_place = |planned: &&Planned| {
        let mut remarks = applied.without_place.iter();
        !remarks.any(|(key, _)| *key == planned.key)
    };
    report.documents = count(workspace, template);
    let of_template = |found: &&DoorWithRequests| origin_in(found, template).is_some();
    report.apis = workspace.front_doors.iter().filter(of_template).count();
    let ids = |remarks: &[Remark]| -> HashSet<String> {
        remarks.iter().map(|remark| remark.logical_id.clone()).collect()
    };
    report.not_placed.extend(applied.without_place.iter().map(|(_, remark)| remark.clone()));
    let (not_placed, other_languages) = (ids(&report.not_placed), ids(&report.other_languages));
    let unseen = ids(&report.unseen);
    let in_place = plan.documents.iter().filter(has_a_place);
    let mut placed: HashSet<&str> = in_place.map(|planned| &*planned.key.resource).collect();
    placed.extend(plan.principals.iter().map(|principal| &*principal.logical_id));
    placed.extend(plan.groups.iter().filter_map(|group| group.logical_id.as_deref()));
    let mut needs_name: HashSet<&str> = report.needs_name.iter().map(|needs| &*needs.logical_id).collect();
    for (id, has_place) in &plan.contributors {
        if *has_place {
            placed.insert(id)
        } else {
            needs_name.insert(id)
        };
    }
    let mut counts = ResourceCounts {
        total: stack.resources.len() + stack.left_out.len(),
        left_out: stack.left_out.len(),
        ..ResourceCounts::default()
    };
    for resource in &stack.resources {
        let id = resource.logical_id.as_str();
        let count = match () {
            () if placed.contains(id) => &mut counts.placed,
            () if needs_name.contains(id) => &mut counts.needs_name,
            () if not_placed.contains(id) => &mut counts.not_placed,
            () if other_languages.contains(id) => &mut counts.other_language,
            () if unseen.contains(id) => &mut counts.unseen,
            () => &mut counts.without_policies,
        };
        *count += 1;
    }
    report.resources = counts;
    report.kept = applied.kept;
    report
}

/// How many documents of the workspace come from the template.
fn count(workspace: &Workspace, template: usize) -> usize {
    let is_of_template = |id: DocumentId| {
        let origin = document(workspace, id).and_then(|found| found.origin.as_ref());
        origin.is_some_and(|origin| origin.template == template)
    };
    document_list::all(workspace).iter().filter(|entry| is_of_template(entry.id)).count()
}
