//! What follows typing a moment later.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::app::Moment;

/// How long typing may rest before all that explains the verdict follows it, in milliseconds: longer than between two
/// keystrokes of somebody who types without hurry.
pub(super) const REST: u32 = 220;

/// The page as it was when typing last rested, or was interrupted by anything else. The verdict follows each keystroke at
/// once; what is drawn from this follows a moment later, so that it is never in the way of the next keystroke.
#[hook]
pub(crate) fn use_settled(state: &Moment) -> Moment {
    let settled = use_mut_ref(|| state.clone());
    let draw_again = use_force_update();
    if !state.is_typing {
        settled.replace(state.clone());
    }
    {
        let settled = settled.clone();
        use_effect_with(state.clone(), move |latest| {
            let latest = latest.clone();
            let timer = latest.is_typing.then(|| {
                Timeout::new(REST, move || {
                    settled.replace(latest);
                    draw_again.force_update();
                })
            });
            move || drop(timer)
        });
    }
    let settled = settled.borrow();
    settled.clone()
}
