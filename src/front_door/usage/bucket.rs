//! A bucket of tokens.

use crate::front_door::model::Throttle;

/// What a bucket counts in: so many make a token.
const PER_TOKEN: u128 = 1_000_000_000;

/// A bucket of tokens, full in the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenBucket {
    throttle: Throttle,
    /// In thousand-millionths of a token.
    level: u128,
    /// When `level` was true, in milliseconds; none before the first request.
    at: Option<u64>,
}

impl TokenBucket {
    /// A full bucket.
    #[must_use]
    pub fn full(throttle: Throttle) -> Self {
        Self { throttle, level: u128::from(throttle.burst) * PER_TOKEN, at: None }
    }

    /// Lets the tokens come that came until `time`, in milliseconds. A time before the last one counts as that.
    pub fn refill(&mut self, time: u64) {
        let before = self.at.unwrap_or(time);
        let passed = time.saturating_sub(before);
        // Millionths per second times milliseconds are thousand-millionths.
        let gained = u128::from(self.throttle.rate.millionths) * u128::from(passed);
        let capacity = u128::from(self.throttle.burst) * PER_TOKEN;
        self.level = (self.level + gained).min(capacity);
        self.at = Some(before.max(time));
    }

    /// Whether there is a whole token.
    #[must_use]
    pub fn has_token(&self) -> bool {
        self.level >= PER_TOKEN
    }

    /// Takes a token, if there is a whole one.
    pub fn take(&mut self) {
        if self.has_token() {
            self.level -= PER_TOKEN;
        }
    }

    /// What is left, in thousandths of a token, rounded down.
    #[must_use]
    pub fn thousandths(&self) -> u64 {
        u64::try_from(self.level / (PER_TOKEN / 1000)).unwrap_or(u64::MAX)
    }
}
