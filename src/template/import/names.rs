//! The ARNs of principals.

use std::collections::HashMap;

use super::identity::{GROUP, ROLE, USER};
use super::plan::{Key, Place, Plan, PlannedGroup, PlannedPolicy, PlannedPrincipal};
use super::report::Remark;
use super::stack::{Index, StackResource};
use crate::template::value::Resolved;
use crate::text::quoted;
use crate::workspace::model::OrderedMap;
use crate::workspace::not_known;

/// Stands for an account that nobody has named, chosen so that no policy names it by accident.
const NO_ACCOUNT: &str = "000000000000";
const USUAL_PARTITION: &str = "aws";

/// The principals of a template by what names them.
pub(super) struct Principals<'s> {
    index: &'s Index<'s>,
    /// ARNs by logical id.
    arns: HashMap<&'s str, String>,
}

impl<'s> Principals<'s> {
    /// Finds the ARNs of roles, users and groups, and plans them. A principal whose name AWS makes up is called by its
    /// logical id, which is said: a workspace cannot hold it without a name.
    pub(super) fn plan(index: &'s Index<'s>, plan: &mut Plan) -> Self {
        let mut principals = Self { index, arns: HashMap::new() };
        for resource in &index.stack.resources {
            if let Some(kind) = kind_of(resource) {
                let arn = principals.assume(resource, kind, plan);
                principals.arns.insert(&resource.logical_id, arn);
            }
        }
        for resource in &index.stack.resources {
            let Some(arn) = principals.arn(resource) else {
                continue;
            };
            if resource.resource_type == GROUP {
                let logical_id = Some(resource.logical_id.clone());
                plan.groups.push(PlannedGroup { logical_id, arn: arn.to_owned(), members: Vec::new() });
            } else {
                let (tags, arn) = (tags(resource, plan), arn.to_owned());
                let logical_id = resource.logical_id.clone();
                plan.principals.push(PlannedPrincipal { logical_id, arn, tags });
            }
        }
        principals.memberships(plan);
        principals
    }

    pub(super) fn arn(&self, resource: &StackResource) -> Option<&str> {
        self.arns.get(resource.logical_id.as_str()).map(String::as_str)
    }

    /// The principal of that type with that name.
    pub(super) fn named(&self, kind: &str, name: &Resolved) -> Option<&'s StackResource> {
        self.index.named(&[kind], name)
    }

    fn assume(&self, resource: &StackResource, kind: &str, plan: &mut Plan) -> String {
        let stack = self.index.stack;
        let mut assumed = Vec::new();
        let partition = stack.partition.text().unwrap_or_else(|| {
            assumed.push(format!("its partition is taken to be `{USUAL_PARTITION}`"));
            USUAL_PARTITION
        });
        let account = stack.account.text().unwrap_or_else(|| {
            assumed.push(format!("its account, which is not given, is written `{NO_ACCOUNT}`"));
            NO_ACCOUNT
        });
        let path = match resource.properties.member("Path") {
            None => "/",
            Some(path) => path.text().unwrap_or_else(|| {
                assumed.push("its path is left out".to_owned());
                "/"
            }),
        };
        let name = resource.reference.text().unwrap_or_else(|| {
            assumed.push("it is called by its logical id".to_owned());
            &resource.logical_id
        });
        let arn = format!("arn:{partition}:iam::{account}:{kind}{path}{name}");
        if let Some(condition) = &resource.condition {
            assumed.push(format!(
                "it is taken to be made, though whether `{}` holds is not known",
                quoted(condition)
            ));
        }
        if !assumed.is_empty() {
            plan.report.assumed.push(Remark {
                logical_id: resource.logical_id.clone(),
                message: format!("the {kind} stands as `{}`: {}", quoted(&arn), assumed.join(", ")),
                place: resource.logical_id_span,
            });
        }
        arn
    }

    /// Puts users into groups.
    fn memberships(&self, plan: &mut Plan) {
        for resource in &self.index.stack.resources {
            let properties = &resource.properties;
            if resource.resource_type == USER {
                let Some(groups) = properties.member("Groups") else {
                    continue;
                };
                let alone = std::slice::from_ref(groups);
                for (number, group) in groups.elements().unwrap_or(alone).iter().enumerate() {
                    self.join(resource, group, number, plan);
                }
            }
            if resource.resource_type == "AWS::IAM::UserToGroupAddition" {
                self.addition(resource, plan);
            }
        }
    }

    fn addition(&self, resource: &StackResource, plan: &mut Plan) {
        let (Some(group), Some(users)) =
            (resource.properties.member("GroupName"), resource.properties.member("Users"))
        else {
            return;
        };
        plan.contributors.push((resource.logical_id.clone(), true));
        let alone = std::slice::from_ref(users);
        for (number, user) in users.elements().unwrap_or(alone).iter().enumerate() {
            match self.named(USER, user) {
                // Whether the user is in the group is as open as whether there is such an addition.
                Some(user) if resource.condition.is_some() && resource.condition != user.condition => {
                    self.policies_of_groups(user, group, number, plan);
                }
                Some(user) => self.join(user, group, number, plan),
                None => plan.report.not_placed.push(Remark {
                    logical_id: resource.logical_id.clone(),
                    message: "a user that is not in the template is added to a group".to_owned(),
                    place: user.span,
                }),
            }
        }
    }

    /// Puts a user into a group. Of a group that is not in the template no policies are known.
    fn join(&self, user: &StackResource, group: &Resolved, number: usize, plan: &mut Plan) {
        let Some(member) = self.arn(user).map(str::to_owned) else {
            return;
        };
        let arn = match self.named(GROUP, group) {
            Some(group) => self.arn(group).map(str::to_owned),
            None => self.foreign_group(user, group),
        };
        let Some(arn) = arn else {
            return self.policies_of_groups(user, group, number, plan);
        };
        if !plan.groups.iter().any(|found| found.arn == arn) {
            plan.groups.push(PlannedGroup { logical_id: None, arn: arn.clone(), members: Vec::new() });
            plan.report.not_known.push(Remark {
                logical_id: user.logical_id.clone(),
                message: format!("the policies of the group `{}` are not in the template", quoted(&arn)),
                place: group.span,
            });
        }
        if let Some(found) = plan.groups.iter_mut().find(|found| found.arn == arn)
            && !found.members.contains(&member)
        {
            found.members.push(member);
        }
    }

    fn foreign_group(&self, user: &StackResource, group: &Resolved) -> Option<String> {
        let [_, partition, _, _, account, _] = crate::matching::split_arn(self.arn(user)?)?;
        Some(format!("arn:{partition}:iam::{account}:group/{}", group.text()?))
    }

    /// A user gets policies from a group of which nothing is known, not even the name.
    fn policies_of_groups(&self, user: &StackResource, group: &Resolved, number: usize, plan: &mut Plan) {
        let Some(holder) = self.arn(user).map(str::to_owned) else {
            return;
        };
        let message = "the policies of one of its groups are not known".to_owned();
        plan.report.not_known.push(Remark {
            logical_id: user.logical_id.clone(),
            message,
            place: group.span,
        });
        let key = Key {
            place: Place::Identity,
            resource: user.logical_id.clone(),
            property: format!("Groups.{number}"),
            attached_to: None,
        };
        let advice = "replace this line by the policies of the group, or give the template the values that its name needs";
        let document = not_known("policies of groups", advice);
        plan.stand_in(key, &holder, PlannedPolicy::Other(document), group.span);
    }
}

fn kind_of(resource: &StackResource) -> Option<&'static str> {
    match resource.resource_type.as_str() {
        ROLE => Some("role"),
        USER => Some("user"),
        GROUP => Some("group"),
        _ => None,
    }
}

/// The tags that are known; the others are reported.
pub(super) fn tags(resource: &StackResource, plan: &mut Plan) -> OrderedMap<String> {
    let mut known = OrderedMap::new();
    let Some(tags) = resource.properties.member("Tags") else {
        return known;
    };
    let mut is_missing = tags.elements().is_none();
    for tag in tags.elements().unwrap_or_default() {
        let part = |name: &str| tag.member(name).and_then(Resolved::text);
        match (part("Key"), part("Value")) {
            (Some(key), Some(value)) => {
                known.insert(key.to_owned(), value.to_owned());
            }
            _ => is_missing = true,
        }
    }
    if is_missing {
        plan.report.assumed.push(Remark {
            logical_id: resource.logical_id.clone(),
            message: "tags whose value is not known are left out".to_owned(),
            place: tags.span,
        });
    }
    known
}
