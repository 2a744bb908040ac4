//! What would change the decision.

use std::rc::Rc;

use yew::prelude::*;

use super::repair_dialog::RepairDialog;
use super::repair_entry::RepairEntry;
use super::unknown_section::UnknownSection;
use crate::app::hooks::{FoundRepairs, use_repairs};
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, CatalogueEvent, State};
use crate::app::{Dispatch, Moment};
use crate::evaluation::Decision;
use crate::repair::{Goal, Repair};

/// Properties of [`RepairSection`].
#[derive(PartialEq, Properties)]
pub(super) struct RepairSectionProps {
    /// The page.
    pub(super) state: Moment,
    /// The decision on the selected request.
    pub(super) decision: Decision,
}

/// What would allow the request; of an allowed one, when asked for, what would deny it.
#[component]
pub(super) fn RepairSection(props: &RepairSectionProps) -> Html {
    let state = &props.state;
    let dispatch: Dispatch = state.dispatcher();
    let asks_for_denial = use_state_eq(|| false);
    let previewed = use_state_eq(|| None::<Rc<Repair>>);
    let is_allowed = props.decision == Decision::Allowed;
    let goal = match is_allowed {
        true => asks_for_denial.then_some(Goal::Deny),
        false => Some(Goal::Allow),
    };
    let found = use_repairs(state, goal);
    let toggle = {
        let asks_for_denial = asks_for_denial.clone();
        Callback::from(move |_: MouseEvent| asks_for_denial.set(!*asks_for_denial))
    };
    let onpreview = use_callback(previewed.setter(), |repair, previewed| previewed.set(Some(repair)));
    let onclose = use_callback(previewed.setter(), |(), previewed| previewed.set(None));
    let onapply = use_callback((previewed.setter(), dispatch.clone()), |repair, (previewed, dispatch)| {
        previewed.set(None);
        dispatch.dispatch(Action::Apply(repair));
    });
    let is_open_question = props.decision == Decision::Unknown;
    let list = |goal: Goal, found: &FoundRepairs| match found.repairs.is_empty() {
        // What follows says so.
        true if is_open_question => Html::default(),
        true => html! { <p class="why-hint">{ nothing_found(goal) }</p> },
        false => html! {
            <>
                <ol class="repairs">
                    { for found.repairs.iter().enumerate().map(|(index, repair)| html! {
                        <RepairEntry {index} repair={Rc::clone(repair)} {goal} is_current={found.is_current}
                            onapply={onapply.clone()} onpreview={onpreview.clone()} />
                    }) }
                </ol>
                { missing_catalogue(state, &dispatch) }
            </>
        },
    };
    html! {
        <section class="why-section" aria-labelledby="repairs-title">
            <h3 id="repairs-title" class="why-section-title">
                if is_allowed {
                    <button type="button" class="button plain fold" aria-expanded={if *asks_for_denial { "true" } else { "false" }} onclick={toggle}>
                        { icon(Icon::Open) }{ "What would deny it?" }
                    </button>
                } else {
                    { "What would allow it" }
                }
            </h3>
            if let Some(goal) = goal {
                if let Some(found) = &found {
                    { list(goal, found) }
                } else {
                    <p class="hint why-hint">{ "Looking for the smallest changes…" }</p>
                }
            }
            if is_open_question { <UnknownSection state={state.clone()} /> }
            <RepairDialog repair={(*previewed).clone()} state={state.clone()} {onapply} {onclose} />
        </section>
    }
}

fn nothing_found(goal: Goal) -> &'static str {
    match goal {
        Goal::Allow => "No change of these policies or of the request was found that would surely allow it.",
        Goal::Deny => "No change of these policies was found that would surely deny it.",
    }
}

/// Without the catalogue the further actions cannot be counted.
fn missing_catalogue(state: &State, dispatch: &Dispatch) -> Html {
    let load = &state.catalogue;
    if load.catalogue().is_some_and(|catalogue| catalogue.is_detailed()) {
        return Html::default();
    }
    let onclick = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached));
            dispatch.dispatch(Action::Catalogue(CatalogueEvent::DetailsNeeded));
        })
    };
    html! {
        <p class="hint why-hint">
            { "The further actions are not counted: the action catalogue is not loaded. " }
            if load.next_part().is_none() && load.failure().is_none() {
                <button type="button" class="button plain small" {onclick}>{ "Load it" }</button>
            }
        </p>
    }
}
