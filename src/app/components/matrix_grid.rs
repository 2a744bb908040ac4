//! The grid of a matrix: one stop for the Tab key, arrow keys from cell to cell.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::analysis::{Matrix, MatrixCell};
use crate::app::browser::focus::focus;
use crate::app::icon::{Icon, icon};
use crate::app::words::{self, Look};
use crate::evaluation::Decision;
use crate::matching::split_arn;

/// How many rows Page Up and Page Down go.
const PAGE: usize = 10;

/// A cell of the grid, counted from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Cell {
    /// What its row and its column are called.
    pub(super) fn names(self, matrix: &Matrix) -> Option<(&str, &str)> {
        Some((&matrix.rows.get(self.row)?.name, matrix.columns.get(self.column)?))
    }

    /// The nearest one that a grid of this size has.
    fn within(self, rows: usize, columns: usize) -> Self {
        Self { row: self.row.min(rows.saturating_sub(1)), column: self.column.min(columns.saturating_sub(1)) }
    }

    /// Where a key leads from here.
    fn after(self, key: &str, is_whole: bool, rows: usize, columns: usize) -> Option<Self> {
        let Self { row, column } = self;
        let to = |row, column| Some(Self { row, column }.within(rows, columns));
        match (key, is_whole) {
            ("Home", true) => to(0, 0),
            ("End", true) => to(usize::MAX, usize::MAX),
            (_, true) => None,
            ("ArrowLeft", _) => to(row, column.saturating_sub(1)),
            ("ArrowRight", _) => to(row, column + 1),
            ("ArrowUp", _) => to(row.saturating_sub(1), column),
            ("ArrowDown", _) => to(row + 1, column),
            ("Home", _) => to(row, 0),
            ("End", _) => to(row, usize::MAX),
            ("PageUp", _) => to(row.saturating_sub(PAGE), column),
            ("PageDown", _) => to(row + PAGE, column),
            _ => None,
        }
    }

    fn id(self) -> String {
        format!("matrix-{}-{}", self.row, self.column)
    }

    /// The cell that an event comes from.
    fn of(event: &Event) -> Option<Self> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        let id = target.closest("[role=gridcell]").ok()??.id();
        let (row, column) = id.strip_prefix("matrix-")?.split_once('-')?;
        Some(Self { row: row.parse().ok()?, column: column.parse().ok()? })
    }
}

/// Properties of [`MatrixGrid`].
#[derive(PartialEq, Properties)]
pub(super) struct MatrixGridProps {
    /// What it shows.
    pub(super) matrix: Rc<Matrix>,
    /// Whether that is about what stands on the page now.
    pub(super) is_current: bool,
    /// The cell of the selected request.
    pub(super) current: Option<Cell>,
    /// Gets the cell that has the focus; none when the focus leaves.
    pub(super) onrest: Callback<Option<Cell>>,
    /// Gets the cell whose request is to be shown.
    pub(super) onopen: Callback<Cell>,
}

/// The grid.
#[component]
pub(super) fn MatrixGrid(props: &MatrixGridProps) -> Html {
    let matrix = &props.matrix;
    let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
    let active = use_state_eq(|| None::<Cell>);
    let stop = active.or(props.current).unwrap_or_default().within(rows, columns);
    let onkeydown = {
        let onopen = props.onopen.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() || event.meta_key() || event.shift_key() {
                return;
            }
            let Some(cell) = Cell::of(&event) else { return };
            match event.key().as_str() {
                "Enter" | " " if !event.ctrl_key() => onopen.emit(cell),
                key => match cell.after(key, event.ctrl_key(), rows, columns) {
                    Some(next) => {
                        focus(&format!("#{}", next.id()));
                    }
                    None => return,
                },
            }
            event.prevent_default();
        })
    };
    let onclick = {
        let onopen = props.onopen.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(cell) = Cell::of(&event) {
                onopen.emit(cell);
            }
        })
    };
    let onfocusin = {
        let (active, onrest) = (active.clone(), props.onrest.clone());
        Callback::from(move |event: FocusEvent| {
            let cell = Cell::of(&event);
            uncover(&event);
            active.set(cell);
            onrest.emit(cell);
        })
    };
    let onfocusout = props.onrest.reform(|_: FocusEvent| None);
    let column = |action: &String| {
        let (service, name) = action.split_once(':').unwrap_or(("", action));
        html! {
            <th scope="col" role="columnheader" title={action.clone()}>
                <span class="matrix-over">{ service }{ ":" }</span>{ name }
            </th>
        }
    };
    let show_row = |index: usize| {
        let column = |cell: Cell| (cell.row == index).then_some(cell.column);
        html! { <GridRow key={index} matrix={Rc::clone(matrix)} {index} stop={column(stop)} current={props.current.and_then(column)} /> }
    };
    html! {
        <div class="matrix-box">
            <table class="matrix-grid" role="grid" aria-label="Decisions" aria-readonly="true" aria-busy={(!props.is_current).then_some("true")}
                {onkeydown} {onclick} {onfocusin} {onfocusout}>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader" class="matrix-corner"><span class="visually-hidden">{ "Name" }</span></th>
                        { for matrix.columns.iter().map(column) }
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    { for (0..rows).map(show_row) }
                </tbody>
            </table>
        </div>
    }
}

/// Scrolls the grid until the headers, which stay where they are, do not cover the cell that got the focus.
fn uncover(event: &FocusEvent) {
    let cell = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some((cell, scrolled)) = cell.and_then(|cell| {
        let scrolled = cell.closest(".matrix-box").ok()??;
        Some((cell, scrolled))
    }) else {
        return;
    };
    let corner = scrolled.query_selector(".matrix-corner").ok().flatten();
    let Some(corner) = corner.and_then(|corner| corner.dyn_into::<HtmlElement>().ok()) else { return };
    let (left, top) =
        (cell.offset_left() - corner.offset_width(), cell.offset_top() - corner.offset_height());
    if left < scrolled.scroll_left() {
        scrolled.set_scroll_left(left);
    }
    if top < scrolled.scroll_top() {
        scrolled.set_scroll_top(top);
    }
}

#[derive(PartialEq, Properties)]
struct GridRowProps {
    matrix: Rc<Matrix>,
    index: usize,
    /// The column of the cell at which Tab stops, if it is in this row.
    stop: Option<usize>,
    /// The column of the cell of the selected request.
    current: Option<usize>,
}

/// A row; moving the focus renders only those that it leaves and enters.
#[component]
fn GridRow(props: &GridRowProps) -> Html {
    let Some(row) = props.matrix.rows.get(props.index) else {
        return Html::default();
    };
    let (name, over) = short_name(&row.name);
    let cells = row.cells.iter().zip(&props.matrix.columns).enumerate().map(|(column, (decided, action))| {
        let (look, word) = look(decided);
        let full = format!("{}: {name}, {action}", look.word);
        let title = decided.problem.clone().unwrap_or_else(|| look.word.to_owned());
        html! {
            <td role="gridcell" id={Cell { row: props.index, column }.id()} class={classes!("matrix-cell", look.class)}
                tabindex={if props.stop == Some(column) { "0" } else { "-1" }} aria-label={full} {title}
                aria-current={(props.current == Some(column)).then_some("true")}>
                <span class="matrix-face">{ icon(look.icon) }{ word }</span>
            </td>
        }
    });
    html! {
        <tr role="row">
            <th scope="row" role="rowheader" title={row.name.clone()}>
                if !over.is_empty() { <span class="matrix-over">{ over }</span> }
                { name }
            </th>
            { for cells }
        </tr>
    }
}

/// How a cell looks, with its full word, and the short word that stands in it.
fn look(cell: &MatrixCell) -> (Look, &'static str) {
    let look = words::decision(cell.decision);
    match cell.decision {
        Some(_) if cell.is_misfit => (words::MISFIT, words::MISFIT.word),
        Some(Decision::ExplicitlyDenied | Decision::ImplicitlyDenied) => (look, "Denied"),
        Some(Decision::Unknown) if cell.is_denied_either_way() => {
            (Look { icon: Icon::ImplicitDeny, word: "Denied either way", ..look }, "Denied")
        }
        Some(_) => (look, look.word),
        None => (look, "Unclear"),
    }
}

/// The part of an ARN that names the thing, and what stands before it in a few words; a text that is no ARN as it is.
pub(super) fn short_name(name: &str) -> (&str, String) {
    match split_arn(name) {
        Some([_, _, service, region, account, resource]) => {
            // Whoever is at the end of an ARN of IAM or STS is told by its account.
            let service = if matches!(service, "iam" | "sts") { "" } else { service };
            let before = [service, region, account];
            let before: Vec<&str> = before.into_iter().filter(|field| !field.is_empty()).collect();
            (resource, before.join(" "))
        }
        None => (name, String::new()),
    }
}
