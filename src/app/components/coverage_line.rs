//! Which statements of the shown document the requests reach.

use yew::prelude::*;

use crate::analysis::{DocumentCoverage, StatementReach};
use crate::app::state::Action;
use crate::app::words;
use crate::app::{Dispatch, Moment};

/// The switch that sets statements apart that no request reaches.
pub(super) fn coverage_switch(state: &Moment) -> Html {
    let dispatch: Dispatch = state.dispatcher();
    let shows = state.shows_coverage;
    let onchange = Callback::from(move |_: Event| dispatch.dispatch(Action::ShowCoverage(!shows)));
    html! {
        <label class="tick-label" title="Set statements apart that none of the requests matches">
            <input type="checkbox" id="show-coverage" checked={shows} {onchange} />{ "Coverage" }
        </label>
    }
}

/// Properties of [`CoverageLine`].
#[derive(PartialEq, Properties)]
pub(super) struct CoverageLineProps {
    /// Whether it is to be shown.
    pub(super) is_on: bool,
    /// What was found; none until then.
    pub(super) covered: Option<DocumentCoverage>,
}

/// What the coverage comes to, in one line.
#[component]
pub(super) fn CoverageLine(props: &CoverageLineProps) -> Html {
    // The place is always there: what is put into it is then read out.
    html! {
        <div class="coverage-line" role="status">
            if let Some(covered) = props.covered.as_ref().filter(|_| props.is_on) {
                <p>{ said(covered) }</p>
            }
        </div>
    }
}

fn said(covered: &DocumentCoverage) -> String {
    if covered.asked_by.is_empty() {
        return "No request asks this document.".to_owned();
    }
    let count = |reach| covered.statements.iter().filter(|statement| statement.reach == reach).count();
    let (all, never, perhaps) =
        (covered.statements.len(), count(StatementReach::Never), count(StatementReach::Perhaps));
    let requests = match covered.asked_by.len() {
        1 => "the 1 request that asks this document".to_owned(),
        requests => format!("any of the {requests} requests that ask this document"),
    };
    let statements = words::count(all, "statement");
    let never = match never {
        0 => "None".to_owned(),
        never => format!("∅ {never}"),
    };
    let perhaps = match perhaps {
        0 => String::new(),
        perhaps => format!("; {perhaps} only perhaps matched"),
    };
    format!("{never} of {statements} not matched by {requests}{perhaps}.")
}
