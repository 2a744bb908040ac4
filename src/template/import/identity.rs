//! Roles, users, groups and the policies attached to them.

use super::managed::{Managed, managed};
use super::names::Principals;
use super::plan::{Found, Key, Place, Plan, PlannedPolicy};
use super::report::Remark;
use super::stack::{Index, StackResource};
use super::values::only_if;
use crate::template::value::Resolved;
use crate::text::quoted;
use crate::workspace::{not_known, not_known_managed};

pub(super) const ROLE: &str = "AWS::IAM::Role";
pub(super) const USER: &str = "AWS::IAM::User";
pub(super) const GROUP: &str = "AWS::IAM::Group";
pub(super) const MANAGED_POLICY: &str = "AWS::IAM::ManagedPolicy";

/// Policies with resources of their own: the type, and the property that names each kind of principal.
const ATTACHED: &[(&str, &[(&str, &str)])] = &[
    ("AWS::IAM::Policy", BY_LISTS),
    (MANAGED_POLICY, BY_LISTS),
    ("AWS::IAM::RolePolicy", &[(ROLE, "RoleName")]),
    ("AWS::IAM::UserPolicy", &[(USER, "UserName")]),
    ("AWS::IAM::GroupPolicy", &[(GROUP, "GroupName")]),
];
const BY_LISTS: &[(&str, &str)] = &[(ROLE, "Roles"), (USER, "Users"), (GROUP, "Groups")];

/// Plans principals with all policies that the template attaches to them.
pub(super) fn identities(index: &Index<'_>, principals: &Principals<'_>, plan: &mut Plan) {
    let mut walk = Walk { index, principals, plan, used: Vec::new() };
    for resource in &index.stack.resources {
        match resource.resource_type.as_str() {
            ROLE | USER | GROUP => walk.own_policies(resource),
            _ => {}
        }
    }
    for resource in &index.stack.resources {
        let attached = ATTACHED.iter().find(|(resource_type, _)| *resource_type == resource.resource_type);
        if let Some((_, by)) = attached {
            walk.attached(resource, by);
        }
    }
}

struct Walk<'w, 's> {
    index: &'w Index<'s>,
    principals: &'w Principals<'s>,
    plan: &'w mut Plan,
    /// Logical ids of managed policies that a principal names.
    used: Vec<&'s str>,
}

impl<'s> Walk<'_, 's> {
    fn own_policies(&mut self, resource: &'s StackResource) {
        let Some(arn) = self.principals.arn(resource) else {
            return;
        };
        let arn = arn.to_owned();
        let properties = &resource.properties;
        if resource.resource_type == ROLE {
            self.trust(resource, &arn);
        }
        let place = place_of(&resource.resource_type);
        if properties.is_unknown() {
            let boundary = (place == Place::Identity).then_some(Place::Boundary);
            for place in std::iter::once(place).chain(boundary) {
                let key = key(place, resource, "Properties");
                self.plan.stand_in(key, &arn, PlannedPolicy::Unknown, properties.span);
            }
        }
        if let Some(policies) = properties.member("Policies") {
            for found in inline(resource, policies) {
                self.plan.place(place, &found, None, &arn);
            }
        }
        let arns = properties.member("ManagedPolicyArns");
        match arns.map(|arns| (arns, arns.elements())) {
            Some((_, Some(arns))) => {
                for (number, value) in arns.iter().enumerate() {
                    let property = format!("ManagedPolicyArns.{number}");
                    self.by_arn(place, resource, property, value, &arn);
                }
            }
            Some((whole, None)) => {
                self.by_arn(place, resource, "ManagedPolicyArns".to_owned(), whole, &arn);
            }
            None => {}
        }
        if let Some(boundary) = properties.member("PermissionsBoundary") {
            self.by_arn(Place::Boundary, resource, "PermissionsBoundary".to_owned(), boundary, &arn);
        }
    }

    fn trust(&mut self, resource: &StackResource, arn: &str) {
        const PROPERTY: &str = "AssumeRolePolicyDocument";
        match resource.properties.member(PROPERTY) {
            Some(policy) => {
                let (property, name) = (PROPERTY.to_owned(), "trust-policy".to_owned());
                let found = Found { resource, property, name, policy: policy.clone() };
                self.plan.place(Place::Trust, &found, None, arn);
            }
            None => {
                let key = key(Place::Trust, resource, PROPERTY);
                self.plan.stand_in(key, arn, PlannedPolicy::Unknown, resource.logical_id_span);
            }
        }
    }

    /// A policy that is named by its ARN.
    fn by_arn(
        &mut self,
        place: Place,
        resource: &StackResource,
        property: String,
        value: &Resolved,
        holder: &str,
    ) {
        if let Some(policy) = self.index.named(&[MANAGED_POLICY], value) {
            self.used.push(&policy.logical_id);
            if let Some(found) = managed_policy(policy, resource) {
                return self.plan.place(place, &found, Some(&resource.logical_id), holder);
            }
        }
        let remark =
            |message: String| Remark { logical_id: resource.logical_id.clone(), message, place: value.span };
        let document = match managed(value) {
            Managed::Published(document) => {
                let message = format!("`{}` is filled in as AWS published it", document.name);
                self.plan.report.from_aws.push(remark(message));
                *document
            }
            Managed::Elsewhere(arn) => {
                let message = format!("what the policy `{}` says is not in the template", quoted(&arn));
                self.plan.report.not_known.push(remark(message));
                not_known_managed(&arn)
            }
            Managed::Unknown(missing) => {
                let message = format!("which policies `{property}` names is not known: it needs {missing}");
                self.plan.report.not_known.push(remark(message));
                let advice =
                    format!("replace this line by the policy, or give the template a value for {missing}");
                not_known(&property, &advice)
            }
        };
        let key = key(place, resource, &property);
        self.plan.stand_in(key, holder, PlannedPolicy::Other(document), value.span);
    }

    /// A policy with a resource of its own, attached to principals.
    fn attached(&mut self, resource: &'s StackResource, by: &[(&str, &str)]) {
        let mut is_attached = self.used.contains(&resource.logical_id.as_str());
        for (kind, property) in by {
            let Some(names) = resource.properties.member(property) else {
                continue;
            };
            let alone = std::slice::from_ref(names);
            for name in names.elements().unwrap_or(alone) {
                is_attached = true;
                let holder = self.principals.named(kind, name);
                match holder.and_then(|holder| Some((holder, self.principals.arn(holder)?))) {
                    Some((holder, arn)) => {
                        let arn = arn.to_owned();
                        let Some(found) = managed_policy(resource, holder) else {
                            continue;
                        };
                        self.plan.place(place_of(kind), &found, Some(&holder.logical_id), &arn);
                    }
                    None => self.nowhere(resource, &format!("{} is not in the template", whom(kind, name))),
                }
            }
        }
        if !is_attached {
            self.nowhere(resource, "the template attaches it to nobody");
        }
    }

    fn nowhere(&mut self, resource: &StackResource, reason: &str) {
        if let Some(found) = managed_policy(resource, resource) {
            self.plan.not_placed(&found, reason);
        }
    }
}

/// The policies that are written into a principal. What cannot be read as one becomes a document that says so.
fn inline<'r>(resource: &'r StackResource, policies: &Resolved) -> Vec<Found<'r>> {
    let Some(elements) = policies.elements() else {
        let (property, name) = ("Policies".to_owned(), "Policies".to_owned());
        return vec![Found { resource, property, name, policy: policies.clone() }];
    };
    let found = |(number, element): (usize, &Resolved)| {
        let property = format!("Policies.{number}");
        let name = element.member("PolicyName").and_then(Resolved::text);
        let name = name.map_or_else(|| property.clone(), str::to_owned);
        match element.member("PolicyDocument") {
            Some(policy) => {
                let property = format!("{property}.PolicyDocument");
                Found { resource, property, name, policy: policy.clone() }
            }
            None => Found { resource, property, name, policy: element.clone() },
        }
    };
    elements.iter().enumerate().map(found).collect()
}

/// The document of a policy that is a resource, attached to `holder`. When it is not known whether there is such a
/// policy, though there is the holder, then nothing of it is known.
fn managed_policy<'r>(resource: &'r StackResource, holder: &StackResource) -> Option<Found<'r>> {
    let policy = resource.properties.member("PolicyDocument")?.clone();
    let name =
        ["ManagedPolicyName", "PolicyName"].iter().find_map(|name| resource.properties.member(name)?.text());
    let name = name.unwrap_or(&resource.logical_id).to_owned();
    let condition = resource.condition.as_ref().filter(|_| resource.condition != holder.condition);
    let policy = match condition {
        Some(condition) => only_if(condition, policy),
        None => policy,
    };
    Some(Found { resource, property: "PolicyDocument".to_owned(), name, policy })
}

fn key(place: Place, resource: &StackResource, property: &str) -> Key {
    Key { place, resource: resource.logical_id.clone(), property: property.to_owned(), attached_to: None }
}

fn place_of(kind: &str) -> Place {
    if kind == GROUP { Place::Group } else { Place::Identity }
}

/// A principal as a template names it.
fn whom(kind: &str, name: &Resolved) -> String {
    let kind = kind.rsplit("::").next().unwrap_or(kind).to_lowercase();
    match name.text() {
        Some(name) => format!("the {kind} `{}`", quoted(name)),
        None => format!("the {kind} that {} names", super::plan::listed(&name.missing())),
    }
}
