//! What can be done about a finding, in the list and in the editor.

use yew::{AttrValue, Callback};

use crate::analysis::{DocumentFindings, FindingView};
use crate::app::Dispatch;
use crate::app::state::Action;
use crate::explanation::capitalised;
use crate::lint::{Fix, Safety};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FindingAction {
    /// Its fix of this number is applied.
    Fix(usize),
    /// It is not shown any more.
    Suppress,
    /// The page of its rule is opened.
    Read,
}

/// What follows from what is done.
#[derive(Clone, PartialEq)]
pub(super) struct FindingTools {
    /// For changing documents.
    pub(super) dispatch: Dispatch,
    /// Opens the page of a rule, by its code.
    pub(super) onrule: Callback<AttrValue>,
}

impl FindingAction {
    /// What can be done about `finding`.
    pub(super) fn all(finding: &FindingView) -> Vec<Self> {
        let fixes = (0..finding.fixes.len()).map(Self::Fix);
        fixes.chain([Self::Suppress, Self::Read]).collect()
    }

    /// What a button says that does it; user text in backticks.
    pub(super) fn label(self, finding: &FindingView) -> String {
        match self {
            Self::Fix(index) => finding.fixes.get(index).map(title).unwrap_or_default(),
            Self::Suppress => "Don’t show this here".to_owned(),
            Self::Read => format!("About {}", finding.rule),
        }
    }

    /// Does it.
    pub(super) fn perform(self, finding: &FindingView, findings: &DocumentFindings, tools: &FindingTools) {
        let document = findings.document;
        match self {
            Self::Fix(index) => {
                let after = finding.fixes.get(index).and_then(|fix| findings.fixed(fix));
                if let Some(after) = after {
                    let before = findings.text.clone();
                    tools.dispatch.dispatch(Action::ReplaceText { document, before, after });
                }
            }
            Self::Suppress => {
                tools.dispatch.dispatch(Action::Suppress(document, finding.suppression.clone()));
            }
            Self::Read => tools.onrule.emit(finding.rule.clone().into()),
        }
    }
}

/// The title of a fix, as a sentence that says what an unsafe one may do.
fn title(fix: &Fix) -> String {
    let note = match fix.safety {
        Safety::Safe => "",
        Safety::Unsafe => " (may change what is allowed)",
    };
    format!("{}{note}", capitalised(&fix.title))
}
