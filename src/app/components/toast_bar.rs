//! The passing message.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, FocusTarget, Panel, Toast, Way};

/// How long a message stays, in milliseconds.
const STAYS: u32 = 6_000;

/// How long one with an offer stays. What it offers can be done from the head of the page as well.
const OFFER_STAYS: u32 = 10_000;

/// Properties of [`ToastBar`].
#[derive(PartialEq, Properties)]
pub(crate) struct ToastBarProps {
    /// The message.
    pub(crate) toast: Option<Toast>,
    /// For undoing and dismissing.
    pub(crate) dispatch: Dispatch,
}

/// The passing message, at the foot of the window.
#[component]
pub(crate) fn ToastBar(props: &ToastBarProps) -> Html {
    {
        let dispatch = props.dispatch.clone();
        use_effect_with(props.toast.clone(), move |toast| {
            let stays = toast.as_ref().map(|toast| if toast.offer.is_some() { OFFER_STAYS } else { STAYS });
            let timer =
                stays.map(|stays| Timeout::new(stays, move || dispatch.dispatch(Action::DismissToast)));
            move || drop(timer)
        });
    }
    let send = |action: Action| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action.clone());
            // The button goes, and the focus must not go with it.
            dispatch.dispatch(Action::MoveFocus(FocusTarget::Panel(Panel::Verdict)));
        })
    };
    html! {
        <div class="toasts" role="status">
            if let Some(toast) = &props.toast {
                <div class="toast">
                    <p>{ &toast.text }</p>
                    if let Some(way) = toast.offer {
                        <button type="button" class="button plain" onclick={send(taken_up(way))}>{ way.name() }</button>
                    }
                    <button type="button" class="icon-button" aria-label="Dismiss" title="Dismiss" onclick={send(Action::DismissToast)}>
                        { icon(Icon::Cross) }
                    </button>
                </div>
            }
        </div>
    }
}

/// What happens when the offer of a message is taken up.
fn taken_up(way: Way) -> Action {
    match way {
        Way::Back => Action::TakeBackAnnounced,
        Way::Forth => Action::Go(way),
    }
}
