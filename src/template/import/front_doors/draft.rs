//! A front door while it is put together.

use std::collections::HashMap;

use super::family::Families;
use super::settings::needs;
use crate::document::PolicyDocument;
use crate::front_door::{ApiType, AuthorizerKind, FrontDoor};
use crate::scenario::Slot;
use crate::template::import::plan::{Key, Place, Planned, PlannedPolicy, rendered_policy};
use crate::template::import::report::Remark;
use crate::template::import::stack::{Index, StackResource};
use crate::template::import::values::only_if;
use crate::template::render::Rendered;
use crate::template::value::Resolved;
use crate::text::{Span, quoted};

/// Stands for an account that nobody has named, as in the ARNs of principals.
const NO_ACCOUNT: &str = "000000000000";

/// An API on its way to a front door, with what there is to say of it.
pub(super) struct Draft<'s> {
    pub(super) index: &'s Index<'s>,
    pub(super) families: &'s Families<'s>,
    pub(super) api: &'s StackResource,
    pub(super) door: FrontDoor,
    /// Its own policy, with the way back to the template.
    pub(super) policy: Option<Planned>,
    /// Authorizers by logical id; none for one of which too much is unknown.
    pub(super) authorizers: HashMap<&'s str, Option<(String, AuthorizerKind)>>,
    /// What stands there although the template does not say it.
    pub(super) assumed: Vec<String>,
    pub(super) unknown: Vec<Remark>,
}

impl<'s> Draft<'s> {
    /// An API with its name and its place.
    pub(super) fn begin(
        index: &'s Index<'s>,
        families: &'s Families<'s>,
        api: &'s StackResource,
        api_type: ApiType,
    ) -> Self {
        let stack = index.stack;
        let mut assumed = Vec::new();
        let mut known = |value: &Resolved, otherwise: &str, said: String| match value.text() {
            Some(text) => text.to_owned(),
            None => {
                assumed.push(said);
                otherwise.to_owned()
            }
        };
        let id = &api.logical_id;
        let door = FrontDoor {
            name: api.properties.member("Name").and_then(Resolved::text).unwrap_or(id).to_owned(),
            api_type,
            partition: match known(&stack.partition, "", "its partition is taken to be `aws`".to_owned()) {
                partition if partition == "aws" => String::new(),
                partition => partition,
            },
            region: known(&stack.region, "", "its Region is not given and stays empty".to_owned()),
            account: known(
                &stack.account,
                NO_ACCOUNT,
                format!("its account, which is not given, is written `{NO_ACCOUNT}`"),
            ),
            api_id: known(&api.reference, id, "it is called by its logical id".to_owned()),
            ..FrontDoor::default()
        };
        if let Some(condition) = &api.condition {
            assumed.push(format!(
                "it is taken to be made, though whether `{}` holds is not known",
                quoted(condition)
            ));
        }
        let authorizers = HashMap::new();
        Self { index, families, api, door, policy: None, authorizers, assumed, unknown: Vec::new() }
    }

    /// Says what is not known of a part of the API.
    pub(super) fn say(&mut self, message: impl Into<String>, place: Span) {
        let remark = Remark { logical_id: self.api.logical_id.clone(), message: message.into(), place };
        if !self.unknown.contains(&remark) {
            self.unknown.push(remark);
        }
    }

    /// Leaves open how requests end, as they may depend on `what`, which is not known.
    pub(super) fn leave_open(&mut self, what: impl Into<String>, place: Span) {
        let what = what.into();
        self.say(format!("what becomes of requests to the API is unknown: it depends on {what}"), place);
        if !self.door.not_known.contains(&what) {
            self.door.not_known.push(what);
        }
    }

    /// As [`leave_open`](Self::leave_open), for a value that is not known.
    pub(super) fn leave_value_open(&mut self, what: &str, value: &Resolved) {
        self.leave_open(format!("{what}, which is not known{}", needs(value)), value.span);
    }

    pub(super) fn members(&self, resource_type: &str) -> Vec<&'s StackResource> {
        self.families.members(self.api, resource_type)
    }

    /// Whether a resource may be missing where the API is there.
    pub(super) fn may_be_missing(&self, resource: &StackResource) -> bool {
        resource.condition.is_some() && resource.condition != self.api.condition
    }

    /// The policy in a property of `resource`, as far as it is known.
    pub(super) fn policy(
        &self,
        resource: &StackResource,
        name: &str,
        policy: Option<&Resolved>,
    ) -> Slot<Option<PolicyDocument>> {
        let rendered = policy.map(|policy| self.rendered(resource, policy));
        Slot::Known(rendered.map(|rendered| PolicyDocument::new(name, rendered.text)))
    }

    /// Takes the API's own policy over from a property of it.
    pub(super) fn take_policy(&mut self, property: &str, policy: &Resolved) {
        const NAME: &str = "resource-policy";
        let rendered = self.rendered(self.api, policy);
        self.door.resource_policy = Slot::Known(Some(PolicyDocument::new(NAME, rendered.text.clone())));
        self.policy = Some(Planned {
            key: Key {
                place: Place::Resource,
                resource: self.api.logical_id.clone(),
                property: property.to_owned(),
                attached_to: None,
            },
            holder: self.door.arn_prefix(),
            policy: PlannedPolicy::Text { name: NAME.to_owned(), rendered },
            span: policy.span,
        });
    }

    fn rendered(&self, resource: &StackResource, policy: &Resolved) -> Rendered {
        match &resource.condition {
            Some(condition) if self.may_be_missing(resource) => {
                rendered_policy(&only_if(condition, policy.clone()))
            }
            _ => rendered_policy(policy),
        }
    }

    /// Leaves open what a policy says that may be about the place of the API, where that is not known.
    pub(super) fn check_place(&mut self, policy: &Slot<Option<PolicyDocument>>, place: Span) {
        let stack = self.index.stack;
        if stack.region.text().is_some() && stack.account.text().is_some() {
            return;
        }
        if let Slot::Known(Some(policy)) = policy
            && names_place(&policy.text)
        {
            self.leave_open("its account and Region, which a policy asks for and nobody has given", place);
        }
    }
}

/// Whether a policy asks for the account or the Region of an API.
fn names_place(policy: &str) -> bool {
    let policy = policy.to_ascii_lowercase();
    let in_arn = policy.match_indices(":execute-api:").any(|(at, found)| {
        let rest = policy.get(at + found.len()..).unwrap_or_default();
        // A function in the place of a name leaves the policy unknown anyway.
        !["*:*:", "*:*\"", "*\"", "${"].iter().any(|start| rest.starts_with(start))
    });
    in_arn || policy.contains("aws:requestedregion") || policy.contains("aws:resourceaccount")
}
