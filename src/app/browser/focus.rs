//! Moving the keyboard focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, window};

/// Moves the focus to the first element that `selector` finds; says whether there is one.
pub(crate) fn focus(selector: &str) -> bool {
    let document = window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// The element that has the focus.
pub(crate) fn focused() -> Option<Element> {
    window()?.document()?.active_element()
}

/// Whether keys typed now go into a text.
pub(crate) fn is_typing() -> bool {
    focused().is_some_and(|element| {
        let is_field = matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        is_field || element.closest("[contenteditable=true]").is_ok_and(|found| found.is_some())
    })
}
