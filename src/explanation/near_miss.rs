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
    let mut found: Vec<(bool, usize, Distance, NearMiss)> = Vec::new();
    let mut others = 0;
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
                for (index, statement) in policy.statements.iter().enumerate() {
                    let is_candidate = statement.effect == Some(wanted)
                        && statement.applies != Truth::True
                        && statement.unreadable.is_none();
                    if !is_candidate {
                        continue;
                    }
                    let Some((failing, distance, failures)) = nearness(statement, text) else {
                        others += 1;
                        continue;
                    };
                    let place = StatementPlace { level: level_index, policy: policy_index, statement: index };
                    let title = statement_in_policy(trace, check.check, place, request).unwrap_or_default();
                    let near_miss = NearMiss {
                        check: check.check,
                        place,
                        title,
                        effect: wanted,
                        span: statement.span,
                        in_deciding_check,
                        failures,
                    };
                    found.push((!in_deciding_check, failing, distance, near_miss));
                }
            }
        }
    }
    found.sort_by_key(|(is_elsewhere, failing, distance, _)| (*is_elsewhere, *failing, *distance));
    others += found.len().saturating_sub(MOST);
    NearMisses { statements: found.into_iter().take(MOST).map(|(.., near)| near).collect(), others }
}

/// How many elements fail, how far off they are together, and what fails in them; `None` for a statement that is
/// nowhere near.
fn nearness(statement: &StatementTrace, text: &str) -> Option<(usize, Distance, Vec<Failure>)> {
    let failing: Vec<_> =
        statement.elements.iter().filter(|element| element.matches != Truth::True).collect();
    let is_everything = failing.len() > 1 && failing.len() == statement.elements.len();
    if failing.is_empty() || is_everything {
        return None;
    }
    let found: Vec<(Failure, Distance)> =
        failing.iter().flat_map(|element| failures(element, text)).collect();
    if found.iter().any(|(_, distance)| *distance >= FAR) {
        return None;
    }
    let distance = found.iter().map(|(_, distance)| *distance).sum();
    Some((failing.len(), distance, found.into_iter().map(|(failure, _)| failure).collect()))
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
