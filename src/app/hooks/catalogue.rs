//! Loading the action catalogue.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::browser::catalogue_files::{load_core, load_details};
use crate::app::state::{Action, CatalogueEvent, CataloguePart, SharedCatalogue, State};

/// Loads each part of the catalogue when it is needed.
#[hook]
pub(crate) fn use_catalogue(state: &State, dispatch: &Dispatch) {
    // The details are added to a catalogue that nobody else has yet.
    let core_file = use_mut_ref(Rc::<[u8]>::default);
    let dispatch = dispatch.clone();
    use_effect_with(state.catalogue.next_part(), move |part| {
        let Some(part) = *part else { return };
        spawn_local(async move {
            let outcome = match part {
                CataloguePart::Core => load_core().await.map(|(file, catalogue)| {
                    *core_file.borrow_mut() = file.into();
                    catalogue
                }),
                CataloguePart::Details => {
                    let file = Rc::clone(&core_file.borrow());
                    load_details(&file).await.inspect(|_| *core_file.borrow_mut() = Rc::default())
                }
            };
            dispatch.dispatch(Action::Catalogue(match outcome {
                Ok(catalogue) => CatalogueEvent::Loaded(SharedCatalogue::new(catalogue)),
                Err(reason) => CatalogueEvent::Failed(reason),
            }));
        });
    });
}
