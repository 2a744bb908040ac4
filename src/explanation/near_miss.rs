//! Statements that came close: those that did not apply but would have counted, and what failed.

use super::failure::{Distance, FAR, Failure, failures};
use super::names::statement_in_policy;
use crate::evaluation::{
    Check, CheckEffect, CheckTrace, Decision, EffectName, LevelTrace, StatementPlace, StatementTrace,
    Supplied, Trace, Truth,
};
use crate::scenario::Request;
use crate::text::Span;

/// More statements than these are only counted.
const MOST: usize = 12;

/// The statements that came close, and how many did not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NearMisses {
    /// The statements, the nearest first; those of the check that decided come before all others.
    pub statements: Vec<NearMiss>,
    /// How many more would have counted but are nowhere near, or came after the twelfth.
    pub others: usize,
}

/// A statement that nearly applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The check whose policies it stands in.
    pub check: Check,
    /// Where it stands among them.
    pub place: StatementPlace,
    /// The statement with its policy, as a noun phrase; user text in backticks.
    pub title: String,
    /// What it would have done.
    pub effect: EffectName,
    /// Its place in the document.
    pub span: Span,
    /// Whether the check that decided is the one that would have listened to it.
    pub in_deciding_check: bool,
    /// All that has to match and does not, in the order of the elements. At least one.
    pub failures: Vec<Failure>,
}

/// The statements that did not apply but would have counted. Of a request that is not allowed: each Allow in a check
/// or a level that has none which applies. Of one that is: each Deny. `text_of` gives the document of a policy: by
/// check, number of the level and number of the policy in it.
///
/// The fewer elements failed, the nearer; of those with equally many the one that parts later from the request. A
/// statement of which every element failed, or one about another service, is counted but not listed.
#[must_use]
pub fn near_misses<'t>(
    trace: &Trace,
    request: &Request<'_>,
    text_of: impl Fn(Check, usize, usize) -> Option<&'t str>,
) -> NearMisses {
    if trace.needs_no_permission {
        return NearMisses::default();
    }
    let wanted = match trace.evaluation.decision {
        Decision::Allowed => EffectName::Deny,
        _ => EffectName::Allow,
    };
    let mut candidates = Vec::new();
    for check in trace.checks.iter().filter(|check| check.supplied == Supplied::Yes) {
        for (level_index, level) in check.levels.iter().enumerate() {
            if wanted == EffectName::Allow && !lacks_allow(trace, check, level) {
                continue;
            }
            let in_deciding_check = decides(trace, check.check, level_index);
            for (policy_index, policy) in level.policies.iter().enumerate() {
                let Some(text) = text_of(check.check, level_index, policy_index) else {
                    continue;
                };
                let candidate = |(index, statement)| Candidate {
                    check: check.check,
                    place: StatementPlace { level: level_index, policy: policy_index, statement: index },
                    statement,
                    text,
                    in_deciding_check,
                };
                let would_count = |statement: &StatementTrace| {
                    statement.effect == Some(wanted)
                        && statement.applies != Truth::True
                        && statement.unreadable.is_none()
                };
                let statements = policy.statements.iter().enumerate();
                candidates.extend(statements.filter(|(_, found)| would_count(found)).map(candidate));
            }
        }
    }
    let all = candidates.len();
    let statements: Vec<NearMiss> = nearest(candidates)
        .into_iter()
        .map(|(of, failures)| of.near_miss(failures, trace, request))
        .collect();
    NearMisses { others: all - statements.len(), statements }
}

/// A statement that would have counted.
struct Candidate<'t> {
    check: Check,
    place: StatementPlace,
    statement: &'t StatementTrace,
    text: &'t str,
    in_deciding_check: bool,
}

impl Candidate<'_> {
    /// How many elements fail; none for a statement of which all do.
    fn failing(&self) -> Option<usize> {
        let elements = &self.statement.elements;
        let failing = elements.iter().filter(|element| element.matches != Truth::True).count();
        let is_everything = failing > 1 && failing == elements.len();
        (failing > 0 && !is_everything).then_some(failing)
    }

    /// How far off the failing elements are together, and what fails in them; none for a statement that is nowhere near.
    fn failures(&self) -> Option<(Distance, Vec<Failure>)> {
        let failing = self.statement.elements.iter().filter(|element| element.matches != Truth::True);
        let found: Vec<(Failure, Distance)> =
            failing.flat_map(|element| failures(element, self.text)).collect();
        if found.iter().any(|(_, distance)| *distance >= FAR) {
            return None;
        }
        let distance = found.iter().map(|(_, distance)| *distance).sum();
        Some((distance, found.into_iter().map(|(failure, _)| failure).collect()))
    }

    fn near_miss(&self, failures: Vec<Failure>, trace: &Trace, request: &Request<'_>) -> NearMiss {
        NearMiss {
            check: self.check,
            place: self.place,
            title: statement_in_policy(trace, self.check, self.place, request).unwrap_or_default(),
            effect: self.statement.effect.unwrap_or(EffectName::Deny),
            span: self.statement.span,
            in_deciding_check: self.in_deciding_check,
            failures,
        }
    }
}

/// The nearest candidates, at most [`MOST`], with what fails in them. That is looked at only where it can count, as there
/// may be hundreds of candidates.
fn nearest(candidates: Vec<Candidate<'_>>) -> Vec<(Candidate<'_>, Vec<Failure>)> {
    let mut ranked: Vec<((bool, usize), Candidate<'_>)> = candidates
        .into_iter()
        .filter_map(|candidate| Some(((!candidate.in_deciding_check, candidate.failing()?), candidate)))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut nearest = Vec::new();
    let mut ranked = ranked.into_iter().peekable();
    while let Some((rank, first)) = ranked.next().filter(|_| nearest.len() < MOST) {
        let equals = std::iter::from_fn(|| ranked.next_if(|(other, _)| *other == rank));
        let mut equals: Vec<(Distance, Candidate<'_>, Vec<Failure>)> = std::iter::once(first)
            .chain(equals.map(|(_, candidate)| candidate))
            .filter_map(|candidate| {
                let (distance, failures) = candidate.failures()?;
                Some((distance, candidate, failures))
            })
            .collect();
        equals.sort_by_key(|(distance, ..)| *distance);
        nearest.extend(equals.into_iter().map(|(_, candidate, failures)| (candidate, failures)));
    }
    nearest.truncate(MOST);
    nearest
}

/// Whether an Allow in this level would have counted: none applies yet, and the check is one whose Allow is asked for.
fn lacks_allow(trace: &Trace, check: &CheckTrace, level: &LevelTrace) -> bool {
    let allows = |level: &LevelTrace| {
        let mut statements = level.policies.iter().flat_map(|policy| &policy.statements);
        statements
            .any(|statement| statement.effect == Some(EffectName::Allow) && statement.applies == Truth::True)
    };
    if allows(level) {
        return false;
    }
    // Inside one account the resource's Allow or the caller's will do, unless it is the one that decided.
    let decided_by = trace.evaluation.decided_by.map(|by| by.check);
    let other_side = match check.check {
        Check::Resource => Check::Principal,
        Check::Principal => Check::Resource,
        _ => return true,
    };
    let other_side_allows =
        (trace.checks.iter()).any(|other| other.check == other_side && other.effect == CheckEffect::Allow);
    let limits = [Check::Principal, Check::Resource, Check::PermissionsBoundary, Check::Session];
    !trace.same_account || !other_side_allows || decided_by.is_some_and(|decided| limits.contains(&decided))
}

fn decides(trace: &Trace, check: Check, level: usize) -> bool {
    let by = trace.evaluation.decided_by;
    by.is_some_and(|by| by.check == check && by.level.is_none_or(|decided| decided == level))
}
