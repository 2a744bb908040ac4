//! One of the seven checks.

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::{CheckView, LevelView};
use crate::app::concepts::concept;
use crate::app::icon::{Icon, icon};
use crate::app::state::Action;
use crate::app::words;
use crate::app::{Dispatch, check_id};
use crate::evaluation::Check;
use crate::workspace::DocumentId;
use crate::workspace::edit::Addition;
use crate::workspace::examples::Example;

/// Properties of [`CheckRow`].
#[derive(PartialEq, Properties)]
pub(super) struct CheckRowProps {
    /// Its number, from one.
    pub(super) number: usize,
    /// The check.
    pub(super) check: CheckView,
    /// Its first document.
    pub(super) document: Option<DocumentId>,
    /// What can be added to it.
    pub(super) additions: Vec<Addition>,
    /// What it meant on the way of the request, where that is more than what it does by itself.
    pub(super) way: Option<String>,
    /// The account in whose lane it stands, where there are two.
    pub(super) account: Option<String>,
    /// The rail beside it.
    pub(super) drawing: Html,
    /// Whether a walk stands here.
    pub(super) is_now: bool,
    /// Whether a walk has not come here yet.
    pub(super) is_ahead: bool,
    /// Whether its details are open.
    pub(super) is_open: bool,
    /// Whether its policies are unknown.
    pub(super) is_unknown: bool,
    /// Whether they can be said to be.
    pub(super) can_be_unknown: bool,
    /// Opens an example.
    pub(super) onexample: Callback<&'static Example>,
    /// For opening, adding and marking as unknown.
    pub(super) dispatch: Dispatch,
}

/// A check; pressing it opens its first document and its details.
#[component]
pub(super) fn CheckRow(props: &CheckRowProps) -> Html {
    let check = &props.check;
    let look = words::check(check);
    let (kind, document) = (check.check, props.document);
    let details_id = format!("{}-details", check_id(kind));
    let open = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::ShowCheck(kind, document)))
    };
    let add = |addition: Addition| {
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::AddDocument(addition)));
        html! {
            <button type="button" class="button plain small" {onclick}>{ icon(Icon::Plus) }{ "Add: " }{ addition.title() }</button>
        }
    };
    let class = classes!(
        "check",
        look.class,
        props.is_open.then_some("check-open"),
        (check.decides && !props.is_ahead).then_some("check-decides"),
        props.is_now.then_some("step-now"),
        props.is_ahead.then_some("step-ahead")
    );
    html! {
        <li class={class} data-state={look.class}>
            <button type="button" id={check_id(kind)} class="check-head" aria-expanded={if props.is_open { "true" } else { "false" }}
                aria-controls={props.is_open.then(|| details_id.clone())} onclick={open}
                title={format!("Alt+{}", props.number)}>
                <span class="check-rail" />
                <span class="check-name"><span class="check-number">{ props.number }</span>{ " " }{ check.title }</span>
                if let Some(account) = &props.account { <span class="visually-hidden">{ ", " }{ prose(account) }</span> }
                if check.decides { <span class="tag tag-decides">{ "decides" }</span> }
                <span class="check-result">
                    <span class="check-state">{ look.word }</span>
                    <span class="check-summary">{ prose(&check.summary) }</span>
                    if let Some(way) = &props.way { <span class="check-way">{ " " }{ prose(way) }</span> }
                </span>
            </button>
            { props.drawing.clone() }
            if !check.levels.is_empty() {
                <ul class="levels">{ for check.levels.iter().map(|found| level(found, kind)) }</ul>
            }
            if props.is_open {
                <div class="check-details" id={details_id}>
                    { about(props) }
                    { standing(props) }
                    if props.additions.is_empty() && !props.is_unknown && !props.can_be_unknown {
                        <p class="hint">{ words::nothing_to_add(kind, document.is_some()) }</p>
                    }
                    { for props.additions.iter().copied().map(add) }
                </div>
            }
        </li>
    }
}

/// What this kind of policy is, with the way to the example that shows it.
fn about(props: &CheckRowProps) -> Html {
    let concept = concept(props.check.check);
    let see = concept.example().map(|example| {
        let onclick = props.onexample.reform(move |_: MouseEvent| example);
        html! {
            <button type="button" class="button plain small" {onclick} title={format!("Opens the example {}", example.title)}>
                { "See the example" }
            </button>
        }
    });
    html! { <><p class="check-about">{ concept.answer }</p>{ for see }</> }
}

/// Whether policies are attached, none are, or nobody knows.
fn standing(props: &CheckRowProps) -> Html {
    let is_attached = props.document.is_some() && !props.is_unknown;
    if !is_attached && !props.is_unknown && !props.can_be_unknown {
        return Html::default();
    }
    let kind = props.check.check;
    let choice = |name: &'static str, is_chosen: bool, is_unknown: Option<bool>| {
        let dispatch = props.dispatch.clone();
        let onchange = Callback::from(move |_: Event| {
            if let Some(is_unknown) = is_unknown {
                dispatch.dispatch(Action::SetUnknown(kind, is_unknown));
            }
        });
        // A document that is there is taken away by hand; one that is not is added by the buttons below.
        let disabled = is_attached != is_unknown.is_none();
        html! {
            <label class="tick-label">
                <input type="radio" name={format!("{}-standing", check_id(kind))} checked={is_chosen} {disabled} {onchange} />
                { name }
            </label>
        }
    };
    html! {
        <fieldset class="check-standing">
            <legend class="visually-hidden">{ "What is attached here" }</legend>
            { choice("attached", is_attached, None) }
            { choice("nothing attached", !is_attached && !props.is_unknown, Some(false)) }
            { choice("I don’t know", props.is_unknown, Some(true)) }
        </fieldset>
    }
}

fn level(level: &LevelView, check: Check) -> Html {
    let look = words::check_state(level.state, check);
    html! {
        <li class={classes!("level", look.class)}>
            <span class="glyph">{ icon(look.icon) }</span>
            <span class="level-name">{ &level.name }</span>
            <span class="level-state">{ look.word }</span>
        </li>
    }
}
