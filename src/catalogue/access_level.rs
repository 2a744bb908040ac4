//! What kind of access an action gives.

use std::fmt;

/// One of the kinds of access into which AWS sorts actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessLevel {
    /// Lists resources, without their contents.
    List,
    /// Reads contents or attributes.
    Read,
    /// Creates, changes or deletes resources.
    Write,
    /// Changes tags only.
    Tagging,
    /// Grants or changes permissions.
    PermissionsManagement,
}

impl AccessLevel {
    /// Every level.
    pub const ALL: [AccessLevel; 5] =
        [Self::List, Self::Read, Self::Write, Self::Tagging, Self::PermissionsManagement];

    /// Its name as AWS writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Tagging => "Tagging",
            Self::PermissionsManagement => "Permissions management",
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::List => 1,
            Self::Read => 1 << 1,
            Self::Write => 1 << 2,
            Self::Tagging => 1 << 3,
            Self::PermissionsManagement => 1 << 4,
        }
    }
}

/// The access levels of an action: one, or `Write` together with what is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AccessLevels {
    bits: u8,
}

impl AccessLevels {
    /// Whether `level` is among them.
    #[must_use]
    pub fn contains(self, level: AccessLevel) -> bool {
        self.bits & level.bit() != 0
    }

    /// Whether the action changes anything: whether it is more than listing and reading.
    #[must_use]
    pub fn changes_something(self) -> bool {
        self.iter().any(|level| level > AccessLevel::Read)
    }

    /// The levels in the order of [`AccessLevel::ALL`].
    pub fn iter(self) -> impl Iterator<Item = AccessLevel> {
        AccessLevel::ALL.into_iter().filter(move |level| self.contains(*level))
    }

    /// The lowest five bits, one for each level.
    #[cfg(feature = "cli")]
    pub(super) fn bits(self) -> u8 {
        self.bits
    }

    pub(super) fn from_bits(bits: u8) -> Self {
        Self { bits: bits & 0b1_1111 }
    }
}

impl FromIterator<AccessLevel> for AccessLevels {
    fn from_iter<I: IntoIterator<Item = AccessLevel>>(levels: I) -> Self {
        Self { bits: levels.into_iter().fold(0, |bits, level| bits | level.bit()) }
    }
}

/// The names, separated by commas, as AWS writes them: `Tagging, Write`.
impl fmt::Display for AccessLevels {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<&str> = self.iter().map(AccessLevel::name).collect();
        names.sort_unstable();
        formatter.write_str(&names.join(", "))
    }
}
