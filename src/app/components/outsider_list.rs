//! Who is let in from outside.

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::{Outsider, Outsiders};
use crate::app::Dispatch;
use crate::app::icon::icon;
use crate::app::state::{Action, FocusTarget};
use crate::app::words;

/// Whom policies let in from outside, each with a button that leads to the statement; nothing where no policy names
/// principals.
pub(super) fn outsider_list(outsiders: &Outsiders, dispatch: &Dispatch) -> Html {
    let policies = match outsiders.policies {
        0 => return Html::default(),
        1 => "The one policy that names principals".to_owned(),
        policies => format!("The {policies} policies that name principals"),
    };
    if outsiders.found.is_empty() {
        return html! { <p class="hint">{ policies }{ " let in nobody from outside. " }{ LEFT_OUT }</p> };
    }
    let entry = |outsider: &Outsider| {
        let (look, place) = (words::outsider(outsider.kind), outsider.place);
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place)));
        });
        html! {
            <li class={classes!("outsider", look.class)}>
                <span class="outsider-kind">{ icon(look.icon) }{ look.word }</span>
                <span>{ prose(&outsider.who) }{ ": " }{ prose(&outsider.grant) }{ " " }
                    <button type="button" class="compare-open" {onclick}>{ format!("Line {}", place.line) }</button>
                </span>
            </li>
        }
    };
    html! {
        <details class="outsiders">
            <summary>{ format!("Let in from outside: {}", outsiders.found.len()) }</summary>
            <ul>{ for outsiders.found.iter().map(entry) }</ul>
            <p class="hint">{ LEFT_OUT }</p>
        </details>
    }
}

const LEFT_OUT: &str = "Not listed: services of AWS, which findings are about, and what no policy here says, such as ACLs, KMS grants and policies that nobody knows.";
