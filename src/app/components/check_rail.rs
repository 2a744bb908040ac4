//! The seven checks, one below the other, with the way of the request through them.

use std::rc::Rc;

use yew::prelude::*;

use super::check_row::CheckRow;
use super::flow_walk::{FlowWalk, Walk, WalkMove};
use super::rail_drawing::{Progress, RailRow, drawing};
use crate::analysis::{Analysis, CheckState, FlowNode};
use crate::app::Moment;
use crate::app::browser::focus::{bring_into_view, focus};
use crate::app::opening;
use crate::app::state::Panel;
use crate::app::words::{self, Look};
use crate::app::{PanelFrame, check_id};
use crate::workspace::edit;

/// Ids of the rows that are no checks.
const REQUEST_ROW: &str = "rail-request";
const DECISION_ROW: &str = "rail-decision";

/// Properties of [`CheckRail`].
#[derive(PartialEq, Properties)]
pub(crate) struct CheckRailProps {
    /// The page.
    pub(crate) state: Moment,
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
    let flow = &props.analysis.flow;
    let walk = use_state_eq(|| None::<Walk>);
    let steps = flow.steps.len();
    let onmove = {
        let walk = walk.clone();
        Callback::from(move |change: WalkMove| walk.set(walk.and_then(|walk| walk.after(change, steps))))
    };
    let onplayed = {
        let walk = walk.clone();
        Callback::from(move |played: Walk| walk.set(Some(played)))
    };
    let start = {
        let walk = walk.clone();
        Callback::from(move |_: MouseEvent| walk.set(Some(Walk::default())))
    };
    let onkeydown = {
        let (onmove, is_walking) = (onmove.clone(), walk.is_some());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(change) = WalkMove::of_key(&event).filter(|_| is_walking) {
                event.prevent_default();
                onmove.emit(change);
            }
        })
    };
    let node =
        walk.and_then(|walk| flow.steps.get(walk.step.min(steps.saturating_sub(1)))).map(|step| step.node);
    let progress = node.map(|node| Progress { node });
    use_walking_focus(walk.is_some());
    use_effect_with(node, |node| {
        if let Some(node) = node {
            bring_into_view(row_id(*node));
        }
    });
    let hint = props.is_stale.then_some("as before the last change");
    html! {
        <section id={Panel::Checks.id()} tabindex="-1" class="panel panel-checks" aria-label="Checks" role={props.frame.role()}
            hidden={props.frame.is_hidden} {onkeydown}>
            <div class="strip">
                <h2 class="strip-title">{ "Checks" }</h2>
                if let Some(hint) = hint { <span class="hint">{ hint }</span> }
                if steps > 0 && walk.is_none() {
                    <div class="strip-tools">
                        <button type="button" id="walk-start" class="button plain small" onclick={start}>{ "Step through" }</button>
                    </div>
                }
            </div>
            if props.analysis.checks.is_empty() {
                <p class="empty">{ "The checks follow once the request can be read." }</p>
            } else {
                if props.analysis.checks.iter().any(|check| check.state == CheckState::Unknown) {
                    <p class="hint checks-hint">{ words::NOT_KNOWN }</p>
                }
                { rail(props, progress) }
            }
            <FlowWalk steps={flow.steps.clone()} walk={*walk} {onmove} {onplayed} />
        </section>
    }
}

/// The focus goes to the buttons when a walk begins, and back when it ends.
#[hook]
fn use_walking_focus(is_walking: bool) {
    let was_walking = use_mut_ref(|| false);
    use_effect_with(is_walking, move |is_walking| {
        if was_walking.replace(*is_walking) != *is_walking {
            focus(if *is_walking { "#walk-next" } else { "#walk-start" });
        }
    });
}

fn rail(props: &CheckRailProps, progress: Option<Progress>) -> Html {
    let flow = &props.analysis.flow;
    let has_lanes = flow.lanes.len() > 1;
    let lanes = flow.lanes.iter().enumerate().filter(|_| has_lanes).map(|(lane, title)| {
        html! {
            <li class="rail-lane">
                { drawing(flow, RailRow::Lane(lane), None, progress) }
                <span class="rail-text">{ super::prose::prose(&title.title) }</span>
            </li>
        }
    });
    let is_ahead = |node: FlowNode| progress.is_some_and(|progress| !progress.has_reached(node));
    let decision = words::verdict(&props.analysis.verdict);
    let end = |id: &'static str, node: FlowNode, look: Option<Look>, text: &'static str| {
        let is_now = progress.is_some_and(|progress| progress.node == node);
        let shown = look.filter(|_| !is_ahead(node));
        let class = classes!("rail-end", is_now.then_some("step-now"), shown.map(|look| look.class));
        html! {
            <li {id} {class}>
                { drawing(flow, RailRow::Node(node), shown, progress) }
                <span class="rail-text">
                    { text }
                    if let Some(look) = shown { { ": " }<span class="check-state">{ look.word }</span> }
                </span>
            </li>
        }
    };
    html! {
        <ol class={classes!("rail", has_lanes.then_some("rail-two"), progress.map(|_| "rail-walked"))}>
            { end(REQUEST_ROW, FlowNode::Request, None, "Request") }
            { for lanes }
            { for check_rows(props, progress) }
            { end(DECISION_ROW, FlowNode::Decision, Some(decision), "Decision") }
        </ol>
    }
}

fn check_rows(props: &CheckRailProps, progress: Option<Progress>) -> Vec<Html> {
    let state = &props.state;
    let selected = state.selected();
    let flow = &props.analysis.flow;
    let additions = edit::possible_additions(&state.workspace, selected);
    let onexample = {
        let state = state.clone();
        Callback::from(move |example| opening::example(example, &state))
    };
    let row = |(index, check): (usize, &crate::analysis::CheckView)| {
        let documents = props.analysis.documents.iter().filter(|document| document.check == check.check);
        let offered = additions.iter().copied().filter(|addition| addition.check() == check.check);
        let is_open = state.check == Some(check.check);
        // Only the open row says so.
        let is_unknown = is_open && edit::is_unknown(&state.workspace, selected, check.check);
        let can_be_unknown = is_open && edit::can_be_unknown(&state.workspace, selected, check.check);
        let node = FlowNode::Check(check.check);
        let is_now = progress.is_some_and(|progress| progress.node == node);
        let is_ahead = progress.is_some_and(|progress| !progress.has_reached(node));
        let look = if is_ahead { words::AHEAD } else { words::check(check) };
        let on_way = flow.checks.iter().find(|found| found.check == check.check);
        let lane = on_way.map_or(0, |found| found.lane);
        html! {
            <CheckRow key={index} number={index + 1} check={check.clone()} document={documents.map(|found| found.id).next()}
                additions={offered.collect::<Vec<_>>()} {is_open} {is_unknown} {can_be_unknown}
                way={on_way.and_then(|found| found.sentence.clone())}
                account={flow.lanes.get(lane).map(|lane| lane.title.clone()).filter(|title| !title.is_empty())}
                drawing={drawing(flow, RailRow::Node(node), Some(look), progress)} {is_now} {is_ahead}
                onexample={onexample.clone()} dispatch={state.dispatcher()} />
        }
    };
    props.analysis.checks.iter().enumerate().map(row).collect()
}

fn row_id(node: FlowNode) -> &'static str {
    match node {
        FlowNode::Request => REQUEST_ROW,
        FlowNode::Check(check) => check_id(check),
        FlowNode::Decision => DECISION_ROW,
    }
}
