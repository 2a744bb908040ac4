//! The VPC endpoints that lead to a private API.

use super::draft::Draft;
use super::settings::{known_end, setting};
use crate::front_door::{Endpoint, VpcEndpoint};
use crate::scenario::Slot;
use crate::template::import::resources::VPC_ENDPOINT;
use crate::template::import::stack::StackResource;
use crate::template::value::Resolved;

/// Whether a VPC endpoint is one for `execute-api`.
pub(in crate::template::import) fn leads_to_apis(endpoint: &StackResource) -> bool {
    let service = setting(&endpoint.properties, "ServiceName").and_then(known_end);
    service.is_some_and(|name| name.ends_with(".execute-api"))
}

/// Adds the template's endpoints for `execute-api`, and those that the API names.
pub(super) fn fill(draft: &mut Draft<'_>) {
    if draft.door.endpoint != Endpoint::Private {
        return;
    }
    let resources = &draft.index.stack.resources;
    for resource in resources.iter().filter(|one| one.resource_type == VPC_ENDPOINT && leads_to_apis(one)) {
        let get = |name: &str| setting(&resource.properties, name);
        let id = resource.reference.text().unwrap_or(&resource.logical_id);
        if resource.reference.text().is_none() {
            draft.assumed.push(format!("its VPC endpoint `{id}` is called by its logical id"));
        }
        let policy = draft.policy(resource, "endpoint-policy", get("PolicyDocument"));
        draft.check_place(&policy, resource.properties.span);
        draft.door.vpc_endpoints.push(VpcEndpoint {
            id: id.to_owned(),
            vpc: get("VpcId").and_then(Resolved::text).map(str::to_owned),
            policy,
            ..VpcEndpoint::default()
        });
    }
    let configuration = setting(&draft.api.properties, "EndpointConfiguration");
    let ids = configuration.and_then(|one| setting(one, "VpcEndpointIds")).and_then(Resolved::elements);
    for id in ids.unwrap_or_default().iter().filter_map(Resolved::text) {
        if draft.door.vpc_endpoints.iter().all(|known| known.id != id) {
            let policy = Slot::Unknown;
            draft.door.vpc_endpoints.push(VpcEndpoint {
                id: id.to_owned(),
                policy,
                ..VpcEndpoint::default()
            });
        }
    }
}
