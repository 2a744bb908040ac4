//! From the APIs of a template to the front doors of a workspace.
//!
//! What the template does not tell stays unknown: how a method is authorized, what a policy says, what the function of an
//! authorizer answers; and where a front door has no place for that, how requests end as a whole.

mod authorization;
mod authorizers;
mod beside;
mod definition;
mod draft;
mod endpoints;
mod family;
mod follow;
mod http;
mod limits;
mod rest;
mod settings;
mod stages;
mod usage_plans;

pub(super) use endpoints::leads_to_apis;
pub(super) use family::REST_API;
pub(super) use follow::{add, follow, origin_in};

use super::plan::{Plan, Planned};
use super::report::Remark;
use super::stack::Index;
use crate::front_door::{ApiType, FrontDoor};
use crate::text::{Span, quoted};
use draft::Draft;
use family::{Families, HTTP_API};

/// The front door of an API of the template.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlannedDoor {
    pub(super) logical_id: String,
    pub(super) door: FrontDoor,
    /// Its own policy, where the template holds it.
    pub(super) policy: Option<Planned>,
    /// Where its logical id stands.
    pub(super) span: Span,
}

/// Plans the front door of every API, and says what of it is assumed and what is unknown.
pub(super) fn front_doors(index: &Index<'_>, plan: &mut Plan) {
    let families = Families::of(index);
    for resource in &families.foreign {
        plan.report.unknown_of_apis.push(Remark {
            logical_id: resource.logical_id.clone(),
            message: format!(
                "`{}` belongs to an API that the template does not make, and is not looked at",
                quoted(&resource.logical_id)
            ),
            place: resource.logical_id_span,
        });
    }
    for api in &index.stack.resources {
        let (api_type, fill): (_, fn(&mut Draft<'_>)) = match api.resource_type.as_str() {
            REST_API => (ApiType::Rest, rest::fill),
            HTTP_API => (ApiType::Http, http::fill),
            _ => continue,
        };
        let mut draft = Draft::begin(index, &families, api, api_type);
        for (_, resource) in families.open.iter().filter(|(of, _)| *of == api.resource_type) {
            let what =
                format!("whether `{}` belongs to it, which is not known", quoted(&resource.logical_id));
            draft.leave_open(what, resource.logical_id_span);
        }
        if let Some(place) = index.stack.hidden {
            draft.leave_open("what a macro or a loop of the template makes, which is not known", place);
        }
        fill(&mut draft);
        beside::say(&mut draft);
        let Draft { door, policy, assumed, unknown, .. } = draft;
        if !assumed.is_empty() {
            plan.report.assumed.push(Remark {
                logical_id: api.logical_id.clone(),
                message: format!(
                    "the API stands as `{}`: {}",
                    quoted(&door.arn_prefix()),
                    assumed.join(", ")
                ),
                place: api.logical_id_span,
            });
        }
        plan.report.unknown_of_apis.extend(unknown);
        let logical_id = api.logical_id.clone();
        plan.front_doors.push(PlannedDoor { logical_id, door, policy, span: api.logical_id_span });
    }
}
