//! How a function came to a right: a drawing and, beside it, the same as a list.

use yew::prelude::*;

use super::chain_drawing::chain_drawing;
use super::prose::prose;
use super::template_link::line_button;
use crate::analysis::functions::{ChainNode, ChainNodeState, ChainQuestion, RoleChain};
use crate::app::hooks::use_chain;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, FocusTarget};
use crate::app::{Dispatch, Moment};
use crate::explanation::capitalised;

/// Properties of [`ChainSection`].
#[derive(PartialEq, Properties)]
pub(super) struct ChainSectionProps {
    /// The page.
    pub(super) state: Moment,
    /// What is asked.
    pub(super) question: ChainQuestion,
}

/// The chain, once it is worked out.
#[component]
pub(super) fn ChainSection(props: &ChainSectionProps) -> Html {
    let dispatch: Dispatch = props.state.dispatcher();
    let overview = use_chain(&props.state, Some(props.question.clone()));
    let found = overview.as_ref().map(|overview| &*overview.found);
    html! {
        <div class="chain">
            <div class="chain-said" role="status">
                if let Some(chain) = found {
                    <p>{ prose(&capitalised(&chain.sentence)) }{ "." }</p>
                } else {
                    <p class="hint">{ "Being worked out…" }</p>
                }
            </div>
            if let Some(chain) = found {
                <div class="chain-columns">
                    <div class="chain-box" tabindex="0" role="img" aria-label={format!("Drawing of the list beside it: {}", chain.sentence)}>
                        { chain_drawing(chain) }
                    </div>
                    { lists(chain, &dispatch) }
                </div>
            }
        </div>
    }
}

fn lists(chain: &RoleChain, dispatch: &Dispatch) -> Html {
    let step = |number: &usize| chain.nodes.get(*number).map(|node| step(node, dispatch)).unwrap_or_default();
    let way = |(index, path): (usize, &Vec<usize>)| {
        let title = if chain.paths.len() == 1 { "The way".to_owned() } else { format!("Way {}", index + 1) };
        html! { <><h6>{ title }</h6><ol class="chain-steps">{ for path.iter().map(step) }</ol></> }
    };
    html! {
        <div class="chain-lists">
            { for chain.paths.iter().enumerate().map(way) }
            if !chain.limits.is_empty() {
                <h6>{ "What may take it away" }</h6>
                <ul class="chain-steps">{ for chain.limits.iter().map(step) }</ul>
            }
        </div>
    }
}

/// The word and the glyph of a state; none for what is known.
fn state_look(state: ChainNodeState) -> Option<(&'static str, Icon)> {
    match state {
        ChainNodeState::Known => None,
        ChainNodeState::Unknown => Some(("not known", Icon::Unknown)),
        ChainNodeState::Missing => Some(("not there", Icon::Cross)),
    }
}

fn step(node: &ChainNode, dispatch: &Dispatch) -> Html {
    let jump = node.place.map(|place| {
        let dispatch = dispatch.clone();
        let onclick =
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place))));
        html! {
            <button type="button" class="button small plain function-jump" {onclick}>
                { format!("Show line {}", place.line) }<span class="visually-hidden">{ format!(" of {}", node.title) }</span>
            </button>
        }
    });
    html! {
        <li>
            <span class="chain-kind">{ node.kind.name() }</span>{ " " }
            <strong>{ &node.title }</strong>
            if let Some((word, glyph)) = state_look(node.state) {
                <span class="chain-state">{ " " }{ icon(glyph) }{ " " }{ word }</span>
            }
            if !node.detail.is_empty() { <span class="chain-detail">{ " " }{ prose(&node.detail) }</span> }
            if let Some(place) = &node.template { { " " }{ line_button(place, dispatch) } }
            { for jump }
        </li>
    }
}
