//! The files of the action catalogue, which lie beside the page.

use std::fmt::Display;

use wasm_bindgen::prelude::*;

use super::page_files::load;
use crate::app::background::Background;
use crate::background::CatalogueFile;
use crate::catalogue::Catalogue;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn mark(name: &str);

    #[wasm_bindgen(js_namespace = performance)]
    fn measure(name: &str, start_mark: &str);
}

/// The catalogue without its details, which `background` gets as well.
///
/// # Errors
///
/// Why it could not be loaded or read, in words.
pub(crate) async fn load_core(background: &Background) -> Result<Catalogue, String> {
    let file = load("catalogue/core.bin.gz").await?;
    let catalogue = timed("policyscope.catalogue.core", || Catalogue::from_core_file(&file.to_vec()))?;
    background.give_catalogue(CatalogueFile::Core, &file);
    Ok(catalogue)
}

/// The same catalogue with the details added, which are loaded first and which `background` gets as well.
///
/// # Errors
///
/// Why they could not be loaded or read, in words.
pub(crate) async fn load_details(
    mut catalogue: Catalogue,
    background: &Background,
) -> Result<Catalogue, String> {
    let file = load("catalogue/details.bin.gz").await?;
    timed("policyscope.catalogue.details", || catalogue.load_details_file(&file.to_vec()))?;
    background.give_catalogue(CatalogueFile::Details, &file);
    Ok(catalogue)
}

/// Reads a file, and puts the time it takes on the browser's timeline under that name.
fn timed<T, E: Display>(name: &str, read: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    mark(name);
    let outcome = read().map_err(|error| error.to_string());
    measure(name, name);
    outcome
}
