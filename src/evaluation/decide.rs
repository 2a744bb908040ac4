//! The algorithm of §5J.

use super::decision::{Check, DecidedBy, Decision, Evaluation};
use super::elements::Reach;
use super::layer::{Layer, LayerOutcome, ask, has_boundary};
use super::prepared::PreparedRequest;
use super::services::{
    closed_to_federated_users, needs_no_permission, never_crosses_accounts, resource_policy_must_allow,
};
use super::truth::Truth;
use crate::compiled::CompiledPolicySet;
use crate::policy::PolicyType;
use crate::reading::Reading;
use crate::scenario::Principal;

/// What every check says, in the order in which explicit denies are sought (5.4, 5.21).
pub(super) struct Outcomes {
    endpoint: LayerOutcome,
    resource_control: LayerOutcome,
    service_control: LayerOutcome,
    resource: LayerOutcome,
    identity: LayerOutcome,
    boundary: LayerOutcome,
    session: LayerOutcome,
}

impl Outcomes {
    fn in_order(&self) -> [&LayerOutcome; 7] {
        [
            &self.endpoint,
            &self.resource_control,
            &self.service_control,
            &self.resource,
            &self.identity,
            &self.boundary,
            &self.session,
        ]
    }
}

/// Decides a request. `depends_on` of the answer is left empty: [`Engine`](super::Engine) fills it.
pub(super) fn decide(set: &CompiledPolicySet, request: &PreparedRequest<'_>) -> Evaluation {
    if needs_no_permission(request.action()) {
        return certain(Decision::Allowed, None);
    }
    let boundary = has_boundary(set, request.principal());
    let outcome = |check| ask(&Layer::of(check, set, request), boundary, request);
    let outcomes = Outcomes {
        endpoint: outcome(Check::VpcEndpoint),
        resource_control: outcome(Check::ResourceControlPolicy),
        service_control: outcome(Check::ServiceControlPolicy),
        resource: outcome(Check::Resource),
        identity: outcome(Check::Principal),
        boundary: outcome(Check::PermissionsBoundary),
        session: outcome(Check::Session),
    };
    if let Some(denied) = outcomes.in_order().into_iter().find(|outcome| outcome.deny == Truth::True) {
        let level = is_organization(denied.check).then(|| denied.denier.map(|place| place.level)).flatten();
        let decided_by = DecidedBy { check: denied.check, level, statement: denied.denier };
        return certain(Decision::ExplicitlyDenied, Some(decided_by));
    }
    // The gates only ever open as more is allowed, so the two extremes bound everything between them.
    let (without, reason) = pass_gates(&outcomes, false, boundary, request);
    let (with, _) = pass_gates(&outcomes, true, boundary, request);
    let mut possible = if without == with { vec![with] } else { vec![without, with] };
    if outcomes.in_order().into_iter().any(|outcome| outcome.deny == Truth::Unknown) {
        possible.push(Decision::ExplicitlyDenied);
    }
    possible.sort_unstable();
    possible.dedup();
    match possible.as_slice() {
        [decision] => {
            Evaluation { decision: *decision, decided_by: reason, possible, depends_on: Vec::new() }
        }
        _ => Evaluation { decision: Decision::Unknown, decided_by: None, possible, depends_on: Vec::new() },
    }
}

fn certain(decision: Decision, decided_by: Option<DecidedBy>) -> Evaluation {
    Evaluation { decision, decided_by, possible: vec![decision], depends_on: Vec::new() }
}

fn is_organization(check: Check) -> bool {
    matches!(check, Check::ResourceControlPolicy | Check::ServiceControlPolicy)
}

/// The way through the gates when no Deny applies; what is unknown allows, or does not (`unknown_allows`).
fn pass_gates(
    outcomes: &Outcomes,
    unknown_allows: bool,
    has_boundary: Truth,
    request: &PreparedRequest<'_>,
) -> (Decision, Option<DecidedBy>) {
    let denied = |outcome: &LayerOutcome| {
        let level = is_organization(outcome.check).then_some(outcome.level_without_allow).flatten();
        let decided_by = DecidedBy { check: outcome.check, level, statement: None };
        (Decision::ImplicitlyDenied, Some(decided_by))
    };
    let allowed = |outcome: &LayerOutcome| {
        let decided_by = DecidedBy { check: outcome.check, level: None, statement: outcome.allower };
        (Decision::Allowed, Some(decided_by))
    };
    let Outcomes { endpoint, resource_control, service_control, resource, identity, boundary, session } =
        outcomes;
    if let Some(gate) =
        [endpoint, resource_control, service_control].into_iter().find(|gate| !gate.passes(unknown_allows))
    {
        return denied(gate);
    }
    let principal = request.principal();
    let reach = if !request.same_partition {
        None // Policies of resources work inside one partition (3.23).
    } else if unknown_allows {
        resource.possible_reach
    } else {
        resource.reach
    };
    let takes_alternative = |reading| request.readings.takes_alternative(reading);
    let direct_from =
        if takes_alternative(Reading::EveryonePrincipalAndLimits) { Reach::Caller } else { Reach::Everyone };
    let must_be_granted = resource_policy_must_allow(request);
    match principal {
        Principal::Service { .. } | Principal::Anonymous | Principal::Federated { .. } => {
            return if reach >= Some(Reach::Everyone) { allowed(resource) } else { denied(resource) };
        }
        Principal::Root { .. } if request.same_account && !must_be_granted => {
            return (Decision::Allowed, None);
        }
        Principal::Root { .. } => {
            let crosses = request.same_account || !never_crosses_accounts(request);
            return if reach.is_some() && crosses { allowed(resource) } else { denied(resource) };
        }
        _ => {}
    }
    if closed_to_federated_users(request) {
        return denied(session);
    }
    // A session made by GetFederationToken has no permissions of its own without a session policy (5.30).
    let session_passes = match principal {
        Principal::FederatedUser { .. }
            if session.asked || !takes_alternative(Reading::FederatedSessionWithoutPolicy) =>
        {
            session.allows(unknown_allows)
        }
        _ => session.passes(unknown_allows),
    };
    let boundary_passes = boundary.passes(unknown_allows);
    let limits = [(boundary_passes, boundary), (session_passes, session)];
    let first_failing = |gates: &[(bool, &LayerOutcome)]| {
        gates.iter().find(|(passes, _)| !passes).map(|(_, outcome)| denied(outcome))
    };
    if !request.same_account {
        if reach.is_none() || never_crosses_accounts(request) {
            return denied(resource);
        }
        let identity_passes = identity.allows(unknown_allows);
        return first_failing(&[(identity_passes, identity)])
            .or_else(|| first_failing(&limits))
            .unwrap_or_else(|| allowed(resource));
    }
    if must_be_granted && reach.is_none() {
        return denied(resource);
    }
    // A user whom a trust policy names still needs the boundary (5.108).
    let boundary_binds_anyway = request.resource_policy_type == PolicyType::RoleTrust
        && matches!(principal, Principal::User { .. })
        && has_boundary.is_possible()
        && !boundary_passes
        && !takes_alternative(Reading::BoundaryAndTrustedUser);
    if reach >= Some(direct_from) && !boundary_binds_anyway {
        return allowed(resource);
    }
    if reach >= Some(Reach::Entity) {
        // On the other reading the boundary lets such a grant pass; the session policy does not (5.71, 5.73).
        let is_exempt = reach < Some(direct_from) && takes_alternative(Reading::RoleGrantAndLimits);
        let boundary_passes = boundary_passes || is_exempt;
        return first_failing(&[(boundary_passes, boundary), (session_passes, session)])
            .unwrap_or_else(|| allowed(resource));
    }
    let identity_passes = identity.allows(unknown_allows);
    first_failing(&[(identity_passes, identity)])
        .or_else(|| first_failing(&limits))
        .unwrap_or_else(|| allowed(identity))
}
