//! How all requests come out, for their tabs and the table of tests.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::settled::REST;
use crate::analysis::{RequestOutcome, Verdict, outcome_with};
use crate::app::state::State;
use crate::workspace::KeptPolicies;
use crate::workspace::model::{NamedRequest, Workspace};

/// How long the page may stand still for requests at a stretch, in milliseconds.
const STRETCH: f64 = 8.0;

/// What came out, and for which requests.
#[derive(Default)]
struct Decided {
    workspace: Rc<Workspace>,
    outcomes: Vec<RequestOutcome>,
}

impl Decided {
    /// The outcome of a request, which may have moved since.
    fn of(&self, index: usize, request: &NamedRequest) -> Option<&RequestOutcome> {
        let requests = &self.workspace.requests;
        let is_same = |known: &NamedRequest| known.asks_same(request);
        let index = match requests.get(index).is_some_and(is_same) {
            true => index,
            false => requests.iter().position(is_same)?,
        };
        self.outcomes.get(index)
    }
}

/// The outcome of each request: that of the selected one as `verdict` says, that of the others a moment after the
/// workspace changed, the former one until then, and none for a request that is new. What `policies` holds ready is not
/// read again.
///
/// The page paints first, and between stretches of requests; a change of the workspace ends a run.
#[hook]
pub(crate) fn use_outcomes(
    state: &State,
    verdict: &Verdict,
    policies: Rc<RefCell<KeptPolicies>>,
) -> Rc<Vec<Option<RequestOutcome>>> {
    let decided = use_state(Rc::<Decided>::default);
    {
        let (workspace, decided) = (Rc::clone(&state.workspace), decided.clone());
        use_effect_with(state.revision, move |_| {
            let is_stale = Rc::new(Cell::new(false));
            spawn_local(decide(workspace, policies, Rc::clone(&is_stale), decided));
            move || is_stale.set(true)
        });
    }
    let of = |(index, request): (usize, &NamedRequest)| match index == state.selected() {
        true => Some(verdict.outcome()),
        false => decided.of(index, request).cloned(),
    };
    Rc::new(state.workspace.requests.iter().enumerate().map(of).collect())
}

async fn decide(
    workspace: Rc<Workspace>,
    policies: Rc<RefCell<KeptPolicies>>,
    is_stale: Rc<Cell<bool>>,
    decided: UseStateHandle<Rc<Decided>>,
) {
    let is_first = decided.outcomes.is_empty();
    TimeoutFuture::new(if is_first { 0 } else { REST }).await;
    let count = workspace.requests.len();
    let mut outcomes = Vec::with_capacity(count);
    while !is_stale.get() {
        let until = js_sys::Date::now() + STRETCH;
        while outcomes.len() < count && js_sys::Date::now() < until {
            outcomes.push(outcome_with(&mut policies.borrow_mut(), &workspace, outcomes.len()));
        }
        if outcomes.len() == count {
            decided.set(Rc::new(Decided { workspace, outcomes }));
            return;
        }
        TimeoutFuture::new(0).await;
    }
}
