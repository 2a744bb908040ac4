//! What a check does to the request, in words.

use super::names::{is_limit, policy_type_of};
use super::phrase::quoted;
use crate::evaluation::{Check, CheckEffect, CheckTrace, Passage, Supplied, Trace};
use crate::scenario::Request;

/// What follows the words for the state of a check (`lets it pass`, `nothing attached`) and ends the sentence: `: within
/// the limit.`, `, so nothing is limited.`, or a full stop alone.
#[must_use]
pub fn check_summary(check: &CheckTrace, trace: &Trace, request: &Request<'_>) -> String {
    match check.supplied {
        Supplied::Unknown => ".".to_owned(),
        Supplied::ExemptServiceLinkedRole => ": service-linked roles are not bound by these.".to_owned(),
        Supplied::ExemptNoAccount => ": these bind callers of the organization's accounts only.".to_owned(),
        Supplied::ExemptUnsupported => {
            format!(" to {}, which resource control policies do not support.", quoted(&request.action))
        }
        Supplied::Nothing => nothing_attached(check.check).to_owned(),
        Supplied::Yes => effect(check, trace, request),
    }
}

fn nothing_attached(check: Check) -> &'static str {
    match check {
        Check::Principal => ", so nothing is allowed here.",
        Check::Resource => ", so nothing is allowed or denied here.",
        Check::VpcEndpoint => ", so the request takes no VPC endpoint or one without limits.",
        _ => ", so nothing is limited.",
    }
}

fn effect(check: &CheckTrace, trace: &Trace, request: &Request<'_>) -> String {
    let policy_type = policy_type_of(check.check, request);
    let is_limit = is_limit(check.check);
    let is_reached = trace.route.passage(check.check) != Passage::NotReached;
    match check.effect {
        CheckEffect::ExplicitDeny => ": a Deny applies.".to_owned(),
        CheckEffect::Unknown => ": it depends on something that is not known.".to_owned(),
        CheckEffect::NoImpact => format!(": no statement of the {} applies.", policy_type.name()),
        CheckEffect::ImplicitDeny => {
            let place = place_without_allow(check)
                .unwrap_or_else(|| format!("of {}", policy_type.name_with_article()));
            let lack = format!("no Allow {place} applies");
            match (is_reached, is_limit) {
                (false, _) if trace.route.would_stop(check.check) => {
                    format!(": it would stop the request too, as {lack}.")
                }
                (true, true) => format!(": outside the limit, as {lack}."),
                (false, _) | (true, false) => format!(": {lack}."),
            }
        }
        CheckEffect::Allow => match (is_reached, is_limit) {
            (false, true) => ": it would let the request pass.".to_owned(),
            (false, false) => ": it would allow the request.".to_owned(),
            (true, true) => ": within the limit.".to_owned(),
            (true, false) => ": an Allow applies.".to_owned(),
        },
    }
}

/// "at `root`", of a check with named levels.
fn place_without_allow(check: &CheckTrace) -> Option<String> {
    let lacks = |effect: CheckEffect| effect == CheckEffect::ImplicitDeny;
    let level = check.levels.iter().find(|level| lacks(level.effect) && !level.name.is_empty())?;
    Some(format!("at {}", quoted(&level.name)))
}
