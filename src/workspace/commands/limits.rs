//! What AWS's policy simulator cannot do for one request, as its documentation says.

use super::policy_texts::{PolicyTexts, is_taken};
use crate::compiled::CompiledPolicySet;
use crate::evaluation::{Check, Decision, Engine};
use crate::policy::PolicyType;
use crate::scenario::{NamedPolicy, OrganizationLevel, Principal, Slot};
use crate::workspace::Resolved;

pub(super) fn limits(
    resolved: &Resolved<'_>,
    texts: &PolicyTexts,
    compiled: &CompiledPolicySet,
) -> Vec<String> {
    let (policies, request) = (&resolved.policies, &resolved.request);
    let mut notes = Vec::new();
    if !matches!(request.principal, Principal::User { .. }) {
        notes.push(
            "the simulator takes only IAM users as the caller: `--caller-arn` is left out, and what policies ask about \
             the caller comes from the context keys alone"
                .to_owned(),
        );
    }
    notes.extend(layer(Check::ServiceControlPolicy, count_levels(&policies.service_control)));
    if has_conditions(&policies.service_control) {
        notes.push(
            "some of the service control policies have conditions: the simulator does not evaluate such ones for \
             accounts of an organization either"
                .to_owned(),
        );
    }
    notes.extend(layer(Check::ResourceControlPolicy, count_levels(&policies.resource_control)));
    notes.extend(layer(Check::VpcEndpoint, count_one(&policies.vpc_endpoint)));
    notes.extend(layer(Check::Session, count_list(&policies.session)));
    if !is_taken(Check::Resource, resolved) {
        notes.extend(resource(resolved));
    }
    for (check, is_unknown) in [
        (Check::Principal, policies.identity.is_unknown()),
        (Check::PermissionsBoundary, policies.permissions_boundary.is_unknown()),
        (Check::Resource, policies.resource.is_unknown() && is_taken(Check::Resource, resolved)),
    ] {
        if is_unknown {
            notes.push(format!("{} unknown here and left out", plural(check)));
        }
    }
    let crosses = request.principal.account().is_some_and(|account| account != request.resource_account);
    if crosses && texts.resource.is_none() {
        notes.push(
            "the request goes to another account, which has to allow it too: the simulator is asked for the caller’s \
             side alone"
                .to_owned(),
        );
    }
    for name in &texts.unreadable {
        notes.push(format!("the policy `{name}` is left out: it is no JSON object"));
    }
    let unknown = request.unknown_context.iter();
    for key in unknown.filter(|key| compiled.keys.find(&key.to_ascii_lowercase()).is_some()) {
        notes.push(format!(
            "`{key}` is unknown here and left out: the simulator evaluates as if the request did not have it"
        ));
    }
    if Engine::compile_for(policies, request).evaluate(request).decision == Decision::ImplicitlyDenied {
        notes.push("for a request that nothing allows, the simulator names no statement".to_owned());
    }
    notes
}

/// How many policies are left out; none where they are unknown.
type Count = Option<usize>;

fn count_list(slot: &Slot<Vec<NamedPolicy<'_>>>) -> Count {
    slot.known().map(Vec::len)
}

fn count_one(slot: &Slot<Option<NamedPolicy<'_>>>) -> Count {
    slot.known().map(|policy| usize::from(policy.is_some()))
}

fn count_levels(slot: &Slot<Vec<OrganizationLevel<'_>>>) -> Count {
    slot.known().map(|levels| levels.iter().map(|level| level.policies.len()).sum())
}

fn has_conditions(slot: &Slot<Vec<OrganizationLevel<'_>>>) -> bool {
    let levels = slot.known().into_iter().flatten();
    let mut statements = levels.flat_map(|level| &level.policies).flat_map(|named| &named.policy.statements);
    statements.any(|statement| statement.condition.is_some())
}

/// A layer for which the command has no option.
fn layer(check: Check, count: Count) -> Option<String> {
    let why = match check {
        Check::ServiceControlPolicy => "the command has no option for them",
        Check::ResourceControlPolicy => "the simulator does not know them",
        Check::VpcEndpoint => "the simulator does not know it",
        _ => "the simulator takes no policies that scope a session down",
    };
    match count {
        Some(0) => None,
        Some(_) => Some(format!("{} left out: {why}", plural(check))),
        None => Some(format!("{} unknown here, and left out in any case: {why}", plural(check))),
    }
}

/// `the service control policies are`
fn plural(check: Check) -> &'static str {
    match check {
        Check::ResourceControlPolicy => "the resource control policies are",
        Check::ServiceControlPolicy => "the service control policies are",
        Check::VpcEndpoint => "the policy of the VPC endpoint is",
        Check::Resource => "the policy of the resource is",
        Check::Principal => "the identity policies are",
        Check::PermissionsBoundary => "the permissions boundary is",
        Check::Session => "the session policies are",
    }
}

/// A policy of the resource that is not passed.
fn resource(resolved: &Resolved<'_>) -> Option<String> {
    let is_trust = resolved.request.resource_policy_type() == PolicyType::RoleTrust;
    match count_one(&resolved.policies.resource) {
        Some(0) => None,
        _ if is_trust => Some(
            "the trust policy of the role is left out: the simulator does not ask trust policies, without which nobody \
             assumes a role"
                .to_owned(),
        ),
        _ => Some(
            "the policy of the resource is left out: the simulator evaluates such policies for IAM users only"
                .to_owned(),
        ),
    }
}
