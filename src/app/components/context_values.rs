//! The values of a context key, in fields that fit their type.

use yew::prelude::*;

use super::select::Select;
use super::text_field::typed;
use crate::analysis::context_value_note;
use crate::app::icon::{Icon, icon};
use crate::catalogue::ValueType;

/// What a person does to the values of a key. Values count from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ValueEdit {
    /// A value changes.
    Set(usize, String),
    /// A value is added.
    Add,
    /// A value goes.
    Remove(usize),
    /// An entry of a choice is taken: `true`, `false`, `unknown`, or empty for what is so without the person.
    Choose(String),
}

/// Properties of [`ContextValues`].
#[derive(PartialEq, Properties)]
pub(super) struct ContextValuesProps {
    /// From which the ids of the fields are made.
    pub(super) id: String,
    /// What the key is called.
    pub(super) named: String,
    /// The values.
    pub(super) values: Vec<String>,
    /// Whether nobody knows them.
    pub(super) is_unknown: bool,
    /// Whether they are chosen among `true` and `false`.
    pub(super) is_choice: bool,
    /// Which entry of that choice is taken.
    pub(super) chosen: String,
    /// What follows from the rest of the request.
    pub(super) derived: Option<String>,
    /// What a value is; none when it is not known.
    pub(super) value_type: Option<ValueType>,
    /// Gets each change.
    pub(super) onedit: Callback<ValueEdit>,
}

/// The fields.
#[component]
pub(super) fn ContextValues(props: &ContextValuesProps) -> Html {
    if props.is_choice {
        return choice(props);
    }
    html! {
        <div class="context-values">
            if props.is_unknown {
                <span class="hint context-unknown">{ "evaluated both ways" }</span>
            } else {
                { for props.values.iter().enumerate().map(|(place, value)| field(place, value, props)) }
            }
        </div>
    }
}

fn field(place: usize, value: &str, props: &ContextValuesProps) -> Html {
    let named = &props.named;
    let oninput = props.onedit.reform(move |event: InputEvent| ValueEdit::Set(place, typed(&event)));
    let onremove = props.onedit.reform(move |_: MouseEvent| ValueEdit::Remove(place));
    // Nothing is odd about a field that nobody filled in yet.
    let note =
        props.value_type.filter(|_| !value.is_empty()).and_then(|kind| context_value_note(kind, value));
    let note_id = format!("{}-{place}-note", props.id);
    html! {
        <div class="context-value" key={place}>
            <input id={format!("{}-{place}", props.id)} type="text" class="code" value={value.to_owned()} {oninput} autocomplete="off"
                spellcheck="false" inputmode={input_mode(props.value_type)} placeholder={placeholder(props.value_type)}
                aria-label={format!("Value {} of {named}", place + 1)} aria-describedby={note.map(|_| note_id.clone())} />
            if props.values.len() > 1 {
                <button type="button" class="icon-button" title="Remove this value" aria-label={format!("Remove value {} of {named}", place + 1)}
                    onclick={onremove}>{ icon(Icon::Cross) }</button>
            }
            if let Some(note) = note { <p id={note_id} class="context-note">{ note }</p> }
        </div>
    }
}

fn choice(props: &ContextValuesProps) -> Html {
    let without = match &props.derived {
        Some(derived) => format!("{derived} (derived)"),
        None => "absent".to_owned(),
    };
    let mut options: Vec<(AttrValue, AttrValue)> = vec![
        ("".into(), without.into()),
        ("true".into(), "true".into()),
        ("false".into(), "false".into()),
        ("unknown".into(), "unknown".into()),
    ];
    let chosen = AttrValue::from(props.chosen.clone());
    if options.iter().all(|(value, _)| *value != chosen) {
        options.push((chosen.clone(), chosen.clone()));
    }
    html! {
        <div class="context-values">
            <Select id={format!("{}-0", props.id)} label={format!("Value 1 of {}", props.named)} {options} value={chosen}
                onchange={props.onedit.reform(ValueEdit::Choose)} />
        </div>
    }
}

fn input_mode(value_type: Option<ValueType>) -> Option<&'static str> {
    (value_type == Some(ValueType::Numeric)).then_some("decimal")
}

fn placeholder(value_type: Option<ValueType>) -> &'static str {
    match value_type {
        Some(ValueType::IpAddress) => "e.g. 203.0.113.7",
        Some(ValueType::Date) => "e.g. 2026-11-22T10:30Z",
        Some(ValueType::Arn) => "arn:…",
        Some(ValueType::Numeric) => "number",
        Some(ValueType::Bool) => "true or false",
        Some(ValueType::String) | None => "value",
    }
}
