//! Drafts in the browser's storage: the present one, those that another workspace took the place of, and texts
//! that could not be read.

use super::storage::{self, Refused};
use crate::workspace::model::Workspace;

const DRAFT: &str = "policyscope.draft";
const KEPT: &str = "policyscope.kept-drafts";
const UNREADABLE: &str = "policyscope.unreadable-draft";
const STARTING: &str = "policyscope.starting";

/// How many earlier drafts are kept.
const MOST_KEPT: usize = 5;

/// The draft of an earlier visit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Draft {
    /// There is none.
    Nothing,
    /// Here it is.
    Found(Box<Workspace>),
    /// Its text could not be used and was set aside.
    SetAside {
        /// The text.
        text: String,
        /// Why.
        reason: String,
    },
}

/// The draft of an earlier visit, to be called once when the page starts. One that cannot be read, or with which
/// the page did not get [`started`] in this tab last time, is set aside under a key of its own.
pub(crate) fn load() -> Draft {
    let did_not_start = storage::of_tab().read(STARTING).is_some();
    // Without storage there is no draft to protect either.
    let _ = storage::of_tab().write(STARTING, "1");
    let Some(text) = storage::local().read(DRAFT) else { return Draft::Nothing };
    let reason = if did_not_start {
        "the page did not start with it last time".to_owned()
    } else {
        match Workspace::from_json(&text) {
            Ok(workspace) => return Draft::Found(Box::new(workspace)),
            Err(error) => error.to_string(),
        }
    };
    set_aside(&text);
    Draft::SetAside { text, reason }
}

fn set_aside(text: &str) {
    let mut keys = (1..).map(|number| format!("{UNREADABLE}-{number}"));
    let is_free = |key: &String| storage::local().read(key).is_none_or(|there| there == text);
    // The draft goes only when its text is safe elsewhere.
    if let Some(key) = keys.find(is_free)
        && storage::local().write(&key, text).is_ok()
    {
        storage::local().remove(DRAFT);
    }
}

/// Says that the page has started.
pub(crate) fn started() {
    storage::of_tab().remove(STARTING);
}

/// Stores the draft.
///
/// # Errors
///
/// [`Refused`] when the storage does not take it.
pub(crate) fn save(workspace: &Workspace) -> Result<(), Refused> {
    storage::local().write(DRAFT, &workspace.to_json())
}

/// The drafts that other workspaces took the place of, the latest first, as JSON.
pub(crate) fn kept() -> Vec<String> {
    let list = storage::local().read(KEPT).and_then(|text| serde_json::from_str(&text).ok());
    list.unwrap_or_default()
}

/// Keeps a draft that another workspace takes the place of.
///
/// # Errors
///
/// [`Refused`] when the storage does not take it.
pub(crate) fn keep(json: &str) -> Result<(), Refused> {
    let mut list = kept();
    list.retain(|other| other != json);
    list.insert(0, json.to_owned());
    list.truncate(MOST_KEPT);
    write_kept(&list)
}

/// Keeps a draft no longer.
pub(crate) fn forget(json: &str) {
    let mut list = kept();
    list.retain(|other| other != json);
    // The list only gets shorter.
    let _ = write_kept(&list);
}

fn write_kept(list: &[String]) -> Result<(), Refused> {
    let text = serde_json::to_string(list).map_err(|_| Refused)?;
    storage::local().write(KEPT, &text)
}
