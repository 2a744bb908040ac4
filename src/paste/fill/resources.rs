//! Resources and VPC endpoints.

use super::Filler;
use super::documents::put_alone;
use crate::matching::service_of;
use crate::paste::facts::{Owner, ResourceFacts};
use crate::paste::read::policy::UNNAMED_ENDPOINT;
use crate::scenario::Slot;
use crate::text::quoted;
use crate::workspace::edit::{ensure_resource, is_about_trust};
use crate::workspace::is_not_known;
use crate::workspace::model::{Resource, VpcEndpoint};

/// Stands for a resource that no text has named.
const UNNAMED_RESOURCE: &str = "arn:aws:s3:::unnamed";

impl Filler<'_> {
    pub(super) fn resource(&mut self, facts: &ResourceFacts) {
        let Some(index) = self.resource_of(&facts.owner) else {
            return;
        };
        let Some(resource) = self.workspace.resources.get_mut(index) else {
            return;
        };
        let arn = quoted(&resource.arn);
        if let Slot::Known(Some(document)) = &facts.policy {
            put_alone(&mut resource.policy, document);
        }
        if let Some(tags) = &facts.tags {
            resource.tags.clone_from(tags);
        }
        match &resource.policy {
            Slot::Known(Some(document)) if !is_not_known(document) => {
                self.taken(format!("policy of `{arn}`"))
            }
            _ => {
                self.taken(format!("resource `{arn}`"));
                self.unknown(format!("the policy of `{arn}`"));
            }
        }
    }

    /// The number of the resource; a new one has a policy that is unknown.
    fn resource_of(&mut self, owner: &Owner) -> Option<usize> {
        let arn = match owner {
            Owner::Arn(arn) => arn.clone(),
            Owner::Target(likely) => {
                if let Some(index) = self.resource_of_request(likely) {
                    return Some(index);
                }
                let arn = if likely.is_empty() { UNNAMED_RESOURCE } else { likely };
                self.unknown(format!(
                    "whose policy it is: it stands at `{}`, of which a part is made up",
                    quoted(arn)
                ));
                if self.workspace.requests.is_empty() {
                    self.change_request(|request| arn.clone_into(&mut request.resource));
                }
                arn.to_owned()
            }
            Owner::Named(..) | Owner::Caller => return None,
        };
        let resources = &mut self.workspace.resources;
        Some(resources.iter().position(|resource| resource.arn == arn).unwrap_or_else(|| {
            resources.push(Resource { arn, policy: Slot::Unknown, ..Resource::default() });
            resources.len() - 1
        }))
    }

    /// What the selected request is about, when that can be what `likely` stands for.
    fn resource_of_request(&mut self, likely: &str) -> Option<usize> {
        let index = self.workspace.selected_request;
        let request = self.selected()?;
        let wanted = request.resource.as_str();
        if !wanted.starts_with("arn:") || is_about_trust(request) || wanted == likely {
            return None;
        }
        let name = |arn: &str| arn.rsplit(':').next().unwrap_or_default().to_owned();
        let fits = match service_of(likely) {
            None => true,
            Some("ecr") => name(wanted) == name(likely),
            Some(service) => service_of(wanted) == Some(service),
        };
        if !fits {
            return None;
        }
        let before = self.workspace.resources.len();
        let resource = ensure_resource(&mut self.workspace, index)?;
        if resource == before
            && let Some(new) = self.workspace.resources.get_mut(resource)
        {
            new.policy = Slot::Unknown;
        }
        Some(resource)
    }

    pub(super) fn vpc_endpoint(&mut self, endpoint: &VpcEndpoint) {
        let of_request = self.selected().and_then(|request| request.vpc_endpoint.clone());
        let mut endpoint = endpoint.clone();
        if endpoint.id == UNNAMED_ENDPOINT {
            endpoint.id = of_request.unwrap_or(endpoint.id);
        } else if of_request.as_deref() == Some(UNNAMED_ENDPOINT) {
            self.name_endpoint(&endpoint);
        }
        let id = quoted(&endpoint.id);
        let endpoints = &mut self.workspace.vpc_endpoints;
        match endpoints.iter_mut().find(|found| found.id == endpoint.id) {
            None => endpoints.push(endpoint.clone()),
            Some(found) => {
                found.vpc = endpoint.vpc.clone().or(found.vpc.take());
                found.account = endpoint.account.clone().or(found.account.take());
                found.endpoint_type = endpoint.endpoint_type.or(found.endpoint_type);
                if let Slot::Known(Some(document)) = &endpoint.policy {
                    put_alone(&mut found.policy, document);
                }
            }
        }
        self.taken(format!("VPC endpoint `{id}`"));
        match endpoint.policy {
            Slot::Known(Some(_)) => self.taken(format!("policy of the VPC endpoint `{id}`")),
            _ => self.unknown(format!("the policy of the VPC endpoint `{id}`")),
        }
    }

    /// The endpoint that a message spoke of without naming it.
    fn name_endpoint(&mut self, endpoint: &VpcEndpoint) {
        self.workspace.vpc_endpoints.retain(|found| found.id != UNNAMED_ENDPOINT);
        let has_vpc = endpoint.vpc.is_some();
        self.change_request(|request| {
            request.vpc_endpoint = Some(endpoint.id.clone());
            let follows = |key: &str| key == "aws:SourceVpce" || key == "aws:SourceVpc" && has_vpc;
            request.unknown_context.retain(|key| !follows(key));
        });
        self.taken(format!("VPC endpoint of the request: `{}`", quoted(&endpoint.id)));
    }
}
