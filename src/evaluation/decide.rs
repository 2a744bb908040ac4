//! The algorithm of §5J.

use super::decision::{Check, DecidedBy, Decision, Evaluation};
use super::elements::Reach;
use super::layer::{Layer, LayerOutcome, ask, has_boundary};
use super::prepared::PreparedRequest;
use super::route::{Bypass, Gate, Gates, Passage, Route};
use super::services::{
    closed_to_federated_users, needs_no_permission, never_crosses_accounts, resource_policy_must_allow,
};
use super::truth::Truth;
use crate::compiled::CompiledPolicySet;
use crate::matching::RequestValues;
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

    fn of(&self, check: Check) -> &LayerOutcome {
        match check {
            Check::VpcEndpoint => &self.endpoint,
            Check::ResourceControlPolicy => &self.resource_control,
            Check::ServiceControlPolicy => &self.service_control,
            Check::Resource => &self.resource,
            Check::Principal => &self.identity,
            Check::PermissionsBoundary => &self.boundary,
            Check::Session => &self.session,
        }
    }
}

/// A decision and the way to it.
pub(super) struct Decided {
    /// `depends_on` is left empty: [`Engine`](super::Engine) fills it.
    pub(super) evaluation: Evaluation,
    pub(super) route: Route,
}

/// Decides a request.
pub(super) fn decide(set: &CompiledPolicySet, request: &PreparedRequest<'_>) -> Decided {
    if needs_no_permission(request.action()) {
        return certain(Decision::Allowed, None, Route::all(Passage::NotNeeded));
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
        let route = Route::all(Passage::Overruled).with(denied.check, Passage::Stopped);
        return certain(Decision::ExplicitlyDenied, Some(decided_by), route);
    }
    // The gates only ever open as more is allowed, so the two extremes bound everything between them.
    let without = gates(&outcomes, false, boundary, request);
    let with = gates(&outcomes, true, boundary, request);
    let route = Route::between(&without, &with, |check| outcomes.of(check).deny == Truth::Unknown);
    let ((without, decided_by), (with, _)) = (pass(&without), pass(&with));
    let mut possible = if without == with { vec![with] } else { vec![without, with] };
    if outcomes.in_order().into_iter().any(|outcome| outcome.deny == Truth::Unknown) {
        possible.push(Decision::ExplicitlyDenied);
    }
    possible.sort_unstable();
    possible.dedup();
    let (decision, decided_by) = match possible.as_slice() {
        [decision] => (*decision, decided_by),
        _ => (Decision::Unknown, None),
    };
    Decided { evaluation: Evaluation { decision, decided_by, possible, depends_on: Vec::new() }, route }
}

fn certain(decision: Decision, decided_by: Option<DecidedBy>, route: Route) -> Decided {
    let evaluation = Evaluation { decision, decided_by, possible: vec![decision], depends_on: Vec::new() };
    Decided { evaluation, route }
}

fn is_organization(check: Check) -> bool {
    matches!(check, Check::ResourceControlPolicy | Check::ServiceControlPolicy)
}

/// What comes of the gates when no Deny applies.
fn pass(gates: &Gates<'_>) -> (Decision, Option<DecidedBy>) {
    if let Some(outcome) = gates.stopped_by() {
        let level = is_organization(outcome.check).then_some(outcome.level_without_allow).flatten();
        let decided_by = DecidedBy { check: outcome.check, level, statement: None };
        return (Decision::ImplicitlyDenied, Some(decided_by));
    }
    let decided_by = gates.allower.map(|outcome| DecidedBy {
        check: outcome.check,
        level: None,
        statement: outcome.allower,
    });
    (Decision::Allowed, decided_by)
}

/// What the checks ask; what is unknown allows, or does not (`unknown_allows`).
fn gates<'o>(
    outcomes: &'o Outcomes,
    unknown_allows: bool,
    has_boundary: Truth,
    request: &PreparedRequest<'_>,
) -> Gates<'o> {
    let Outcomes { endpoint, resource_control, service_control, resource, identity, boundary, session } =
        outcomes;
    let limit = |outcome: &'o LayerOutcome| (outcome, Gate::Asked(outcome.passes(unknown_allows)));
    let gates = |[of_resource, of_identity, of_boundary, of_session]: [Gate; 4], allower, bypass| Gates {
        gates: [
            limit(endpoint),
            limit(resource_control),
            limit(service_control),
            (resource, of_resource),
            (identity, of_identity),
            (boundary, of_boundary),
            (session, of_session),
        ],
        allower,
        bypass,
    };
    let not_needed = Gate::NotNeeded;
    let resource_alone =
        |passes| gates([Gate::Asked(passes), not_needed, not_needed, not_needed], Some(resource), None);
    let principal = request.principal();
    let reach = if !request.same_partition {
        None // Policies of resources work inside one partition (3.23).
    } else if unknown_allows {
        resource.possible_reach
    } else {
        resource.reach
    };
    let takes_alternative = |reading| request.takes_alternative(reading);
    let direct_from =
        if takes_alternative(Reading::EveryonePrincipalAndLimits) { Reach::Caller } else { Reach::Everyone };
    let must_be_granted = resource_policy_must_allow(request);
    match principal {
        Principal::Service { .. } | Principal::Anonymous | Principal::Federated { .. } => {
            return resource_alone(reach >= Some(Reach::Everyone));
        }
        Principal::Root { .. } if request.same_account && !must_be_granted => {
            return gates([not_needed; 4], None, None);
        }
        Principal::Root { .. } => {
            let crosses = request.same_account || !never_crosses_accounts(request);
            return resource_alone(reach.is_some() && crosses);
        }
        _ => {}
    }
    let granted = Gate::Asked(true);
    if closed_to_federated_users(request) {
        return gates([granted, granted, granted, Gate::Asked(false)], None, None);
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
    let of_identity = Gate::Asked(identity.allows(unknown_allows));
    let of_boundary = Gate::Asked(boundary_passes);
    let of_session = Gate::Asked(session_passes);
    if !request.same_account {
        let crosses = reach.is_some() && !never_crosses_accounts(request);
        return gates([Gate::Asked(crosses), of_identity, of_boundary, of_session], Some(resource), None);
    }
    // A user whom a trust policy names still needs the boundary (5.108).
    let boundary_binds_anyway = request.resource_policy_type == PolicyType::RoleTrust
        && matches!(principal, Principal::User { .. })
        && has_boundary.is_possible()
        && !boundary_passes
        && !takes_alternative(Reading::BoundaryAndTrustedUser);
    let bypass = Bypass::of(resource, reach);
    if reach >= Some(direct_from) && !boundary_binds_anyway {
        return gates([granted, Gate::Bypassed, Gate::Bypassed, Gate::Bypassed], Some(resource), bypass);
    }
    if reach >= Some(Reach::Entity) {
        // On the other reading the boundary lets such a grant pass; the session policy does not (5.71, 5.73).
        let is_exempt = reach < Some(direct_from) && takes_alternative(Reading::RoleGrantAndLimits);
        let of_boundary = if is_exempt && !boundary_passes { Gate::Bypassed } else { of_boundary };
        return gates([granted, Gate::Bypassed, of_boundary, of_session], Some(resource), bypass);
    }
    let of_resource = Gate::Asked(!must_be_granted || reach.is_some());
    gates([of_resource, of_identity, of_boundary, of_session], Some(identity), None)
}
