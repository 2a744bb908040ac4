//! From the resolved resources of a template to a workspace with their policies.
//!
//! What AWS would attach to a principal or resource becomes a document there; a value that is not known stays the
//! function of the template that would give it, which no reader of policies takes for a value, so that what depends on it
//! is *unknown*. A policy whose resource has no name yet stays out of the workspace, where it could only match by
//! accident, and is reported.

mod apply;
mod carriers;
mod chain;
mod event_sources;
mod front_doors;
mod functions;
mod given;
mod identity;
mod managed;
mod names;
mod organization;
mod origins;
mod permissions;
mod plan;
mod remove;
mod report;
mod resources;
mod same;
mod stack;
mod unseen;
mod update;
mod values;

pub use chain::{TakenOver, again, origin, read_resolved, read_stack, take_over};
pub use event_sources::{EventSource, OWN_KAFKA};
pub use functions::{
    EnvironmentVariable, FunctionRole, TemplateFunction, TemplateFunctions, UsableResource, functions,
};
pub use given::{given_value, with_value};
pub use origins::{Origins, template_of};
pub use remove::{Removed, remove};
pub use report::{NeedsName, Remark, Report, ResourceCounts, UnknownUse, ValueCounts};
pub use same::same_template;
pub use stack::{Stack, StackResource};
pub use update::update;

use plan::Plan;
use stack::Index;

use crate::workspace::model::Workspace;

/// A workspace that holds the policies of a template.
#[derive(Clone, Debug)]
pub struct Import {
    /// The workspace. The one that was filled is as it was.
    pub workspace: Workspace,
    /// What was done and what is open.
    pub report: Report,
    /// From the documents back to the template.
    pub origins: Origins,
}

/// Takes the policies of `stack` over into a copy of `base`. Their documents name template number `template` as their
/// origin; whether the workspace holds that is the caller's affair.
///
/// What the workspace holds already stays: a principal or resource of the same ARN gets the policies of the template
/// beside its own, and keeps its own where there is room for one only, which the report says.
#[must_use]
pub fn import(stack: &Stack, base: &Workspace, template: usize) -> Import {
    let plan = planned(stack);
    let mut workspace = base.clone();
    let applied = apply::apply(&plan, &mut workspace, template, |_| false);
    front_doors::add(&mut workspace, &plan, template);
    let report = report::of(stack, &plan, applied, &workspace, template);
    Import { workspace, report, origins: Origins::planned(plan, template) }
}

/// All that the template would put into a workspace.
fn planned(stack: &Stack) -> Plan {
    let mut plan = Plan::default();
    plan.account = stack.account.text().map(str::to_owned);
    let index = Index::of(stack);
    let principals = names::Principals::plan(&index, &mut plan);
    identity::identities(&index, &principals, &mut plan);
    resources::resource_policies(&index, &mut plan);
    permissions::permissions(&index, &mut plan);
    resources::endpoint_policies(&index, &mut plan);
    organization::control_policies(&index, &mut plan);
    front_doors::front_doors(&index, &mut plan);
    unseen::unseen(&index, &mut plan);
    plan.settle_conflicts();
    plan
}
