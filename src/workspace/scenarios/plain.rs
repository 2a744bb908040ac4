//! A scenario as plain data, of which two can be compared.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::evaluation::Check;
use crate::scenario::{ContextEntry, Principal, Request, Slot, VpcEndpointType};
use crate::text::json::{self, Node, Value};
use crate::workspace::model::{ExpectedDecision, OrderedMap, PolicyDocument};

/// A policy.
#[derive(Clone, Debug)]
pub(super) struct PlainPolicy {
    pub(super) name: String,
    /// The value of `document` as JSON without space: the policy itself, or a string with a text that is no JSON.
    pub(super) document: String,
}

/// Only what a policy says counts for a decision, not what it is called.
impl PartialEq for PlainPolicy {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
    }
}

impl PlainPolicy {
    /// The policy that somebody typed.
    pub(super) fn of_text(name: &str, text: &str) -> Self {
        let parsed = json::parse(text);
        let is_json = parsed.diagnostics.iter().all(|found| found.code == "duplicate-member");
        let document = match parsed.root.filter(|root| is_json && !matches!(root.value, Value::String(_))) {
            Some(root) => json::compact(&root),
            None => serde_json::Value::from(text).to_string(),
        };
        Self { name: name.to_owned(), document }
    }

    pub(super) fn of_node(name: String, document: &Node<'_>) -> Self {
        Self { name, document: json::compact(document) }
    }

    /// The policy as a workspace keeps it.
    pub(super) fn document(&self) -> PolicyDocument {
        let root = json::parse(&self.document).root;
        let text = match root {
            Some(Node { value: Value::String(text), .. }) => text.into_owned(),
            Some(root) => json::pretty(&root),
            None => String::new(),
        };
        PolicyDocument::new(self.name.clone(), text)
    }
}

impl Serialize for PlainPolicy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = RawValue::from_string(self.document.clone()).map_err(serde::ser::Error::custom)?;
        let mut policy = serializer.serialize_struct("policy", 2)?;
        policy.serialize_field("name", &self.name)?;
        policy.serialize_field("document", &document)?;
        policy.end()
    }
}

/// A level of an organization.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PlainLevel {
    pub(super) level: String,
    pub(super) policies: Vec<PlainPolicy>,
}

impl PartialEq for PlainLevel {
    fn eq(&self, other: &Self) -> bool {
        self.policies == other.policies
    }
}

/// The policies of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct PlainPolicies {
    pub(super) identity_policies: Slot<Vec<PlainPolicy>>,
    pub(super) permissions_boundary: Slot<Option<PlainPolicy>>,
    pub(super) session_policies: Slot<Vec<PlainPolicy>>,
    pub(super) scps: Slot<Vec<PlainLevel>>,
    pub(super) rcps: Slot<Vec<PlainLevel>>,
    pub(super) resource_policy: Slot<Option<PlainPolicy>>,
    pub(super) vpc_endpoint_policy: Slot<Option<PlainPolicy>>,
}

impl PlainPolicies {
    /// The first check whose policies are others in `other`.
    pub(super) fn first_difference(&self, other: &Self) -> Option<Check> {
        Check::ALL.into_iter().find(|check| match check {
            Check::ResourceControlPolicy => self.rcps != other.rcps,
            Check::ServiceControlPolicy => self.scps != other.scps,
            Check::VpcEndpoint => self.vpc_endpoint_policy != other.vpc_endpoint_policy,
            Check::Resource => self.resource_policy != other.resource_policy,
            Check::Principal => self.identity_policies != other.identity_policies,
            Check::PermissionsBoundary => self.permissions_boundary != other.permissions_boundary,
            Check::Session => self.session_policies != other.session_policies,
        })
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlainRequest {
    pub(super) principal: Principal,
    pub(super) action: String,
    pub(super) resource: String,
    pub(super) resource_account: String,
    pub(super) context: OrderedMap<Vec<String>>,
    pub(super) unknown_context: Vec<String>,
    pub(super) vpc_endpoint_type: Option<VpcEndpointType>,
}

impl PlainRequest {
    pub(super) fn of(request: &Request<'_>) -> Self {
        let mut context: OrderedMap<Vec<String>> = OrderedMap::new();
        for ContextEntry { key, values, .. } in &request.context {
            // A key that stands there twice has its last values, as in an evaluation.
            context.retain(|known, _| !known.eq_ignore_ascii_case(key));
            context.insert(key.to_string(), values.iter().map(ToString::to_string).collect());
        }
        Self {
            principal: request.principal.clone(),
            action: request.action.to_string(),
            resource: request.resource.to_string(),
            resource_account: request.resource_account.to_string(),
            context,
            unknown_context: request.unknown_context.iter().map(ToString::to_string).collect(),
            vpc_endpoint_type: request.vpc_endpoint_type,
        }
    }

    /// The values of a key; upper and lower case do not count.
    pub(super) fn values(&self, key: &str) -> Option<&Vec<String>> {
        let mut entries = self.context.iter();
        entries.find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, values)| values)
    }

    /// Whether the two have the same context, in whatever order and case of the keys.
    pub(super) fn has_context_of(&self, other: &Self) -> bool {
        let is_same = self.context.len() == other.context.len()
            && self.context.iter().all(|(key, values)| other.values(key) == Some(values));
        let lower = |keys: &[String]| {
            let mut keys: Vec<String> = keys.iter().map(|key| key.to_ascii_lowercase()).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        is_same && lower(&self.unknown_context) == lower(&other.unknown_context)
    }
}

impl Serialize for PlainRequest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut request = serializer.serialize_struct("request", 6)?;
        request.serialize_field("action", &self.action)?;
        request.serialize_field("resource", &self.resource)?;
        request.serialize_field("resource_account", &self.resource_account)?;
        request.serialize_field("context", &self.context)?;
        if !self.unknown_context.is_empty() {
            request.serialize_field("unknown_context", &self.unknown_context)?;
        }
        if let Some(endpoint_type) = self.vpc_endpoint_type {
            request.serialize_field("vpc_endpoint_type", &endpoint_type)?;
        }
        request.end()
    }
}

/// A request with every policy that applies to it.
#[derive(Clone, Debug)]
pub(super) struct PlainScenario {
    pub(super) id: Option<String>,
    pub(super) request: PlainRequest,
    pub(super) policies: PlainPolicies,
    pub(super) expect: Option<ExpectedDecision>,
}

impl Serialize for PlainScenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'s> {
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<&'s str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            expect: Option<ExpectedDecision>,
            principal: serde_json::Value,
            #[serde(flatten)]
            policies: &'s PlainPolicies,
            request: &'s PlainRequest,
        }
        let written = Written {
            id: self.id.as_deref(),
            expect: self.expect,
            principal: principal_json(&self.request.principal),
            policies: &self.policies,
            request: &self.request,
        };
        written.serialize(serializer)
    }
}

fn principal_json(principal: &Principal) -> serde_json::Value {
    use serde_json::json;
    match principal {
        Principal::User { arn } | Principal::Role { arn } | Principal::Root { arn } => json!({"arn": arn}),
        Principal::RoleSession { arn, role_arn } => json!({"arn": arn, "role": role_arn}),
        Principal::FederatedUser { arn, federated_by: Some(user) } => {
            json!({"arn": arn, "federated_by": user})
        }
        Principal::FederatedUser { arn, federated_by: None } => json!({"arn": arn}),
        Principal::Federated { provider } => json!({"federated": provider}),
        Principal::Service { name } => json!({"service": name}),
        Principal::Anonymous => json!("anonymous"),
    }
}
