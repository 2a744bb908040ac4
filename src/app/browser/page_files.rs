//! Files that lie beside the page.

use js_sys::{Error, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/www/page-files.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = loadPageFile)]
    async fn load_page_file(path: &str) -> Result<JsValue, JsValue>;
}

/// The content of a file in the page's folder; that of a gzip file is unpacked.
///
/// # Errors
///
/// Why it could not be loaded, in words.
pub(crate) async fn load(path: &str) -> Result<Uint8Array, String> {
    let reason = |error: JsValue| match error.dyn_into::<Error>() {
        Ok(error) => String::from(error.message()),
        Err(other) => format!("{other:?}"),
    };
    load_page_file(path).await.map(|bytes| Uint8Array::new(&bytes)).map_err(reason)
}
