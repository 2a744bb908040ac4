//! Keeping the draft.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::browser::{address, drafts};
use crate::app::state::{Action, State, Toast};
use crate::workspace::model::Workspace;

/// How long typing may rest before the draft is stored, in milliseconds.
const REST: u32 = 300;

/// What waits to be stored.
#[derive(Default)]
struct Pending {
    /// Up to which revision it was taken in.
    revision: Option<u64>,
    workspace: Option<Rc<Workspace>>,
    timer: Option<Timeout>,
    was_refused: bool,
}

/// Stores the workspace while it is the person's own, shortly after each change and when the page is left, and
/// takes the link out of the address with the first edit.
#[hook]
pub(crate) fn use_draft(state: &State, dispatch: &Dispatch) {
    let pending = use_mut_ref(Pending::default);
    if state.is_own {
        // Effects may be put off while the page is busy, and the person may leave before.
        let mut pending = pending.borrow_mut();
        if pending.revision.replace(state.revision) != Some(state.revision) {
            pending.workspace = Some(Rc::clone(&state.workspace));
        }
    }
    {
        let (pending, dispatch) = (Rc::clone(&pending), dispatch.clone());
        let (is_own, is_edited) = (state.is_own, state.is_edited);
        use_effect_with(state.revision, move |_| {
            if is_edited {
                address::remove_fragment();
            }
            if is_own {
                let later = Rc::clone(&pending);
                let timer = Timeout::new(REST, move || store(&later, &dispatch));
                pending.borrow_mut().timer = Some(timer);
            } else {
                store(&pending, &dispatch);
            }
        });
    }
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let leaving = web_sys::window()
            .map(|window| EventListener::new(&window, "pagehide", move |_| store(&pending, &dispatch)));
        move || drop(leaving)
    });
}

fn store(pending: &RefCell<Pending>, dispatch: &Dispatch) {
    let mut pending = pending.borrow_mut();
    pending.timer = None;
    let Some(workspace) = pending.workspace.take() else {
        return;
    };
    let is_refused = drafts::save(&workspace).is_err();
    let is_new = is_refused && !pending.was_refused;
    pending.was_refused = is_refused;
    if is_new {
        dispatch.dispatch(Action::Say(Toast::passing(
            "This browser does not store the draft (its storage is full or switched off): export the workspace to keep it",
        )));
    }
}
