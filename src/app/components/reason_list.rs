//! All reasons for the answer.

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::ReasonView;
use crate::app::Dispatch;
use crate::app::icon::icon;
use crate::app::state::{Action, FocusTarget};
use crate::app::words;

/// Properties of [`ReasonList`].
#[derive(PartialEq, Properties)]
pub(super) struct ReasonListProps {
    /// The reasons, the primary one first.
    pub(super) reasons: Vec<ReasonView>,
    /// For jumping to a statement.
    pub(super) dispatch: Dispatch,
}

/// The reasons, each with what it is to the answer, one click from its statement.
#[component]
pub(super) fn ReasonList(props: &ReasonListProps) -> Html {
    if props.reasons.is_empty() {
        return Html::default();
    }
    let entry = |reason: &ReasonView| {
        let look = words::reason(reason.role);
        let jump = reason.place.map(|place| {
            let dispatch = props.dispatch.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place)));
            });
            html! {
                <button type="button" class="button small plain" {onclick}>{ format!("Line {}", place.line) }</button>
            }
        });
        html! {
            <li class={classes!("reason", look.class)}>
                <span class="glyph">{ icon(look.icon) }</span>
                <span class="reason-text"><span class="tag">{ look.word }</span>{ " " }{ prose(&reason.sentence) }</span>
                { jump }
            </li>
        }
    };
    html! {
        <section class="why-section" aria-labelledby="reasons-title">
            <h3 id="reasons-title" class="why-section-title">{ "Reasons" }</h3>
            <ol class="reasons">{ for props.reasons.iter().map(entry) }</ol>
        </section>
    }
}
