//! Whether a statement applies to a request.

use super::condition::condition_matches;
use super::elements::{
    Reach, UnknownReach, actions_match, not_principal_applies, principal_entry_reaches, resources_match,
};
use super::prepared::PreparedRequest;
use super::truth::Truth;
use crate::compiled::{CompiledCondition, CompiledPrincipals, CompiledStatement};
use crate::condition::ValueType;
use crate::matching::RequestValues;
use crate::policy::{Effect, PolicyType};
use crate::reading::Reading;
use crate::scenario::{Principal, VpcEndpointType};

/// What a statement needs to know of the layer it stands in.
#[derive(Clone, Copy)]
pub(super) struct LayerContext {
    pub(super) policy_type: PolicyType,
    /// Whether the caller has a permissions boundary (clause 3.43).
    pub(super) has_boundary: Truth,
}

/// Whether a statement applies, and how it reaches the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Application {
    pub(super) applies: Truth,
    /// The strongest way in which it surely names the caller; none for layers without principals.
    pub(super) reach: Option<Reach>,
    /// The strongest way in which it may name the caller.
    pub(super) possible_reach: Option<Reach>,
}

impl Application {
    const NO: Application = Application { applies: Truth::False, reach: None, possible_reach: None };
}

/// Whether `statement`, as one with `effect`, applies. A statement that cannot be read may mean anything.
pub(super) fn statement_applies(
    statement: &CompiledStatement,
    effect: Effect,
    layer: LayerContext,
    request: &PreparedRequest<'_>,
) -> Application {
    if statement.unreadable.is_some() {
        return Application { applies: Truth::Unknown, reach: None, possible_reach: Some(Reach::Caller) };
    }
    let Some(actions) = &statement.actions else {
        return Application::NO;
    };
    if !actions_match(actions, request) {
        return Application::NO;
    }
    let mut applies = resource_element_matches(statement, effect, layer, request);
    if applies == Truth::False {
        return Application::NO;
    }
    let (mut reach, mut possible_reach) = (None, None);
    if let Some(principals) = &statement.principals {
        let principal = principals_match(principals, effect, layer, request);
        (reach, possible_reach) = (principal.reach, principal.possible_reach);
        applies = applies.min(principal.applies);
    }
    if applies == Truth::False || condition_element_is_void(statement, request) {
        return Application::NO;
    }
    if possible_reach >= Some(Reach::Everyone) && is_grant_by_role_condition(statement, request) {
        let is_cut = request.takes_alternative(Reading::PrincipalArnConditionAndLimits);
        for reach in [&mut reach, &mut possible_reach] {
            if *reach == Some(Reach::Everyone) {
                *reach = Some(if is_cut { Reach::Entity } else { Reach::Caller });
            }
        }
    }
    for condition in &statement.conditions {
        applies = applies.min(condition_matches(condition, request).0);
        if applies == Truth::False {
            return Application::NO;
        }
    }
    Application { applies, reach, possible_reach }
}

/// Whether a grant to `*` is one to the caller's role that a condition on `aws:PrincipalArn` names (clause 5.63).
/// That it counts as one to the caller itself is an open question (clause 5.74).
fn is_grant_by_role_condition(statement: &CompiledStatement, request: &PreparedRequest<'_>) -> bool {
    let names_principals = |condition: &CompiledCondition| {
        let test = condition.operator.test;
        condition.key_name.eq_ignore_ascii_case("aws:PrincipalArn")
            && matches!(test.value_type(), ValueType::Arn | ValueType::String)
            && !test.is_negated()
    };
    request.principal().role_arn().is_some() && statement.conditions.iter().any(names_principals)
}

/// The resource element. Where a policy type has none, the policy is about its own resource; a key policy
/// statement without one has no effect (clause 1.56).
pub(super) fn resource_element_matches(
    statement: &CompiledStatement,
    effect: Effect,
    layer: LayerContext,
    request: &PreparedRequest<'_>,
) -> Truth {
    match &statement.resources {
        Some(resources) => resources_match(resources, effect, request),
        None => matches!(layer.policy_type, PolicyType::Resource | PolicyType::RoleTrust).into(),
    }
}

/// Whether an empty `Condition` object makes the statement void, an open question (clause 1.44).
pub(super) fn condition_element_is_void(
    statement: &CompiledStatement,
    request: &PreparedRequest<'_>,
) -> bool {
    statement.condition_span.is_some()
        && statement.conditions.is_empty()
        && request.takes_alternative(Reading::EmptyCondition)
}

pub(super) fn principals_match(
    principals: &CompiledPrincipals,
    effect: Effect,
    layer: LayerContext,
    request: &PreparedRequest<'_>,
) -> Application {
    if principals.negated {
        let applies = not_principal_applies(principals, layer.has_boundary, request);
        return Application { applies, reach: None, possible_reach: None };
    }
    let mut application = Application::NO;
    for (_, pattern) in &principals.patterns {
        match principal_entry_reaches(pattern, effect, request) {
            Ok(Some(reach)) if endpoint_ignores(reach, effect, layer, request) => {}
            Ok(Some(reach)) => {
                application.applies = Truth::True;
                application.reach = application.reach.max(Some(reach));
                application.possible_reach = application.possible_reach.max(Some(reach));
            }
            Ok(None) => {}
            Err(UnknownReach(reach)) => {
                application.applies = application.applies.max(Truth::Unknown);
                application.possible_reach = application.possible_reach.max(Some(reach));
            }
        }
    }
    application
}

/// In the policy of a gateway endpoint, an account means that account's root user alone (clause 5.150). Where
/// nobody says of which type the endpoint is, it may be a gateway if the service can have one: the narrow reading
/// is the safe one.
fn endpoint_ignores(
    reach: Reach,
    effect: Effect,
    layer: LayerContext,
    request: &PreparedRequest<'_>,
) -> bool {
    layer.policy_type == PolicyType::VpcEndpoint
        && effect == Effect::Allow
        && reach == Reach::Account
        && request.request.vpc_endpoint_type != Some(VpcEndpointType::Interface)
        && matches!(request.service(), "s3" | "dynamodb")
        && !matches!(request.principal(), Principal::Root { .. })
}
