//! The matrix, the coverage and the comparison, a moment after what they are about changed.

use std::rc::Rc;

use yew::prelude::*;

use super::answer::use_answer;
use crate::analysis::functions::{ChainQuestion, Functions, RoleChain};
use crate::analysis::{Coverage, Matrix, MatrixQuestion, VersionComparison};
use crate::app::state::State;
use crate::background::{Answer, Question};
use crate::workspace::model::Workspace;

/// How long typing may rest before an overview is made anew, in milliseconds.
const REST: u32 = 250;

/// An overview.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Overview<T> {
    /// What there is to show.
    pub(crate) found: Rc<T>,
    /// Whether it is about what stands on the page now; else another one is on its way.
    pub(crate) is_current: bool,
}

/// What the worker says to a question, a moment after its subject changed; none without a subject, before the first
/// answer, and while the latest answer is about another workspace.
#[hook]
fn use_overview<S, T>(
    state: &State,
    subject: Option<S>,
    ask: impl FnOnce(Rc<Workspace>, &S) -> Question + 'static,
    read: impl FnOnce(&Answer) -> Option<Rc<T>>,
) -> Option<Overview<T>>
where
    S: Clone + PartialEq + 'static,
    T: PartialEq + 'static,
{
    let catalogue = state.catalogue.catalogue().cloned();
    let asked = subject.map(|subject| (state.generation, state.revision, catalogue, subject));
    let workspace = Rc::clone(&state.workspace);
    let (of, answer) = use_answer(asked.clone(), REST, move |asked| ask(workspace, &asked.3))?;
    let asked = asked.filter(|asked| asked.0 == of.0)?;
    Some(Overview { found: read(&answer)?, is_current: of == asked })
}

/// The matrix of `question`.
#[hook]
pub(crate) fn use_matrix(state: &State, question: MatrixQuestion) -> Option<Overview<Matrix>> {
    use_overview(
        state,
        Some(question),
        |workspace, question| Question::Matrix { workspace, question: question.clone() },
        |answer| match answer {
            Answer::Matrix(found) => Some(Rc::clone(found)),
            _ => None,
        },
    )
}

/// The coverage, while it is shown.
#[hook]
pub(crate) fn use_coverage(state: &State) -> Option<Overview<Coverage>> {
    use_overview(
        state,
        state.shows_coverage.then_some(()),
        |workspace, ()| Question::Coverage { workspace },
        |answer| match answer {
            Answer::Coverage(found) => Some(Rc::clone(found)),
            _ => None,
        },
    )
}

/// The workspace compared with `before`.
#[hook]
pub(crate) fn use_comparison(
    state: &State,
    before: Option<Rc<Workspace>>,
) -> Option<Overview<VersionComparison>> {
    use_overview(
        state,
        before,
        |after, before| Question::Comparison { before: Rc::clone(before), after },
        |answer| match answer {
            Answer::Comparison(found) => Some(Rc::clone(found)),
            _ => None,
        },
    )
}

/// The functions of the templates.
#[hook]
pub(crate) fn use_functions(state: &State) -> Option<Overview<Functions>> {
    use_overview(
        state,
        Some(()),
        |workspace, ()| Question::Functions { workspace },
        |answer| match answer {
            Answer::Functions(found) => Some(Rc::clone(found)),
            _ => None,
        },
    )
}

/// How a function came to a right, while somebody asks.
#[hook]
pub(crate) fn use_chain(state: &State, question: Option<ChainQuestion>) -> Option<Overview<RoleChain>> {
    use_overview(
        state,
        question,
        |workspace, question| Question::Chain { workspace, question: question.clone() },
        |answer| match answer {
            Answer::Chain(found) => found.clone(),
            _ => None,
        },
    )
}
