//! Service and resource control policies.

use super::plan::{Found, Place, Plan};
use super::report::Remark;
use super::resources::why_unknown;
use super::stack::{Index, StackResource};
use super::values::only_if;
use crate::template::value::Resolved;

const POLICY: &str = "AWS::Organizations::Policy";

/// Plans the policies of organizations at the units and accounts that they name.
pub(super) fn control_policies(index: &Index<'_>, plan: &mut Plan) {
    for resource in index.stack.resources.iter().filter(|resource| resource.resource_type == POLICY) {
        control_policy(resource, plan);
    }
}

fn control_policy(resource: &StackResource, plan: &mut Plan) {
    let Some(policy) = resource.properties.member("Content").cloned() else {
        return;
    };
    let policy = match &resource.condition {
        Some(condition) => only_if(condition, policy),
        None => policy,
    };
    let text = |name: &str| resource.properties.member(name).and_then(Resolved::text);
    let name = text("Name").unwrap_or(&resource.logical_id).to_owned();
    let found = Found { resource, property: "Content".to_owned(), name, policy };
    let place = match text("Type") {
        Some("SERVICE_CONTROL_POLICY") => Place::ServiceControl,
        Some("RESOURCE_CONTROL_POLICY") => Place::ResourceControl,
        Some(_) => {
            plan.report.other_languages.push(Remark {
                logical_id: resource.logical_id.clone(),
                message: "`Content` is not written in the language of IAM".to_owned(),
                place: found.policy.span,
            });
            return;
        }
        None => {
            let (reason, _) = why_unknown("Type", resource.properties.member("Type"), found.policy.span);
            return plan.not_placed(&found, &reason);
        }
    };
    let Some(targets) = resource.properties.member("TargetIds") else {
        return plan.not_placed(&found, "the template attaches it to nothing");
    };
    let alone = std::slice::from_ref(targets);
    for target in targets.elements().unwrap_or(alone) {
        match target.text() {
            Some(id) => plan.place(place, &found, Some(id), id),
            None => {
                let (reason, _) = why_unknown("TargetIds", Some(target), found.policy.span);
                plan.not_placed(&found, &reason);
            }
        }
    }
}
