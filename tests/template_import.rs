//! What templates make of a workspace, and what they leave open.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "template_import/again.rs"]
mod again;
#[path = "template_import/decisions.rs"]
mod decisions;
#[path = "template_import/fixtures.rs"]
mod fixtures;
mod managed_policies;
#[path = "template_import/origins.rs"]
mod origins;
#[path = "template_import/pasted.rs"]
mod pasted;
#[path = "template_import/placing.rs"]
mod placing;
#[path = "template_import/unseen.rs"]
mod unseen;

use policyscope::template::{TakenOver, take_over};
use policyscope::workspace::edit::document;
use policyscope::workspace::model::{PolicyDocument, Template, TemplateValues, Workspace};
use policyscope::workspace::{DocumentId, document_list};
use serde_json::{Value, json};

fn values(given: Value) -> TemplateValues {
    serde_json::from_value(given).unwrap()
}

/// The account and the Region that most tests give.
fn here() -> TemplateValues {
    values(json!({"account": "111122223333", "region": "eu-central-1"}))
}

fn template(text: &str, given: TemplateValues) -> Template {
    Template { name: "stack".to_owned(), text: text.to_owned(), given, ..Template::default() }
}

fn taken_into(workspace: &Workspace, text: &str, given: TemplateValues) -> TakenOver {
    take_over(workspace, template(text, given)).unwrap_or_else(|found| panic!("{found:?}\n{text}"))
}

fn taken(text: &str, given: TemplateValues) -> TakenOver {
    taken_into(&Workspace::default(), text, given)
}

/// The documents apart from those of front doors, which follow their API as a whole.
fn placed(workspace: &Workspace) -> Vec<document_list::Entry> {
    let mut all = document_list::all(workspace);
    all.retain(|entry| !matches!(entry.id, DocumentId::Api { .. }));
    all
}

/// The document of that name at that owner.
fn id_of(workspace: &Workspace, owner: &str, name: &str) -> DocumentId {
    let all = document_list::all(workspace);
    let found = all.iter().find(|entry| entry.owner == owner && entry.name == name);
    found.unwrap_or_else(|| panic!("no `{name}` at `{owner}`: {all:?}")).id
}

fn document_of<'w>(workspace: &'w Workspace, owner: &str, name: &str) -> &'w PolicyDocument {
    document(workspace, id_of(workspace, owner, name)).unwrap()
}
