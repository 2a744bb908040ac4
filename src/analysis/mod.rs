//! What the page shows as plain data: the explanation of a workspace's selected request, what a repair would change, the
//! linter's findings and what a pasted text is, places counted as the editor counts them (UTF-16).

mod analyse;
pub mod assist;
mod aws_answer;
mod compare;
mod context_keys;
mod coverage;
mod findings;
mod flow;
mod front_door;
pub mod functions;
mod matrix;
mod near_misses;
mod outcomes;
mod outsiders;
mod preview;
mod recognition;
mod rule_pages;
pub mod templates;
mod verdict;
mod view;

pub use crate::workspace::document_list::document_type;
pub use analyse::{Explained, analyse, analyse_with};
pub use aws_answer::{AwsAnswerView, StatementDraft, aws_answer};
pub use compare::{
    ActionChanges, ActionList, ComparedDecision, DecisionChange, DocumentComparison, DocumentFate,
    OtherVersion, RequestComparison, RequestFate, VersionComparison, compare, other_version,
    with_document_text,
};
pub use context_keys::{ContextKeyView, DerivedKey, KeyStanding, KeyUse, context_value_note};
pub use coverage::{Coverage, DocumentCoverage, StatementCoverage, StatementReach, coverage};
pub use findings::{
    DocumentFindings, FindingView, SuppressionView, WorkspaceFindings, WorkspaceLinter, lint_alike,
};
pub use flow::{Course, Flow, FlowCheck, FlowEdge, FlowLane, FlowNode, FlowSkip, FlowStep};
pub use front_door::{
    DoorAnswers, DoorEnding, DoorOutcome, DoorPolicy, DoorStep, DoorWalk, StreamInterval, StreamQuestion,
    StreamTotals, StreamView, TokenView, door_answers, door_request_title, stream, token_view,
};
pub use matrix::{
    MOST_MATRIX_COLUMNS, MOST_MATRIX_ROWS, Matrix, MatrixCell, MatrixQuestion, MatrixRow, MatrixRows, matrix,
    matrix_reason, matrix_request,
};
pub use outcomes::{
    Comparison, ComparisonCounts, RequestOutcome, decision, expected_decision, outcome, outcome_with,
};
pub use outsiders::{Outsider, OutsiderKind, Outsiders};
pub use preview::{DiffLine, DiffStretch, DocumentChange, LineSide, RepairPreview, preview};
pub use recognition::{Recognition, foreign_to_policies, recognition};
pub use rule_pages::{RuleExample, RulePage, read_rule_pages};
pub use verdict::verdict;
pub use view::{
    Analysis, CheckState, CheckView, DiagnosticView, DocumentView, ElementView, FailureView, LevelView, Mark,
    NearMissView, NearMissesView, PartedText, Place, ReasonView, StatementView, Verdict,
};
