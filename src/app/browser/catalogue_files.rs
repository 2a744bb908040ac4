//! The files of the action catalogue, which lie beside the page.

use std::fmt::Display;

use js_sys::{Error, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::catalogue::Catalogue;

#[wasm_bindgen(module = "/www/catalogue-loader.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = loadCatalogueFile)]
    async fn load_catalogue_file(name: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn mark(name: &str);

    #[wasm_bindgen(js_namespace = performance)]
    fn measure(name: &str, start_mark: &str);
}

/// The core file, unpacked, and the catalogue that is read from it.
///
/// # Errors
///
/// Why it could not be loaded or read, in words.
pub(crate) async fn load_core() -> Result<(Vec<u8>, Catalogue), String> {
    let file = load("core.bin.gz").await?;
    let catalogue = timed("policyscope.catalogue.core", || Catalogue::from_core_file(&file))?;
    Ok((file, catalogue))
}

/// The catalogue of this core file with the details added, which are loaded first.
///
/// # Errors
///
/// Why they could not be loaded or read, in words.
pub(crate) async fn load_details(core_file: &[u8]) -> Result<Catalogue, String> {
    let file = load("details.bin.gz").await?;
    timed("policyscope.catalogue.details", || {
        let mut catalogue = Catalogue::from_core_file(core_file)?;
        catalogue.load_details_file(&file).map(|()| catalogue)
    })
}

async fn load(name: &str) -> Result<Vec<u8>, String> {
    let reason = |error: JsValue| match error.dyn_into::<Error>() {
        Ok(error) => String::from(error.message()),
        Err(other) => format!("{other:?}"),
    };
    let bytes = load_catalogue_file(name).await.map_err(reason)?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// Reads a file, and puts the time it takes on the browser's timeline under that name.
fn timed<T, E: Display>(name: &str, read: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    mark(name);
    let outcome = read().map_err(|error| error.to_string());
    measure(name, name);
    outcome
}
