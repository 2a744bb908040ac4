//! Sets of actions, to see quickly what a rule need not look at.

use super::ServiceSet;

/// Actions by their services and, apart from these, by one of 64 bits for each name. It may seem to have an action that
/// it has not, but never lacks one that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionSet {
    /// The services of the actions.
    pub services: ServiceSet,
    names: u64,
}

impl ActionSet {
    /// Every action.
    pub const ALL: Self = Self::of_services(ServiceSet::ALL);
    /// No action.
    pub const NONE: Self = Self { services: ServiceSet::NONE, names: 0 };

    /// Every action of these services.
    #[must_use]
    pub const fn of_services(services: ServiceSet) -> Self {
        Self { services, names: u64::MAX }
    }

    /// An action (`iam:PassRole`), whatever the case.
    #[must_use]
    pub const fn of(action: &str) -> Self {
        Self::named(ServiceSet::of(action), action)
    }

    /// As [`ActionSet::of`], where the service of the action is known.
    #[must_use]
    pub(super) const fn named(services: ServiceSet, action: &str) -> Self {
        let last = match action.as_bytes() {
            [.., last] => last.to_ascii_lowercase(),
            [] => 0,
        };
        // Most names of one service differ in their length or their last letter.
        Self { services, names: 1 << ((action.len() * 7 + last as usize) % 64) }
    }

    /// The actions of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { services: self.services.union(other.services), names: self.names | other.names }
    }

    /// Whether every action of `other` may be in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.services.contains(other.services) && other.names & !self.names == 0
    }
}

impl FromIterator<ActionSet> for ActionSet {
    fn from_iter<I: IntoIterator<Item = ActionSet>>(sets: I) -> Self {
        sets.into_iter().fold(Self::NONE, Self::union)
    }
}

/// An action for which a rule looks, with what tells quickly where it is not.
#[derive(Clone, Copy, Debug)]
pub struct SoughtAction<'a> {
    /// The action: `iam:PassRole`.
    pub text: &'a str,
    /// It alone.
    pub set: ActionSet,
}

impl<'a> SoughtAction<'a> {
    /// The action `text`, without wildcards.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self { text, set: ActionSet::of(text) }
    }
}
