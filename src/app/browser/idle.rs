//! Waiting until the page has nothing to do.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::window;

/// So long the page is left to those who begin to use it, in milliseconds.
const FIRST: u32 = 1_000;

/// Calls `run` once, when the browser has been idle after the page was shown.
pub(crate) fn when_idle(run: impl FnOnce() + 'static) {
    Timeout::new(FIRST, move || {
        let run = Closure::once_into_js(run);
        let asked = window().map(|window| window.request_idle_callback(run.unchecked_ref()));
        // A browser that cannot tell when it is idle has had its second.
        if !matches!(asked, Some(Ok(_))) {
            let _ = run.unchecked_ref::<js_sys::Function>().call0(&run);
        }
    })
    .forget();
}
