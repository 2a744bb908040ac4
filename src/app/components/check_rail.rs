//! The seven checks, one below the other.

use std::rc::Rc;

use yew::prelude::*;

use super::check_row::CheckRow;
use crate::analysis::Analysis;
use crate::app::PanelFrame;
use crate::app::state::{Panel, State};
use crate::workspace::edit;

/// Properties of [`CheckRail`].
#[derive(PartialEq, Properties)]
pub(crate) struct CheckRailProps {
    /// The page.
    pub(crate) state: UseReducerHandle<State>,
    /// What is shown.
    pub(crate) analysis: Rc<Analysis>,
    /// Whether the request cannot be read at present, so that this is how it was before.
    pub(crate) is_stale: bool,
    /// How the panel stands on the page.
    pub(crate) frame: PanelFrame,
}

/// The panel of the checks.
#[component]
pub(crate) fn CheckRail(props: &CheckRailProps) -> Html {
    let state = &props.state;
    let selected = state.selected();
    let additions = edit::possible_additions(&state.workspace, selected);
    let rows = props.analysis.checks.iter().enumerate().map(|(index, check)| {
        let documents = props.analysis.documents.iter().filter(|document| document.check == check.check);
        let offered = additions.iter().copied().filter(|addition| addition.check() == check.check);
        let is_open = state.check == Some(check.check);
        // Only the open row says so.
        let is_unknown = is_open && edit::is_unknown(&state.workspace, selected, check.check);
        let can_be_unknown = is_open && edit::can_be_unknown(&state.workspace, selected, check.check);
        html! {
            <CheckRow key={index} number={index + 1} check={check.clone()} document={documents.map(|found| found.id).next()}
                additions={offered.collect::<Vec<_>>()} {is_open}
                {is_unknown} {can_be_unknown} dispatch={state.dispatcher()} />
        }
    });
    let hint = if props.is_stale { "as before the last change" } else { "in AWS’s order" };
    html! {
        <section id={Panel::Checks.id()} tabindex="-1" class="panel panel-checks" aria-label="Checks" role={props.frame.role()} hidden={props.frame.is_hidden}>
            <div class="strip"><h2 class="strip-title">{ "Checks" }</h2><span class="hint">{ hint }</span></div>
            if props.analysis.checks.is_empty() {
                <p class="empty">{ "The checks follow once the request can be read." }</p>
            }
            <ol class="rail">{ for rows }</ol>
        </section>
    }
}
