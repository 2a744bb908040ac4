//! How the single elements of a statement match.

use super::prepared::PreparedRequest;
use super::truth::Truth;
use crate::compiled::{CompiledActions, CompiledPrincipals, CompiledResources, PrincipalPattern};
use crate::matching::{Part, RequestValues, ResourcePattern};
use crate::policy::Effect;
use crate::reading::Reading;
use crate::scenario::Principal;

/// In which way a principal entry reaches the caller; this decides what a resource-based grant needs
/// besides (table 5D).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// By its account: the account's own policies must allow too (5.66).
    Account,
    /// By the role or user behind the session: boundary and session policy still cut (5.62, 5.65).
    Entity,
    /// As one of everybody (5.67).
    Everyone,
    /// The caller itself (5.60, 5.61, 5.63, 5.64, 5.68).
    Caller,
}

pub(super) fn actions_match(actions: &CompiledActions, request: &PreparedRequest<'_>) -> bool {
    let covered = actions.patterns.iter().any(|pattern| pattern.covers.covers(request.action(), request));
    covered != actions.negated
}

/// Whether one entry of a resource list covers the resource.
pub(super) fn resource_entry_matches(pattern: &ResourcePattern, request: &PreparedRequest<'_>) -> Truth {
    if request.has_unknown_variable(pattern.template()) {
        return Truth::Unknown;
    }
    pattern.matches(&request.request.resource, request).into()
}

pub(super) fn resources_match(
    resources: &CompiledResources,
    effect: Effect,
    request: &PreparedRequest<'_>,
) -> Truth {
    let is_void = if resources.negated && request.takes_alternative(Reading::UnresolvedVariableInNotResource)
    {
        let unresolved =
            resources.patterns.iter().map(|(_, pattern)| has_unresolved_variable(pattern, request));
        unresolved.max().unwrap_or(Truth::False)
    } else {
        Truth::False
    };
    if is_void == Truth::True {
        return Truth::False;
    }
    if resources.negated
        && effect == Effect::Deny
        && request.takes_alternative(Reading::NotResourceOtherServices)
        && !resources.patterns.iter().any(|(_, pattern)| names_service(pattern, request.service()))
    {
        return Truth::False;
    }
    let mut covered = Truth::False;
    for (_, pattern) in &resources.patterns {
        covered = covered.max(resource_entry_matches(pattern, request));
        if covered == Truth::True {
            break;
        }
    }
    covered.negated_if(resources.negated).min(is_void.negated())
}

/// Whether the entry can mean a resource of `service`.
fn names_service(pattern: &ResourcePattern, service: &str) -> bool {
    match pattern.template().parts().first() {
        Some(Part::Text(start)) => start.split(':').nth(2).is_none_or(|named| named == service),
        _ => true,
    }
}

fn has_unresolved_variable(pattern: &ResourcePattern, request: &PreparedRequest<'_>) -> Truth {
    let is_unresolved = |variable| match request.value_of(variable) {
        Some(_) => Truth::False,
        None if request.is_unknown(variable) => Truth::Unknown,
        None => Truth::True,
    };
    pattern.template().variables().map(is_unresolved).max().unwrap_or(Truth::False)
}

/// How one principal entry reaches the caller, if it does; *unknown* for a canonical user id, which does
/// not show its account, and for a unique id while the caller's own is unknown.
pub(super) fn principal_entry_reaches(
    pattern: &PrincipalPattern,
    effect: Effect,
    request: &PreparedRequest<'_>,
) -> Result<Option<Reach>, UnknownReach> {
    let caller = request.principal();
    let reach = match pattern {
        PrincipalPattern::Everyone => Some(Reach::Everyone),
        PrincipalPattern::AwsEveryone => {
            let is_service = matches!(caller, Principal::Service { .. });
            let other_reading = request.takes_alternative(Reading::AwsEveryoneCoversServices);
            let covers_services = (effect == Effect::Deny) != other_reading;
            (!is_service || covers_services).then_some(Reach::Everyone)
        }
        PrincipalPattern::Account(account) => {
            (caller.account() == Some(&**account)).then_some(Reach::Account)
        }
        PrincipalPattern::Arn(arn) => arn_reaches(arn, caller),
        PrincipalPattern::UniqueId(id) => {
            let reach = match caller {
                Principal::User { .. } => Reach::Caller,
                Principal::Role { .. } | Principal::RoleSession { .. } => Reach::Entity,
                _ => return Ok(None),
            };
            if request.is_unique_id_unknown() {
                return Err(UnknownReach(reach));
            }
            (request.unique_id() == Some(&**id)).then_some(reach)
        }
        PrincipalPattern::Service(service) => {
            matches!(caller, Principal::Service { name } if **name == **service).then_some(Reach::Caller)
        }
        PrincipalPattern::Federated(expected) => {
            matches!(caller, Principal::Federated { provider } if **provider == **expected)
                .then_some(Reach::Caller)
        }
        PrincipalPattern::CanonicalUser(_) if caller.account().is_some() => {
            return Err(UnknownReach(Reach::Account));
        }
        PrincipalPattern::CanonicalUser(_) => None,
    };
    Ok(reach)
}

/// Whether an entry reaches the caller is not known; if it does, it does so in this way.
pub(super) struct UnknownReach(pub(super) Reach);

fn arn_reaches(arn: &str, caller: &Principal) -> Option<Reach> {
    match caller {
        Principal::User { arn: user } => (user == arn).then_some(Reach::Caller),
        Principal::Role { arn: role } => (role == arn).then_some(Reach::Entity),
        Principal::RoleSession { arn: session, role_arn } => {
            if session == arn {
                Some(Reach::Caller)
            } else {
                (role_arn == arn).then_some(Reach::Entity)
            }
        }
        Principal::FederatedUser { arn: session, federated_by } => {
            if session == arn {
                Some(Reach::Caller)
            } else {
                (federated_by.as_deref() == Some(arn)).then_some(Reach::Entity)
            }
        }
        Principal::Root { .. }
        | Principal::Federated { .. }
        | Principal::Service { .. }
        | Principal::Anonymous => None,
    }
}

/// Whether a `NotPrincipal` list leaves the caller to the statement: unless every identifier in the
/// caller's chain is listed (clause 3.42), and always for a user or role with a boundary (clause 3.43).
pub(super) fn not_principal_applies(
    principals: &CompiledPrincipals,
    has_boundary: Truth,
    request: &PreparedRequest<'_>,
) -> Truth {
    let caller = request.principal();
    let lists =
        |wanted: &dyn Fn(&PrincipalPattern) -> bool| principals.patterns.iter().any(|(_, p)| wanted(p));
    let lists_arn =
        |arn: &str| lists(&|pattern| matches!(pattern, PrincipalPattern::Arn(listed) if **listed == *arn));
    let lists_account = || {
        lists(
            &|pattern| matches!(pattern, PrincipalPattern::Account(listed) if caller.account() == Some(&**listed)),
        )
    };
    let is_exempt = lists(&|pattern| {
        matches!(pattern, PrincipalPattern::Everyone | PrincipalPattern::AwsEveryone)
    }) || match caller {
        Principal::User { arn } => lists_arn(arn) && lists_account(),
        // Its session has no name that could be listed.
        Principal::Role { .. } | Principal::Anonymous => false,
        Principal::RoleSession { arn, role_arn } => lists_arn(arn) && lists_arn(role_arn) && lists_account(),
        Principal::FederatedUser { arn, federated_by } => {
            lists_arn(arn) && federated_by.as_deref().is_none_or(lists_arn) && lists_account()
        }
        Principal::Root { .. } => lists_account(),
        Principal::Service { name } => {
            lists(&|pattern| matches!(pattern, PrincipalPattern::Service(listed) if **listed == **name))
        }
        Principal::Federated { provider } => {
            lists(&|pattern| matches!(pattern, PrincipalPattern::Federated(listed) if **listed == **provider))
        }
    };
    let can_have_boundary =
        matches!(caller, Principal::User { .. } | Principal::Role { .. } | Principal::RoleSession { .. });
    let boundary = if can_have_boundary { has_boundary } else { Truth::False };
    Truth::from(!is_exempt).max(boundary)
}
