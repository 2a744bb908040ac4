//! A chain as a drawing: what leads to what, one row for each kind of thing. All that it shows is said in the lists beside
//! it.

use yew::{Html, classes, html};

use crate::analysis::functions::{ChainNodeKind, ChainNodeState, RoleChain};

const BOX_WIDTH: u32 = 168;
const BOX_HEIGHT: u32 = 40;
const GAP_X: u32 = 12;
const GAP_Y: u32 = 20;
/// Room for the lines around a box.
const MARGIN: u32 = 2;
/// As many characters of a title fit into a box.
const MOST_CHARACTERS: usize = 22;

/// The rows from the right to the template; what may take the right away stands beside the statements.
const ROWS: [&[ChainNodeKind]; 8] = [
    &[ChainNodeKind::Permission],
    &[ChainNodeKind::Statement, ChainNodeKind::Limit],
    &[ChainNodeKind::Policy],
    &[ChainNodeKind::Source],
    &[ChainNodeKind::Role],
    &[ChainNodeKind::Trust],
    &[ChainNodeKind::Function],
    &[ChainNodeKind::Template],
];

/// Where a box stands, in pixels.
#[derive(Clone, Copy)]
struct Corner {
    node: usize,
    x: u32,
    y: u32,
}

/// The drawing of a chain.
pub(super) fn chain_drawing(chain: &RoleChain) -> Html {
    let rows: Vec<Vec<usize>> = ROWS
        .iter()
        .map(|kinds| {
            let nodes = chain.nodes.iter().enumerate().filter(|(_, node)| kinds.contains(&node.kind));
            nodes.map(|(number, _)| number).collect()
        })
        .filter(|row: &Vec<usize>| !row.is_empty())
        .collect();
    let most = rows.iter().map(Vec::len).max().unwrap_or(1);
    let width_of = |boxes: usize| {
        let boxes = u32::try_from(boxes).unwrap_or(1);
        boxes * BOX_WIDTH + boxes.saturating_sub(1) * GAP_X
    };
    let width = width_of(most) + 2 * MARGIN;
    let mut corners = Vec::new();
    let mut y = MARGIN;
    for row in &rows {
        let mut x = (width - width_of(row.len())) / 2;
        for node in row {
            corners.push(Corner { node: *node, x, y });
            x += BOX_WIDTH + GAP_X;
        }
        y += BOX_HEIGHT + GAP_Y;
    }
    let height = y - GAP_Y + MARGIN;
    let corner = |node: usize| corners.iter().find(|corner| corner.node == node);
    let edges = chain.edges.iter().filter_map(|edge| {
        let (from, to) = (corner(edge.from)?, corner(edge.to)?);
        let (start, end) = (from.y + BOX_HEIGHT, to.y);
        let (x, end_x) = (from.x + BOX_WIDTH / 2, to.x + BOX_WIDTH / 2);
        let half = end.saturating_sub(start) / 2;
        let drawn =
            format!("M{x} {start}C{x} {} {end_x} {} {end_x} {end}", start + half, end.saturating_sub(half));
        let is_limit = chain.limits.contains(&edge.to);
        Some(html! { <path class={classes!("chain-line", is_limit.then_some("limit"))} d={drawn} /> })
    });
    html! {
        <svg class="chain-drawing" width={width.to_string()} height={height.to_string()}
            viewBox={format!("0 0 {width} {height}")} aria-hidden="true" focusable="false">
            { for edges }
            { for corners.iter().map(|corner| node(chain, *corner)) }
        </svg>
    }
}

fn node(chain: &RoleChain, corner: Corner) -> Html {
    let Some(node) = chain.nodes.get(corner.node) else { return Html::default() };
    let state = match node.state {
        ChainNodeState::Known if node.kind == ChainNodeKind::Limit => "limit",
        ChainNodeState::Known => "known",
        ChainNodeState::Unknown => "unknown",
        ChainNodeState::Missing => "missing",
    };
    let mark = match node.state {
        ChainNodeState::Known => "",
        ChainNodeState::Unknown => " ?",
        ChainNodeState::Missing => " ✕",
    };
    let (x, y) = (corner.x + 8, corner.y);
    html! {
        <g class={classes!("chain-node", state)}>
            <rect x={corner.x.to_string()} y={y.to_string()} width={BOX_WIDTH.to_string()} height={BOX_HEIGHT.to_string()} rx="4" />
            <text class="chain-node-kind" x={x.to_string()} y={(y + 15).to_string()}>{ node.kind.name() }{ mark }</text>
            <text x={x.to_string()} y={(y + 31).to_string()}>{ shortened(&node.title) }</text>
        </g>
    }
}

/// A title that fits into a box.
fn shortened(title: &str) -> String {
    if title.chars().count() <= MOST_CHARACTERS {
        return title.to_owned();
    }
    let start: String = title.chars().take(MOST_CHARACTERS - 1).collect();
    format!("{start}…")
}
