//! Looking for repairs, a moment after the workspace or the catalogue changed.

use std::rc::Rc;

use yew::prelude::*;

use super::answer::use_answer;
use crate::app::state::{SharedCatalogue, State};
use crate::background::{self, Answer};
use crate::repair::{Goal, Repair};

/// How long typing may rest before repairs are looked for anew, in milliseconds. They are longer in the making than
/// findings, and nobody reads them while typing.
const REST: u32 = 300;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundRepairs {
    /// The repairs, the best first.
    pub(crate) repairs: Vec<Rc<Repair>>,
    /// Whether they were found for what stands on the page now; else they may no longer fit it, and others are on their
    /// way.
    pub(crate) is_current: bool,
}

/// What repairs are looked for.
#[derive(Clone, PartialEq)]
struct Question {
    revision: u64,
    goal: Goal,
    catalogue: Option<SharedCatalogue>,
    /// Answers to a question from another place are not shown until the answer to this one has come.
    place: (u64, usize),
}

/// The repairs of the selected request, which come a moment after what they are about; none before the first ones, and
/// none without a goal.
#[hook]
pub(crate) fn use_repairs(state: &State, goal: Option<Goal>) -> Option<FoundRepairs> {
    let question = goal.map(|goal| Question {
        revision: state.revision,
        goal,
        catalogue: state.catalogue.catalogue().cloned(),
        place: (state.generation, state.selected()),
    });
    let workspace = Rc::clone(&state.workspace);
    let (of, answer) = use_answer(question.clone(), REST, move |question: &Question| {
        let (request, goal) = (question.place.1, question.goal);
        background::Question::Repairs { workspace, request, goal }
    })?;
    let Answer::Repairs(repairs) = &*answer else { return None };
    let question = question.filter(|asked| asked.place == of.place && asked.goal == of.goal)?;
    Some(FoundRepairs { repairs: repairs.clone(), is_current: of.revision == question.revision })
}
