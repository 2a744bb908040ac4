//! How the states of an analysis look: a word, a glyph and a CSS class each.

use super::icon::Icon;
use crate::analysis::{
    CheckState, CheckView, Comparison, DecisionChange, DocumentView, DoorEnding, OutsiderKind,
    StatementReach, Verdict, expected_decision,
};
use crate::evaluation::{Check, Decision, Truth};
use crate::explanation::ReasonRole;
use crate::front_door::StepResult;
use crate::lint;
use crate::text::Severity;
use crate::workspace::model::ExpectedDecision;

/// A state as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// CSS class, which gives the colour.
    pub(crate) class: &'static str,
    /// Its glyph.
    pub(crate) icon: Icon,
    /// Its word.
    pub(crate) word: &'static str,
}

const fn look(class: &'static str, icon: Icon, word: &'static str) -> Look {
    Look { class, icon, word }
}

/// The look of an answer.
pub(crate) fn verdict(verdict: &Verdict) -> Look {
    match verdict.denied_either_way {
        true => look("unknown", Icon::ImplicitDeny, "Denied"),
        false => decision(verdict.decision),
    }
}

/// The look of a decision; none stands for a request that cannot be read.
pub(crate) fn decision(decision: Option<Decision>) -> Look {
    match decision {
        Some(Decision::Allowed) => look("allow", Icon::Allow, "Allowed"),
        Some(Decision::ExplicitlyDenied) => look("explicit-deny", Icon::ExplicitDeny, "Explicitly denied"),
        Some(Decision::ImplicitlyDenied) => look("implicit-deny", Icon::ImplicitDeny, "Implicitly denied"),
        Some(Decision::Unknown) => look("unknown", Icon::Unknown, "Depends"),
        None => look("not-supplied", Icon::NotSupplied, "Can’t tell yet"),
    }
}

/// The look of a request that AWS does not know, because its action does not work on its resource.
pub(crate) const MISFIT: Look = look("no-impact", Icon::NoImpact, "Doesn’t fit");

/// The look of somebody outside whom a policy lets in.
pub(crate) fn outsider(kind: OutsiderKind) -> Look {
    match kind {
        OutsiderKind::Everyone => look("severity-security", Icon::Shield, "everyone"),
        OutsiderKind::OtherAccount => look("severity-warning", Icon::Problem, "another account"),
        OutsiderKind::IdentityProvider => look("severity-warning", Icon::Problem, "identity provider"),
        OutsiderKind::NotKnown => look("unknown", Icon::Unknown, "can’t tell"),
    }
}

/// What it means that a check is not known.
pub(crate) const NOT_KNOWN: &str =
    "What is not known is tried both ways: as if it let the request pass, and as if it did not.";

/// The look of a check that a walk has not come to yet.
pub(crate) const AHEAD: Look = look("not-supplied", Icon::NotSupplied, "");

/// The look of what a check does on the way of the request.
pub(crate) fn check(view: &CheckView) -> Look {
    Look { word: view.words, ..check_state(view.state, view.check) }
}

/// The look of what policies of `check` do.
pub(crate) fn check_state(state: CheckState, check: Check) -> Look {
    let (class, icon) = match state {
        CheckState::Allow => ("allow", Icon::Allow),
        CheckState::NoImpact => ("no-impact", Icon::NoImpact),
        CheckState::ImplicitDeny => ("implicit-deny", Icon::ImplicitDeny),
        CheckState::ExplicitDeny => ("explicit-deny", Icon::ExplicitDeny),
        CheckState::Unknown => ("unknown", Icon::Unknown),
        CheckState::NotSupplied => ("not-supplied", Icon::NotSupplied),
        CheckState::Exempt => ("not-supplied", Icon::Exempt),
        CheckState::NotReached => ("no-impact", Icon::NoImpact),
    };
    look(class, icon, state.words(check))
}

/// The look of a document: what its statements come to, or that its text has errors.
pub(crate) fn document_state(document: &DocumentView) -> Look {
    if document.not_known_advice.is_some() {
        return look("unknown", Icon::Unknown, "not known yet");
    }
    if document.diagnostics.iter().any(|finding| finding.severity == Severity::Error) {
        return look("problem", Icon::Problem, "has errors");
    }
    match (document.denies, document.allows) {
        (Truth::True, _) => check_state(CheckState::ExplicitDeny, document.check),
        (Truth::Unknown, _) | (_, Truth::Unknown) => check_state(CheckState::Unknown, document.check),
        (_, Truth::True) => check_state(CheckState::Allow, document.check),
        _ => look("no-impact", Icon::NoImpact, "nothing applies"),
    }
}

/// The look of whether an element matches.
pub(crate) fn element_match(matches: Truth) -> Look {
    match matches {
        Truth::True => look("match", Icon::Tick, "matches"),
        Truth::False => look("mismatch", Icon::Cross, "doesn’t match"),
        Truth::Unknown => look("unsure", Icon::Question, "unknown"),
    }
}

/// The look of whether a statement applies.
pub(crate) fn statement(applies: Truth, decides: bool) -> Look {
    match (applies, decides) {
        (_, true) => look("deciding", Icon::Deciding, "decides"),
        (Truth::True, _) => look("match", Icon::Tick, "applies"),
        (Truth::False, _) => look("mismatch", Icon::Cross, "doesn’t apply"),
        (Truth::Unknown, _) => look("unsure", Icon::Question, "may apply"),
    }
}

/// The look of how bad a finding is.
pub(crate) fn severity(severity: lint::Severity) -> Look {
    match severity {
        lint::Severity::Error => look("severity-error", Icon::Fault, "error"),
        lint::Severity::Security => look("severity-security", Icon::Shield, "security"),
        lint::Severity::Warning => look("severity-warning", Icon::Problem, "warning"),
        lint::Severity::Suggestion => look("severity-suggestion", Icon::Lamp, "suggestion"),
    }
}

/// `1 finding`, `2 findings`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A number of policies, in words.
pub(crate) fn policies(number: usize) -> String {
    match number {
        1 => "1 policy".to_owned(),
        number => format!("{number} policies"),
    }
}

/// The short name of a check, for tabs.
pub(crate) fn layer(check: Check) -> &'static str {
    match check {
        Check::ResourceControlPolicy => "RCP",
        Check::ServiceControlPolicy => "SCP",
        Check::VpcEndpoint => "VPC endpoint",
        Check::Resource => "Resource",
        Check::Principal => "Identity",
        Check::PermissionsBoundary => "Boundary",
        Check::Session => "Session",
    }
}

/// Why nothing can be added to a check; `has_policy` says whether it has a policy already.
pub(crate) fn nothing_to_add(check: Check, has_policy: bool) -> &'static str {
    match (check, has_policy) {
        (Check::PermissionsBoundary, true) => {
            "A user or role has one permissions boundary at most: this is it."
        }
        (Check::Resource, true) => "A resource has one policy at most: this is it.",
        (Check::VpcEndpoint, true) => "A VPC endpoint has one policy: this is it.",
        _ => "Nothing can be added here for this request.",
    }
}

/// What a repair opens besides what was asked for; `further_actions` is none where that was not counted.
pub(crate) fn opens(further_actions: Option<usize>) -> String {
    match further_actions {
        Some(0) => "opens no other action".to_owned(),
        Some(number) => format!("opens {}", count(number, "more action")),
        None => "may open more actions".to_owned(),
    }
}

/// The name of an expected decision.
pub(crate) fn expected(expected: ExpectedDecision) -> &'static str {
    decision(Some(expected_decision(expected))).word
}

/// The look of an outcome beside what is expected.
pub(crate) fn comparison(comparison: Comparison) -> Look {
    match comparison {
        Comparison::NoExpectation => look("not-supplied", Icon::NoImpact, "no expectation"),
        Comparison::AsExpected => look("match", Icon::Tick, "as expected"),
        Comparison::MayBeAsExpected => look("unsure", Icon::Question, "may be as expected"),
        Comparison::Differs => look("mismatch", Icon::Cross, "differs"),
        Comparison::Unreadable => look("problem", Icon::Problem, "cannot be read"),
    }
}

/// The look of a reason for an answer.
pub(crate) fn reason(role: ReasonRole) -> Look {
    match role {
        ReasonRole::Primary => look("reason-primary", Icon::Deciding, "decides"),
        ReasonRole::FurtherDeny => look("explicit-deny", Icon::ExplicitDeny, "denies too"),
        ReasonRole::FurtherLack => look("implicit-deny", Icon::ImplicitDeny, "would stop it too"),
        ReasonRole::FurtherGrant => look("allow", Icon::Allow, "needed too"),
        ReasonRole::LimitPassed => look("allow", Icon::Tick, "limit passed"),
    }
}

/// The look of how a request to an API ends.
pub(crate) fn door_ending(ending: DoorEnding) -> Look {
    match ending {
        DoorEnding::Reached => look("allow", Icon::Allow, "Let through"),
        DoorEnding::Stopped => look("explicit-deny", Icon::ExplicitDeny, "Stopped"),
        DoorEnding::Answered => look("not-supplied", Icon::NoImpact, "Answered"),
        DoorEnding::Unknown => look("unknown", Icon::Unknown, "Depends"),
        DoorEnding::Unreadable => look("not-supplied", Icon::NotSupplied, "Can’t tell yet"),
    }
}

/// The look of what came of a check at the front door of an API.
pub(crate) fn door_step(result: StepResult) -> Look {
    match result {
        StepResult::Passed => look("match", Icon::Tick, "passed"),
        StepResult::Stopped => look("explicit-deny", Icon::ExplicitDeny, "stops it"),
        StepResult::Answered => look("not-supplied", Icon::NoImpact, "answers it"),
        StepResult::NotApplicable => look("not-supplied", Icon::NoImpact, "no such check"),
        StepResult::Skipped => look("not-supplied", Icon::NotSupplied, "not reached"),
        StepResult::Unknown => look("unknown", Icon::Unknown, "depends"),
    }
}

/// How a decision can have changed, that to look at first coming first.
pub(crate) const DECISION_CHANGES: [DecisionChange; 6] = [
    DecisionChange::NewlyAllowed,
    DecisionChange::NewlyDenied,
    DecisionChange::BecameUnknown,
    DecisionChange::BecameUnreadable,
    DecisionChange::DeniedInAnotherWay,
    DecisionChange::Unchanged,
];

/// The look of how a decision changed.
pub(crate) fn decision_change(change: DecisionChange) -> Look {
    match change {
        DecisionChange::NewlyAllowed => look("allow", Icon::Allow, "newly allowed"),
        DecisionChange::NewlyDenied => look("explicit-deny", Icon::ExplicitDeny, "newly denied"),
        DecisionChange::BecameUnknown => look("unknown", Icon::Unknown, "depends now"),
        DecisionChange::BecameUnreadable => look("problem", Icon::Problem, "can’t be read now"),
        DecisionChange::DeniedInAnotherWay => {
            look("implicit-deny", Icon::ImplicitDeny, "denied in another way")
        }
        DecisionChange::Unchanged => look("no-impact", Icon::NoImpact, "as before"),
    }
}

/// What is said of a statement that the requests do not reach; none of one that they do.
pub(crate) fn not_reached(reach: StatementReach) -> Option<&'static str> {
    match reach {
        StatementReach::Applies => None,
        StatementReach::Perhaps => Some("may match a request, none for certain"),
        StatementReach::Never => Some("no request matches it"),
        StatementReach::NotAsked => Some("no request asks this document"),
    }
}
