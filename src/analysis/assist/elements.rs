//! The names of elements, by policy type (clause 1.50), and their fixed values.

use super::cursor::{Cursor, Place};
use super::view::{Completion, CompletionKind};
use crate::policy::PolicyType;
use crate::text::json::{Node, Value};

/// Names of which an object has one only.
const ALTERNATIVES: [(&str, &str); 3] =
    [("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource")];

/// A name and what it is.
type Described = (&'static str, &'static str);

/// The elements of a document that it does not have yet.
pub(super) fn document_elements(cursor: &Cursor<'_>, policy_type: PolicyType) -> Vec<Completion> {
    let has_id = matches!(
        policy_type,
        PolicyType::Resource | PolicyType::RoleTrust | PolicyType::Key | PolicyType::VpcEndpoint
    );
    let id = has_id.then_some(("Id", "a name for the policy"));
    let elements = [("Version", "the policy language"), ("Statement", "what is allowed and denied")];
    missing(cursor, elements.into_iter().chain(id))
}

/// The elements of a statement that it may have and does not have yet.
pub(super) fn statement_elements(cursor: &Cursor<'_>, policy_type: PolicyType) -> Vec<Completion> {
    let allows = cursor.statement.member("Effect").is_some_and(|effect| is_text(&effect.value, "Allow"));
    let may_have = |(name, _): &Described| match *name {
        "Principal" => policy_type.has_principals(),
        "NotPrincipal" => {
            let types = [PolicyType::Resource, PolicyType::Key, PolicyType::VpcEndpoint];
            types.contains(&policy_type) && !allows
        }
        "NotAction" => policy_type != PolicyType::ResourceControl,
        "Resource" | "NotResource" => policy_type != PolicyType::RoleTrust,
        _ => true,
    };
    let elements = [
        ("Sid", "a name for the statement"),
        ("Effect", "whether it allows or denies"),
        ("Principal", "for whom"),
        ("Action", "which actions"),
        ("Resource", "on which resources"),
        ("Condition", "in which circumstances"),
        ("NotPrincipal", "for all but these"),
        ("NotAction", "all actions but these"),
        ("NotResource", "on all resources but these"),
    ];
    missing(cursor, elements.into_iter().filter(may_have))
}

/// The kinds of principals that the element may name and does not name yet.
pub(super) fn principal_kinds(cursor: &Cursor<'_>, policy_type: PolicyType) -> Vec<Completion> {
    let may_have = |(name, _): &Described| match *name {
        "Federated" => policy_type == PolicyType::RoleTrust,
        "CanonicalUser" => policy_type == PolicyType::Resource,
        "Service" => policy_type != PolicyType::ResourceControl,
        _ => true,
    };
    let kinds = [
        ("AWS", "accounts, users, roles and their sessions"),
        ("Service", "services of AWS"),
        ("Federated", "identity providers"),
        ("CanonicalUser", "accounts by their canonical id"),
    ];
    missing(cursor, kinds.into_iter().filter(may_have))
}

fn missing(cursor: &Cursor<'_>, names: impl Iterator<Item = Described>) -> Vec<Completion> {
    let has = |name: &str| cursor.siblings.iter().any(|member| member.name.eq_ignore_ascii_case(name));
    let has_alternative = |name: &str| {
        ALTERNATIVES.iter().any(|(one, other)| *one == name && has(other) || *other == name && has(one))
    };
    names
        .filter(|(name, _)| !has(name) && !has_alternative(name))
        .map(|(name, detail)| Completion::new(CompletionKind::Element, name, detail))
        .collect()
}

/// The value that a new name gets.
pub(super) fn first_value(place: Place<'_>, name: &str, policy_type: PolicyType) -> &'static str {
    match (place, name) {
        (Place::DocumentElement, "Version") => "\"2012-10-17\"",
        (Place::StatementElement, "Effect") if policy_type == PolicyType::ResourceControl => "\"Deny\"",
        (Place::StatementElement, "Effect") => "\"Allow\"",
        (Place::StatementElement, "Principal" | "NotPrincipal" | "Condition") | (Place::Operator, _) => "{}",
        (Place::DocumentElement, "Id")
        | (Place::StatementElement, "Sid")
        | (Place::ConditionKey { .. }, _) => "\"\"",
        _ => "[]",
    }
}

/// The versions of the policy language.
pub(super) fn versions(policy_type: PolicyType) -> Vec<Completion> {
    let needs_current =
        matches!(policy_type, PolicyType::Key | PolicyType::ServiceControl | PolicyType::ResourceControl);
    let current = [("2012-10-17", "the current version, with policy variables")];
    let old = (!needs_current).then_some(("2008-10-17", "the older version, without policy variables"));
    values(current.into_iter().chain(old))
}

/// The effects.
pub(super) fn effects(policy_type: PolicyType) -> Vec<Completion> {
    let allow = (policy_type != PolicyType::ResourceControl).then_some(("Allow", ""));
    values(allow.into_iter().chain([("Deny", "stronger than any Allow")]))
}

/// `true` and `false`.
pub(super) fn booleans(is_about_absence: bool) -> Vec<Completion> {
    let meanings = if is_about_absence { ["the key is absent", "the key is there"] } else { ["", ""] };
    values(["true", "false"].into_iter().zip(meanings))
}

fn values(described: impl Iterator<Item = Described>) -> Vec<Completion> {
    described.map(|(value, detail)| Completion::new(CompletionKind::Value, value, detail)).collect()
}

/// Whether the value of an element is this string.
pub(super) fn is_text(node: &Node<'_>, text: &str) -> bool {
    matches!(&node.value, Value::String(value) if value == text)
}
