//! The requests to an API and how they come out.

use yew::prelude::*;

use crate::analysis::{DoorOutcome, door_request_title};
use crate::app::Dispatch;
use crate::app::components::prose::prose;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, DoorAction, ShownDoor};
use crate::app::words;
use crate::workspace::model::NamedDoorRequest;

/// Properties of [`RequestList`].
#[derive(PartialEq, Properties)]
pub(super) struct RequestListProps {
    /// The requests.
    pub(super) requests: Vec<NamedDoorRequest>,
    /// How they come out, as far as that is known.
    pub(super) outcomes: Vec<DoorOutcome>,
    /// Which is shown.
    pub(super) shown: ShownDoor,
    /// For edits.
    pub(super) dispatch: Dispatch,
}

/// The list: pressing a request sends it and all before it, and shows its way.
#[component]
pub(super) fn RequestList(props: &RequestListProps) -> Html {
    let shown = props.shown;
    let send = |action: DoorAction| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Door(action.clone())))
    };
    let entry = |(number, named): (usize, &NamedDoorRequest)| {
        let outcome = props.outcomes.get(number);
        let look = outcome.map(|outcome| words::door_ending(outcome.ending));
        let is_shown = number == shown.request;
        html! {
            <li key={number}>
                <button type="button" id={format!("api-request-{number}")} class={classes!("api-request", look.map(|look| look.class))}
                    aria-pressed={if is_shown { "true" } else { "false" }}
                    onclick={send(DoorAction::Show(ShownDoor { request: number, ..shown }))}>
                    <span class="api-request-title">{ number + 1 }{ ". " }{ door_request_title(named, number) }</span>
                    <code class="api-request-line">{ &named.request.http_method }{ " " }{ &named.request.path }</code>
                    if let (Some(outcome), Some(look)) = (outcome, look) {
                        <span class="api-request-outcome">
                            <span class="glyph">{ icon(look.icon) }</span>
                            <span class="api-word">{ look.word }</span>
                            <span class="api-headline">{ prose(&outcome.headline) }</span>
                        </span>
                    }
                </button>
            </li>
        }
    };
    html! {
        <>
            <div class="api-part-head">
                <h3 id="api-requests-title">{ "Requests" }</h3>
                <button type="button" id="add-api-request" class="button small" onclick={send(DoorAction::AddRequest(shown))}>
                    { icon(Icon::Plus) }{ "Add" }<span class="visually-hidden">{ " a request" }</span>
                </button>
                <button type="button" id="remove-api-request" class="button small" disabled={props.requests.is_empty()}
                    onclick={send(DoorAction::RemoveRequest(shown))}>
                    { icon(Icon::Bin) }{ "Remove" }<span class="visually-hidden">{ " the request" }</span>
                </button>
            </div>
            if props.requests.is_empty() {
                <p class="empty">{ "There is no request yet: add one." }</p>
            } else {
                <p class="hint">{ "They are sent in this order: what an authorizer answers may be kept for those after it." }</p>
                <ol class="api-requests">{ for props.requests.iter().enumerate().map(entry) }</ol>
            }
        </>
    }
}
