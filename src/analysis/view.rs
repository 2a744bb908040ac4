//! The shape of an analysis.

use std::rc::Rc;

use super::RequestOutcome;
use super::context_keys::ContextKeyView;
use super::flow::Flow;
use crate::evaluation::{Check, Decision, EffectName, Element, Truth};
use crate::explanation::{ReasonRole, is_limit};
use crate::text::{LineIndex, Severity, Span};
use crate::workspace::{DocumentId, RequestField};
use serde::{Deserialize, Serialize};

/// All that is to be shown about the selected request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The answer.
    pub verdict: Verdict,
    /// The seven checks in AWS's order.
    pub checks: Vec<CheckView>,
    /// The way through them.
    pub flow: Flow,
    /// The documents that apply to the request, in the order of the checks and, within one, from the root down.
    pub documents: Vec<Rc<DocumentView>>,
    /// The context keys that these documents mention in conditions and variables, in lower case and in order.
    pub mentioned_keys: Vec<String>,
    /// The same keys with what the request says of them, those that decide first.
    pub context_keys: Vec<Rc<ContextKeyView>>,
    /// The statements that came close.
    pub near_misses: NearMissesView,
}

/// The answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The decision; none when the request itself cannot be read, which `headline` then explains.
    pub decision: Option<Decision>,
    /// Every decision that is possible; one unless the decision is unknown, none when the request cannot be read.
    pub possible: Vec<Decision>,
    /// Whether the decision is unknown only in how it denies.
    pub denied_either_way: bool,
    /// One sentence: what would happen, and what made it so.
    pub headline: String,
    /// The field of the request that cannot be read.
    pub problem_field: Option<RequestField>,
    /// The AccessDenied text that AWS would answer with, for a denial.
    pub aws_message: Option<String>,
    /// The statement that decided.
    pub decided_by: Option<Place>,
    /// Its Sid or number.
    pub deciding_statement: Option<String>,
    /// Every reason, the primary one first; none while the decision is not known.
    pub reasons: Vec<ReasonView>,
    /// Further sentences: what the answer depends on, open questions that it rests on.
    pub notes: Vec<String>,
}

impl Verdict {
    /// The answer without its reasons.
    #[must_use]
    pub fn outcome(&self) -> RequestOutcome {
        match self.decision {
            Some(decision) => RequestOutcome::Decided { decision, possible: self.possible.clone() },
            None => RequestOutcome::Unreadable { message: self.headline.clone() },
        }
    }
}

/// A reason for the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonView {
    /// What it is to the answer.
    pub role: ReasonRole,
    /// One sentence; user text in backticks.
    pub sentence: String,
    /// The statement, where there is one.
    pub place: Option<Place>,
}

/// A stretch of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// First UTF-16 unit.
    pub from: u32,
    /// UTF-16 unit after the last.
    pub to: u32,
    /// Line, from 1.
    pub line: u32,
}

impl Place {
    /// A stretch of a document whose lines are `lines`.
    pub(super) fn new(document: DocumentId, span: Span, lines: &LineIndex) -> Self {
        let (from, to) = (lines.utf16(span.start), lines.utf16(span.end));
        Self { document, from, to, line: lines.position(span.start).line }
    }
}

/// What a check does to the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckState {
    /// It allows or, where it only limits, lets the request pass.
    Allow,
    /// It neither allows nor stops.
    NoImpact,
    /// No Allow applies.
    ImplicitDeny,
    /// A Deny applies.
    ExplicitDeny,
    /// Its policies are not known, or depend on something that is not.
    Unknown,
    /// Nothing is attached.
    NotSupplied,
    /// It does not apply to this caller or this call.
    Exempt,
    /// Another check stopped the request before.
    NotReached,
}

impl CheckState {
    /// The state of `check`, or of one of its policies, in words: `explicit deny`. Limits do not allow: they let pass.
    #[must_use]
    pub fn words(self, check: Check) -> &'static str {
        match self {
            CheckState::Allow if is_limit(check) => "lets it pass",
            CheckState::Allow => "allows",
            CheckState::NoImpact => "no impact",
            CheckState::ImplicitDeny if is_limit(check) => "stops it",
            CheckState::ImplicitDeny => "implicit deny",
            CheckState::ExplicitDeny => "explicit deny",
            CheckState::Unknown => "not known",
            CheckState::NotSupplied => "nothing attached",
            CheckState::Exempt => "does not apply",
            CheckState::NotReached => "not reached",
        }
    }
}

/// One of the seven checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckView {
    /// Which.
    pub check: Check,
    /// Its name for people: `Permissions boundary`.
    pub title: &'static str,
    /// What it does.
    pub state: CheckState,
    /// The state in words.
    pub words: &'static str,
    /// What follows these words and ends the sentence: `: within the limit.`, or a full stop alone.
    pub summary: String,
    /// Whether this check made the decision.
    pub decides: bool,
    /// Its levels, for organization policies.
    pub levels: Vec<LevelView>,
}

/// One level of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelView {
    /// Its name.
    pub name: String,
    /// What its policies do together.
    pub state: CheckState,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentView {
    /// Which.
    pub id: DocumentId,
    /// The check it belongs to.
    pub check: Check,
    /// The level of the organization at which it is attached.
    pub level: Option<String>,
    /// The name that its owner gave it.
    pub name: String,
    /// How to get its text, where nobody has pasted that yet; commands in backticks. What stands in its place is then
    /// no mistake.
    pub not_known_advice: Option<String>,
    /// What is wrong with its text.
    pub diagnostics: Vec<DiagnosticView>,
    /// Whether some Allow in it applies.
    pub allows: Truth,
    /// Whether some Deny in it applies.
    pub denies: Truth,
    /// Its statements, where the document is among those to be explained.
    pub statements: Vec<StatementView>,
}

/// Something wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticView {
    /// First UTF-16 unit.
    pub from: u32,
    /// UTF-16 unit after the last.
    pub to: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, and what to do about it.
    pub message: String,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementView {
    /// Its number in the document, from zero.
    pub index: usize,
    /// Its Sid, or its number for people: `statement 2`.
    pub title: String,
    /// What it does; none when it cannot be read.
    pub effect: Option<EffectName>,
    /// Whether it applies to the request.
    pub applies: Truth,
    /// Whether it made the decision.
    pub decides: bool,
    /// One sentence on why it applies or does not.
    pub summary: String,
    /// Its place, where it stands in a document of the workspace.
    pub place: Option<Place>,
    /// Its elements, in the order Principal, Action, Resource, Condition; those that it lacks are left out.
    pub elements: Vec<ElementView>,
}

/// One element of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementView {
    /// Which.
    pub element: Element,
    /// Its name as written: `NotAction`.
    pub name: &'static str,
    /// Whether it matches the request.
    pub matches: Truth,
    /// One sentence on why it does or does not; user text in backticks.
    pub reason: String,
    /// Its place, where it stands in a document of the workspace.
    pub place: Option<Place>,
    /// Its entries, to be underlined in the editor.
    pub marks: Vec<Mark>,
}

/// An entry to be underlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First UTF-16 unit.
    pub from: u32,
    /// UTF-16 unit after the last.
    pub to: u32,
    /// Whether the entry matches by itself.
    pub matches: Truth,
}

/// The statements that came close: of a request that is not allowed the Allows, of one that is the Denies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NearMissesView {
    /// The nearest first; those of the check that decided before all others.
    pub statements: Vec<NearMissView>,
    /// How many more would have counted but are further off.
    pub others: usize,
}

/// A statement that came close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMissView {
    /// The statement and its document; user text in backticks.
    pub title: String,
    /// What it would have done.
    pub effect: EffectName,
    /// Its place.
    pub place: Place,
    /// Whether the check that decided would have listened to it.
    pub in_deciding_check: bool,
    /// What failed, in the order of the elements. At least one.
    pub failures: Vec<FailureView>,
}

/// One thing in a statement that does not match the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureView {
    /// The name of its element as written: `NotAction`.
    pub name: &'static str,
    /// The entry or value that comes nearest; else the element.
    pub place: Place,
    /// What the request has against what is asked for, in a few words without backticks.
    pub comparison: String,
    /// What the request has and what is asked for, parted where they begin to differ; none where they are not
    /// compared as texts.
    pub parted: Option<(PartedText, PartedText)>,
    /// How many more entries or values stand beside it and do not match either.
    pub others: usize,
}

/// A text up to where it differs from another, and from there on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartedText {
    /// What both have in common, up to wildcards and variables.
    pub common: String,
    /// The rest; empty where the text ends there.
    pub rest: String,
}
