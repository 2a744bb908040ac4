//! All reasons for an answer: the one that decides, and those that would have led to the same.

use super::names::statement_in_policy;
use super::phrase::capitalised;
use super::verdict::{headline, implicit_denial};
use crate::evaluation::{
    Check, CheckEffect, CheckTrace, DecidedBy, Decision, EffectName, LevelTrace, Passage, StatementPlace,
    Supplied, Trace, Truth,
};
use crate::scenario::Request;

/// What a reason is to the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonRole {
    /// It made the decision.
    Primary,
    /// Another Deny, which would have denied the request as well.
    FurtherDeny,
    /// Another check without an Allow, which would have stopped the request as well.
    FurtherLack,
    /// An Allow that was needed too, on the caller's side.
    FurtherGrant,
    /// A limit that let the request pass.
    LimitPassed,
}

/// A reason for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it is to the answer.
    pub role: ReasonRole,
    /// The check it comes from.
    pub check: Check,
    /// The statement, where there is one.
    pub statement: Option<StatementPlace>,
    /// One sentence; user text in backticks.
    pub sentence: String,
}

/// All reasons for the answer: the primary one first, the others in AWS's order of checks. None while the answer is not
/// known, and none where no policy was asked.
#[must_use]
pub fn reasons(trace: &Trace, request: &Request<'_>) -> Vec<Reason> {
    let Some(by) = trace.evaluation.decided_by else {
        return Vec::new();
    };
    let primary = Reason {
        role: ReasonRole::Primary,
        check: by.check,
        statement: by.statement,
        sentence: headline(trace, request),
    };
    let further = |check| match trace.evaluation.decision {
        Decision::ExplicitlyDenied => further_denies(check, by, trace, request),
        Decision::ImplicitlyDenied => further_lack(check, trace, request).into_iter().collect(),
        Decision::Allowed => passed(check, by, trace, request),
        Decision::Unknown => Vec::new(),
    };
    [primary].into_iter().chain(trace.checks.iter().flat_map(further)).collect()
}

/// The other Denies of a check that apply.
fn further_denies(check: &CheckTrace, by: DecidedBy, trace: &Trace, request: &Request<'_>) -> Vec<Reason> {
    if check.supplied != Supplied::Yes || check.effect != CheckEffect::ExplicitDeny {
        return Vec::new();
    }
    let levels = check.levels.iter().enumerate();
    let applying = levels.flat_map(|(level, of)| applying(level, of, EffectName::Deny));
    let others = applying.filter(|place| (check.check, Some(*place)) != (by.check, by.statement));
    let reason = |place| {
        let statement = statement_in_policy(trace, check.check, place, request)?;
        let sentence = capitalised(&format!("{statement} denies it too."));
        Some(Reason { role: ReasonRole::FurtherDeny, check: check.check, statement: Some(place), sentence })
    };
    others.filter_map(reason).collect()
}

/// What a check lacks that would have stopped the request if nothing had before.
fn further_lack(check: &CheckTrace, trace: &Trace, request: &Request<'_>) -> Option<Reason> {
    if !trace.route.would_stop(check.check) {
        return None;
    }
    let level = check.levels.iter().position(|level| level.effect == CheckEffect::ImplicitDeny);
    let lacking = DecidedBy { check: check.check, level, statement: None };
    let sentence = implicit_denial(trace, lacking, request);
    Some(Reason { role: ReasonRole::FurtherLack, check: check.check, statement: None, sentence })
}

/// The Allows of a check that had to be there besides the deciding one: one for each level.
fn passed(check: &CheckTrace, by: DecidedBy, trace: &Trace, request: &Request<'_>) -> Vec<Reason> {
    let counts = check.check != by.check
        && check.supplied == Supplied::Yes
        && check.effect == CheckEffect::Allow
        && trace.route.passage(check.check) == Passage::Passed;
    // A resource's policy that was not needed is no reason.
    if !counts || check.check == Check::Resource {
        return Vec::new();
    }
    let is_grant = check.check == Check::Principal;
    let reason = |(level, of): (usize, &LevelTrace)| {
        let place = applying(level, of, EffectName::Allow).next()?;
        let statement = statement_in_policy(trace, check.check, place, request)?;
        let sentence = match is_grant {
            true => format!("{statement} allows it for the caller's own account."),
            false => format!("{statement} lets it pass."),
        };
        let role = if is_grant { ReasonRole::FurtherGrant } else { ReasonRole::LimitPassed };
        Some(Reason { role, check: check.check, statement: Some(place), sentence: capitalised(&sentence) })
    };
    check.levels.iter().enumerate().filter_map(reason).collect()
}

/// The statements of a level with this effect that apply.
fn applying(level: usize, of: &LevelTrace, effect: EffectName) -> impl Iterator<Item = StatementPlace> + '_ {
    of.policies.iter().enumerate().flat_map(move |(policy, found)| {
        let statements = found.statements.iter().enumerate();
        let applies =
            statements.filter(move |(_, found)| found.effect == Some(effect) && found.applies == Truth::True);
        applies.map(move |(statement, _)| StatementPlace { level, policy, statement })
    })
}
