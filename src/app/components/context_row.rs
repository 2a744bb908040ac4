//! A row of the context table: a key, its values, and the statements that ask for it.

use std::rc::Rc;

use yew::prelude::*;

use super::combobox::Combobox;
use super::context_uses::ContextUses;
use super::context_values::{ContextValues, ValueEdit};
use super::field_notes::FieldNotes;
use super::prose::prose;
use crate::analysis::assist::{Completion, RequestNote, RequestPlace, context_key_facts};
use crate::analysis::{ContextKeyView, KeyStanding};
use crate::app::Dispatch;
use crate::app::browser::focus::focus_soon;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, CatalogueEvent, ContextEdit, ContextRow, SharedCatalogue};
use crate::catalogue::ValueType;
use crate::explanation::quoted;

/// A key as the table shows it: one that policies mention, one that the person put in, or both.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShownKey {
    /// Its number among the keys that policies mention; of any other its row.
    pub(super) number: usize,
    /// Its row among those that the person made.
    pub(super) index: Option<usize>,
    /// That row.
    pub(super) row: Option<ContextRow>,
    /// What policies ask; none for a key that none of them mentions.
    pub(super) view: Option<Rc<ContextKeyView>>,
}

impl ShownKey {
    /// Whether its name is settled: a policy mentions it, and nobody is typing it.
    fn is_fixed(&self) -> bool {
        self.view.is_some() && self.row.as_ref().is_none_or(|row| !row.is_typed)
    }

    /// What tells it from other rows; it stays when a key that policies mention gets a row of its own.
    pub(super) fn id(&self) -> String {
        match &self.view {
            Some(view) if self.is_fixed() => format!("key {}", view.key),
            _ => format!("row {}", self.number),
        }
    }

    fn is_unknown(&self) -> bool {
        match (&self.row, &self.view) {
            (Some(row), _) => row.is_unknown,
            (None, Some(view)) => view.standing == KeyStanding::Unknown,
            (None, None) => false,
        }
    }

    /// The values in its fields.
    fn values(&self) -> Vec<String> {
        let derived = || self.view.as_ref().and_then(|view| view.derived.as_ref());
        match (&self.row, derived()) {
            (Some(row), _) => row.values.clone(),
            (None, Some(derived)) => derived.values.clone(),
            (None, None) => vec![String::new()],
        }
    }

    /// What the request says of it, in words; user text in backticks.
    fn standing(&self) -> Option<String> {
        let view = self.view.as_ref()?;
        Some(match (&self.row, &view.derived) {
            (Some(row), _) if row.is_unknown => "unknown".to_owned(),
            (Some(_), Some(derived)) => {
                format!("given instead of {} from {}", quoted(&derived.values.join(", ")), derived.from)
            }
            (Some(_), None) => "given".to_owned(),
            (None, _) if self.is_unknown() => "unknown".to_owned(),
            (None, Some(derived)) => format!("derived from {}", derived.from),
            (None, None) => "absent".to_owned(),
        })
    }
}

/// Properties of [`ContextRowView`].
#[derive(PartialEq, Properties)]
pub(super) struct ContextRowViewProps {
    /// The key.
    pub(super) shown: ShownKey,
    /// Whether it stands further up already.
    pub(super) is_repeated: bool,
    /// What is odd in the request.
    pub(super) notes: Rc<Vec<RequestNote>>,
    /// The action catalogue, as far as it is loaded.
    pub(super) catalogue: Option<SharedCatalogue>,
    /// What may be meant by a key that is being typed.
    pub(super) propose: Callback<String, Vec<Completion>>,
    /// For edits and for jumping into the editor.
    pub(super) dispatch: Dispatch,
}

/// The row.
#[component]
pub(super) fn ContextRowView(props: &ContextRowViewProps) -> Html {
    let shown = &props.shown;
    let typed_key = shown.row.as_ref().map_or("", |row| row.key.trim());
    let name = shown.view.as_ref().filter(|_| shown.is_fixed()).map(|view| view.name.clone());
    let facts = context_key_facts(
        name.as_deref().unwrap_or(typed_key),
        props.catalogue.as_ref().map(SharedCatalogue::get),
    );
    let name = name.map(|name| facts.name.clone().unwrap_or(name));
    let named = match (&name, typed_key) {
        (Some(name), _) => name.clone(),
        (None, "") => format!("row {}", shown.number + 1),
        (None, key) => key.to_owned(),
    };
    let key = name.clone().unwrap_or_else(|| typed_key.to_owned());
    let send = |edit: ContextEdit| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::EditContext(edit.clone())))
    };
    let rename = {
        let (dispatch, index) = (props.dispatch.clone(), shown.index.unwrap_or_default());
        Callback::from(move |key: String| {
            dispatch.dispatch(Action::EditContext(ContextEdit::Key(index, key)));
        })
    };
    let onapproach = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached)))
    };
    let place = RequestPlace::ContextKey(typed_key.to_owned());
    let notes = props.notes.iter().filter(|note| note.place == place && !props.is_repeated).cloned();
    let notes: Vec<RequestNote> = notes.collect();
    let (key_id, notes_id) =
        (format!("context-key-{}", shown.number), format!("context-notes-{}", shown.number));
    let problem_id = format!("context-problem-{}", shown.number);
    let described_by = match props.is_repeated {
        true => Some(problem_id.clone()),
        false => (!notes.is_empty()).then(|| notes_id.clone()),
    };
    let is_unknown = shown.is_unknown();
    let values = shown.values();
    let value_id = match shown.index {
        Some(index) => format!("context-value-{index}"),
        None => format!("context-mentioned-{}", shown.number),
    };
    let onvalue = {
        let (dispatch, index, values, key) =
            (props.dispatch.clone(), shown.index, values.clone(), key.clone());
        Callback::from(move |edit: ValueEdit| {
            dispatch.dispatch(Action::EditContext(context_edit(edit, index, &values, &key)));
        })
    };
    let take_back = {
        let (dispatch, key, number) = (props.dispatch.clone(), key.clone(), shown.number);
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::EditContext(ContextEdit::TakeBack(key.clone())));
            focus_soon(format!("#context-mentioned-{number}-0"));
        })
    };
    let toggle_unknown = match shown.index {
        Some(_) if is_unknown && shown.is_fixed() && values.is_empty() => ContextEdit::TakeBack(key.clone()),
        Some(index) => ContextEdit::Unknown(index, !is_unknown),
        None if is_unknown => ContextEdit::Give { key: key.clone(), values: vec![String::new()] },
        None => ContextEdit::GiveUnknown(key.clone()),
    };
    let derived = shown.view.as_ref().and_then(|view| view.derived.as_ref());
    let is_choice = shown.is_fixed()
        && facts.key_type.is_some_and(|key_type| key_type.value == ValueType::Bool && !key_type.multivalued)
        && values.len() < 2;
    let remove = match (shown.index, shown.is_fixed()) {
        _ if is_choice => Html::default(),
        (Some(_), true) => {
            let (label, title) = match derived {
                Some(_) => (format!("Take back {named}"), "Take back: it is derived again"),
                None => (format!("Remove {named}"), "Remove this key: it is absent then"),
            };
            html! { <button type="button" class="icon-button" {title} aria-label={label} onclick={take_back}>{ icon(Icon::Bin) }</button> }
        }
        (Some(index), false) => html! {
            <button type="button" class="icon-button" title="Remove this key" aria-label={format!("Remove {named}")}
                onclick={send(ContextEdit::RemoveRow(index))}>{ icon(Icon::Bin) }</button>
        },
        (None, _) => Html::default(),
    };
    let uses = shown.view.as_ref().map(|view| view.uses.clone()).unwrap_or_default();
    let is_multivalued = facts.key_type.is_none_or(|key_type| key_type.multivalued) || !shown.is_fixed();
    html! {
        <li class="context-row">
            if let Some(name) = &name {
                <span class="context-key code" title={facts.words.clone()}>{ name }</span>
            } else {
                <Combobox id={key_id.clone()} value={shown.row.as_ref().map_or_else(String::new, |row| row.key.clone())}
                    label={format!("Key {}", shown.number + 1)} placeholder="aws:SourceIp" is_wrong={props.is_repeated}
                    described_by={described_by.map(AttrValue::from)} propose={props.propose.clone()} {onapproach} oninput={rename.clone()} />
            }
            <ContextValues id={value_id} named={named.clone()} values={values.clone()} is_unknown={is_unknown && !is_choice} {is_choice}
                chosen={chosen(shown, is_unknown)} derived={derived.map(|derived| derived.values.join(", "))}
                value_type={facts.key_type.map(|key_type| key_type.value)} onedit={onvalue.clone()} />
            <div class="context-tools">
                if !is_choice {
                    if !is_unknown && is_multivalued {
                        <button type="button" class="icon-button" title="Add a value" aria-label={format!("Add a value to {named}")}
                            onclick={onvalue.reform(|_: MouseEvent| ValueEdit::Add)}>{ icon(Icon::Plus) }</button>
                    }
                    <button type="button" class="icon-button toggle" aria-pressed={if is_unknown { "true" } else { "false" }}
                        title="Unknown: evaluate with and without this key" aria-label={format!("{named} is unknown")}
                        onclick={send(toggle_unknown)}>{ icon(Icon::Question) }</button>
                }
                { remove }
            </div>
            if let Some(standing) = shown.standing() {
                <div class="context-about">
                    <p class="context-standing">{ prose(&standing) }</p>
                    if !uses.is_empty() { <ContextUses key_name={key} {uses} dispatch={props.dispatch.clone()} /> }
                </div>
            }
            if props.is_repeated {
                <p class="field-problem" id={problem_id}>{ "this key stands above already: only the first counts" }</p>
            } else if !notes.is_empty() {
                <FieldNotes id={notes_id} field={key_id} {notes} onapply={rename} />
            }
        </li>
    }
}

/// Which entry of a choice is taken: a value, `unknown`, or empty for what is so without the person.
fn chosen(shown: &ShownKey, is_unknown: bool) -> String {
    match &shown.row {
        _ if is_unknown => "unknown".to_owned(),
        Some(row) => row.values.first().cloned().unwrap_or_default(),
        None => String::new(),
    }
}

/// The change of the table for a change of the values in the row `index`, or of a key that has none yet.
fn context_edit(edit: ValueEdit, index: Option<usize>, values: &[String], key: &str) -> ContextEdit {
    let give = |values: Vec<String>| ContextEdit::Give { key: key.to_owned(), values };
    match (edit, index) {
        (ValueEdit::Set(place, value), Some(index)) => ContextEdit::Value(index, place, value),
        (ValueEdit::Set(place, value), None) => {
            let changed = values.iter().enumerate();
            give(changed.map(|(at, old)| if at == place { value.clone() } else { old.clone() }).collect())
        }
        (ValueEdit::Add, Some(index)) => ContextEdit::AddValue(index),
        (ValueEdit::Add, None) => give(values.iter().cloned().chain([String::new()]).collect()),
        (ValueEdit::Remove(place), Some(index)) => ContextEdit::RemoveValue(index, place),
        (ValueEdit::Remove(place), None) => {
            let kept = values.iter().enumerate().filter(|(at, _)| *at != place);
            give(kept.map(|(_, value)| value.clone()).collect())
        }
        (ValueEdit::Choose(choice), _) => match choice.as_str() {
            "" => ContextEdit::TakeBack(key.to_owned()),
            "unknown" => ContextEdit::GiveUnknown(key.to_owned()),
            value => give(vec![value.to_owned()]),
        },
    }
}
