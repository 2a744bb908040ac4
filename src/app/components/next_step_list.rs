//! How to find out what is unknown about the selected request.

use yew::prelude::*;

use super::command_line::CommandLine;
use super::prose::prose;
use crate::app::{Dispatch, Moment};
use crate::paste::{NextStep, next_steps};

/// Properties of [`NextStepList`].
#[derive(PartialEq, Properties)]
pub(super) struct NextStepListProps {
    /// The page.
    pub(super) state: Moment,
}

/// What is unknown, each with the command whose output tells it. Nothing where all is known.
#[component]
pub(super) fn NextStepList(props: &NextStepListProps) -> Html {
    let state = &props.state;
    let dispatch: Dispatch = state.dispatcher();
    let steps =
        use_memo((state.revision, state.selected()), |_| next_steps(&state.workspace, state.selected()));
    let entry = |step: &NextStep| {
        html! {
            <li>
                { prose(&step.unknown) }
                if let Some(command) = &step.command {
                    <CommandLine command={command.clone()} dispatch={dispatch.clone()} />
                }
            </li>
        }
    };
    if steps.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="hint">{ "Still unknown; paste what the commands print:" }</p>
            <ul class="next-steps">{ for steps.iter().map(entry) }</ul>
        </>
    }
}
