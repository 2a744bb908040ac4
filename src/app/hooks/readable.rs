//! What stays on the page while a request is half typed.

use std::rc::Rc;

use yew::prelude::*;

use crate::analysis::Analysis;
use crate::app::state::State;

/// The latest analysis of the selected request from when it could be read; the present one otherwise. Checks and
/// documents thus do not come and go while an ARN is typed; the verdict always is the present one.
#[hook]
pub(crate) fn use_readable(state: &State, analysis: &Rc<Analysis>) -> Rc<Analysis> {
    let latest = use_mut_ref(|| None::<((u64, usize), Rc<Analysis>)>);
    let place = (state.generation, state.selected());
    let mut latest = latest.borrow_mut();
    if analysis.verdict.decision.is_some() {
        *latest = Some((place, Rc::clone(analysis)));
    }
    match &*latest {
        Some((of, readable)) if *of == place => Rc::clone(readable),
        _ => Rc::clone(analysis),
    }
}
