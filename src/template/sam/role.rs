//! The role that SAM makes for a function or a state machine.

use std::sync::LazyLock;

use crate::template::tree::{Node, NodeValue};
use crate::text::Diagnostic;

use super::expansion::Expansion;
use super::node::{At, Reading, listed, same};
use super::policy_templates;
use super::suggestion::did_you_mean;

/// The paths and names of the policies that AWS manages.
static MANAGED_POLICIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("data/managed_policies.txt").lines().collect());

/// The condition that is added to a template in which something depends on the partition.
const IS_AWS_PARTITION: &str = "SamPartitionIsAws";

/// What an entry of `Policies` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Managed,
    Document,
    Template,
    /// Nothing that SAM takes.
    Other,
}

/// The ARN of a policy that AWS manages, by its path and name.
pub(super) fn managed_policy_arn(at: At, path: &str) -> Node {
    at.substitute(&format!("arn:${{AWS::Partition}}:iam::aws:policy/{path}"))
}

/// The trust policy for a service.
pub(super) fn trust(at: At, service: &str) -> Node {
    let statement = at.map([
        ("Effect", at.text("Allow")),
        ("Principal", at.map([("Service", at.list(vec![at.text(service)]))])),
        ("Action", at.list(vec![at.text("sts:AssumeRole")])),
    ]);
    at.map([("Version", at.text("2012-10-17")), ("Statement", at.list(vec![statement]))])
}

/// A statement that allows actions on a resource.
pub(super) fn allowing(at: At, actions: &[&str], resource: Node) -> Node {
    let actions = at.list(actions.iter().map(|action| at.text(*action)).collect());
    at.map([("Effect", at.text("Allow")), ("Action", actions), ("Resource", resource)])
}

/// An inline policy.
pub(super) fn inline(at: At, name: &str, document: Node) -> Node {
    at.map([("PolicyName", at.text(name)), ("PolicyDocument", document)])
}

/// The policies of a role to be.
#[derive(Default)]
pub(super) struct Policies {
    managed: Vec<Node>,
    inline: Vec<Node>,
}

impl Policies {
    /// Attaches a managed policy, unless it is attached already.
    pub(super) fn attach(&mut self, arn: Node) {
        if !self.managed.iter().any(|one| same(one, &arn)) {
            self.managed.push(arn);
        }
    }

    /// Adds an inline policy.
    pub(super) fn add(&mut self, policy: Node) {
        self.inline.push(policy);
    }

    /// Adds an inline policy of these statements, unless there is one that says the same.
    pub(super) fn allow(&mut self, at: At, name: &str, statements: Vec<Node>) {
        let document = at.map([("Statement", at.list(statements))]);
        let is_same = |one: &Node| one.get("PolicyDocument").is_some_and(|one| same(one, &document));
        if !self.inline.iter().any(is_same) {
            self.add(inline(at, name, document));
        }
    }

    /// Attaches the policy that lets X-Ray be written to.
    pub(super) fn attach_xray(&mut self, at: At, expansion: &mut Expansion<'_>) {
        let arn = xray_policy_arn(at, expansion);
        self.attach(arn);
    }

    /// Takes over what the property `Policies` says, for the role of the logical id `role`.
    pub(super) fn read(&mut self, policies: &Node, role: &str, expansion: &mut Expansion<'_>) {
        for (index, entry) in listed(policies).iter().enumerate() {
            let name = format!("{role}Policy{index}");
            match form(entry) {
                Form::Managed => {
                    let arn = in_branches(entry, &mut |one| managed(one, expansion));
                    self.attach(arn);
                }
                Form::Document => {
                    let policy = in_branches(entry, &mut |one| inline(one.at(), &name, one.clone()));
                    self.add(policy);
                }
                Form::Template => {
                    let policy = in_branches(entry, &mut |one| {
                        let document = policy_templates::document(one, &mut expansion.diagnostics);
                        inline(one.at(), &name, document)
                    });
                    self.add(policy);
                }
                Form::Other => {
                    expansion.diagnostics.push(not_a_policy(entry));
                    self.add(inline(entry.at(), &name, entry.at().unknown()));
                }
            }
        }
    }

    /// The members of a role's properties that hold the policies.
    pub(super) fn into_properties(self, at: At) -> [(&'static str, Option<Node>); 2] {
        let list = |items: Vec<Node>| (!items.is_empty()).then(|| at.list(items));
        [("ManagedPolicyArns", list(self.managed)), ("Policies", list(self.inline))]
    }
}

fn xray_policy_arn(at: At, expansion: &mut Expansion<'_>) -> Node {
    let is_aws = at.map([("Fn::Equals", at.list(vec![at.reference("AWS::Partition"), at.text("aws")]))]);
    expansion.add_condition(IS_AWS_PARTITION, is_aws);
    at.choice(
        at.text(IS_AWS_PARTITION),
        managed_policy_arn(at, "AWSXrayWriteOnlyAccess"),
        managed_policy_arn(at, "AWSXRayDaemonWriteAccess"),
    )
}

fn form(entry: &Node) -> Form {
    if matches!(entry.value, NodeValue::String(_)) {
        return Form::Managed;
    }
    if let Some((_, yes, no)) = entry.branches() {
        return match (form(yes), form(no)) {
            (yes, no) if yes == no => yes,
            (_, form) if yes.is_no_value() => form,
            (form, _) if no.is_no_value() => form,
            _ => Form::Other,
        };
    }
    if entry.intrinsic().is_some() {
        return Form::Managed;
    }
    if entry.get_member("Statement").is_some() {
        return Form::Document;
    }
    match entry.members() {
        [member] if policy_templates::exists(&member.name) => Form::Template,
        _ => Form::Other,
    }
}

/// `make` of the entry, or of each branch of an `Fn::If` that is not `AWS::NoValue`.
fn in_branches(entry: &Node, make: &mut dyn FnMut(&Node) -> Node) -> Node {
    match entry.branches() {
        Some((condition, yes, no)) => {
            let (yes, no) = (in_branches(yes, make), in_branches(no, make));
            entry.at().choice(condition.clone(), yes, no)
        }
        None if entry.is_no_value() => entry.clone(),
        None => make(entry),
    }
}

/// The ARN of a managed policy of which the ARN, the name or a function is given.
fn managed(entry: &Node, expansion: &mut Expansion<'_>) -> Node {
    let Some(name) = entry.as_text() else { return entry.clone() };
    if name.starts_with("arn:") || name.starts_with("{{") {
        return entry.clone();
    }
    let own_name = |path: &&'static str| path.rsplit('/').next().unwrap_or(path);
    match MANAGED_POLICIES.iter().find(|path| own_name(path) == name) {
        Some(path) => managed_policy_arn(entry.at(), path),
        None => {
            let message = format!("no policy that AWS manages is known by the name `{name}`");
            let finding = Diagnostic::warning("sam-unknown-managed-policy", entry.span, message);
            expansion.diagnostics.push(did_you_mean(finding, name, MANAGED_POLICIES.iter().map(own_name)));
            entry.at().unknown()
        }
    }
}

fn not_a_policy(entry: &Node) -> Diagnostic {
    const CODE: &str = "sam-unknown-policy";
    if let Some((_, _, _)) = entry.branches() {
        let message = "the branches of `Fn::If` are different forms of policies";
        return Diagnostic::error(CODE, entry.span, message).with_help("write one `Fn::If` for each form");
    }
    match entry.members() {
        [member] => {
            let message = format!("there is no policy template `{}`", member.name);
            let finding = Diagnostic::error("sam-unknown-policy-template", member.name_span, message);
            did_you_mean(finding, &member.name, policy_templates::names())
        }
        _ => {
            let message = "this is neither a managed policy nor a policy template nor a policy document";
            Diagnostic::error(CODE, entry.span, message)
        }
    }
}
