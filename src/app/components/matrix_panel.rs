//! The matrix: callers or resources against actions, a decision in each cell.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::matrix_grid::{Cell, MatrixGrid, short_name};
use super::outsider_list::outsider_list;
use super::prose::prose;
use crate::analysis::{Matrix, MatrixQuestion, MatrixRows, matrix_reason, matrix_request};
use crate::app::hooks::{Overview, use_matrix};
use crate::app::state::{Action, CatalogueEvent, SharedCatalogue, State};
use crate::app::words;
use crate::app::{Dispatch, Moment};
use crate::explanation::capitalised;

/// How long the focus rests on a cell before its reason is looked for, in milliseconds.
const REST: u32 = 300;

/// Properties of [`MatrixPanel`].
#[derive(PartialEq, Properties)]
pub(crate) struct MatrixPanelProps {
    /// The page.
    pub(crate) state: Moment,
}

/// The matrix and what it shows; it is worked out as long as this is part of the page.
#[component]
pub(crate) fn MatrixPanel(props: &MatrixPanelProps) -> Html {
    let state = &props.state;
    let dispatch: Dispatch = state.dispatcher();
    let row_kind = use_state_eq(MatrixRows::default);
    let actions = use_state_eq(AttrValue::default);
    let question =
        MatrixQuestion { rows: *row_kind, actions: actions.to_string(), request: state.selected() };
    let overview = use_matrix(state, question.clone());
    let rested = use_state_eq(|| None::<Cell>);
    let reason = use_reason(state, &question, &overview, *rested);
    let choose_rows = |rows: MatrixRows, name: &'static str| {
        let row_kind = row_kind.clone();
        let is_chosen = *row_kind == rows;
        let onchange = Callback::from(move |_: Event| row_kind.set(rows));
        html! {
            <label class="segment">
                <input type="radio" name="matrix-rows" class="visually-hidden" checked={is_chosen} {onchange} />
                <span class="segment-face">{ name }</span>
            </label>
        }
    };
    let oninput = {
        let actions = actions.clone();
        Callback::from(move |event: InputEvent| {
            actions.set(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
        })
    };
    {
        let dispatch = dispatch.clone();
        use_effect_with((), move |()| {
            for event in [CatalogueEvent::Approached, CatalogueEvent::DetailsNeeded] {
                dispatch.dispatch(Action::Catalogue(event));
            }
        });
    }
    let onrest = use_callback(rested.setter(), |cell: Option<Cell>, rested| rested.set(cell));
    let onopen = {
        let (state, found) = (state.clone(), overview.clone());
        let question = question.clone();
        Callback::from(move |cell: Cell| {
            let named = found.as_ref().and_then(|overview| cell.names(&overview.found));
            if let Some((row, action)) = named {
                let request = matrix_request(&state.workspace, &question, row, action);
                state.dispatch(Action::ShowRequest(Box::new(request)));
            }
        })
    };
    let current = overview.as_ref().and_then(|overview| current_cell(&overview.found, state));
    html! {
        <div class="matrix">
            <div class="matrix-controls">
                <fieldset class="segments">
                    <legend class="visually-hidden">{ "Rows" }</legend>
                    { choose_rows(MatrixRows::Principals, "Principals") }
                    { choose_rows(MatrixRows::Resources, "Resources") }
                </fieldset>
                <label for="matrix-actions" class="hint">{ "Actions" }</label>
                <textarea id="matrix-actions" class="code matrix-actions" rows="1" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby="matrix-actions-hint" value={(*actions).clone()} {oninput} />
                <p id="matrix-actions-hint" class="hint">{ "Names and patterns such as " }<code>{ "s3:Get*" }</code>{ "; empty: those that requests and policies name." }</p>
            </div>
            <div class="matrix-said" role="status">{ said(&overview) }</div>
            if let Some(overview) = &overview {
                { outsider_list(&overview.found.outsiders, &dispatch) }
                { notes(&overview.found) }
                if overview.found.rows.is_empty() || overview.found.columns.is_empty() {
                    <p class="empty">{ nothing(&overview.found) }</p>
                } else {
                    <MatrixGrid matrix={Rc::clone(&overview.found)} is_current={overview.is_current} {current} {onrest} {onopen} />
                }
            }
            <div class="matrix-reason" role="status">{ for reason }</div>
        </div>
    }
}

/// Why the cell on which the focus rests is as it is.
#[hook]
fn use_reason(
    state: &Moment,
    question: &MatrixQuestion,
    overview: &Option<Overview<Matrix>>,
    rested: Option<Cell>,
) -> Option<Html> {
    let names = overview.as_ref().filter(|overview| overview.is_current).and_then(|overview| {
        let (row, action) = rested?.names(&overview.found)?;
        Some((row.to_owned(), action.to_owned()))
    });
    let reason = use_state_eq(|| None::<((String, String), String)>);
    {
        let (reason, workspace) = (reason.clone(), Rc::clone(&state.workspace));
        let catalogue = state.catalogue.catalogue().cloned();
        let of = (names.clone(), question.clone(), state.revision, catalogue);
        use_effect_with(of, move |(names, question, _, catalogue)| {
            let (names, question, catalogue) = (names.clone(), question.clone(), catalogue.clone());
            let timer = Timeout::new(REST, move || {
                reason.set(names.map(|names| {
                    let catalogue = catalogue.as_ref().map(SharedCatalogue::get);
                    let said = matrix_reason(&workspace, &question, &names.0, &names.1, catalogue);
                    (names, said)
                }));
            });
            move || drop(timer)
        });
    }
    let (of, said) = (*reason).as_ref().filter(|reason| Some(&reason.0) == names.as_ref())?;
    let (row, _) = short_name(&of.0);
    Some(html! {
        <p>
            <strong>{ row }{ ", " }<code>{ &of.1 }</code>{ ": " }</strong>
            { prose(&capitalised(said)) }
        </p>
    })
}

/// The cell that decides what the selected request asks.
fn current_cell(matrix: &Matrix, state: &State) -> Option<Cell> {
    let request = state.request()?;
    let own = match matrix.row_kind {
        MatrixRows::Principals => request.principal.trim(),
        MatrixRows::Resources => request.resource.as_str(),
    };
    let row = matrix.rows.iter().position(|row| row.name == own)?;
    let column = matrix.columns.iter().position(|action| action.eq_ignore_ascii_case(&request.action))?;
    Some(Cell { row, column })
}

fn said(overview: &Option<Overview<Matrix>>) -> Html {
    let Some(Overview { found, is_current }) = overview else {
        return html! { <p class="hint">{ "Being worked out…" }</p> };
    };
    let (kind, verb) = match found.row_kind {
        MatrixRows::Principals => ("principal", "on"),
        MatrixRows::Resources => ("resource", "for"),
    };
    let fixed = if found.fixed.is_empty() { "nobody yet" } else { found.fixed.as_str() };
    html! {
        <p>
            { format!("{} × {} {verb} ", words::count(found.rows.len(), kind), words::count(found.columns.len(), "action")) }
            <code>{ fixed }</code>
            if !is_current { <span class="hint">{ "; being worked out anew…" }</span> }
        </p>
    }
}

fn notes(matrix: &Matrix) -> Html {
    if matrix.notes.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="matrix-notes hint">
            { for matrix.notes.iter().map(|note| html! { <li>{ prose(&capitalised(note)) }{ "." }</li> }) }
        </ul>
    }
}

fn nothing(matrix: &Matrix) -> &'static str {
    match (matrix.rows.is_empty(), matrix.row_kind) {
        (true, MatrixRows::Principals) => "The workspace names no principal.",
        (true, MatrixRows::Resources) => "The workspace names no resource.",
        (false, _) => "There is no action to ask for: write one, such as s3:GetObject.",
    }
}
