//! The condition keys that the request carries.

use std::rc::Rc;

use yew::prelude::*;

use super::combobox::Combobox;
use super::field_notes::FieldNotes;
use super::text_field::typed;
use crate::analysis::assist::{Completion, RequestNote, RequestPlace, context_key_options};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{
    Action, CatalogueEvent, ContextEdit, ContextRow, SharedCatalogue, is_folded, is_repeated,
};
use crate::app::words;

/// Properties of [`ContextTable`].
#[derive(PartialEq, Properties)]
pub(super) struct ContextTableProps {
    /// The rows.
    pub(super) rows: Vec<ContextRow>,
    /// The context keys that policies mention, in lower case and in order.
    pub(super) mentioned_keys: Vec<String>,
    /// The action of the request.
    pub(super) action: String,
    /// What is odd in the request.
    pub(super) notes: Rc<Vec<RequestNote>>,
    /// The action catalogue, as far as it is loaded.
    pub(super) catalogue: Option<SharedCatalogue>,
    /// For edits.
    pub(super) dispatch: Dispatch,
}

/// The table.
#[component]
pub(super) fn ContextTable(props: &ContextTableProps) -> Html {
    let add = click(&props.dispatch, ContextEdit::AddRow);
    let is_unfolded = use_state_eq(|| false);
    let unfold = {
        let is_unfolded = is_unfolded.clone();
        Callback::from(move |_: MouseEvent| is_unfolded.set(!*is_unfolded))
    };
    let is_folded = is_folded(&props.rows, &props.mentioned_keys);
    let (folded, shown): (Vec<_>, Vec<_>) =
        props.rows.iter().enumerate().zip(is_folded).partition(|(_, is_folded)| *is_folded);
    let propose = {
        let (action, catalogue) = (props.action.clone(), props.catalogue.clone());
        Callback::from(move |typed: String| {
            context_key_options(&action, &typed, catalogue.as_ref().map(SharedCatalogue::get))
        })
    };
    html! {
        <div class="context" role="group" aria-labelledby="context-title">
            <div class="context-head">
                <h3 id="context-title" class="context-title">{ "Context keys" }</h3>
                <button type="button" id="add-context-key" class="button plain small" onclick={add}>
                    { icon(Icon::Plus) }{ "Add key" }
                </button>
            </div>
            if props.rows.is_empty() {
                <p class="hint">{ "None: a key that is not here is absent from the request." }</p>
            }
            <ul class="context-rows">
                { for shown.iter().map(|((index, row), _)| show_row(row, *index, props, &propose)) }
            </ul>
            if !folded.is_empty() {
                <button type="button" id="folded-keys" class="button plain small disclosure context-fold" onclick={unfold}
                    aria-expanded={if *is_unfolded { "true" } else { "false" }} aria-controls={is_unfolded.then_some("unknown-context")}>
                    { words::count(folded.len(), "key") }{ " unknown — " }{ if *is_unfolded { "hide" } else { "show" } }{ icon(Icon::Open) }
                </button>
                if *is_unfolded {
                    <ul id="unknown-context" class="context-rows">
                        { for folded.iter().map(|((index, row), _)| show_row(row, *index, props, &propose)) }
                    </ul>
                }
            }
        </div>
    }
}

fn show_row(
    row: &ContextRow,
    index: usize,
    props: &ContextTableProps,
    propose: &Callback<String, Vec<Completion>>,
) -> Html {
    let dispatch = &props.dispatch;
    let is_repeated = is_repeated(&props.rows, index);
    let named = match row.key.trim() {
        "" => format!("row {}", index + 1),
        key => key.to_owned(),
    };
    let problem_id = format!("context-problem-{index}");
    let has_several = row.values.len() > 1;
    let value = |(place, value): (usize, &String)| {
        let oninput = {
            let dispatch = dispatch.clone();
            Callback::from(move |event: InputEvent| {
                dispatch.dispatch(Action::EditContext(ContextEdit::Value(index, place, typed(&event))));
            })
        };
        html! {
            <span class="context-value" key={place}>
                <input id={format!("context-value-{index}-{place}")} type="text" class="code" value={value.clone()} {oninput} autocomplete="off" spellcheck="false"
                    placeholder="value" aria-label={format!("Value {} of {named}", place + 1)} />
                if has_several {
                    <button type="button" class="icon-button" title="Remove this value" aria-label={format!("Remove value {} of {named}", place + 1)}
                        onclick={click(dispatch, ContextEdit::RemoveValue(index, place))}>{ icon(Icon::Cross) }</button>
                }
            </span>
        }
    };
    let rename = {
        let dispatch = dispatch.clone();
        Callback::from(move |key: String| {
            dispatch.dispatch(Action::EditContext(ContextEdit::Key(index, key)));
        })
    };
    let onapproach = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached)))
    };
    let place = RequestPlace::ContextKey(row.key.trim().to_owned());
    let notes = props.notes.iter().filter(|note| note.place == place && !is_repeated).cloned();
    let notes: Vec<RequestNote> = notes.collect();
    let (key_id, notes_id) = (format!("context-key-{index}"), format!("context-notes-{index}"));
    let described_by = match is_repeated {
        true => Some(problem_id.clone()),
        false => (!notes.is_empty()).then(|| notes_id.clone()),
    };
    html! {
        <li class="context-row" key={index}>
            <Combobox id={key_id.clone()} value={row.key.clone()} label={format!("Key {}", index + 1)} placeholder="aws:SourceIp"
                is_wrong={is_repeated} described_by={described_by.map(AttrValue::from)} {propose} {onapproach} oninput={rename.clone()} />
            <div class="context-values">
                if row.is_unknown {
                    <span class="hint context-unknown">{ "evaluated both ways" }</span>
                } else {
                    { for row.values.iter().enumerate().map(value) }
                }
            </div>
            <div class="context-tools">
                if !row.is_unknown {
                    <button type="button" class="icon-button" title="Add a value" aria-label={format!("Add a value to {named}")}
                        onclick={click(dispatch, ContextEdit::AddValue(index))}>{ icon(Icon::Plus) }</button>
                }
                <button type="button" class="icon-button toggle" aria-pressed={if row.is_unknown { "true" } else { "false" }}
                    title="Unknown: evaluate with and without this key" aria-label={format!("{named} is unknown")}
                    onclick={click(dispatch, ContextEdit::Unknown(index, !row.is_unknown))}>{ icon(Icon::Question) }</button>
                <button type="button" class="icon-button" title="Remove this key" aria-label={format!("Remove {named}")}
                    onclick={click(dispatch, ContextEdit::RemoveRow(index))}>{ icon(Icon::Bin) }</button>
            </div>
            if is_repeated {
                <p class="field-problem" id={problem_id}>{ "this key stands above already: only the first counts" }</p>
            } else if !notes.is_empty() {
                <FieldNotes id={notes_id} field={key_id} {notes} onapply={rename} />
            }
        </li>
    }
}

fn click(dispatch: &Dispatch, edit: ContextEdit) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::EditContext(edit.clone())))
}
