//! Policies of resources and of VPC endpoints, and what is called a policy and is none.

use super::carriers::{CARRIERS, Carrier, Naming, OTHER_LANGUAGES, Owner};
use super::plan::{Found, Place, Plan, PlannedEndpoint};
use super::report::Remark;
use super::stack::{Index, StackResource};
use super::values::{only_if, string, text_of};
use crate::scenario::VpcEndpointType;
use crate::template::value::Resolved;
use crate::text::{Span, quoted};

pub(super) const VPC_ENDPOINT: &str = "AWS::EC2::VPCEndpoint";

/// What a policy belongs to: its logical id, where it is in the template, and its ARN as far as that is known.
pub(super) struct Target<'s> {
    pub(super) resource: Option<&'s StackResource>,
    pub(super) arn: Option<Resolved>,
}

/// Plans the policies of the table of carriers.
pub(super) fn resource_policies(index: &Index<'_>, plan: &mut Plan) {
    for resource in &index.stack.resources {
        for carrier in CARRIERS.iter().filter(|carrier| carrier.resource_type == resource.resource_type) {
            for (property, policy) in at(&resource.properties, carrier.property) {
                let found = Found { resource, property, name: "resource-policy".to_owned(), policy };
                carried(index, carrier, found, plan);
            }
        }
        for (resource_type, property) in OTHER_LANGUAGES {
            if *resource_type == resource.resource_type
                && let Some(value) = resource.properties.member(property)
            {
                plan.report.other_languages.push(Remark {
                    logical_id: resource.logical_id.clone(),
                    message: format!("`{property}` is not written in the language of IAM"),
                    place: value.span,
                });
            }
        }
    }
}

fn carried(index: &Index<'_>, carrier: &Carrier, mut found: Found<'_>, plan: &mut Plan) {
    let resource = found.resource;
    let targets = match carrier.owner {
        Owner::None(reason) => return plan.not_placed(&found, reason),
        Owner::Itself => vec![itself(resource)],
        Owner::Api => vec![api(index, resource)],
        Owner::Named(by, naming) => match resource.properties.member(by) {
            None => {
                return plan
                    .not_placed(&found, &format!("`{by}`, which names what it belongs to, is missing"));
            }
            Some(names) => {
                let alone = std::slice::from_ref(names);
                let names = names.elements().unwrap_or(alone);
                names.iter().map(|name| target(index, naming, name)).collect()
            }
        },
    };
    let whole = found.policy.clone();
    for target in targets {
        found.policy = under_condition(resource, &target, whole.clone());
        attach(&found, &target, plan);
    }
}

/// Plans a policy for its target, or says that the name of that is missing.
/// Gives whether it has a place.
pub(super) fn attach(found: &Found<'_>, target: &Target<'_>, plan: &mut Plan) -> bool {
    let logical_id = target.resource.map(|resource| resource.logical_id.as_str());
    match target.arn.as_ref().and_then(Resolved::text).and_then(whole_arn) {
        Some(arn) => {
            let attached_to = logical_id.unwrap_or(arn);
            let attached_to = Some(attached_to).filter(|id| *id != found.resource.logical_id);
            plan.place(Place::Resource, found, attached_to, arn);
            true
        }
        None => {
            plan.needs_name(found, logical_id, target.arn.as_ref());
            false
        }
    }
}

/// An ARN as a workspace's resource has it: a log group's ends in `:*`, which names what is in it.
fn whole_arn(arn: &str) -> Option<&str> {
    crate::matching::split_arn(arn)?;
    Some(arn.strip_suffix(":*").unwrap_or(arn))
}

/// The policy as what is known of it when the target is there: nothing, if the policy may be missing.
pub(super) fn under_condition(resource: &StackResource, target: &Target<'_>, policy: Resolved) -> Resolved {
    let of_target = target.resource.and_then(|target| target.condition.as_ref());
    match &resource.condition {
        Some(condition) if of_target != Some(condition) => only_if(condition, policy),
        _ => policy,
    }
}

pub(super) fn itself(resource: &StackResource) -> Target<'_> {
    Target { resource: Some(resource), arn: Some(own_arn(resource).clone()) }
}

/// The ARN of a resource: what an attribute or `Ref` gives, whichever is one.
pub(super) fn own_arn(resource: &StackResource) -> &Resolved {
    let is_arn = |value: &Resolved| value.text().is_some_and(|text| text.starts_with("arn:"));
    let reference = Some(&resource.reference).filter(|value| is_arn(value));
    reference.or(resource.arn.as_ref()).unwrap_or(&resource.reference)
}

fn api<'s>(index: &Index<'s>, resource: &'s StackResource) -> Target<'s> {
    let arn = index.arn("execute-api", &[&resource.reference], resource.logical_id_span);
    Target { resource: Some(resource), arn: Some(arn) }
}

/// What a property names.
pub(super) fn target<'s>(index: &Index<'s>, naming: Naming, name: &Resolved) -> Target<'s> {
    let types: &[&str] = match naming {
        Naming::Bucket => &["AWS::S3::Bucket"],
        Naming::QueueUrl => &["AWS::SQS::Queue"],
        Naming::Arn => &[
            "AWS::SNS::Topic",
            "AWS::SecretsManager::Secret",
            "AWS::Kinesis::Stream",
            "AWS::MSK::Cluster",
            "AWS::MSK::ServerlessCluster",
            "AWS::S3Tables::TableBucket",
            "AWS::S3Tables::Table",
            "AWS::S3Vectors::VectorBucket",
            "AWS::APS::Workspace",
            "AWS::CloudTrail::EventDataStore",
            "AWS::VpcLattice::Service",
            "AWS::VpcLattice::ServiceNetwork",
            "AWS::Lex::Bot",
        ],
    };
    if let Some(resource) = index.named(types, name) {
        return itself(resource);
    }
    let span = name.span;
    let arn = match naming {
        Naming::Bucket => {
            let (start, end) = (string("arn:", span), string(":s3:::", span));
            Some(text_of([&start, &index.stack.partition, &end, name], span))
        }
        Naming::QueueUrl => queue_arn(index, name),
        Naming::Arn => Some(name.clone()),
    };
    Target { resource: None, arn }
}

/// From `https://sqs.region.amazonaws.com/account/name` to the queue's ARN.
fn queue_arn(index: &Index<'_>, url: &Resolved) -> Option<Resolved> {
    let Some(text) = url.text() else {
        return Some(url.clone());
    };
    let (host, path) = text.strip_prefix("https://")?.split_once('/')?;
    let region = host.strip_prefix("sqs.")?.split('.').next()?;
    let (account, name) = path.split_once('/')?;
    let (start, rest) =
        (string("arn:", url.span), string(format!(":sqs:{region}:{account}:{name}"), url.span));
    Some(text_of([&start, &index.stack.partition, &rest], url.span))
}

/// The values at a way through properties, with the way to each. A value that is not known where the way goes on is
/// taken whole: what is below it cannot be told.
fn at(properties: &Resolved, path: &str) -> Vec<(String, Resolved)> {
    let mut found = vec![(String::new(), properties)];
    for step in path.split('.') {
        let mut next = Vec::new();
        for (way, value) in found {
            let way = |step: &str| if way.is_empty() { step.to_owned() } else { format!("{way}.{step}") };
            match (step, value.elements()) {
                _ if value.is_unknown() => next.push((way(step), value)),
                ("*", Some(elements)) => {
                    let numbered = elements.iter().enumerate();
                    next.extend(numbered.map(|(number, element)| (way(&number.to_string()), element)));
                }
                _ => next.extend(value.member(step).map(|below| (way(step), below))),
            }
        }
        found = next;
    }
    found.into_iter().map(|(way, value)| (way, value.clone())).collect()
}

/// Plans the policies of VPC endpoints.
pub(super) fn endpoint_policies(index: &Index<'_>, plan: &mut Plan) {
    for resource in index.stack.resources.iter().filter(|resource| resource.resource_type == VPC_ENDPOINT) {
        let Some(policy) = resource.properties.member("PolicyDocument").cloned() else {
            continue;
        };
        let (property, name) = ("PolicyDocument".to_owned(), "endpoint-policy".to_owned());
        let found = Found { resource, property, name, policy };
        let Some(id) = resource.reference.text() else {
            plan.needs_name(&found, Some(&resource.logical_id), Some(&resource.reference));
            continue;
        };
        let text = |name: &str| resource.properties.member(name).and_then(Resolved::text);
        let endpoint_type = match text("VpcEndpointType") {
            Some("Interface") => Some(VpcEndpointType::Interface),
            Some("Gateway") => Some(VpcEndpointType::Gateway),
            // Left away it is one, too.
            None if resource.properties.member("VpcEndpointType").is_none() => Some(VpcEndpointType::Gateway),
            _ => None,
        };
        let vpc = text("VpcId").map(str::to_owned);
        plan.endpoints.push(PlannedEndpoint { id: id.to_owned(), vpc, endpoint_type });
        plan.place(Place::VpcEndpoint, &found, None, id);
    }
}

/// What a property holds where its text is needed and is not known, in words.
pub(super) fn why_unknown(property: &str, value: Option<&Resolved>, span: Span) -> (String, Span) {
    match value {
        None => (format!("`{property}` is missing"), span),
        Some(value) => {
            let names = value.missing();
            let needs = if names.is_empty() { quoted(property) } else { super::plan::listed(&names) };
            (format!("`{property}` is not known: it needs {needs}"), value.span)
        }
    }
}
