//! The way of a request through the checks of an API.

use yew::prelude::*;

use super::step::step;
use crate::analysis::{DoorAnswers, door_request_title};
use crate::app::Dispatch;
use crate::app::components::prose::prose;
use crate::app::icon::icon;
use crate::app::state::ShownDoor;
use crate::app::words;
use crate::explanation::capitalised;
use crate::workspace::model::NamedDoorRequest;

/// Properties of [`DoorWalkView`].
#[derive(PartialEq, Properties)]
pub(super) struct DoorWalkViewProps {
    /// The requests.
    pub(super) requests: Vec<NamedDoorRequest>,
    /// Which request the answers are about.
    pub(super) answered: ShownDoor,
    /// The answers.
    pub(super) answers: DoorAnswers,
    /// For jumping into the editor.
    pub(super) dispatch: Dispatch,
}

/// How the request comes out, and every check in the documented order.
#[component]
pub(super) fn DoorWalkView(props: &DoorWalkViewProps) -> Html {
    let number = props.answered.request;
    let Some(outcome) = props.answers.outcomes.get(number) else {
        return Html::default();
    };
    let look = words::door_ending(outcome.ending);
    let title = props.requests.get(number).map(|named| door_request_title(named, number));
    let reasons = |title: &'static str, reasons: &[String]| {
        html! {
            if !reasons.is_empty() {
                <h4>{ title }</h4>
                <ul class="api-reasons">{ for reasons.iter().map(|reason| html! { <li>{ prose(reason) }</li> }) }</ul>
            }
        }
    };
    html! {
        <section class="api-part api-walk" aria-labelledby="api-walk-title">
            <h3 id="api-walk-title">{ "The way of " }{ title }</h3>
            <div id="api-outcome" role="status" class={classes!("api-outcome", look.class)}>
                <span class="glyph">{ icon(look.icon) }</span>
                <p><strong class="api-word">{ look.word }</strong>{ ": " }{ prose(&outcome.headline) }</p>
            </div>
            { reasons("Every ending that is possible", &outcome.possible) }
            { reasons("It depends on", &outcome.depends_on) }
            if let Some(walk) = &props.answers.walk {
                <p class="api-arn hint">{ "Policies are asked for " }<code>{ &walk.method_arn }</code></p>
                <ol class="api-steps">
                    { for walk.steps.iter().enumerate().map(|(index, found)| {
                        let kept = found.kept_from.map(|from| {
                            let name = props.requests.get(from).map(|named| door_request_title(named, from)).unwrap_or_default();
                            (from, name)
                        });
                        step(number, index, found, kept, &props.dispatch)
                    }) }
                </ol>
            } else {
                <p class="empty">{ capitalised("the request is not sent before it can be read") }{ "." }</p>
            }
        </section>
    }
}
