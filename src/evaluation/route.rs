//! The way of a request through the checks.

use super::decision::{Check, StatementPlace};
use super::elements::Reach;
use super::layer::LayerOutcome;

/// What a check meant for a request on its way to the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// It let the request through, or had nothing attached that could have stopped it.
    Passed,
    /// It stopped the request.
    Stopped,
    /// Another check had stopped the request before.
    NotReached,
    /// A grant of the resource's policy reaches the caller in a way that needs no Allow here (table 5D).
    Bypassed,
    /// This caller, or this call, needs no Allow here.
    NotNeeded,
    /// A Deny of another check decides before any Allow counts (5.4).
    Overruled,
    /// It depends on what is unknown.
    Unknown,
}

/// In which way a grant of a resource's policy reaches the caller, where that spares other checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantTo {
    /// It names the role or the user behind the session.
    Entity,
    /// It is for everybody.
    Everyone,
    /// It names the caller itself.
    Caller,
}

/// The grant of a resource's policy that goes past other checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bypass {
    /// How it reaches the caller.
    pub grant_to: GrantTo,
    /// Its statement.
    pub statement: Option<StatementPlace>,
}

/// What each check meant for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    passages: [Passage; Check::ALL.len()],
    may_deny: [bool; Check::ALL.len()],
    would_stop: [bool; Check::ALL.len()],
    /// The grant that surely goes past the checks which are [`Passage::Bypassed`].
    pub bypass: Option<Bypass>,
}

impl Route {
    /// A way on which every check meant `passage`.
    pub(super) fn all(passage: Passage) -> Self {
        Self {
            passages: [passage; Check::ALL.len()],
            may_deny: [false; Check::ALL.len()],
            would_stop: [false; Check::ALL.len()],
            bypass: None,
        }
    }

    /// What is sure of the way when `without` is what the checks ask if nothing unknown allows, and `with` if all of
    /// it does. `may_deny` says of a check whether it is unknown if one of its Denies applies.
    pub(super) fn between(without: &Gates<'_>, with: &Gates<'_>, may_deny: impl Fn(Check) -> bool) -> Self {
        let mut route = Self {
            may_deny: Check::ALL.map(may_deny),
            bypass: without.bypass,
            ..Self::all(Passage::NotReached)
        };
        let mut is_stopped = false;
        for ((outcome, one), (_, other)) in without.gates.iter().zip(&with.gates) {
            let passage = match (one, other) {
                (Gate::Asked(false), Gate::Asked(false)) => Passage::Stopped,
                (Gate::Asked(true), Gate::Asked(true) | Gate::Bypassed) => Passage::Passed,
                (Gate::Bypassed, Gate::Bypassed) => Passage::Bypassed,
                (Gate::NotNeeded, Gate::NotNeeded) => Passage::NotNeeded,
                _ => Passage::Unknown,
            };
            let stops = passage == Passage::Stopped;
            if !is_stopped {
                route.set(outcome.check, passage);
            } else if let Some(place) = route.would_stop.get_mut(outcome.check as usize) {
                *place = stops;
            }
            is_stopped |= stops;
        }
        route
    }

    /// What `check` meant, so far as it lies with Allows.
    #[must_use]
    pub fn passage(&self, check: Check) -> Passage {
        self.passages.get(check as usize).copied().unwrap_or(Passage::NotReached)
    }

    /// Whether a Deny of `check` may apply and stop the request, which is not known.
    #[must_use]
    pub fn may_deny(&self, check: Check) -> bool {
        self.may_deny.get(check as usize).copied().unwrap_or(false)
    }

    /// Whether `check` has no Allow and would have stopped the request, had another one not done so before.
    #[must_use]
    pub fn would_stop(&self, check: Check) -> bool {
        self.would_stop.get(check as usize).copied().unwrap_or(false)
    }

    pub(super) fn with(mut self, check: Check, passage: Passage) -> Self {
        self.set(check, passage);
        self
    }

    fn set(&mut self, check: Check, passage: Passage) {
        if let Some(place) = self.passages.get_mut(check as usize) {
            *place = passage;
        }
    }
}

/// What a check asks of a request when no Deny applies.
#[derive(Clone, Copy)]
pub(super) enum Gate {
    /// To pass: whether it does.
    Asked(bool),
    /// Nothing, by a grant of the resource's policy.
    Bypassed,
    /// Nothing of this caller.
    NotNeeded,
}

/// What every check asks, in the order in which they are asked.
pub(super) struct Gates<'o> {
    pub(super) gates: [(&'o LayerOutcome, Gate); Check::ALL.len()],
    /// The check whose Allow lets the request through if every gate does; none when no policy is asked.
    pub(super) allower: Option<&'o LayerOutcome>,
    /// The grant that goes past those which are [`Gate::Bypassed`].
    pub(super) bypass: Option<Bypass>,
}

impl<'o> Gates<'o> {
    /// The check that stops the request.
    pub(super) fn stopped_by(&self) -> Option<&'o LayerOutcome> {
        let stops = |(_, gate): &&(&'o LayerOutcome, Gate)| matches!(gate, Gate::Asked(false));
        self.gates.iter().find(stops).map(|(outcome, _)| *outcome)
    }
}

impl Bypass {
    /// The bypass of the grant in `resource`, which reaches the caller as `reach` says; an account's is none.
    pub(super) fn of(resource: &LayerOutcome, reach: Option<Reach>) -> Option<Self> {
        let grant_to = match reach? {
            Reach::Account => return None,
            Reach::Entity => GrantTo::Entity,
            Reach::Everyone => GrantTo::Everyone,
            Reach::Caller => GrantTo::Caller,
        };
        Some(Self { grant_to, statement: resource.allower })
    }
}
