//! How a decision came about, as plain data.

use serde::{Deserialize, Serialize};

use super::condition::ConditionReason;
use super::decision::{Check, Evaluation};
use super::route::Route;
use super::truth::Truth;
use crate::reading::Reading;
use crate::text::Span;

/// Everything that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The answer.
    pub evaluation: Evaluation,
    /// Every check, in AWS's order.
    pub checks: Vec<CheckTrace>,
    /// What each check meant on the way to the answer.
    pub route: Route,
    /// The open questions on which the other side would lead to another decision.
    pub rests_on: Vec<Reading>,
    /// Whether the call needs no permission, so that nothing was asked (clauses 5.140 and 5.141).
    pub needs_no_permission: bool,
    /// Whether caller and resource are in one account.
    pub same_account: bool,
}

/// What a check or a level does to the request, in AWS's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CheckEffect {
    /// It allows.
    Allow,
    /// It neither allows nor stops.
    NoImpact,
    /// No Allow applies.
    ImplicitDeny,
    /// A Deny applies.
    ExplicitDeny,
    /// It depends on what is unknown.
    Unknown,
}

/// Whether the policies of a check were there to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Supplied {
    /// They were.
    Yes,
    /// There are none.
    Nothing,
    /// They are not known.
    Unknown,
    /// They do not bind a service-linked role.
    ExemptServiceLinkedRole,
    /// They do not bind callers without an account.
    ExemptNoAccount,
    /// Resource control policies do not support the service or the call.
    ExemptUnsupported,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckTrace {
    /// Which.
    pub check: Check,
    /// Whether there was something to ask.
    pub supplied: Supplied,
    /// What it does to the request.
    pub effect: CheckEffect,
    /// Its levels; one, without name, for checks that have no levels of their own.
    pub levels: Vec<LevelTrace>,
}

/// One level of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LevelTrace {
    /// Its name.
    pub name: String,
    /// What its policies do together.
    pub effect: CheckEffect,
    /// Its policies.
    pub policies: Vec<PolicyTrace>,
}

/// One policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyTrace {
    /// Its name.
    pub name: String,
    /// Why the document as a whole cannot be evaluated, if it cannot.
    pub unreadable: Option<String>,
    /// Its statements.
    pub statements: Vec<StatementTrace>,
}

/// Whether a statement allows or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EffectName {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementTrace {
    /// Its number in the document, from zero.
    pub index: usize,
    /// Its name.
    pub sid: Option<String>,
    /// What it does; none when it cannot be read.
    pub effect: Option<EffectName>,
    /// Its place in the document.
    pub span: Span,
    /// Whether it applies to the request.
    pub applies: Truth,
    /// Why it cannot be evaluated, if it cannot.
    pub unreadable: Option<String>,
    /// Its elements; those that it does not have are left out.
    pub elements: Vec<ElementTrace>,
}

/// The four elements that have to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Element {
    /// `Principal` or `NotPrincipal`.
    Principal,
    /// `Action` or `NotAction`.
    Action,
    /// `Resource` or `NotResource`.
    Resource,
    /// `Condition`.
    Condition,
}

/// One element of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ElementTrace {
    /// Which.
    pub element: Element,
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// Its place in the document; where the element is missing, the statement's.
    pub span: Span,
    /// Whether it matches the request.
    pub matches: Truth,
    /// What the request has: the action, the resource, the caller; empty for conditions.
    pub actual: String,
    /// Its entries, for lists.
    pub entries: Vec<EntryTrace>,
    /// Its conditions, for `Condition`.
    pub conditions: Vec<ConditionTrace>,
}

/// One entry of a list, or one value of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryTrace {
    /// Its place in the document.
    pub span: Span,
    /// Whether it matches by itself, before any negation.
    pub matches: Truth,
    /// Its policy variables and what they became; a variable without value has none.
    pub variables: Vec<(String, Option<String>)>,
}

/// What the request says of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "values")]
pub enum KeyState {
    /// It does not have it.
    Absent,
    /// Nobody knows.
    Unknown,
    /// It has these values.
    Present(Vec<String>),
}

/// One key under one operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionTrace {
    /// The operator as policies write it.
    pub operator: String,
    /// The key as written.
    pub key: String,
    /// From the key to the end of its values.
    pub span: Span,
    /// Whether it holds.
    pub matches: Truth,
    /// Which rule settled it.
    pub reason: ConditionReason,
    /// What the request has.
    pub actual: KeyState,
    /// Whether that follows from the rest of the request and nobody gave it.
    pub derived: bool,
    /// The values of the policy.
    pub required: Vec<EntryTrace>,
}
