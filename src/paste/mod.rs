//! "Paste anything": what a text is, what it says in plain facts, and a workspace filled with them.
//!
//! [`recognise`] reads: an AccessDenied message, a decoded authorization message, CloudTrail records, the details
//! that Access Troubleshooter gives, a policy document, a CloudFormation or SAM template, the output of one of
//! the AWS CLI's commands, an ARN.
//! [`Pasted::fill`] puts what was read in its place and reports what it took and what the text leaves open. Nothing is
//! guessed: a policy that is known to be there, but not what it says, becomes a document that cannot be read, so that
//! what depends on it stays *unknown*.

mod facts;
mod fill;
mod kind;
mod next_steps;
mod not_known;
mod read;

pub use crate::workspace::{is_not_known, not_known_advice};
pub use facts::{
    Call, ControlFacts, Facts, GroupFacts, KnownPolicies, OrganizationFacts, Outcome, Owner, PrincipalFacts,
    PrincipalKind, ResourceFacts,
};
pub use fill::{Filled, Report};
pub use kind::{Kind, NotRecognised, NotRecognisedKind};
pub use next_steps::{NextStep, next_steps};
pub use not_known::stands_for_others;
pub use read::recognise;

/// A text that was recognised.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub facts: Facts,
}
