//! The rail beside the checks: lines and nodes, drawn row by row so that they stand where the rows stand. All that it
//! shows is said in the rows too, so assistive technology passes over it.

use yew::{Html, html};

use crate::analysis::{Course, Flow, FlowEdge, FlowNode, FlowSkip};
use crate::app::icon::{Icon, icon_at};
use crate::app::words::Look;
use crate::evaluation::Check;

/// Where ways that go past checks run, and the lanes, in pixels from the left.
const SKIP_X: u32 = 8;
const LANE_X: [u32; 2] = [24, 44];
/// The middle of a row's first line.
const MIDDLE: u32 = 16;
/// How far lines stay off a large and a small node.
const GAP: u32 = 9;
const SMALL_GAP: u32 = 6;

/// A row of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RailRow {
    /// The heading of a lane.
    Lane(usize),
    /// Anything that lines lead to.
    Node(FlowNode),
}

impl RailRow {
    /// Where it comes among the rows.
    fn position(self) -> usize {
        match self {
            RailRow::Lane(_) => 1,
            RailRow::Node(node) => position(node),
        }
    }
}

fn position(node: FlowNode) -> usize {
    match node {
        FlowNode::Request => 0,
        FlowNode::Check(check) => 2 + Check::ALL.iter().position(|found| *found == check).unwrap_or(0),
        FlowNode::Decision => 2 + Check::ALL.len(),
    }
}

/// How far a walk has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    /// Where it stands.
    pub(super) node: FlowNode,
}

impl Progress {
    /// Whether it stands at `node` or has passed it.
    pub(super) fn has_reached(self, node: FlowNode) -> bool {
        position(node) <= position(self.node)
    }
}

/// What stands beside one row: the lines through it, and its node, which looks like `look`.
pub(super) fn drawing(flow: &Flow, row: RailRow, look: Option<Look>, progress: Option<Progress>) -> Html {
    let here = row.position();
    let lane = match row {
        RailRow::Lane(lane) => lane,
        RailRow::Node(FlowNode::Check(check)) => {
            flow.checks.iter().find(|found| found.check == check).map_or(0, |found| found.lane)
        }
        RailRow::Node(_) => 0,
    };
    let is_ahead = |node: FlowNode| progress.is_some_and(|progress| !progress.has_reached(node));
    let gap = match look.map(|look| look.icon) {
        Some(Icon::NotSupplied | Icon::NoImpact) => SMALL_GAP,
        _ => GAP,
    };
    let edges =
        flow.edges.iter().map(|edge| straight(edge, here, gap, class(edge.course, is_ahead(edge.to))));
    let skips = flow.skips.iter().map(|skip| around(skip, here, gap, class(skip.course, is_ahead(skip.to))));
    let is_now = progress.is_some_and(|progress| row == RailRow::Node(progress.node));
    let x = LANE_X.get(lane).copied().unwrap_or(SKIP_X);
    html! {
        <svg class="rail-drawing" width="60" height="100%" aria-hidden="true" focusable="false">
            { for edges }
            { for skips }
            if is_now {
                <circle class="rail-now" cx={x.to_string()} cy={MIDDLE.to_string()} r="11" />
            }
            { node(row, look, x) }
        </svg>
    }
}

fn node(row: RailRow, look: Option<Look>, x: u32) -> Html {
    match (row, look) {
        (_, Some(look)) => html! { <g class="rail-node">{ icon_at(look.icon, x, MIDDLE) }</g> },
        (RailRow::Lane(_), None) => {
            html! { <circle class="rail-dot" cx={x.to_string()} cy={MIDDLE.to_string()} r="3" /> }
        }
        (RailRow::Node(_), None) => {
            html! { <circle class="rail-dot" cx={x.to_string()} cy={MIDDLE.to_string()} r="5" /> }
        }
    }
}

fn class(course: Course, is_ahead: bool) -> &'static str {
    match course {
        _ if is_ahead => "rail-line ahead",
        Course::Taken => "rail-line taken",
        Course::Open => "rail-line open",
        Course::NotTaken => "rail-line not-taken",
    }
}

/// The part of a straight way that lies in the row at position `here`.
fn straight(edge: &FlowEdge, here: usize, gap: u32, class: &'static str) -> Html {
    let (from, to) = (position(edge.from), position(edge.to));
    let Some(x) = LANE_X.get(edge.lane).copied() else { return Html::default() };
    if from < here && here < to {
        return vertical(x, "0", "100%", class);
    }
    // The second lane leaves the first one below the request and joins it at the decision.
    let bends = edge.lane > 0;
    let first = LANE_X.first().copied().unwrap_or_default();
    if here == from && bends && edge.from == FlowNode::Request {
        let bend = format!("M{} {MIDDLE}H{}a6 6 0 0 1 6 6", first + gap, x - 6);
        return html! { <>{ path(bend, class) }{ vertical(x, &(MIDDLE + 6).to_string(), "100%", class) }</> };
    }
    if here == to && bends && edge.to == FlowNode::Decision {
        let bend = format!("M{x} 0V{}a6 6 0 0 1 -6 6H{}", MIDDLE - 6, first + gap);
        return path(bend, class);
    }
    if here == from {
        return vertical(x, &(MIDDLE + gap).to_string(), "100%", class);
    }
    if here == to {
        return vertical(x, "0", &(MIDDLE - gap).to_string(), class);
    }
    Html::default()
}

/// The part of a way past checks that lies in the row at position `here`.
fn around(skip: &FlowSkip, here: usize, gap: u32, class: &'static str) -> Html {
    let (from, to) = (position(skip.from), position(skip.to));
    let Some(lane) = LANE_X.get(skip.lane).copied() else { return Html::default() };
    if from < here && here < to {
        return vertical(SKIP_X, "0", "100%", class);
    }
    if here == from {
        let bend = format!("M{} {MIDDLE}H{}a6 6 0 0 0 -6 6", lane - gap, SKIP_X + 6);
        return html! { <>{ path(bend, class) }{ vertical(SKIP_X, &(MIDDLE + 6).to_string(), "100%", class) }</> };
    }
    if here == to {
        let bend = format!("M{SKIP_X} 0V{}a6 6 0 0 0 6 6H{}", MIDDLE - 6, lane - gap);
        return path(bend, class);
    }
    Html::default()
}

fn vertical(x: u32, from: &str, to: &str, class: &'static str) -> Html {
    let x = x.to_string();
    html! { <line {class} x1={x.clone()} y1={from.to_owned()} x2={x} y2={to.to_owned()} /> }
}

fn path(drawn: String, class: &'static str) -> Html {
    html! { <path {class} d={drawn} /> }
}
