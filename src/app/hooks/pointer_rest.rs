//! Noticing that the pointer rests on something.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long a pointer stays that does not only pass by, in milliseconds.
const REST: u32 = 150;

/// Listeners of an element for when the pointer enters and leaves it; `onrest` is called when it stays.
#[hook]
pub(crate) fn use_pointer_rest(onrest: Callback<()>) -> (Callback<PointerEvent>, Callback<PointerEvent>) {
    let timer = use_mut_ref(|| None::<Timeout>);
    let onpointerenter = {
        let timer = timer.clone();
        Callback::from(move |_: PointerEvent| {
            let onrest = onrest.clone();
            *timer.borrow_mut() = Some(Timeout::new(REST, move || onrest.emit(())));
        })
    };
    let onpointerleave = Callback::from(move |_: PointerEvent| {
        timer.borrow_mut().take();
    });
    (onpointerenter, onpointerleave)
}
