//! A line of text with its label and what is wrong with it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The text in the field that `event` comes from.
pub(super) fn typed(event: &InputEvent) -> String {
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
    /// Id of the list of suggestions.
    #[prop_or_default]
    pub(super) list: Option<AttrValue>,
    /// Whether the text is code.
    #[prop_or(true)]
    pub(super) is_code: bool,
    /// Gets the text after each edit.
    pub(super) oninput: Callback<String>,
}

/// A labelled line of text.
#[component]
pub(super) fn TextField(props: &TextFieldProps) -> Html {
    let problem_id = format!("{}-problem", props.id);
    let oninput = props.oninput.reform(|event: InputEvent| typed(&event));
    let is_wrong = props.problem.is_some();
    html! {
        <div class={classes!("field", format!("field-{}", props.id))}>
            <label for={&props.id}>{ &props.label }</label>
            <input id={&props.id} type="text" class={classes!(props.is_code.then_some("code"))} value={&props.value}
                placeholder={&props.placeholder} list={props.list.clone()} {oninput} autocomplete="off"
                autocapitalize="off" spellcheck="false" aria-invalid={is_wrong.then_some("true")}
                aria-describedby={is_wrong.then(|| problem_id.clone())} />
            if let Some(problem) = &props.problem {
                <p class="field-problem" id={problem_id}>{ super::prose::prose(problem) }</p>
            }
        </div>
    }
}
