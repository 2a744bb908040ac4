//! A choice among a few.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`Select`].
#[derive(PartialEq, Properties)]
pub(super) struct SelectProps {
    /// Id of the element, for its label.
    pub(super) id: AttrValue,
    /// What assistive technology calls it, where no `label` element does.
    #[prop_or_default]
    pub(super) label: Option<AttrValue>,
    /// Value and name of each choice.
    pub(super) options: Vec<(AttrValue, AttrValue)>,
    /// The value that is chosen.
    pub(super) value: AttrValue,
    /// Gets the value that the person chooses.
    pub(super) onchange: Callback<String>,
}

/// A `select` element that always shows `value`.
#[component]
pub(super) fn Select(props: &SelectProps) -> Html {
    let element = use_node_ref();
    {
        let element = element.clone();
        // Yew sets the attributes of options, which say only what is chosen at first.
        use_effect_with((props.options.clone(), props.value.clone()), move |(_, value)| {
            if let Some(element) = element.cast::<HtmlSelectElement>() {
                element.set_value(value);
            }
        });
    }
    let onchange = props.onchange.reform(|event: Event| {
        let element = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        element.map(|element| element.value()).unwrap_or_default()
    });
    html! {
        <select ref={element} id={&props.id} aria-label={props.label.clone()} {onchange}>
            { for props.options.iter().map(|(value, name)| html! { <option key={value.to_string()} {value}>{ name }</option> }) }
        </select>
    }
}
