//! Services and their actions.

use std::fmt;

use super::access_level::AccessLevels;
use super::core_data::Core;
use super::expand::NamePattern;
use super::selection::ActionSelection;

/// A service of the catalogue.
#[derive(Clone, Copy)]
pub struct Service<'c> {
    pub(super) core: &'c Core,
    pub(super) index: usize,
}

impl<'c> Service<'c> {
    /// What stands before the colon of its actions: `s3`.
    #[must_use]
    pub fn prefix(self) -> &'c str {
        self.core.prefixes.get(self.index)
    }

    /// Its name for people: `Amazon S3`.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.core.service_names.get(self.index)
    }

    /// Its actions, ascending by name.
    pub fn actions(self) -> impl ExactSizeIterator<Item = Action<'c>> {
        self.core.actions_of(self.index).map(move |index| Action { core: self.core, index })
    }

    /// Its action of this name, whatever the case.
    #[must_use]
    pub fn action(self, name: &str) -> Option<Action<'c>> {
        self.core.find_action(self.index, name).map(|index| Action { core: self.core, index })
    }

    /// Its actions whose whole names match `pattern`, whatever the case: `Get*`.
    #[must_use]
    pub fn matching(self, pattern: &str) -> ActionSelection {
        let mut selection = ActionSelection::default();
        NamePattern::new(pattern).select(self.core, self.index, &mut selection);
        selection
    }
}

/// Two services of one catalogue.
impl PartialEq for Service<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Service<'_> {}

impl fmt::Debug for Service<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.prefix())
    }
}

/// An action of the catalogue. It prints as `s3:GetObject`.
#[derive(Clone, Copy)]
pub struct Action<'c> {
    pub(super) core: &'c Core,
    pub(super) index: usize,
}

impl<'c> Action<'c> {
    /// The service whose action it is.
    #[must_use]
    pub fn service(self) -> Service<'c> {
        Service { core: self.core, index: self.core.service_of(self.index) }
    }

    /// Its name without the service prefix: `GetObject`.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.core.action_names.get(self.index)
    }

    /// Its access levels: one, or `Write` together with what is written.
    #[must_use]
    pub fn access_levels(self) -> AccessLevels {
        AccessLevels::from_bits(self.core.access_bits(self.index))
    }

    /// Whether it has no operation of its own in the API; `None` where that is not known.
    #[must_use]
    pub fn permission_only(self) -> Option<bool> {
        self.core.permission_only(self.index)
    }
}

/// Two actions of one catalogue.
impl PartialEq for Action<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Action<'_> {}

/// By service prefix, then by name, without regard to case.
impl Ord for Action<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}

impl PartialOrd for Action<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Action<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.service().prefix(), self.name())
    }
}

impl fmt::Debug for Action<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
