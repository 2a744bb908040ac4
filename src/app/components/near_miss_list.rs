//! The statements that came close.

use yew::prelude::*;

use super::prose::prose;
use super::template_link::TemplateLink;
use crate::analysis::{FailureView, NearMissView, NearMissesView, PartedText, Place};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, FocusTarget};
use crate::app::words;
use crate::evaluation::{EffectName, Truth};
use crate::explanation::capitalised;

/// How many are shown at first.
const FIRST: usize = 3;

/// Properties of [`NearMissList`].
#[derive(PartialEq, Properties)]
pub(super) struct NearMissListProps {
    /// The statements.
    pub(super) near_misses: NearMissesView,
    /// For jumping into the editor.
    pub(super) dispatch: Dispatch,
}

/// The Allows that came close; of an allowed request the Denies, folded.
#[component]
pub(super) fn NearMissList(props: &NearMissListProps) -> Html {
    let is_unfolded = use_state_eq(|| false);
    let shows_all = use_state_eq(|| false);
    let statements = &props.near_misses.statements;
    let Some(first) = statements.first() else {
        return Html::default();
    };
    let is_about_denies = first.effect == EffectName::Deny;
    let shown = if *shows_all { statements.len() } else { FIRST };
    let hidden = statements.len().saturating_sub(shown);
    let toggle = {
        let is_unfolded = is_unfolded.clone();
        Callback::from(move |_: MouseEvent| is_unfolded.set(!*is_unfolded))
    };
    let more = {
        let shows_all = shows_all.clone();
        Callback::from(move |_: MouseEvent| shows_all.set(true))
    };
    let list = || {
        html! {
            <>
                <ul class="near-misses">
                    { for statements.iter().take(shown).map(|near| show_near_miss(near, &props.dispatch)) }
                </ul>
                if hidden > 0 {
                    <button type="button" class="button plain small why-more" onclick={more}>{ format!("{hidden} more") }</button>
                }
                if hidden == 0 && props.near_misses.others > 0 {
                    <p class="hint why-hint">{ further_off(props.near_misses.others) }</p>
                }
            </>
        }
    };
    html! {
        <section class="why-section" aria-labelledby="near-misses-title">
            <h3 id="near-misses-title" class="why-section-title">
                if is_about_denies {
                    <button type="button" class="button plain fold" aria-expanded={if *is_unfolded { "true" } else { "false" }} onclick={toggle}>
                        { icon(Icon::Open) }{ format!("Denies that came close ({})", statements.len()) }
                    </button>
                } else {
                    { "Came close" }
                }
            </h3>
            if !is_about_denies || *is_unfolded { { list() } }
        </section>
    }
}

fn further_off(others: usize) -> String {
    match others {
        1 => "1 other statement is further off.".to_owned(),
        others => format!("{others} other statements are further off."),
    }
}

fn show_near_miss(near: &NearMissView, dispatch: &Dispatch) -> Html {
    html! {
        <li class="near-miss">
            <button type="button" class="near-miss-head" onclick={jump(near.place, dispatch)}>
                <span class="near-miss-title">{ prose(&capitalised(&near.title)) }</span>
                <span class="near-miss-line">{ format!("line {}", near.place.line) }</span>
            </button>
            <TemplateLink place={near.place} dispatch={dispatch.clone()} />
            <ul>{ for near.failures.iter().map(|failure| show_failure(failure, dispatch)) }</ul>
        </li>
    }
}

fn show_failure(failure: &FailureView, dispatch: &Dispatch) -> Html {
    let look = words::element_match(Truth::False);
    html! {
        <li class={look.class}>
            <button type="button" class="element-button near-miss-failure" onclick={jump(failure.place, dispatch)}>
                <span class="element-glyph">{ icon(look.icon) }</span>
                <span class="element-name">{ failure.name }</span>
                <span class="element-word">{ look.word }</span>
                if let Some((actual, required)) = &failure.parted {
                    { show_parted("request", actual) }
                    { show_parted("policy", required) }
                } else {
                    <code class="near-miss-comparison">{ &failure.comparison }</code>
                }
                if failure.others > 0 {
                    <span class="near-miss-others">{ others(failure.others) }</span>
                }
            </button>
        </li>
    }
}

/// A text with the part that differs set apart, which is also said.
fn show_parted(side: &'static str, text: &PartedText) -> Html {
    html! {
        <span class="parted">
            <span class="parted-side">{ side }<span class="visually-hidden">{ ": " }</span></span>
            <code>
                { &text.common }
                <span class="visually-hidden">{ " from here different: " }</span>
                if text.rest.is_empty() {
                    <mark class="parted-end">{ "ends here" }</mark>
                } else {
                    <mark>{ &text.rest }</mark>
                }
            </code>
        </span>
    }
}

fn others(count: usize) -> String {
    match count {
        1 => "nor does 1 other entry beside it".to_owned(),
        count => format!("nor do {count} other entries beside it"),
    }
}

fn jump(place: Place, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place))))
}
