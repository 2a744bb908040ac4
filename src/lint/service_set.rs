//! Sets of services, to see quickly what a rule need not look at.

/// Services by one of 64 bits for each prefix. Several share a bit, so it may seem to have a service that it has not,
/// but never lacks one that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceSet(u64);

impl ServiceSet {
    /// Every service.
    pub const ALL: Self = Self(u64::MAX);
    /// No service.
    pub const NONE: Self = Self(0);

    /// The service of a prefix (`iam`) or of an action (`iam:PassRole`), whatever the case.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        let mut mixed: u64 = 5_381;
        let mut rest = text.as_bytes();
        while let [byte, after @ ..] = rest {
            if *byte == b':' {
                break;
            }
            mixed = mixed.wrapping_mul(33) ^ byte.to_ascii_lowercase() as u64;
            rest = after;
        }
        Self(1 << (mixed % 64))
    }

    /// The services that `prefix`, what stands before the colon of an action, may stand for: all where there is nothing
    /// or a wildcard in it.
    #[must_use]
    pub fn of_pattern(prefix: &str) -> Self {
        let is_open = prefix.is_empty() || prefix.bytes().any(|byte| matches!(byte, b'*' | b'?'));
        if is_open { Self::ALL } else { Self::of(prefix) }
    }

    /// The services of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether every service of `other` may be in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Whether some service may be in both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
