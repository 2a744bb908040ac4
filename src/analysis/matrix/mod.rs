//! Decisions side by side: the callers of a workspace, or its resources, against actions.

mod columns;
mod named_callers;
mod rows;

use serde::{Deserialize, Serialize};

use super::assist::misfit;
use super::outsiders::{Outsiders, outsiders};
use crate::catalogue::Catalogue;
use crate::evaluation::Decision;
use crate::explanation::headline;
use crate::workspace::ManyRequests;
use crate::workspace::model::{NamedRequest, Workspace};

/// Nobody reads more columns than these.
pub const MOST_MATRIX_COLUMNS: usize = 50;
/// Nobody reads more rows than these.
pub const MOST_MATRIX_ROWS: usize = 50;

/// What the rows of a matrix are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatrixRows {
    /// Callers, all on one resource.
    #[default]
    Principals,
    /// Resources, all asked for by one caller.
    Resources,
}

/// What a matrix is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixQuestion {
    /// What its rows are.
    pub rows: MatrixRows,
    /// The actions of its columns as somebody typed them: names and patterns, parted by spaces, commas or line ends.
    /// Empty for those that the requests and the policies of the workspace name.
    pub actions: String,
    /// Number of the request that gives whatever is not of the row or the column: the one caller or resource, and the
    /// context.
    pub request: usize,
}

/// Decisions, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// What its rows are.
    pub row_kind: MatrixRows,
    /// What all cells have in common: the resource where the rows are principals, else the principal.
    pub fixed: String,
    /// The actions, in the order in which they were asked for; at most [`MOST_MATRIX_COLUMNS`].
    pub columns: Vec<String>,
    /// The rows, those of the workspace's own lists first; at most [`MOST_MATRIX_ROWS`].
    pub rows: Vec<MatrixRow>,
    /// What is left out or was taken otherwise than it may have been meant; lower case, no full stop, user text in
    /// backticks.
    pub notes: Vec<String>,
    /// Who may come besides the callers of the workspace, to any of its resources.
    pub outsiders: Outsiders,
}

/// A row of a [`Matrix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// The principal or the resource, as a request names it.
    pub name: String,
    /// The decisions, one for each column.
    pub cells: Vec<MatrixCell>,
}

/// A decision in a [`Matrix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// The decision; none where the request cannot be read.
    pub decision: Option<Decision>,
    /// Every decision that is possible, where it is unknown; else empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<Decision>,
    /// Why the request cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Whether the catalogue knows that the action does not work on the resource, so that AWS knows no such request,
    /// whatever the policies say of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_misfit: bool,
}

impl MatrixCell {
    /// Whether the decision is unknown only in how it denies.
    #[must_use]
    pub fn is_denied_either_way(&self) -> bool {
        self.decision == Some(Decision::Unknown) && !self.possible.contains(&Decision::Allowed)
    }
}

/// The matrix that `question` asks for. Without a catalogue patterns stand for nothing, which a note says.
#[must_use]
pub fn matrix(workspace: &Workspace, question: &MatrixQuestion, catalogue: Option<&Catalogue>) -> Matrix {
    let nothing = NamedRequest::default();
    let asked = workspace.requests.get(question.request).unwrap_or(&nothing);
    let mut notes = Vec::new();
    let columns = columns::columns(workspace, &question.actions, catalogue, &mut notes);
    let names = rows::names(workspace, question, asked, &mut notes);
    notes.extend(rows::note_on_context(asked, question.rows));
    let misfits = |resource: &str| -> Vec<bool> {
        columns.iter().map(|action| misfit_of(action, resource, catalogue).is_some()).collect()
    };
    let of_one_resource = (question.rows == MatrixRows::Principals).then(|| misfits(&asked.resource));
    let mut requests = ManyRequests::new(workspace);
    let rows = names.into_iter().map(|name| {
        let mut request = rows::request(asked, question.rows, &name);
        let misfits = of_one_resource.clone().unwrap_or_else(|| misfits(&name));
        let cells = columns.iter().zip(misfits).map(|(action, is_misfit)| {
            request.action.clone_from(action);
            match requests.decide(&request) {
                Ok(answer) => MatrixCell {
                    decision: Some(answer.decision),
                    possible: match answer.decision {
                        Decision::Unknown => answer.possible,
                        _ => Vec::new(),
                    },
                    problem: None,
                    is_misfit,
                },
                Err(error) => MatrixCell {
                    decision: None,
                    possible: Vec::new(),
                    problem: Some(error.message),
                    is_misfit,
                },
            }
        });
        let cells = cells.collect();
        MatrixRow { name: name.into_owned(), cells }
    });
    let rows = rows.collect();
    let fixed = match question.rows {
        MatrixRows::Principals => asked.resource.clone(),
        MatrixRows::Resources => asked.principal.clone(),
    };
    Matrix { row_kind: question.rows, fixed, columns, rows, notes, outsiders: outsiders(workspace) }
}

fn misfit_of(action: &str, resource: &str, catalogue: Option<&Catalogue>) -> Option<String> {
    let catalogue = catalogue?;
    misfit(catalogue.action(action)?, resource, catalogue.detailed()?)
}

/// The request that a cell decides, without a name: `row` is the row's name, `action` the column.
#[must_use]
pub fn matrix_request(
    workspace: &Workspace,
    question: &MatrixQuestion,
    row: &str,
    action: &str,
) -> NamedRequest {
    let nothing = NamedRequest::default();
    let asked = workspace.requests.get(question.request).unwrap_or(&nothing);
    NamedRequest { action: action.to_owned(), ..rows::request(asked, question.rows, row) }
}

/// Why a cell is as it is, in a sentence or two without the last full stop; user text in backticks.
#[must_use]
pub fn matrix_reason(
    workspace: &Workspace,
    question: &MatrixQuestion,
    row: &str,
    action: &str,
    catalogue: Option<&Catalogue>,
) -> String {
    let request = matrix_request(workspace, question, row, action);
    let by_policies = match ManyRequests::new(workspace).trace(&request) {
        Ok(traced) => headline(&traced.trace, &traced.request),
        Err(error) => error.message,
    };
    match misfit_of(action, &request.resource, catalogue) {
        Some(misfit) => format!("{misfit}. By the policies alone: {by_policies}"),
        None => by_policies,
    }
}
