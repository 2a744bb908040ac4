//! The decisions of all requests, for their tabs.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::analysis::decision;
use crate::evaluation::Decision;
use crate::workspace::model::Workspace;

/// How long typing may rest before the other requests are decided anew, in milliseconds.
const REST: u32 = 120;

/// Requests beyond this number get no glyph in their tabs.
const MOST: usize = 40;

/// The decision of each request, a moment after the workspace changed; shorter than the list of requests where
/// that is very long.
#[hook]
pub(crate) fn use_other_decisions(workspace: &Rc<Workspace>, revision: u64) -> Rc<Vec<Option<Decision>>> {
    let decisions = use_state_eq(|| Rc::new(decide(workspace)));
    {
        let (workspace, decisions) = (Rc::clone(workspace), decisions.clone());
        use_effect_with(revision, move |_| {
            let timer = Timeout::new(REST, move || decisions.set(Rc::new(decide(&workspace))));
            move || drop(timer)
        });
    }
    Rc::clone(&decisions)
}

fn decide(workspace: &Workspace) -> Vec<Option<Decision>> {
    let requests = 0..workspace.requests.len().min(MOST);
    requests.map(|request| decision(workspace, request)).collect()
}
