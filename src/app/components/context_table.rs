//! The condition keys that the request carries.

use yew::prelude::*;

use super::text_field::typed;
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, ContextEdit, ContextRow, is_repeated};

/// Keys that people often need, to choose from.
const COMMON_KEYS: [&str; 14] = [
    "aws:CurrentTime",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalOrgID",
    "aws:PrincipalTag/",
    "aws:RequestedRegion",
    "aws:RequestTag/",
    "aws:ResourceTag/",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "sts:ExternalId",
];

/// Properties of [`ContextTable`].
#[derive(PartialEq, Properties)]
pub(super) struct ContextTableProps {
    /// The rows.
    pub(super) rows: Vec<ContextRow>,
    /// For edits.
    pub(super) dispatch: Dispatch,
}

/// The table.
#[component]
pub(super) fn ContextTable(props: &ContextTableProps) -> Html {
    let add = click(&props.dispatch, ContextEdit::AddRow);
    let rows = props.rows.iter().enumerate();
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
                { for rows.map(|(index, row)| show_row(row, index, is_repeated(&props.rows, index), &props.dispatch)) }
            </ul>
            <datalist id="common-keys">
                { for COMMON_KEYS.iter().map(|key| html! { <option value={*key}></option> }) }
            </datalist>
        </div>
    }
}

fn show_row(row: &ContextRow, index: usize, is_repeated: bool, dispatch: &Dispatch) -> Html {
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
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            dispatch.dispatch(Action::EditContext(ContextEdit::Key(index, typed(&event))));
        })
    };
    html! {
        <li class="context-row" key={index}>
            <input id={format!("context-key-{index}")} type="text" class="code context-key" value={row.key.clone()} {oninput}
                list="common-keys" placeholder="aws:SourceIp" aria-label={format!("Key {}", index + 1)} autocomplete="off"
                spellcheck="false" aria-invalid={is_repeated.then_some("true")}
                aria-describedby={is_repeated.then(|| problem_id.clone())} />
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
            }
        </li>
    }
}

fn click(dispatch: &Dispatch, edit: ContextEdit) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::EditContext(edit.clone())))
}
