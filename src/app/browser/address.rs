//! The page's address and the share link in its fragment.

use wasm_bindgen::JsValue;
use web_sys::window;

use crate::share;
use crate::workspace::model::Workspace;

/// Why the link in the address cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadLink {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) advice: String,
}

/// The workspace of the link in the address; none when the address has no fragment.
pub(crate) fn linked_workspace() -> Option<Result<Workspace, BadLink>> {
    let hash = window()?.location().hash().ok()?;
    let is_empty = hash.trim_start_matches('#').is_empty();
    (!is_empty).then(|| open_link(&hash))
}

fn open_link(hash: &str) -> Result<Workspace, BadLink> {
    let json = share::decode(hash)
        .map_err(|error| BadLink { message: error.to_string(), advice: error.help().to_owned() })?;
    Workspace::from_json(&json).map_err(|error| BadLink {
        message: format!("the link holds something else than a workspace: {error}"),
        advice: "ask for a new link, or for the workspace as a file".to_owned(),
    })
}

/// Takes the fragment out of the address, without an entry in the history.
pub(crate) fn remove_fragment() {
    let Some(window) = window() else { return };
    let location = window.location();
    let has_fragment = location.hash().is_ok_and(|hash| !hash.is_empty());
    let (Ok(path), Ok(query), Ok(history)) = (location.pathname(), location.search(), window.history())
    else {
        return;
    };
    if has_fragment {
        // A browser refuses only very many changes in a short time; the next edit then tries again.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}")));
    }
}

/// Puts the fragment of a link that is open already into the address, without an entry in the history.
pub(crate) fn set_fragment(fragment: &str) {
    let history = window().and_then(|window| window.history().ok());
    if let (Some(history), Some(link)) = (history, link_to(fragment)) {
        // Where the browser refuses, a reload brings the draft back, which is kept.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&link));
    }
}

/// The address of this page with that fragment.
pub(crate) fn link_to(fragment: &str) -> Option<String> {
    let address = window()?.location().href().ok()?;
    let page = address.split('#').next()?;
    Some(format!("{page}#{fragment}"))
}
