//! What a repair would change, to be read before it is applied.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use crate::evaluation::Check;
use crate::explanation::quoted;
use crate::lint::apply_edits;
use crate::repair::{Change, Repair, TagOwner};
use crate::workspace::DocumentId;
use crate::workspace::document_list::{self, Entry};
use crate::workspace::edit;
use crate::workspace::model::{NamedRequest, Workspace};

/// Unchanged lines that are shown before and after changed ones.
const CONTEXT: usize = 3;

/// What a repair would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepairPreview {
    /// The documents that it edits, adds or takes away, in the order of its steps.
    pub documents: Vec<DocumentChange>,
    /// What becomes of the request, the caller and the resource, one phrase each: lower case, no full stop, user text
    /// in backticks.
    pub request: Vec<String>,
}

/// What becomes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// The check it belongs to.
    pub check: Check,
    /// Its name; empty for one that is added.
    pub name: String,
    /// What it is attached to; empty for one that is added.
    pub owner: String,
    /// Whether it is there afterwards.
    pub is_removed: bool,
    /// Whether it was there before.
    pub is_added: bool,
    /// The changed stretches with some lines around them, from the top down.
    pub stretches: Vec<DiffStretch>,
}

/// Lines that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffStretch {
    /// The number of the first line in the text before, from 1.
    pub line: usize,
    /// The lines.
    pub lines: Vec<DiffLine>,
}

/// A line of a text before or after the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    /// In which of the two it stands.
    pub side: LineSide,
    /// The line without its end.
    pub text: String,
}

/// In which text a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineSide {
    /// In both.
    Both,
    /// In the one before: it goes.
    Before,
    /// In the one after: it is new.
    After,
}

/// A document, still without its lines, and its text before and after the steps that were looked at.
struct Changed {
    change: DocumentChange,
    /// Under which number later steps know it; none for one that they do not edit.
    id: Option<DocumentId>,
    before: String,
    after: String,
}

/// What `repair`, which was found for request number `request` of `workspace`, would change in it.
#[must_use]
pub fn preview(repair: &Repair, workspace: &Workspace, request: usize) -> RepairPreview {
    let all = document_list::all(workspace);
    let mut changed: Vec<Changed> = Vec::new();
    let mut of_request = Vec::new();
    for step in &repair.steps {
        match &step.change {
            Change::Edit { document, before, edits } => {
                let Some(after) = apply_edits(before, edits) else { continue };
                let is_it = |found: &&mut Changed| found.id == Some(*document) && found.after == *before;
                match changed.iter_mut().find(is_it) {
                    Some(found) => found.after = after,
                    None => changed.push(Changed {
                        change: named(&all, workspace, *document, before),
                        id: Some(*document),
                        before: before.clone(),
                        after,
                    }),
                }
            }
            Change::AddDocument { addition, text } => changed.push(Changed {
                change: DocumentChange {
                    check: addition.check(),
                    name: addition.title().to_owned(),
                    owner: String::new(),
                    is_removed: false,
                    is_added: true,
                    stretches: Vec::new(),
                },
                id: None,
                before: String::new(),
                after: text.clone(),
            }),
            Change::RemoveDocument { document, before } => changed.push(Changed {
                change: DocumentChange { is_removed: true, ..named(&all, workspace, *document, before) },
                id: None,
                before: before.clone(),
                after: String::new(),
            }),
            other => of_request.extend(request_change(other, workspace, request)),
        }
    }
    let documents = changed.into_iter().map(|Changed { change, before, after, .. }| DocumentChange {
        stretches: line_diff(&before, &after),
        ..change
    });
    RepairPreview { documents: documents.collect(), request: of_request }
}

/// A document under its name. After another one was removed, its id may have come to mean its neighbour, so the text
/// counts as well.
fn named(all: &[Entry], workspace: &Workspace, id: DocumentId, text: &str) -> DocumentChange {
    let has_text =
        |entry: &&Entry| edit::document(workspace, entry.id).is_some_and(|found| found.text == text);
    let entry = all.iter().filter(has_text).max_by_key(|entry| entry.id == id);
    DocumentChange {
        check: document_list::check_of(id),
        name: entry.map(|entry| entry.name.clone()).unwrap_or_default(),
        owner: entry.map(|entry| entry.owner.clone()).unwrap_or_default(),
        is_removed: false,
        is_added: false,
        stretches: Vec::new(),
    }
}

fn request_change(change: &Change, workspace: &Workspace, request: usize) -> Option<String> {
    let named = workspace.requests.get(request)?;
    Some(match change {
        Change::SetContext { key, values } => {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            format!("{} becomes {}{}", quoted(key), values.join(", "), instead_of(named, key))
        }
        Change::RemoveContext { key } => {
            format!("the request has no {} any more{}", quoted(key), instead_of(named, key))
        }
        Change::Tag { owner, key, value } => {
            let of = match owner {
                TagOwner::Principal(index) => &workspace.principals.get(*index)?.arn,
                TagOwner::Resource(index) => &workspace.resources.get(*index)?.arn,
            };
            format!("{} gets the tag {} with the value {}", quoted(of), quoted(key), quoted(value))
        }
        Change::SetAction { action } => {
            format!("the action becomes {} instead of {}", quoted(action), quoted(&named.action))
        }
        Change::Edit { .. } | Change::AddDocument { .. } | Change::RemoveDocument { .. } => return None,
    })
}

fn instead_of(request: &NamedRequest, key: &str) -> String {
    match request.context.iter().find(|(given, _)| given.eq_ignore_ascii_case(key)) {
        Some((_, values)) => {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            format!(" instead of {}", values.join(", "))
        }
        None => String::new(),
    }
}

/// The lines in which two texts differ.
fn line_diff(before: &str, after: &str) -> Vec<DiffStretch> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let groups = group_diff_ops(capture_diff_slices(Algorithm::Myers, &before, &after), CONTEXT);
    let stretch = |group: Vec<DiffOp>| DiffStretch {
        line: group.first().map_or(0, |operation| operation.old_range().start) + 1,
        lines: group.iter().flat_map(|operation| operation_lines(operation, &before, &after)).collect(),
    };
    groups.into_iter().map(stretch).collect()
}

fn operation_lines(operation: &DiffOp, before: &[&str], after: &[&str]) -> Vec<DiffLine> {
    let lines = |side: LineSide, lines: Option<&[&str]>| -> Vec<DiffLine> {
        let lines = lines.unwrap_or_default().iter();
        lines.map(|line| DiffLine { side, text: (*line).to_owned() }).collect()
    };
    let (tag, old, new) = operation.as_tag_tuple();
    if tag == DiffTag::Equal {
        return lines(LineSide::Both, before.get(old));
    }
    let mut found = lines(LineSide::Before, before.get(old));
    found.extend(lines(LineSide::After, after.get(new)));
    found
}
