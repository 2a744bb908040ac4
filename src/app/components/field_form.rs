//! Fields that belong together.

use yew::prelude::*;

/// The fields in a form that is never sent. With each keystroke Chromium looks through the form of the field, or through
/// the whole page where a field has none, for what it could fill in.
pub(super) fn field_form(fields: Html) -> Html {
    let onsubmit = |event: SubmitEvent| event.prevent_default();
    html! { <form class="field-form" autocomplete="off" {onsubmit}>{ fields }</form> }
}
