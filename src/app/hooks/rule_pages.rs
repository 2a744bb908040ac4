//! Loading what there is to read about the rules of the linter.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::analysis::{RulePage, read_rule_pages};
use crate::app::browser::page_files;

/// How far the rules' pages are loaded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RulePages {
    /// They are on their way, or nobody has asked for them.
    Awaited,
    /// They are there.
    Loaded(Rc<Vec<RulePage>>),
    /// They could not be loaded; with the reason.
    Failed(String),
}

/// The rules' pages, which are loaded when `is_needed` first holds, and a way to try again.
#[hook]
pub(crate) fn use_rule_pages(is_needed: bool) -> (RulePages, Callback<()>) {
    let pages = use_state_eq(|| RulePages::Awaited);
    let attempt = use_state_eq(|| 0_u32);
    let is_wanted = is_needed && !matches!(*pages, RulePages::Loaded(_));
    {
        let pages = pages.clone();
        use_effect_with((is_wanted, *attempt), move |(is_wanted, _)| {
            if !is_wanted {
                return;
            }
            pages.set(RulePages::Awaited);
            spawn_local(async move {
                pages.set(match load().await {
                    Ok(loaded) => RulePages::Loaded(Rc::new(loaded)),
                    Err(reason) => RulePages::Failed(reason),
                });
            });
        });
    }
    let again = Callback::from(move |()| attempt.set(*attempt + 1));
    ((*pages).clone(), again)
}

async fn load() -> Result<Vec<RulePage>, String> {
    let bytes = page_files::load("lint/rules.json").await?;
    let text = String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())?;
    read_rule_pages(&text)
}
