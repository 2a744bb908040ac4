//! What importing asks of a resolved template.

use std::collections::HashMap;

use super::values::text_of;
use crate::template::resolve::{Existence, ResolvedResource, ResolvedTemplate};
use crate::template::value::Resolved;
use crate::text::Span;

/// A resource of a template, its values resolved as far as they can be.
#[derive(Clone, Debug, PartialEq)]
pub struct StackResource {
    /// Its name in the template.
    pub logical_id: String,
    /// Where that name stands.
    pub logical_id_span: Span,
    /// Its type: `AWS::IAM::Role`.
    pub resource_type: String,
    /// Its properties, a map.
    pub properties: Resolved,
    /// The condition on which it is made, where it is not known whether that holds.
    pub condition: Option<String>,
    /// What `Ref` gives.
    pub reference: Resolved,
    /// Its ARN, where `Fn::GetAtt` gives one.
    pub arn: Option<Resolved>,
}

/// What is made of a template: the input of [`import`](super::import).
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// The resources in the order of the template, without those whose condition is known to be false.
    pub resources: Vec<StackResource>,
    /// Logical ids and conditions of the resources whose condition is known to be false.
    pub left_out: Vec<(String, String)>,
    /// Where a macro or a loop stands that may make more than is known.
    pub hidden: Option<Span>,
    /// What `AWS::Partition` comes to.
    pub partition: Resolved,
    /// What `AWS::Region` comes to.
    pub region: Resolved,
    /// What `AWS::AccountId` comes to.
    pub account: Resolved,
}

impl Stack {
    /// A stack at the same place of which nothing is made.
    pub(super) fn without_resources(&self) -> Self {
        Self { resources: Vec::new(), left_out: Vec::new(), ..self.clone() }
    }
}

impl From<ResolvedTemplate> for Stack {
    fn from(template: ResolvedTemplate) -> Self {
        let resource = |found: ResolvedResource| StackResource {
            logical_id: found.logical_id,
            logical_id_span: found.logical_id_span,
            resource_type: found.resource_type,
            properties: found.properties,
            condition: match found.existence {
                Existence::Always => None,
                Existence::Unknown(condition) => Some(condition),
            },
            reference: found.reference,
            arn: found.arn,
        };
        let [partition, region, account] = template.location;
        let hides = |code: &str| ["unknown-macro", "unknown-collection"].contains(&code);
        let hidden = template.diagnostics.iter().find(|found| hides(found.code)).map(|found| found.span);
        let left_out = template.left_out.into_iter().map(|found| (found.logical_id, found.condition));
        Self {
            resources: template.resources.into_iter().map(resource).collect(),
            left_out: left_out.collect(),
            hidden,
            partition,
            region,
            account,
        }
    }
}

/// A [`Stack`] in which things are found by what names them.
pub(super) struct Index<'s> {
    pub(super) stack: &'s Stack,
    /// The numbers of resources by type and by what refers to one.
    by_value: HashMap<(&'s str, String), usize>,
}

impl<'s> Index<'s> {
    pub(super) fn of(stack: &'s Stack) -> Self {
        let mut by_value = HashMap::new();
        for (number, resource) in stack.resources.iter().enumerate() {
            let resource_type = resource.resource_type.as_str();
            let values = std::iter::once(&resource.reference).chain(&resource.arn);
            for value in values.filter(|value| value.is_a_name()) {
                by_value.entry((resource_type, value.fingerprint())).or_insert(number);
            }
        }
        Self { stack, by_value }
    }

    /// The resource of one of these types that `value` names: by what `Ref` or `Fn::GetAtt` gives of it, be that known or
    /// not.
    pub(super) fn named(&self, types: &[&str], value: &Resolved) -> Option<&'s StackResource> {
        if !value.is_a_name() {
            return None;
        }
        let fingerprint = value.fingerprint();
        types.iter().find_map(|wanted| {
            let number = self.by_value.get(&(*wanted, fingerprint.clone()))?;
            self.stack.resources.get(*number)
        })
    }

    /// The ARN `arn:partition:service:region:account:…` with these last parts, in this account and Region.
    pub(super) fn arn(&self, service: &str, rest: &[&Resolved], span: Span) -> Resolved {
        let text = |text: &str| super::values::string(text, span);
        let (start, service) = (text("arn:"), text(&format!(":{service}:")));
        let (colon, last) = (text(":"), text(":"));
        let stack = self.stack;
        let head = [&start, &stack.partition, &service, &stack.region, &colon, &stack.account, &last];
        text_of(head.into_iter().chain(rest.iter().copied()), span)
    }
}
