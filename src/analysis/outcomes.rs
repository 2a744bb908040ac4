//! How requests come out, and whether that is what somebody expects.

use crate::evaluation::Decision;
use crate::workspace::KeptPolicies;
use crate::workspace::model::{ExpectedDecision, Workspace};

/// How a request comes out, without its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestOutcome {
    /// It is decided.
    Decided {
        /// The decision.
        decision: Decision,
        /// Every decision that is possible; one unless the decision is unknown.
        possible: Vec<Decision>,
    },
    /// It cannot be read.
    Unreadable {
        /// Why not, in the style of [`Diagnostic`](crate::text::Diagnostic) messages.
        message: String,
    },
}

/// How a request comes out beside what is expected of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Nothing is expected.
    NoExpectation,
    /// The decision is the expected one.
    AsExpected,
    /// The decision depends on something unknown and may be the expected one.
    MayBeAsExpected,
    /// The decision is another one, whatever the unknown is.
    Differs,
    /// The request cannot be read.
    Unreadable,
}

/// The outcome of request number `request` of `workspace`.
#[must_use]
pub fn outcome(workspace: &Workspace, request: usize) -> RequestOutcome {
    outcome_with(&mut KeptPolicies::default(), workspace, request)
}

/// As [`outcome`], but what `policies` holds ready is not read again.
pub fn outcome_with(policies: &mut KeptPolicies, workspace: &Workspace, request: usize) -> RequestOutcome {
    match policies.ready(workspace, request) {
        Ok(ready) => {
            let evaluation = ready.engine.decide(&ready.request);
            RequestOutcome::Decided { decision: evaluation.decision, possible: evaluation.possible }
        }
        Err(error) => RequestOutcome::Unreadable { message: error.message },
    }
}

/// The decision on request number `request` of `workspace`, without its reasons; none when it cannot be read.
#[must_use]
pub fn decision(workspace: &Workspace, request: usize) -> Option<Decision> {
    outcome(workspace, request).decision()
}

/// The decision that is expected.
#[must_use]
pub fn expected_decision(expected: ExpectedDecision) -> Decision {
    match expected {
        ExpectedDecision::Allowed => Decision::Allowed,
        ExpectedDecision::ExplicitlyDenied => Decision::ExplicitlyDenied,
        ExpectedDecision::ImplicitlyDenied => Decision::ImplicitlyDenied,
    }
}

impl RequestOutcome {
    /// The decision; none when the request cannot be read.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        match self {
            RequestOutcome::Decided { decision, .. } => Some(*decision),
            RequestOutcome::Unreadable { .. } => None,
        }
    }

    /// The outcome as an expectation that it meets; none when it is unknown or the request cannot be read.
    #[must_use]
    pub fn as_expectation(&self) -> Option<ExpectedDecision> {
        match self.decision()? {
            Decision::Allowed => Some(ExpectedDecision::Allowed),
            Decision::ExplicitlyDenied => Some(ExpectedDecision::ExplicitlyDenied),
            Decision::ImplicitlyDenied => Some(ExpectedDecision::ImplicitlyDenied),
            Decision::Unknown => None,
        }
    }

    /// The outcome beside what is expected.
    #[must_use]
    pub fn compared(&self, expected: Option<ExpectedDecision>) -> Comparison {
        match (self, expected.map(expected_decision)) {
            (RequestOutcome::Unreadable { .. }, _) => Comparison::Unreadable,
            (_, None) => Comparison::NoExpectation,
            (RequestOutcome::Decided { decision, .. }, Some(expected)) if *decision == expected => {
                Comparison::AsExpected
            }
            (RequestOutcome::Decided { possible, .. }, Some(expected)) if possible.contains(&expected) => {
                Comparison::MayBeAsExpected
            }
            _ => Comparison::Differs,
        }
    }
}

/// How many requests come out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComparisonCounts {
    /// All requests.
    pub requests: usize,
    /// Those that are as expected.
    pub as_expected: usize,
    /// Those that may be.
    pub may_be_as_expected: usize,
    /// Those that differ.
    pub differ: usize,
    /// Those that cannot be read.
    pub unreadable: usize,
    /// Those of which nothing is expected.
    pub without_expectation: usize,
}

impl FromIterator<Comparison> for ComparisonCounts {
    fn from_iter<I: IntoIterator<Item = Comparison>>(comparisons: I) -> Self {
        let mut counts = Self::default();
        for comparison in comparisons {
            counts.requests += 1;
            *match comparison {
                Comparison::NoExpectation => &mut counts.without_expectation,
                Comparison::AsExpected => &mut counts.as_expected,
                Comparison::MayBeAsExpected => &mut counts.may_be_as_expected,
                Comparison::Differs => &mut counts.differ,
                Comparison::Unreadable => &mut counts.unreadable,
            } += 1;
        }
        counts
    }
}

impl ComparisonCounts {
    /// `4 requests: 3 as expected, 1 differs`
    #[must_use]
    pub fn summary(&self) -> String {
        let requests = match self.requests {
            0 => return "no requests".to_owned(),
            1 => "1 request".to_owned(),
            count => format!("{count} requests"),
        };
        let differ = if self.differ == 1 { "differs" } else { "differ" };
        let parts = [
            (self.as_expected, "as expected"),
            (self.may_be_as_expected, "may be as expected"),
            (self.differ, differ),
            (self.unreadable, "cannot be read"),
            (self.without_expectation, "without expectation"),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        format!("{requests}: {}", parts.join(", "))
    }

    /// `3 of 4 as expected, 1 not decided`: those of which something is expected, and apart from them those that cannot be
    /// read; none where there are neither.
    #[must_use]
    pub fn short_summary(&self) -> Option<String> {
        let tested = self.requests - self.without_expectation - self.unreadable;
        let expected = (tested > 0).then(|| format!("{} of {tested} as expected", self.as_expected));
        let not_decided = (self.unreadable > 0).then(|| format!("{} not decided", self.unreadable));
        let parts: Vec<String> = expected.into_iter().chain(not_decided).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
