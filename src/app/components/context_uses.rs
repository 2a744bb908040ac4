//! The statements that ask for a context key.

use yew::prelude::*;

use crate::analysis::KeyUse;
use crate::app::Dispatch;
use crate::app::icon::icon;
use crate::app::state::{Action, FocusTarget};
use crate::app::words;
use crate::evaluation::Truth;

/// How many are shown at first.
const FIRST: usize = 3;

/// Properties of [`ContextUses`].
#[derive(PartialEq, Properties)]
pub(super) struct ContextUsesProps {
    /// The key.
    pub(super) key_name: String,
    /// Where it is asked for.
    pub(super) uses: Vec<KeyUse>,
    /// For jumping into the editor.
    pub(super) dispatch: Dispatch,
}

/// The statements, each a button that leads to the condition.
#[component]
pub(super) fn ContextUses(props: &ContextUsesProps) -> Html {
    let shows_all = use_state_eq(|| false);
    let more = {
        let shows_all = shows_all.clone();
        Callback::from(move |_: MouseEvent| shows_all.set(true))
    };
    let hidden = if *shows_all { 0 } else { props.uses.len().saturating_sub(FIRST) };
    let shown = props.uses.iter().take(props.uses.len() - hidden);
    html! {
        <ul class="context-uses" aria-label={format!("Statements that ask for {}", props.key_name)}>
            { for shown.map(|asked| show_use(asked, &props.dispatch)) }
            if hidden > 0 {
                <li><button type="button" class="button plain small" onclick={more}>{ format!("{hidden} more") }</button></li>
            }
        </ul>
    }
}

fn show_use(asked: &KeyUse, dispatch: &Dispatch) -> Html {
    let look = words::element_match(asked.matches);
    let holds = match asked.matches {
        Truth::True => "holds",
        Truth::False => "does not hold",
        Truth::Unknown => "may hold",
    };
    let aside = if asked.decides { "" } else { "; something else keeps the statement from applying" };
    let said = format!("{} in {} {holds}{aside}", asked.asked_by, asked.document);
    let onclick = {
        let (dispatch, place) = (dispatch.clone(), asked.place);
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place))))
    };
    html! {
        <li>
            <button type="button" class={classes!("context-use", look.class, (!asked.decides).then_some("aside"))} title={said.clone()}
                aria-label={format!("{}: {said}", asked.statement)} {onclick}>
                <span class="glyph">{ icon(look.icon) }</span><span class="context-use-name">{ &asked.statement }</span>
            </button>
        </li>
    }
}
