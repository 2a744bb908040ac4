//! What all policies of one check say together.

use super::decision::{Check, StatementPlace};
use super::elements::Reach;
use super::prepared::PreparedRequest;
use super::services::{
    assumes_service_linked_role, ignores_resource_policy_deny, resource_control_policies_apply,
};
use super::statement::{LayerContext, statement_applies};
use super::truth::Truth;
use crate::compiled::{CompiledLevel, CompiledPolicySet};
use crate::matching::RequestValues;
use crate::policy::{Effect, PolicyType};
use crate::reading::Reading;
use crate::scenario::{Principal, Slot};

/// Why the policies of a check are not asked about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exemption {
    /// Organization policies do not bind service-linked roles, nor their assumption (5.45, 5.52).
    ServiceLinkedRole,
    /// Service control policies do not bind services and callers without an account (5.47).
    NoAccount,
    /// Resource control policies do not support the service or the call (5.52, 5.53).
    UnsupportedByResourceControl,
}

/// The policies of one check, and whether they are asked.
pub(super) struct Layer<'p> {
    pub(super) check: Check,
    pub(super) policy_type: PolicyType,
    pub(super) levels: Slot<&'p [CompiledLevel]>,
    pub(super) exemption: Option<Exemption>,
}

impl<'p> Layer<'p> {
    pub(super) fn of(check: Check, set: &'p CompiledPolicySet, request: &PreparedRequest<'_>) -> Self {
        let policy_type = match check {
            Check::ResourceControlPolicy => PolicyType::ResourceControl,
            Check::ServiceControlPolicy => PolicyType::ServiceControl,
            Check::VpcEndpoint => PolicyType::VpcEndpoint,
            Check::Resource => request.resource_policy_type,
            Check::Principal => PolicyType::Identity,
            Check::PermissionsBoundary => PolicyType::PermissionsBoundary,
            Check::Session => PolicyType::Session,
        };
        let levels = match levels(set, check) {
            Slot::Known(levels) => Slot::Known(&**levels),
            Slot::Unknown => Slot::Unknown,
        };
        let is_empty = matches!(levels, Slot::Known([]));
        let exemption = if is_empty { None } else { exemption(check, request) };
        Self { check, policy_type, levels, exemption }
    }

    /// Whether something is, or may be, attached and asked.
    pub(super) fn is_asked(&self) -> bool {
        self.exemption.is_none() && self.levels.known().is_none_or(|levels| !levels.is_empty())
    }
}

/// The levels of a check.
pub(super) fn levels(set: &CompiledPolicySet, check: Check) -> &Slot<Box<[CompiledLevel]>> {
    match check {
        Check::ResourceControlPolicy => &set.resource_control,
        Check::ServiceControlPolicy => &set.service_control,
        Check::VpcEndpoint => &set.vpc_endpoint,
        Check::Resource => &set.resource,
        Check::Principal => &set.identity,
        Check::PermissionsBoundary => &set.permissions_boundary,
        Check::Session => &set.session,
    }
}

fn exemption(check: Check, request: &PreparedRequest<'_>) -> Option<Exemption> {
    let principal = request.principal();
    match check {
        Check::ServiceControlPolicy if principal.is_service_linked_role() => {
            Some(Exemption::ServiceLinkedRole)
        }
        Check::ServiceControlPolicy if principal.account().is_none() => Some(Exemption::NoAccount),
        Check::ResourceControlPolicy
            if principal.is_service_linked_role() || assumes_service_linked_role(request) =>
        {
            Some(Exemption::ServiceLinkedRole)
        }
        Check::ResourceControlPolicy if !resource_control_policies_apply(request) => {
            Some(Exemption::UnsupportedByResourceControl)
        }
        _ => None,
    }
}

/// What the policies of a check say together.
#[derive(Clone, Copy, Debug)]
pub(super) struct LayerOutcome {
    pub(super) check: Check,
    /// Whether something is, or may be, attached and asked.
    pub(super) asked: bool,
    /// Whether a Deny applies.
    pub(super) deny: Truth,
    /// The first Deny that surely applies.
    pub(super) denier: Option<StatementPlace>,
    /// Whether every level has an Allow that applies; of a layer without levels, whether it has one.
    pub(super) allow: Truth,
    /// The first level without an Allow that surely applies.
    pub(super) level_without_allow: Option<usize>,
    /// The Allow that surely applies and reaches the caller best.
    pub(super) allower: Option<StatementPlace>,
    /// How `allower` reaches the caller.
    pub(super) reach: Option<Reach>,
    /// The best way in which an Allow that may apply reaches the caller.
    pub(super) possible_reach: Option<Reach>,
}

impl LayerOutcome {
    fn nothing_attached(check: Check) -> Self {
        Self {
            check,
            asked: false,
            deny: Truth::False,
            denier: None,
            allow: Truth::False,
            level_without_allow: None,
            allower: None,
            reach: None,
            possible_reach: None,
        }
    }

    fn unknown(check: Check) -> Self {
        Self {
            asked: true,
            deny: Truth::Unknown,
            allow: Truth::Unknown,
            possible_reach: Some(Reach::Caller),
            ..Self::nothing_attached(check)
        }
    }

    /// Whether the gate lets the request through, when what is unknown allows or does not (`unknown_allows`).
    /// Nothing attached is no gate.
    pub(super) fn passes(&self, unknown_allows: bool) -> bool {
        !self.asked || self.allows(unknown_allows)
    }

    /// Whether there is an Allow, when what is unknown allows or does not.
    pub(super) fn allows(&self, unknown_allows: bool) -> bool {
        match self.allow {
            Truth::True => true,
            Truth::Unknown => unknown_allows,
            Truth::False => false,
        }
    }
}

/// Asks the policies of a layer. Stops at a Deny that surely applies.
pub(super) fn ask(layer: &Layer<'_>, has_boundary: Truth, request: &PreparedRequest<'_>) -> LayerOutcome {
    if !layer.is_asked() {
        return LayerOutcome::nothing_attached(layer.check);
    }
    let Slot::Known(levels) = layer.levels else {
        return LayerOutcome::unknown(layer.check);
    };
    let context = LayerContext { policy_type: layer.policy_type, has_boundary };
    let denies_count = !(layer.check == Check::Resource && ignores_resource_policy_deny(request));
    let each_policy_must_allow =
        layer.check == Check::Session && request.takes_alternative(Reading::SeveralSessionPolicies);
    let mut outcome =
        LayerOutcome { asked: true, allow: Truth::True, ..LayerOutcome::nothing_attached(layer.check) };
    for (level_index, level) in levels.iter().enumerate() {
        let mut level_allow = if each_policy_must_allow { Truth::True } else { Truth::False };
        for (policy_index, policy) in level.policies.iter().enumerate() {
            let mut policy_allow = Truth::False;
            if policy.unreadable.is_some() {
                policy_allow = Truth::Unknown;
                outcome.deny = outcome.deny.max(Truth::Unknown);
                outcome.possible_reach = Some(Reach::Caller);
            }
            for (statement_index, statement) in policy.statements.iter().enumerate() {
                let place =
                    StatementPlace { level: level_index, policy: policy_index, statement: statement_index };
                if statement.effect != Some(Effect::Allow) && denies_count {
                    // An effect that cannot be read may be either one.
                    let application = statement_applies(statement, Effect::Deny, context, request);
                    outcome.deny = outcome.deny.max(application.applies);
                    if application.applies == Truth::True {
                        outcome.denier = Some(place);
                        return outcome;
                    }
                }
                if statement.effect != Some(Effect::Deny) {
                    let application = statement_applies(statement, Effect::Allow, context, request);
                    policy_allow = policy_allow.max(application.applies);
                    if application.applies.is_possible() {
                        outcome.possible_reach = outcome.possible_reach.max(application.possible_reach);
                    }
                    if application.applies == Truth::True
                        && (outcome.allower.is_none() || application.reach > outcome.reach)
                    {
                        outcome.allower = Some(place);
                        outcome.reach = application.reach;
                    }
                }
            }
            level_allow = if each_policy_must_allow {
                level_allow.min(policy_allow)
            } else {
                level_allow.max(policy_allow)
            };
        }
        if level_allow != Truth::True && outcome.level_without_allow.is_none() {
            outcome.level_without_allow = Some(level_index);
        }
        outcome.allow = outcome.allow.min(level_allow);
    }
    outcome
}

/// Whether the caller has a permissions boundary.
pub(super) fn has_boundary(set: &CompiledPolicySet, principal: &Principal) -> Truth {
    match (&set.permissions_boundary, principal) {
        (_, Principal::Root { .. } | Principal::Service { .. } | Principal::Anonymous) => Truth::False,
        (Slot::Unknown, _) => Truth::Unknown,
        (Slot::Known(levels), _) => (!levels.is_empty()).into(),
    }
}
