//! What each check meant on the way of a request, in sentences.

use super::names::{is_limit, statement_in_policy};
use super::phrase::{capitalised, quoted};
use crate::evaluation::{
    Bypass, Check, CheckEffect, CheckTrace, Decision, GrantTo, Passage, Supplied, Trace,
};
use crate::scenario::{Principal, Request};

/// One sentence on who asks for what.
#[must_use]
pub fn request_sentence(request: &Request<'_>) -> String {
    let who = match &request.principal {
        Principal::Anonymous => "An anonymous caller".to_owned(),
        principal => quoted(principal.name()),
    };
    match &*request.resource {
        "*" => format!("{who} asks for {}.", quoted(&request.action)),
        resource => format!("{who} asks for {} on {}.", quoted(&request.action), quoted(resource)),
    }
}

/// What came of the search for a Deny, which comes before everything else (clause 5.4).
#[must_use]
pub fn deny_search(trace: &Trace, request: &Request<'_>) -> String {
    if trace.needs_no_permission {
        return "Nothing is looked at: this call needs no permission.".to_owned();
    }
    let by = trace.evaluation.decided_by.filter(|_| trace.evaluation.decision == Decision::ExplicitlyDenied);
    if let Some(by) = by {
        let statement = by.statement.and_then(|place| statement_in_policy(trace, by.check, place, request));
        let statement = statement.unwrap_or_else(|| "a statement".to_owned());
        return format!("A Deny in any policy wins over everything else. One applies: {statement}.");
    }
    match Check::ALL.into_iter().any(|check| trace.route.may_deny(check)) {
        true => {
            "A Deny in any policy wins over everything else. Whether one applies is not known.".to_owned()
        }
        false => "A Deny in any policy wins over everything else. None applies.".to_owned(),
    }
}

/// What a check meant on the way, where that is more than what it does by itself.
#[must_use]
pub fn way_sentence(check: &CheckTrace, trace: &Trace, request: &Request<'_>) -> Option<String> {
    if check.effect == CheckEffect::Unknown {
        return Some(what_unknown_means(check.check, trace).to_owned());
    }
    let is_silent = check.supplied != Supplied::Yes && check.effect == CheckEffect::NoImpact;
    let sentence = match trace.route.passage(check.check) {
        _ if is_silent => return None,
        Passage::Overruled if check.effect == CheckEffect::Allow => {
            "That does not count: a Deny decides.".to_owned()
        }
        Passage::Passed | Passage::Stopped | Passage::Overruled | Passage::NotReached => return None,
        Passage::Bypassed => format!("Skipped: {}.", bypass_reason(trace.route.bypass, request)),
        Passage::NotNeeded => format!("Skipped: {}.", exemption_reason(trace, request)),
        Passage::Unknown => {
            "Stops the request unless a grant of the resource-based policy goes past it, which is not known."
                .to_owned()
        }
    };
    Some(sentence)
}

/// How the answer depends on a check that is unknown, or comes to something unknown.
fn what_unknown_means(check: Check, trace: &Trace) -> &'static str {
    let possible = &trace.evaluation.possible;
    if !possible.contains(&Decision::Allowed) {
        return "The request is denied whatever stands here.";
    }
    if possible.len() == 1 {
        return "The request is allowed whatever stands here.";
    }
    let needs_allow = trace.route.passage(check) == Passage::Unknown;
    match (needs_allow, trace.route.may_deny(check)) {
        (true, true) if is_limit(check) => {
            "The answer depends on this: it has to let the request pass and must not deny it."
        }
        (true, false) if is_limit(check) => "The answer depends on this: it has to let the request pass.",
        (true, true) => "The answer depends on this: it has to allow the request and must not deny it.",
        (true, false) => "The answer depends on this: it has to allow the request.",
        (false, true) if check == Check::Resource && may_be_gone_past(trace) => {
            "The answer depends on this: an Allow that names the caller itself would do, and a Deny would stop the request."
        }
        (false, false) if check == Check::Resource && may_be_gone_past(trace) => {
            "The answer depends on this: an Allow that names the caller itself would do."
        }
        (false, true) => "No Allow is needed here, but a Deny would stop the request.",
        (false, false) => "The answer does not depend on this.",
    }
}

/// Whether some check has no Allow and stops the request, unless a grant of the resource's policy goes past it.
fn may_be_gone_past(trace: &Trace) -> bool {
    let lacks_allow = |check: &CheckTrace| {
        check.effect == CheckEffect::ImplicitDeny && trace.route.passage(check.check) == Passage::Unknown
    };
    trace.checks.iter().any(lacks_allow)
}

/// Why the request goes past checks: "the resource-based policy names the caller itself".
#[must_use]
pub fn skip_reason(trace: &Trace, request: &Request<'_>) -> String {
    match trace.route.bypass {
        Some(bypass) => bypass_reason(Some(bypass), request),
        None => exemption_reason(trace, request),
    }
}

/// The grant that goes past checks, with its statement: "`Read` of the resource-based policy names the caller itself".
#[must_use]
pub fn grant_sentence(trace: &Trace, request: &Request<'_>) -> Option<String> {
    let bypass = trace.route.bypass?;
    let statement = statement_in_policy(trace, Check::Resource, bypass.statement?, request)?;
    Some(capitalised(&format!("{statement} {}.", reaches(bypass.grant_to, request))))
}

fn bypass_reason(bypass: Option<Bypass>, request: &Request<'_>) -> String {
    let reaches = bypass.map_or("grants access by itself", |bypass| reaches(bypass.grant_to, request));
    format!("the {} {reaches}", request.resource_policy_type().name())
}

fn reaches(grant_to: GrantTo, request: &Request<'_>) -> &'static str {
    match (grant_to, &request.principal) {
        (GrantTo::Caller, _) => "names the caller itself",
        (GrantTo::Everyone, _) => "is open to everybody",
        (GrantTo::Entity, Principal::FederatedUser { .. }) => "names the user behind the session",
        (GrantTo::Entity, Principal::RoleSession { .. }) => "names the role of the session",
        (GrantTo::Entity, _) => "names the role",
    }
}

fn exemption_reason(trace: &Trace, request: &Request<'_>) -> String {
    if trace.needs_no_permission {
        return "this call needs no permission".to_owned();
    }
    let reason = match &request.principal {
        Principal::Root { .. } if trace.same_account => "the root user needs no policy in its own account",
        Principal::Root { .. } => "the root user has no such policies",
        Principal::Service { .. } => "a service has no such policies",
        Principal::Anonymous => "an anonymous caller has no such policies",
        _ => "a caller from outside AWS has no such policies",
    };
    reason.to_owned()
}
