//! What is wrong with the text of a document.

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::{DiagnosticView, Place};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, FocusTarget};
use crate::text::Severity;
use crate::workspace::DocumentId;

/// More problems than this are only counted.
const MOST: usize = 50;

/// Properties of [`ProblemList`].
#[derive(PartialEq, Properties)]
pub(super) struct ProblemListProps {
    /// The document.
    pub(super) document: DocumentId,
    /// What is wrong with it.
    pub(super) problems: Vec<DiagnosticView>,
    /// For jumping there.
    pub(super) dispatch: Dispatch,
}

/// The list; pressing an entry selects its place in the editor.
#[component]
pub(super) fn ProblemList(props: &ProblemListProps) -> Html {
    let total = props.problems.len();
    if total == 0 {
        return Html::default();
    }
    let entry = |problem: &DiagnosticView| {
        let place =
            Place { document: props.document, from: problem.from, to: problem.to, line: problem.line };
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place)));
        });
        let (class, word) = match problem.severity {
            Severity::Error => ("error", "error"),
            Severity::Warning => ("warning", "warning"),
            Severity::Suggestion => ("suggestion", "suggestion"),
        };
        html! {
            <li>
                <button type="button" class={classes!("problem-entry", class)} {onclick}>
                    { icon(Icon::Problem) }
                    <span class="visually-hidden">{ word }{ ", line and column " }</span>
                    <span class="problem-place">{ format!("{}:{}", problem.line, problem.column) }</span>
                    <span>{ prose(&problem.message) }</span>
                </button>
            </li>
        }
    };
    html! {
        <div class="problems">
            <h3 class="problems-title">{ if total == 1 { "1 problem".to_owned() } else { format!("{total} problems") } }</h3>
            <ul>{ for props.problems.iter().take(MOST).map(entry) }</ul>
            if total > MOST { <p class="hint">{ format!("and {} more", total - MOST) }</p> }
        </div>
    }
}
