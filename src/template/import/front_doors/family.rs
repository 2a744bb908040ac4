//! Which resources of a template belong to which API.

use std::collections::HashMap;

use super::settings::setting;
use crate::template::import::stack::{Index, StackResource};

pub(in crate::template::import) const REST_API: &str = "AWS::ApiGateway::RestApi";
pub(super) const HTTP_API: &str = "AWS::ApiGatewayV2::Api";

/// The types of which each resource belongs to one API, and the property that names it.
const MEMBERS: &[(&str, &str, &str)] = &[
    ("AWS::ApiGateway::Authorizer", "RestApiId", REST_API),
    ("AWS::ApiGateway::Deployment", "RestApiId", REST_API),
    ("AWS::ApiGateway::Method", "RestApiId", REST_API),
    ("AWS::ApiGateway::Stage", "RestApiId", REST_API),
    ("AWS::ApiGatewayV2::Authorizer", "ApiId", HTTP_API),
    ("AWS::ApiGatewayV2::Route", "ApiId", HTTP_API),
    ("AWS::ApiGatewayV2::Stage", "ApiId", HTTP_API),
];

/// The resources of the types that belong to APIs.
pub(super) struct Families<'s> {
    by_api: HashMap<&'s str, Vec<&'s StackResource>>,
    /// Those of which it is not known to which API of their type they belong.
    pub(super) open: Vec<(&'static str, &'s StackResource)>,
    /// Those that belong to an API which the template does not make.
    pub(super) foreign: Vec<&'s StackResource>,
}

impl<'s> Families<'s> {
    pub(super) fn of(index: &Index<'s>) -> Self {
        let mut families = Self { by_api: HashMap::new(), open: Vec::new(), foreign: Vec::new() };
        for resource in &index.stack.resources {
            let found = MEMBERS.iter().find(|(member, ..)| *member == resource.resource_type);
            let Some((_, property, api_type)) = found else {
                continue;
            };
            let named = setting(&resource.properties, property);
            match named.map(|named| (named, index.named(&[api_type], named))) {
                Some((_, Some(api))) => families.by_api.entry(&api.logical_id).or_default().push(resource),
                Some((named, None)) if !named.is_a_name() => families.open.push((api_type, resource)),
                Some(_) => families.foreign.push(resource),
                None => {}
            }
        }
        families
    }

    /// The resources of that type that belong to the API.
    pub(super) fn members(&self, api: &StackResource, resource_type: &str) -> Vec<&'s StackResource> {
        let all = self.by_api.get(&*api.logical_id).into_iter().flatten();
        all.copied().filter(|resource| resource.resource_type == resource_type).collect()
    }
}
