//! One statement and its elements.

use yew::prelude::*;

use super::prose::prose;
use super::template_link::TemplateLink;
use crate::analysis::{ElementView, Place, StatementReach, StatementView};
use crate::app::Dispatch;
use crate::app::icon::icon;
use crate::app::state::{Action, FocusTarget};
use crate::app::words;
use crate::evaluation::EffectName;

/// Properties of [`StatementRow`].
#[derive(PartialEq, Properties)]
pub(super) struct StatementRowProps {
    /// The statement.
    pub(super) statement: StatementView,
    /// How far requests reach it, while that is shown.
    pub(super) reach: Option<StatementReach>,
    /// For jumping into the editor.
    pub(super) dispatch: Dispatch,
}

/// A statement; pressing its name or an element selects the place in the editor, where it stands there.
#[component]
pub(super) fn StatementRow(props: &StatementRowProps) -> Html {
    let statement = &props.statement;
    let look = words::statement(statement.applies, statement.decides);
    let effect = match statement.effect {
        Some(EffectName::Allow) => "Allow",
        Some(EffectName::Deny) => "Deny",
        None => "Effect unreadable",
    };
    html! {
        <li class={classes!("statement", look.class)} data-applies={look.word}>
            { jump("statement-head", statement.place, &props.dispatch, html! {
                <>
                    <span class="statement-glyph">{ icon(look.icon) }</span>
                    <span class="statement-title">{ &statement.title }</span>
                    <span class="tag">{ effect }</span>
                    <span class="statement-word">{ look.word }</span>
                </>
            }) }
            if let Some(place) = statement.place { <TemplateLink {place} dispatch={props.dispatch.clone()} /> }
            if let Some(words) = props.reach.and_then(words::not_reached) {
                <p class="statement-summary unreached-words">{ "∅ " }{ words }</p>
            }
            <p class="statement-summary">{ prose(&statement.summary) }</p>
            <ul class="elements">
                { for statement.elements.iter().map(|element| show_element(element, &props.dispatch)) }
            </ul>
        </li>
    }
}

fn show_element(element: &ElementView, dispatch: &Dispatch) -> Html {
    let look = words::element_match(element.matches);
    html! {
        <li class={classes!("element", look.class)}>
            { jump("element-button", element.place, dispatch, html! {
                <>
                    <span class="element-glyph">{ icon(look.icon) }</span>
                    <span class="element-name">{ element.name }</span>
                    <span class="element-word">{ look.word }</span>
                    <span class="element-reason">{ prose(&element.reason) }</span>
                </>
            }) }
        </li>
    }
}

/// A button that leads to a place in the editor; plain text where there is no such place.
fn jump(class: &'static str, place: Option<Place>, dispatch: &Dispatch, content: Html) -> Html {
    let Some(place) = place else {
        return html! { <div class={classes!(class, "no-place")}>{ content }</div> };
    };
    let dispatch = dispatch.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place))));
    html! { <button type="button" {class} {onclick}>{ content }</button> }
}
