//! What would change a decision: the smallest edits of policies or of the request after which it is allowed, or denied.
//!
//! The candidates come from the trace of the check that stands in the way: what a statement lacks, and what a Deny
//! leaves open. They are made one after the other, each followed by a new evaluation that says what stands in the way
//! next. Nothing is offered that the evaluation of the changed workspace does not confirm.

mod allowing;
mod candidate;
mod conditions;
mod denying;
mod opening;
mod request_change;
mod search;
mod situation;
mod statement_text;
mod unblocking;
mod writing;

use crate::lint::{Edit, apply_edits};
use crate::workspace::DocumentId;
use crate::workspace::edit::{Addition, add, document_mut, remove};
use crate::workspace::model::Workspace;
use serde::{Deserialize, Serialize};

pub use search::repairs;

/// What a repair is to bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goal {
    /// The request is allowed, whatever the unknown is.
    Allow,
    /// The request is denied, whatever the unknown is.
    Deny,
}

/// Changes that together bring about a [`Goal`]; evaluating the changed workspace has confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// All of it in one sentence: lower case, no full stop, user text in backticks.
    pub title: String,
    /// The changes, in the order in which they have to be made. At least one.
    pub steps: Vec<Step>,
    /// Whether policies allow more afterwards than before.
    pub broadens: bool,
    /// Whether a step edits what people usually cannot: a policy of the organization or one that AWS manages.
    pub is_out_of_reach: bool,
    /// What comes with it.
    pub opens: Opens,
    request: usize,
}

/// What a repair brings with it besides its goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opens {
    /// How many actions of the catalogue besides the requested one the edited statements allow, or no longer deny, in
    /// a place where they did not before; for [`Goal::Deny`], no longer allow or newly deny. `None` without a catalogue.
    pub further_actions: Option<usize>,
    /// What the linter finds afterwards and did not find before.
    pub findings: Vec<NewFinding>,
}

/// A finding that a repair would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFinding {
    /// The document.
    pub document: DocumentId,
    /// The code of the rule.
    pub code: String,
    /// What is wrong.
    pub message: String,
}

/// One change and what it does, as an order: lower case, no full stop, user text in backticks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it does.
    pub title: String,
    /// The change.
    pub change: Change,
}

/// A change of a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Edits the text of a document.
    Edit {
        /// The document.
        document: DocumentId,
        /// Its text, as the steps before this one left it.
        before: String,
        /// What is written where in that text; no two overlap.
        edits: Vec<Edit>,
    },
    /// Adds a document for the request.
    AddDocument {
        /// Where.
        addition: Addition,
        /// Its text.
        text: String,
    },
    /// Takes a document away.
    RemoveDocument {
        /// The document.
        document: DocumentId,
        /// Its text.
        before: String,
    },
    /// Gives the request a context key, in the place of the values that it has for it.
    SetContext {
        /// The key.
        key: String,
        /// Its values.
        values: Vec<String>,
    },
    /// Takes a context key from the request.
    RemoveContext {
        /// The key.
        key: String,
    },
    /// Sets a tag.
    Tag {
        /// On what.
        owner: TagOwner,
        /// The tag's key.
        key: String,
        /// Its value.
        value: String,
    },
    /// Makes the request one for another action.
    SetAction {
        /// The action.
        action: String,
    },
}

/// What can carry a tag: a number in the workspace's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TagOwner {
    /// A user or role.
    Principal(usize),
    /// A resource.
    Resource(usize),
}

impl Repair {
    /// The workspace with all steps made. Where one does not fit, because the workspace is not the one that the repair
    /// was made for, it stays as it is.
    #[must_use]
    pub fn apply(&self, workspace: &Workspace) -> Workspace {
        applied(workspace, self.request, self.steps.iter()).unwrap_or_else(|| workspace.clone())
    }
}

/// `workspace` after `steps`; `None` when one does not fit.
fn applied<'s>(
    workspace: &Workspace,
    request: usize,
    steps: impl Iterator<Item = &'s Step>,
) -> Option<Workspace> {
    let mut changed = workspace.clone();
    for step in steps {
        step.change.make(&mut changed, request)?;
    }
    Some(changed)
}

impl Change {
    fn make(&self, workspace: &mut Workspace, request: usize) -> Option<()> {
        match self {
            Change::Edit { document, before, edits } => {
                let found = document_mut(workspace, *document).filter(|found| found.text == *before)?;
                found.text = apply_edits(before, edits)?;
            }
            Change::AddDocument { addition, text } => {
                let document = add(workspace, request, *addition)?;
                document_mut(workspace, document)?.text.clone_from(text);
            }
            Change::RemoveDocument { document, before } => {
                document_mut(workspace, *document).filter(|found| found.text == *before)?;
                remove(workspace, *document);
            }
            Change::SetContext { key, values } => {
                let named = workspace.requests.get_mut(request)?;
                named.unknown_context.retain(|unknown| !unknown.eq_ignore_ascii_case(key));
                match named.context.iter_mut().find(|(given, _)| given.eq_ignore_ascii_case(key)) {
                    Some((_, given)) => given.clone_from(values),
                    None => drop(named.context.insert(key.clone(), values.clone())),
                }
            }
            Change::RemoveContext { key } => {
                let named = workspace.requests.get_mut(request)?;
                named.unknown_context.retain(|unknown| !unknown.eq_ignore_ascii_case(key));
                named.context.retain(|given, _| !given.eq_ignore_ascii_case(key));
            }
            Change::Tag { owner, key, value } => {
                let tags = match owner {
                    TagOwner::Principal(index) => &mut workspace.principals.get_mut(*index)?.tags,
                    TagOwner::Resource(index) => &mut workspace.resources.get_mut(*index)?.tags,
                };
                match tags.iter_mut().find(|(given, _)| given.eq_ignore_ascii_case(key)) {
                    Some((_, given)) => given.clone_from(value),
                    None => drop(tags.insert(key.clone(), value.clone())),
                }
            }
            Change::SetAction { action } => {
                workspace.requests.get_mut(request)?.action.clone_from(action);
            }
        }
        Some(())
    }
}
