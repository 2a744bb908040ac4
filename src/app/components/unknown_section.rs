//! What nobody knows about the selected request, and what can be done about it.

use yew::prelude::*;

use super::next_step_list::NextStepList;
use crate::app::state::{Action, State};
use crate::app::{Dispatch, Moment};
use crate::evaluation::Check;
use crate::explanation::check_title;
use crate::paste::stands_for_others;
use crate::workspace::edit::{assumable, unknown_checks};

/// Properties of [`UnknownSection`].
#[derive(PartialEq, Properties)]
pub(super) struct UnknownSectionProps {
    /// The page.
    pub(super) state: Moment,
}

/// The unknown policies by name, a button that takes for absent what would not stop the request, and how to find out.
/// Nothing where all policies are known.
#[component]
pub(super) fn UnknownSection(props: &UnknownSectionProps) -> Html {
    let state = &props.state;
    let open = use_memo((state.revision, state.selected()), |_| open_questions(state));
    let (unknown, can_assume) = &*open;
    if unknown.is_empty() {
        return Html::default();
    }
    let onclick = {
        let dispatch: Dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::AssumeNoMore))
    };
    let names: Vec<&str> = unknown.iter().copied().map(check_title).collect();
    html! {
        <div class="why-unknown">
            <p>{ format!("No change is sure while these are unknown: {}.", names.join(", ")) }</p>
            if *can_assume {
                <button type="button" id="assume-no-more" class="button small" {onclick}>
                    { "Assume the unknown ones don’t stop it" }
                </button>
            }
            // Without a document the list stands in the place of the editor.
            if state.document.is_some() { <NextStepList state={state.clone()} /> }
        </div>
    }
}

/// The unknown checks, and whether some of them can be taken for absent.
fn open_questions(state: &State) -> (Vec<Check>, bool) {
    let (workspace, selected) = (&state.workspace, state.selected());
    let assumable = assumable(workspace, selected, stands_for_others);
    let unknown = unknown_checks(workspace, selected);
    let is_open = |check: &Check| assumable.contains(check) || unknown.contains(check);
    (Check::ALL.into_iter().filter(is_open).collect(), !assumable.is_empty())
}
