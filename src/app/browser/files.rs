//! Files to save.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, window};

/// How long a browser may take to begin saving, in milliseconds.
const SAVING_BEGINS_WITHIN: u32 = 60_000;

/// Offers `text` as a file of that name; says whether the browser took it.
pub(crate) fn save(name: &str, text: &str) -> bool {
    try_save(name, text).is_some()
}

fn try_save(name: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = window()?.document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(SAVING_BEGINS_WITHIN, move || {
        // Only an address that is none cannot be revoked.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// The name of the file for a workspace: `a-lambda-function.policyscope.json`.
pub(crate) fn file_name(workspace_name: Option<&str>) -> String {
    format!("{}.policyscope.json", stem(workspace_name))
}

/// The name of the file for the requests of a workspace: `a-lambda-function.requests.jsonl`.
pub(crate) fn lines_file_name(workspace_name: Option<&str>) -> String {
    format!("{}.requests.jsonl", stem(workspace_name))
}

fn stem(workspace_name: Option<&str>) -> String {
    let lower = workspace_name.unwrap_or_default().to_lowercase();
    let words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let stem: String = words.join("-").chars().take(60).collect();
    if stem.is_empty() { "workspace".to_owned() } else { stem }
}
