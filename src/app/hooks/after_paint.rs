//! What may come a frame later.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// The value as the page showed it last: a new one takes its place once a frame is painted without it, so that what is made
/// of it is not in the way of what has to be in that frame.
#[hook]
pub(crate) fn use_after_paint<T: Clone + PartialEq + 'static>(value: &T) -> T {
    let shown = use_state_eq(|| value.clone());
    {
        let shown = shown.setter();
        use_effect_with(value.clone(), move |value| {
            let value = value.clone();
            let painted = Rc::new(RefCell::new(None));
            let frame = {
                let painted = Rc::clone(&painted);
                gloo_render::request_animation_frame(move |_| {
                    *painted.borrow_mut() = Some(Timeout::new(0, move || shown.set(value)));
                })
            };
            move || drop((frame, painted))
        });
    }
    (*shown).clone()
}
