//! Moving the keyboard focus.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition, window};

/// Moves the focus to the first element that `selector` finds; says whether there is one.
pub(crate) fn focus(selector: &str) -> bool {
    let document = window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus to the first element that `selector` finds once the page shows what was just changed.
pub(crate) fn focus_soon(selector: String) {
    Timeout::new(0, move || {
        focus(&selector);
    })
    .forget();
}

/// Scrolls as little as brings the element of this id into view.
pub(crate) fn bring_into_view(id: &str) {
    let element = window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Moves the focus to the field of this id once the page shows its present text, and selects the first
/// `<Placeholder>` in it.
pub(crate) fn focus_placeholder(id: &str) {
    let selector = format!("#{id}");
    Timeout::new(0, move || {
        if !focus(&selector) {
            return;
        }
        let field = focused().and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        let place = field.as_ref().and_then(|field| placeholder(&field.value()));
        if let (Some(field), Some((start, end))) = (field, place) {
            // It fails only for fields that hold no text.
            let _ = field.set_selection_range(start, end);
        }
    })
    .forget();
}

/// Where the first `<Placeholder>` begins and ends, in UTF-16 units.
fn placeholder(text: &str) -> Option<(u32, u32)> {
    let (before, rest) = text.split_once('<')?;
    let (name, _) = rest.split_once('>')?;
    let length = |text: &str| u32::try_from(text.encode_utf16().count()).ok();
    let start = length(before)?;
    Some((start, start + length(name)? + 2))
}

/// The element that has the focus.
pub(crate) fn focused() -> Option<Element> {
    window()?.document()?.active_element()
}

/// Whether anything at all has the focus.
pub(crate) fn is_anywhere() -> bool {
    focused().is_some() && !has_focus("body")
}

/// Whether a text that is pasted now goes into a field or an editor.
pub(crate) fn is_in_text() -> bool {
    is_in_text_field() || has_focus("select, [contenteditable=true], [contenteditable=true] *")
}

/// Whether the focus is in a field that takes back by itself what was typed into it.
pub(crate) fn is_in_text_field() -> bool {
    has_focus("textarea, input:not([type=checkbox], [type=radio], [type=file])")
}

fn has_focus(selector: &str) -> bool {
    focused().is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Whether a window is open over the page that the CSS selector `which` fits; an empty one fits all.
pub(crate) fn is_dialog_open(which: &str) -> bool {
    let document = window().and_then(|window| window.document());
    let selector = format!("dialog[open]{which}");
    document.is_some_and(|document| document.query_selector(&selector).is_ok_and(|found| found.is_some()))
}

/// Whether keys typed now go into a text.
pub(crate) fn is_typing() -> bool {
    focused().is_some_and(|element| {
        let is_field = matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        is_field || element.closest("[contenteditable=true]").is_ok_and(|found| found.is_some())
    })
}
