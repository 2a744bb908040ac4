//! That the action catalogue could not be loaded.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::state::{Action, CatalogueEvent, CatalogueLoad};

/// Properties of [`CatalogueNotice`].
#[derive(PartialEq, Properties)]
pub(super) struct CatalogueNoticeProps {
    /// How far the catalogue is loaded.
    pub(super) load: CatalogueLoad,
    /// For trying again.
    pub(super) dispatch: Dispatch,
}

/// A quiet line with a button that tries again; empty while nothing failed.
#[component]
pub(super) fn CatalogueNotice(props: &CatalogueNoticeProps) -> Html {
    let retry = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached));
        })
    };
    // The place is always there: what is put into it is then read out.
    html! {
        <div class="catalogue-notice" role="status">
            if let Some(reason) = props.load.failure() {
                <p>
                    { format!("The action catalogue could not be loaded ({reason}). Proposals and facts are few without it; verdicts do not need it.") }
                    <button type="button" class="button plain small" onclick={retry}>{ "Try again" }</button>
                </p>
            }
        </div>
    }
}
