//! What checks, policies and statements are called.

use super::phrase::quoted;
use crate::evaluation::{Check, StatementPlace, StatementTrace, Trace};
use crate::policy::PolicyType;
use crate::scenario::Request;

/// The name of a check for people.
#[must_use]
pub fn check_title(check: Check) -> &'static str {
    match check {
        Check::ResourceControlPolicy => "Resource control policies",
        Check::ServiceControlPolicy => "Service control policies",
        Check::VpcEndpoint => "VPC endpoint policy",
        Check::Resource => "Resource-based policy",
        Check::Principal => "Identity-based policies",
        Check::PermissionsBoundary => "Permissions boundary",
        Check::Session => "Session policies",
    }
}

/// The kind of policy that a check asks about a request.
#[must_use]
pub fn policy_type_of(check: Check, request: &Request<'_>) -> PolicyType {
    match check {
        Check::ResourceControlPolicy => PolicyType::ResourceControl,
        Check::ServiceControlPolicy => PolicyType::ServiceControl,
        Check::VpcEndpoint => PolicyType::VpcEndpoint,
        Check::Resource => request.resource_policy_type(),
        Check::Principal => PolicyType::Identity,
        Check::PermissionsBoundary => PolicyType::PermissionsBoundary,
        Check::Session => PolicyType::Session,
    }
}

/// A statement's Sid, or its number from one: `statement 2`.
#[must_use]
pub fn statement_title(statement: &StatementTrace) -> String {
    match statement.sid.as_deref() {
        Some(sid) if !sid.is_empty() => sid.to_owned(),
        _ => format!("statement {}", statement.index + 1),
    }
}

/// Whether the policies of a check give nothing, but only let pass or stop what others allow.
#[must_use]
pub fn is_limit(check: Check) -> bool {
    !matches!(check, Check::Resource | Check::Principal)
}

/// A policy with its kind: "permissions boundary `name`", or its kind alone.
pub(super) fn named_policy(check: Check, name: &str, request: &Request<'_>) -> String {
    let kind = policy_type_of(check, request).name();
    let name = if name.is_empty() { String::new() } else { format!(" {}", quoted(name)) };
    format!("{kind}{name}")
}

/// A statement with its policy: "statement `Sid` in the service control policy `name` at `root`".
pub(super) fn statement_in_policy(
    trace: &Trace,
    check: Check,
    place: StatementPlace,
    request: &Request<'_>,
) -> Option<String> {
    let check_trace = trace.checks.iter().find(|found| found.check == check)?;
    let level = check_trace.levels.get(place.level)?;
    let policy = level.policies.get(place.policy)?;
    let statement = policy.statements.get(place.statement)?;
    let title = match &statement.sid {
        Some(sid) if !sid.is_empty() => format!("statement {}", quoted(sid)),
        _ => statement_title(statement),
    };
    let policy = named_policy(check, &policy.name, request);
    let level = if level.name.is_empty() { String::new() } else { format!(" at {}", quoted(&level.name)) };
    Some(format!("{title} in the {policy}{level}"))
}
