//! Following a media query.

use gloo_events::EventListener;
use yew::prelude::*;

/// Whether the window fits `query` now.
#[hook]
pub(crate) fn use_media(query: &'static str) -> bool {
    let list =
        use_memo((), |()| web_sys::window().and_then(|window| window.match_media(query).ok().flatten()));
    let fits = use_state_eq(|| (*list).as_ref().is_some_and(|list| list.matches()));
    {
        let fits = fits.clone();
        use_effect_with((), move |()| {
            let listener = (*list).clone().map(|list| {
                let target = list.clone();
                EventListener::new(&target, "change", move |_| fits.set(list.matches()))
            });
            move || drop(listener)
        });
    }
    *fits
}
