//! Three-valued logic.

use serde::Serialize;

/// Whether something holds, when not everything is known. Ordered, so that `min` is *and*, `max` is *or*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It does not, whatever the unknown is.
    False,
    /// It depends on what is unknown.
    Unknown,
    /// It does, whatever the unknown is.
    True,
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::True } else { Truth::False }
    }
}

impl Truth {
    /// The opposite; of *unknown*, *unknown*.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }

    /// This, or its opposite when `negate` says so.
    #[must_use]
    pub fn negated_if(self, negate: bool) -> Self {
        if negate { self.negated() } else { self }
    }

    /// Whether it holds at least for some value of what is unknown.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self != Truth::False
    }
}
