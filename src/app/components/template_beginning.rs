//! How to begin where there is no template.

use yew::prelude::*;

use crate::app::Moment;
use crate::app::opening;
use crate::workspace::examples;

/// The example with a template.
const EXAMPLE: &str = "booking-service";

/// Properties of [`TemplateBeginning`].
#[derive(PartialEq, Properties)]
pub(super) struct TemplateBeginningProps {
    /// The page.
    pub(super) state: Moment,
    /// Called to open the box for pasting.
    pub(super) onpaste: Callback<()>,
    /// What a template is good for.
    pub(super) children: Html,
}

/// What a template is good for, the box for pasting one, and an example.
#[component]
pub(super) fn TemplateBeginning(props: &TemplateBeginningProps) -> Html {
    let onpaste = props.onpaste.reform(|_: MouseEvent| ());
    let state = props.state.clone();
    let onexample = Callback::from(move |_: MouseEvent| {
        if let Some(example) = examples::find(EXAMPLE) {
            opening::example(example, &state);
        }
    });
    html! {
        <div class="template-beginning">
            { props.children.clone() }
            <p class="template-buttons">
                <button type="button" class="button primary" onclick={onpaste}>{ "Paste a template" }</button>
                <button type="button" class="button plain" onclick={onexample}>{ "Open the example: a booking service" }</button>
            </p>
        </div>
    }
}
