//! The linter's findings, a moment after a document or the catalogue changed.

use std::rc::Rc;

use yew::prelude::*;

use super::answer::{ThisAnswer, use_answer};
use crate::analysis::{DocumentFindings, WorkspaceFindings, lint_alike};
use crate::app::Dispatch;
use crate::app::background::Background;
use crate::app::state::{Action, State};
use crate::background::{Answer, Question};

/// How long the documents stay as they are before they are linted anew, in milliseconds; what is typed has rested before.
const REST: u32 = 20;

/// The findings that the page shows, and what can be done with all of a document at once.
#[derive(Clone, PartialEq)]
pub(crate) struct Findings {
    /// The findings of all documents.
    pub(crate) all: Rc<WorkspaceFindings>,
    /// Applies every safe fix of a document.
    pub(crate) fix_all: Callback<Rc<DocumentFindings>>,
}

/// The findings, which come a moment after what they are about.
#[hook]
pub(crate) fn use_findings(state: &State, dispatch: &Dispatch) -> Findings {
    let workspace = Rc::clone(&state.workspace);
    let linted = use_mut_ref(|| (state.revision, Rc::clone(&workspace)));
    let since = use_memo(state.revision, {
        let workspace = Rc::clone(&workspace);
        move |revision| {
            let mut linted = linted.borrow_mut();
            if !lint_alike(&linted.1, &workspace) {
                *linted = (*revision, workspace);
            }
            linted.0
        }
    });
    let subject = (*since, state.catalogue.catalogue().cloned());
    let answer = use_answer(Some(subject), REST, move |_| Question::Findings { workspace });
    let answer = answer.map(|(_, answer)| ThisAnswer(answer));
    let all = use_memo(answer, |answer| match answer.as_ref().map(|answer| &*answer.0) {
        Some(Answer::Findings(findings)) => findings.clone(),
        _ => WorkspaceFindings::default(),
    });
    let background = use_context::<Background>().unwrap_or_default();
    let asked = use_mut_ref(|| None);
    let fix_all = use_callback(dispatch.clone(), move |findings: Rc<DocumentFindings>, dispatch| {
        let (dispatch, question) = (dispatch.clone(), Question::FixAll { findings: Rc::clone(&findings) });
        let onanswer = Callback::from(move |answer| {
            if let Answer::FixAll(Some(after)) = answer {
                let (document, before) = (findings.document, findings.text.clone());
                dispatch.dispatch(Action::ReplaceText { document, before, after });
            }
        });
        *asked.borrow_mut() = Some(background.ask(question, onanswer));
    });
    Findings { all, fix_all }
}
