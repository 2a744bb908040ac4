//! Where a request stands: its decision, and what stands in the way of the goal.

use super::Goal;
use crate::evaluation::{
    Check, Decision, EffectName, Engine, LevelTrace, StatementTrace, Supplied, Trace, Truth,
};
use crate::explanation::policy_type_of;
use crate::policy::PolicyType;
use crate::scenario::Request;
use crate::workspace::model::Workspace;
use crate::workspace::{DocumentId, Resolved, ResolvedDocument, resolve};

/// A request of a workspace, resolved and traced.
pub(super) struct Situation<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) resolved: Resolved<'w>,
    pub(super) trace: Trace,
}

/// A statement, with the document that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    pub(super) document: &'s ResolvedDocument<'s>,
    pub(super) statement: &'s StatementTrace,
}

/// What stands in the way of the goal.
#[derive(Clone, Copy)]
pub(super) enum Obstacle<'s> {
    /// A Deny applies, or may.
    Deny(Spot<'s>),
    /// A check, or the level of it with this number, has no Allow that surely applies.
    NoAllow(Check, Option<usize>),
    /// The request is allowed, by this check where one did it.
    Allowed(Option<Check>),
}

/// Whether what evaluating gave is the goal.
pub(super) fn is_reached(goal: Goal, decision: Decision, possible: &[Decision]) -> bool {
    match goal {
        Goal::Allow => decision == Decision::Allowed,
        Goal::Deny => !possible.contains(&Decision::Allowed),
    }
}

impl<'w> Situation<'w> {
    /// Whether request number `request` has reached `goal`, and its situation if not; `None` when it cannot be read.
    pub(super) fn of(workspace: &'w Workspace, request: usize, goal: Goal) -> Option<Result<(), Self>> {
        let resolved = resolve(workspace, request).ok()?;
        let engine = Engine::compile_for(&resolved.policies, &resolved.request);
        let evaluation = engine.evaluate(&resolved.request);
        if is_reached(goal, evaluation.decision, &evaluation.possible) {
            return Some(Ok(()));
        }
        let trace = engine.trace_statements(&resolved.request);
        Some(Err(Self { workspace, resolved, trace }))
    }

    pub(super) fn request(&self) -> &Request<'w> {
        &self.resolved.request
    }

    /// The kind of policy that `check` asks.
    pub(super) fn policy_type(&self, check: Check) -> PolicyType {
        policy_type_of(check, self.request())
    }

    /// The statements of a check, or of one of its levels.
    pub(super) fn spots(&self, check: Check, level: Option<usize>) -> impl Iterator<Item = Spot<'_>> {
        let documents = self.resolved.documents.iter().filter(move |document| document.check == check);
        documents.flat_map(move |document| {
            let position = document.position.filter(|(found, _)| level.is_none_or(|level| level == *found));
            let policy = position.and_then(|(level, policy)| {
                let trace = self.trace.checks.iter().find(|trace| trace.check == check)?;
                trace.levels.get(level)?.policies.get(policy)
            });
            let statements = policy.into_iter().flat_map(|policy| &policy.statements);
            statements.map(move |statement| Spot { document, statement })
        })
    }

    fn all_spots(&self) -> impl Iterator<Item = Spot<'_>> {
        let asked = self.trace.checks.iter().filter(|check| check.supplied == Supplied::Yes);
        asked.flat_map(|check| self.spots(check.check, None))
    }

    /// The first thing in the way of `goal`; `None` when none can be told, as for a call that no policy can stop.
    pub(super) fn obstacle(&self, goal: Goal) -> Option<Obstacle<'_>> {
        let evaluation = &self.trace.evaluation;
        if self.trace.needs_no_permission {
            return None;
        }
        if goal == Goal::Deny {
            return Some(Obstacle::Allowed(evaluation.decided_by.map(|by| by.check)));
        }
        match (evaluation.decision, evaluation.decided_by) {
            (Decision::ExplicitlyDenied, Some(by)) => {
                let place = by.statement?;
                let mut spots = self.spots(by.check, Some(place.level));
                spots
                    .find(|spot| {
                        spot.document.position == Some((place.level, place.policy))
                            && spot.statement.index == place.statement
                    })
                    .map(Obstacle::Deny)
            }
            (Decision::ImplicitlyDenied, Some(by)) => Some(Obstacle::NoAllow(by.check, by.level)),
            (Decision::Unknown, _) => self.unknown_obstacle(),
            _ => None,
        }
    }

    fn unknown_obstacle(&self) -> Option<Obstacle<'_>> {
        let possible_deny = |spot: &Spot<'_>| {
            spot.statement.effect == Some(EffectName::Deny) && spot.statement.applies == Truth::Unknown
        };
        if let Some(spot) = self.all_spots().find(possible_deny) {
            return Some(Obstacle::Deny(spot));
        }
        let mut checks = self.trace.checks.iter().filter(|check| check.supplied == Supplied::Yes);
        checks.find_map(|check| {
            let lacks =
                |level: &LevelTrace| !has_allow(level, Truth::True) && has_allow(level, Truth::Unknown);
            let level = check.levels.iter().position(lacks)?;
            Some(Obstacle::NoAllow(check.check, Some(level)))
        })
    }

    /// How much stands between here and the goal. A step that lowers it gets on, though other things may be in the way.
    pub(super) fn distance(&self, goal: Goal) -> usize {
        let statements = |effect: EffectName| {
            self.all_spots()
                .filter(|spot| spot.statement.effect == Some(effect) && spot.statement.applies.is_possible())
                .count()
        };
        if goal == Goal::Deny {
            return statements(EffectName::Allow);
        }
        let levels = self.trace.checks.iter().flat_map(|check| &check.levels);
        statements(EffectName::Deny) + levels.filter(|level| !has_allow(level, Truth::True)).count()
    }

    /// What the obstacle is, to be compared with that after a step.
    pub(super) fn signature(&self) -> (Decision, Option<Check>, Option<usize>) {
        let evaluation = &self.trace.evaluation;
        let by = evaluation.decided_by;
        (evaluation.decision, by.map(|by| by.check), by.and_then(|by| by.level))
    }
}

fn has_allow(level: &LevelTrace, at_least: Truth) -> bool {
    let mut statements = level.policies.iter().flat_map(|policy| &policy.statements);
    statements.any(|statement| statement.effect == Some(EffectName::Allow) && statement.applies >= at_least)
}

impl<'s> Spot<'s> {
    pub(super) fn text(&self) -> &'s str {
        &self.document.document.text
    }
}

/// Whether people usually cannot edit the document: a policy of the organization, or one that AWS manages, as far as
/// its name tells.
pub(super) fn is_out_of_reach(id: DocumentId, name: &str) -> bool {
    matches!(id, DocumentId::ServiceControl { .. } | DocumentId::ResourceControl { .. })
        || is_aws_managed(name)
}

/// Whether a policy of this name is most likely one of AWS's own.
pub(super) fn is_aws_managed(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "AdministratorAccess",
        "FullAWSAccess",
        "IAMFullAccess",
        "IAMReadOnlyAccess",
        "PowerUserAccess",
        "RCPFullAWSAccess",
        "ReadOnlyAccess",
        "SecurityAudit",
        "SystemAdministrator",
        "ViewOnlyAccess",
    ];
    name.starts_with("Amazon") || name.starts_with("AWS") || OTHERS.contains(&name)
}
