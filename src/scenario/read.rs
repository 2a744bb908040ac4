//! From the JSON of a scenario (interfaces, §1) to a [`Scenario`].

use std::borrow::Cow;
use std::fmt::Display;

use super::read_request::{read_context, read_options, read_principal, read_request, read_unknown_context};
use super::{Caller, NamedPolicy, OrganizationLevel, PolicySet, Request, Slot};
use crate::policy::PolicyType;
use crate::text::json::{Node, Value};
use crate::text::{Diagnostic, Span};

/// One request with every policy that applies to it.
#[derive(Clone, Debug)]
pub struct Scenario<'t> {
    /// The name that results carry.
    pub id: Option<String>,
    /// The policies.
    pub policies: PolicySet<'t>,
    /// The request.
    pub request: Request<'t>,
    /// What is wrong with the policies, AWS's refusals included, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a text is no scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// The name that results carry, where it could be read.
    pub id: Option<String>,
    /// Stable name of the kind of error, in kebab case.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// A refusal at one place; the caller of the reader adds the id.
pub(super) struct Refusal {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) span: Span,
}

impl Refusal {
    pub(super) fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span }
    }

    pub(super) fn into_error(self, id: Option<String>) -> InputError {
        InputError { id, code: self.code, message: self.message, span: self.span }
    }

    pub(super) fn wrong_type(node: &Node<'_>, what: impl Display, expected: &str) -> Self {
        Self::new("wrong-type", node.span, format!("{what} must be {expected}, not {}", node.value.kind()))
    }
}

const SCENARIO_MEMBERS: &[&str] = &[
    "id",
    "principal",
    "identity_policies",
    "permissions_boundary",
    "session_policies",
    "scps",
    "rcps",
    "resource_policy",
    "vpc_endpoint_policy",
    "request",
    "options",
    "clause",
    "expect",
    "why",
];

/// Reads a caller with its policies. It has no slots for the policies of what it asks for.
pub(super) fn read_caller_of<'t>(node: &Node<'t>) -> Result<Caller<'t>, Refusal> {
    const MEMBERS: &[&str] = &[
        "principal",
        "identity_policies",
        "permissions_boundary",
        "session_policies",
        "scps",
        "rcps",
        "context",
        "unknown_context",
    ];
    check_members(node, "a caller", MEMBERS)?;
    let value = |name: &str| node.member(name).map(|member| &member.value);
    let missing = || Refusal::new("missing-member", node.span, "the caller has no `principal`");
    Ok(Caller {
        principal: read_principal(value("principal").ok_or_else(missing)?)?,
        policies: read_policy_set(node, PolicyType::Resource)?.0,
        context: value("context").map(read_context).transpose()?.unwrap_or_default(),
        unknown_context: value("unknown_context").map(read_unknown_context).transpose()?.unwrap_or_default(),
    })
}

pub(super) fn read_scenario<'t>(node: &Node<'t>) -> Result<Scenario<'t>, Refusal> {
    check_members(node, "a scenario", SCENARIO_MEMBERS)?;
    let value = |name: &str| node.member(name).map(|member| &member.value);
    let missing =
        |name: &str| Refusal::new("missing-member", node.span, format!("the scenario has no `{name}`"));
    let principal = read_principal(value("principal").ok_or_else(|| missing("principal"))?)?;
    let readings = value("options").map(read_options).transpose()?.unwrap_or_default();
    let request = read_request(value("request").ok_or_else(|| missing("request"))?, principal, readings)?;
    let (policies, diagnostics) = read_policy_set(node, request.resource_policy_type())?;
    Ok(Scenario { id: None, policies, request, diagnostics })
}

/// Reads the policy slots of a scenario; also returns what is wrong with the policies, in order of position.
pub(super) fn read_policy_set<'t>(
    node: &Node<'t>,
    resource_type: PolicyType,
) -> Result<(PolicySet<'t>, Vec<Diagnostic>), Refusal> {
    let value = |name: &str| node.member(name).map(|member| &member.value);
    let mut reader = Reader::default();
    let policies = PolicySet {
        identity: reader.list(value("identity_policies"), "identity_policies", PolicyType::Identity)?,
        permissions_boundary: reader.one(value("permissions_boundary"), PolicyType::PermissionsBoundary)?,
        session: reader.list(value("session_policies"), "session_policies", PolicyType::Session)?,
        service_control: reader.levels(value("scps"), "scps", PolicyType::ServiceControl)?,
        resource_control: reader.levels(value("rcps"), "rcps", PolicyType::ResourceControl)?,
        resource: reader.one(value("resource_policy"), resource_type)?,
        vpc_endpoint: reader.one(value("vpc_endpoint_policy"), PolicyType::VpcEndpoint)?,
    };
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Ok((policies, diagnostics))
}

#[derive(Default)]
struct Reader {
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn list<'t>(
        &mut self,
        node: Option<&Node<'t>>,
        name: &str,
        policy_type: PolicyType,
    ) -> Result<Slot<Vec<NamedPolicy<'t>>>, Refusal> {
        read_slot(node, |node| {
            elements(node, name)?.iter().map(|entry| self.policy(entry, policy_type)).collect()
        })
    }

    fn one<'t>(
        &mut self,
        node: Option<&Node<'t>>,
        policy_type: PolicyType,
    ) -> Result<Slot<Option<NamedPolicy<'t>>>, Refusal> {
        read_slot(node, |node| self.policy(node, policy_type).map(Some))
    }

    fn levels<'t>(
        &mut self,
        node: Option<&Node<'t>>,
        name: &str,
        policy_type: PolicyType,
    ) -> Result<Slot<Vec<OrganizationLevel<'t>>>, Refusal> {
        read_slot(node, |node| {
            elements(node, name)?.iter().map(|level| self.level(level, policy_type)).collect()
        })
    }

    fn level<'t>(
        &mut self,
        node: &Node<'t>,
        policy_type: PolicyType,
    ) -> Result<OrganizationLevel<'t>, Refusal> {
        check_members(node, "a level", &["level", "policies"])?;
        let name = node.member("level").map(|member| string(&member.value, "`level`")).transpose()?;
        let policies = match node.member("policies") {
            Some(member) => elements(&member.value, "policies")?,
            None => &[],
        };
        let policies =
            policies.iter().map(|entry| self.policy(entry, policy_type)).collect::<Result<_, _>>()?;
        Ok(OrganizationLevel { name: name.unwrap_or_default(), policies })
    }

    fn policy<'t>(&mut self, node: &Node<'t>, policy_type: PolicyType) -> Result<NamedPolicy<'t>, Refusal> {
        check_members(node, "a policy", &["name", "document"])?;
        let name = node.member("name").map(|member| string(&member.value, "`name`")).transpose()?;
        let Some(document) = node.member("document") else {
            return Err(Refusal::new("missing-member", node.span, "the policy has no `document`"));
        };
        let (policy, diagnostics) = NamedPolicy::read(name.unwrap_or_default(), &document.value, policy_type);
        self.diagnostics.extend(diagnostics);
        Ok(policy)
    }
}

/// A slot: `"unknown"`, or what `read` makes of it; missing and `null` are neutral.
fn read_slot<'n, 't, T: Default>(
    node: Option<&'n Node<'t>>,
    read: impl FnOnce(&'n Node<'t>) -> Result<T, Refusal>,
) -> Result<Slot<T>, Refusal> {
    match node.map(|node| (&node.value, node)) {
        None | Some((Value::Null, _)) => Ok(Slot::default()),
        Some((Value::String(text), _)) if text == "unknown" => Ok(Slot::Unknown),
        Some((_, node)) => read(node).map(Slot::Known),
    }
}

fn elements<'n, 't>(node: &'n Node<'t>, name: &str) -> Result<&'n [Node<'t>], Refusal> {
    match &node.value {
        Value::Array(elements) => Ok(elements),
        _ => Err(Refusal::wrong_type(node, format_args!("`{name}`"), "an array or \"unknown\"")),
    }
}

/// The text of a string.
pub(super) fn string<'t>(node: &Node<'t>, what: impl Display) -> Result<Cow<'t, str>, Refusal> {
    match &node.value {
        Value::String(text) => Ok(text.clone()),
        _ => Err(Refusal::wrong_type(node, what, "a string")),
    }
}

/// Refuses an object with a member that is not in `known`, or twice there; members beginning with `x-`
/// are ignored.
pub(super) fn check_members(node: &Node<'_>, what: &str, known: &[&str]) -> Result<(), Refusal> {
    let Value::Object(members) = &node.value else {
        return Err(Refusal::wrong_type(node, what, "an object"));
    };
    for (index, member) in members.iter().enumerate() {
        if member.name.starts_with("x-") {
            continue;
        }
        if !known.contains(&&*member.name) {
            let message = format!("{what} has no member `{}`", member.name);
            return Err(Refusal::new("unknown-member", member.name_span, message));
        }
        if members.iter().take(index).any(|earlier| earlier.name == member.name) {
            let message = format!("{what} has two members `{}`", member.name);
            return Err(Refusal::new("duplicate-member", member.name_span, message));
        }
    }
    Ok(())
}
