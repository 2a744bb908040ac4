//! The page with the worker that answers it.

use yew::prelude::*;

use super::background::Background;
use super::page::Page;

/// The page and its worker, and what is said when that stops.
#[component]
pub(super) fn Root() -> Html {
    let has_failed = use_state_eq(|| false);
    let setter = has_failed.setter();
    let background = use_memo((), move |()| Background::start(&Callback::from(move |()| setter.set(true))));
    html! {
        <ContextProvider<Background> context={(*background).clone()}>
            <Page />
            if *has_failed {
                <div class="crash" role="alert">
                    <p>{ "The linter and the search for repairs have stopped on a fault of Policyscope’s own." }</p>
                    <p>{ "Verdicts are still right. Reload the page for the rest: what you wrote is stored in this browser." }</p>
                </div>
            }
        </ContextProvider<Background>>
    }
}
