//! What the page shows as plain data: the explanation of a workspace's selected request, what a repair would change, the
//! linter's findings and what a pasted text is, places counted as the editor counts them (UTF-16).

mod analyse;
pub mod assist;
mod context_keys;
mod findings;
mod flow;
mod near_misses;
mod outcomes;
mod preview;
mod recognition;
mod rule_pages;
mod view;

pub use crate::workspace::document_list::document_type;
pub use analyse::analyse;
pub use context_keys::{ContextKeyView, DerivedKey, KeyStanding, KeyUse, context_value_note};
pub use findings::{DocumentFindings, FindingView, SuppressionView, WorkspaceFindings, WorkspaceLinter};
pub use flow::{Course, Flow, FlowCheck, FlowEdge, FlowLane, FlowNode, FlowSkip, FlowStep};
pub use outcomes::{Comparison, ComparisonCounts, RequestOutcome, decision, expected_decision, outcome};
pub use preview::{DiffLine, DiffStretch, DocumentChange, LineSide, RepairPreview, preview};
pub use recognition::{Recognition, recognition};
pub use rule_pages::{RuleExample, RulePage, read_rule_pages};
pub use view::{
    Analysis, CheckState, CheckView, DiagnosticView, DocumentView, ElementView, FailureView, LevelView, Mark,
    NearMissView, NearMissesView, PartedText, Place, ReasonView, StatementView, Verdict,
};
