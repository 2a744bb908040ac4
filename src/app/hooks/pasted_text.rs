//! Texts that are pasted where nothing can be written.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;
use yew::prelude::*;

use crate::app::browser::focus;

/// Calls `onpaste` with a text that is pasted while no field and no editor has the focus and no window is open but the
/// one that takes such texts.
#[hook]
pub(crate) fn use_pasted_text(onpaste: Callback<AttrValue>) {
    let latest = use_mut_ref(|| onpaste.clone());
    *latest.borrow_mut() = onpaste;
    use_effect_with((), move |()| {
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "paste", options, move |event| {
                if focus::is_in_text() || focus::is_dialog_open(":not(.paste)") {
                    return;
                }
                let text = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
                let text = text.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
                if !text.trim().is_empty() {
                    event.prevent_default();
                    let onpaste = latest.borrow().clone();
                    onpaste.emit(text.into());
                }
            })
        });
        move || drop(listener)
    });
}
