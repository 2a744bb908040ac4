//! Loading the action catalogue.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::background::Background;
use crate::app::browser::catalogue_files::{load_core, load_details};
use crate::app::browser::idle::when_idle;
use crate::app::state::{Action, CatalogueEvent, SharedCatalogue, State};

/// Loads each part of the catalogue when it is needed, and all of it once the page has nothing else to do.
#[hook]
pub(crate) fn use_catalogue(state: &State, dispatch: &Dispatch) {
    {
        let dispatch = dispatch.clone();
        // The verdict is on the page by then. The findings are complete only with all of it.
        use_effect_with((), move |()| {
            when_idle(move || dispatch.dispatch(Action::Catalogue(CatalogueEvent::DetailsNeeded)));
        });
    }
    let background = use_context::<Background>().unwrap_or_default();
    let loaded = state.catalogue.catalogue().map(|shared| shared.get().clone());
    let dispatch = dispatch.clone();
    use_effect_with(state.catalogue.next_part(), move |part| {
        if part.is_none() {
            return;
        }
        spawn_local(async move {
            let outcome = match loaded {
                None => load_core(&background).await,
                Some(catalogue) => load_details(catalogue, &background).await,
            };
            dispatch.dispatch(Action::Catalogue(match outcome {
                Ok(catalogue) => CatalogueEvent::Loaded(SharedCatalogue::new(catalogue)),
                Err(reason) => CatalogueEvent::Failed(reason),
            }));
        });
    });
}
