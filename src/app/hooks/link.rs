//! Opening share links.

use gloo_events::EventListener;
use yew::prelude::*;

use crate::app::Moment;
use crate::app::browser::{address, drafts};
use crate::app::opening::{self, opened_over};
use crate::app::state::{self, Action, Banner, BannerOffer, Origin, State};

/// What the page starts with: the workspace of the link, else the draft, else the first example.
pub(crate) fn first_state() -> State {
    let linked = address::linked_workspace();
    let draft = drafts::load();
    let mut state = match (&linked, &draft) {
        (Some(Ok(workspace)), _) => State::new(workspace.clone(), Origin::Link),
        (_, drafts::Draft::Found(workspace)) => State::new((**workspace).clone(), Origin::Draft),
        _ => State::new(state::first_example(), Origin::FirstVisit),
    };
    state.banner = match (linked, draft) {
        (Some(Ok(_)), drafts::Draft::Found(draft)) => {
            let json = draft.to_json();
            (json != state.workspace.to_json()).then(|| opened_over(json))
        }
        (_, drafts::Draft::SetAside { text, reason }) => Some(
            Banner::problem(
                format!("Your draft could not be opened: {reason}."),
                "It is kept in this browser as it is, and nothing will overwrite it.",
            )
            .offering(BannerOffer::SaveText(text)),
        ),
        (Some(Err(bad)), _) => Some(refused(bad)),
        (Some(Ok(_)), drafts::Draft::Nothing) => Some(Banner::news("Opened a shared link.")),
        (None, drafts::Draft::Nothing) => Some(Banner::news(
            "Try AWS IAM policies: does AWS allow this request, and which statement decides? \
                 Edit anything: the verdict follows. Nothing leaves this page.",
        )),
        (None, drafts::Draft::Found(_)) => None,
    };
    state
}

fn refused(bad: address::BadLink) -> Banner {
    Banner::problem(
        format!("This link could not be opened: {}.", bad.message),
        format!("To do: {}. What you see here is not from the link.", bad.advice),
    )
}

/// Opens the link whenever the address gets another one.
#[hook]
pub(crate) fn use_link(state: &Moment) {
    let latest = use_mut_ref(|| state.clone());
    *latest.borrow_mut() = state.clone();
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                let state = latest.borrow().clone();
                match address::linked_workspace() {
                    None => {}
                    Some(Err(bad)) => state.dispatch(Action::Announce(refused(bad))),
                    Some(Ok(workspace)) => opening::linked(workspace, &state),
                }
            })
        });
        move || drop(listener)
    });
}
