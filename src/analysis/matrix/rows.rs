//! The callers or resources of a matrix.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{MOST_MATRIX_ROWS, MatrixQuestion, MatrixRows, named_callers::named_callers};
use crate::analysis::assist;
use crate::explanation::quoted;
use crate::workspace::model::{NamedRequest, OrderedMap, Workspace};

/// The names of the rows: what the workspace lists, then what only its requests name, then the callers whom only the
/// policy of the resource names.
pub(super) fn names<'w>(
    workspace: &'w Workspace,
    question: &MatrixQuestion,
    asked: &'w NamedRequest,
    notes: &mut Vec<String>,
) -> Vec<Cow<'w, str>> {
    let rows = question.rows;
    let (listed, of_requests): (Vec<&str>, Vec<&str>) = match rows {
        MatrixRows::Principals => (
            (workspace.principals.iter().map(|principal| &*principal.arn))
                .chain(workspace.sessions.iter().map(|session| &*session.arn))
                .collect(),
            workspace.requests.iter().map(|request| request.principal.trim()).collect(),
        ),
        MatrixRows::Resources => (
            workspace.resources.iter().map(|resource| &*resource.arn).collect(),
            workspace.requests.iter().map(|request| &*request.resource).collect(),
        ),
    };
    let mut seen = HashSet::new();
    let known = listed.into_iter().chain(of_requests).map(Cow::Borrowed);
    let mut all: Vec<_> = known.filter(|name| !name.is_empty() && seen.insert(name.clone())).collect();
    if rows == MatrixRows::Principals {
        let mut more = named_callers(workspace, question.request);
        more.retain(|name| seen.insert(name.clone()));
        if !more.is_empty() {
            let names: Vec<String> = more.iter().map(|name| quoted(name)).collect();
            let names = assist::listed(names.iter().map(String::as_str));
            notes.push(format!(
                "the policy of the resource names {names}: what other policies apply to them is not in the workspace"
            ));
        }
        all.append(&mut more);
    }
    if all.len() <= MOST_MATRIX_ROWS {
        return all;
    }
    let (kind, own) = match rows {
        MatrixRows::Principals => ("principals", asked.principal.trim()),
        MatrixRows::Resources => ("resources", &*asked.resource),
    };
    notes.push(format!("{MOST_MATRIX_ROWS} of {} {kind} are shown", all.len()));
    // The one that is asked about stays in sight.
    let is_out_of_sight = all.iter().skip(MOST_MATRIX_ROWS).any(|name| *name == own);
    all.truncate(MOST_MATRIX_ROWS);
    if let (true, Some(place)) = (is_out_of_sight, all.last_mut()) {
        *place = Cow::Borrowed(own);
    }
    all
}

/// The request of a row, with the action of `asked`: all that `asked` has, but what it says of its own caller or
/// resource does not hold for another one.
pub(super) fn request(asked: &NamedRequest, rows: MatrixRows, name: &str) -> NamedRequest {
    let mut request = NamedRequest { name: None, expect: None, ..asked.clone() };
    let is_own = match rows {
        MatrixRows::Principals => std::mem::replace(&mut request.principal, name.to_owned()).trim() == name,
        MatrixRows::Resources => std::mem::replace(&mut request.resource, name.to_owned()) == name,
    };
    if !is_own {
        let is_kept = |key: &str| !is_about_row(key, rows);
        request.context = OrderedMap::from_iter(request.context.into_iter().filter(|(key, _)| is_kept(key)));
        request.unknown_context.retain(|key| is_kept(key));
        if rows == MatrixRows::Resources {
            request.resource_account = None;
        }
    }
    request
}

/// Says which keys of the context hold for one row alone.
pub(super) fn note_on_context(asked: &NamedRequest, rows: MatrixRows) -> Option<String> {
    let keys = asked.context.keys().chain(&asked.unknown_context);
    let keys: Vec<String> = keys.filter(|key| is_about_row(key, rows)).map(|key| quoted(key)).collect();
    let whose = match rows {
        MatrixRows::Principals => "principal",
        MatrixRows::Resources => "resource",
    };
    let (what, verb) =
        if keys.len() == 1 { ("the context key", "counts") } else { ("the context keys", "count") };
    (!keys.is_empty())
        .then(|| format!("{what} {} {verb} only for the {whose} of the request", keys.join(", ")))
}

/// Whether a context key tells something of the caller, or of the resource, that need not hold for another one.
fn is_about_row(key: &str, rows: MatrixRows) -> bool {
    let key = key.to_ascii_lowercase();
    match rows {
        MatrixRows::Principals => {
            key.starts_with("aws:principal")
                || matches!(
                    &*key,
                    "aws:userid" | "aws:username" | "aws:sourceidentity" | "aws:federatedprovider"
                )
        }
        MatrixRows::Resources => {
            key.starts_with("aws:resource")
                || key.contains(":resourcetag/")
                || key.starts_with("s3:existingobjecttag/")
        }
    }
}
