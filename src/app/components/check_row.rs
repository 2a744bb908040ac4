//! One of the seven checks.

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::{CheckView, LevelView};
use crate::app::icon::{Icon, icon};
use crate::app::state::Action;
use crate::app::words;
use crate::app::{Dispatch, check_id};
use crate::evaluation::Check;
use crate::workspace::DocumentId;
use crate::workspace::edit::Addition;

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
    let set_unknown = {
        let (dispatch, is_unknown) = (props.dispatch.clone(), props.is_unknown);
        Callback::from(move |_: Event| dispatch.dispatch(Action::SetUnknown(kind, !is_unknown)))
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
                    if props.is_unknown || props.can_be_unknown {
                        <label class="tick-label">
                            <input type="checkbox" checked={props.is_unknown} onchange={set_unknown} />
                            { "I don’t know these" }
                        </label>
                    }
                    if props.additions.is_empty() && !props.is_unknown && !props.can_be_unknown {
                        <p class="hint">{ words::nothing_to_add(kind, document.is_some()) }</p>
                    }
                    { for props.additions.iter().copied().map(add) }
                </div>
            }
        </li>
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
