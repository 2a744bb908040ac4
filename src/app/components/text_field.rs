//! A line of text with its label and what is said about it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::combobox::Combobox;
use super::field_notes::FieldNotes;
use crate::analysis::assist::{Completion, RequestNote};

/// The text in the field that `event` comes from.
pub(super) fn typed(event: &Event) -> String {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

/// Properties of [`TextField`].
#[derive(PartialEq, Properties)]
pub(super) struct TextFieldProps {
    /// Id of the input, from which those of its parts are made.
    pub(super) id: AttrValue,
    /// What it is for.
    pub(super) label: AttrValue,
    /// Its text.
    pub(super) value: AttrValue,
    /// Shown while it is empty.
    #[prop_or_default]
    pub(super) placeholder: AttrValue,
    /// What is wrong with the text.
    #[prop_or_default]
    pub(super) problem: Option<AttrValue>,
    /// What is odd about the text; shown while nothing is wrong with it.
    #[prop_or_default]
    pub(super) notes: Vec<RequestNote>,
    /// What may be meant by a text, best first; none for a field without proposals.
    #[prop_or_default]
    pub(super) propose: Option<Callback<String, Vec<Completion>>>,
    /// Called when a field with proposals gets the focus or the pointer rests on it.
    #[prop_or_default]
    pub(super) onapproach: Callback<()>,
    /// Whether the text is code.
    #[prop_or(true)]
    pub(super) is_code: bool,
    /// Gets the text after each edit.
    pub(super) oninput: Callback<String>,
}

/// A labelled line of text.
#[component]
pub(super) fn TextField(props: &TextFieldProps) -> Html {
    let is_wrong = props.problem.is_some();
    let notes = if is_wrong { Vec::new() } else { props.notes.clone() };
    let said_id = format!("{}-{}", props.id, if is_wrong { "problem" } else { "notes" });
    let described_by = (is_wrong || !notes.is_empty()).then(|| AttrValue::from(said_id.clone()));
    let input = match &props.propose {
        Some(propose) => html! {
            <Combobox id={&props.id} value={&props.value} placeholder={&props.placeholder} {is_wrong} {described_by}
                {propose} onapproach={&props.onapproach} oninput={&props.oninput} />
        },
        None => html! {
            <input id={&props.id} type="text" class={classes!(props.is_code.then_some("code"))} value={&props.value}
                placeholder={&props.placeholder} autocomplete="off" autocapitalize="off" spellcheck="false" aria-invalid={is_wrong.then_some("true")}
                aria-describedby={described_by} oninput={props.oninput.reform(|event: InputEvent| typed(&event))} />
        },
    };
    html! {
        <div class={classes!("field", format!("field-{}", props.id))}>
            <label for={&props.id}>{ &props.label }</label>
            { input }
            if let Some(problem) = &props.problem {
                <p class="field-problem" id={said_id}>{ super::prose::prose(problem) }</p>
            } else if !notes.is_empty() {
                <FieldNotes id={said_id} field={&props.id} {notes} onapply={&props.oninput} />
            }
        </div>
    }
}
