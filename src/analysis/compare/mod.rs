//! Two versions of a workspace side by side: the decisions that changed, and the actions that the documents allow or deny
//! now and did not before.

mod documents;
mod other_version;
mod requests;

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::evaluation::Decision;
use crate::workspace::model::{NamedRequest, Workspace};
use crate::workspace::{DocumentId, edit};

pub use other_version::{OtherVersion, other_version};

/// What changed between two versions of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionComparison {
    /// The requests of both: those with another decision first, in the order of [`DecisionChange`], then those with the
    /// same; each group in the order of the later version, followed by those that only the earlier one has.
    pub requests: Vec<RequestComparison>,
    /// The documents whose texts differ, in the order of the checks, then those that are gone.
    pub documents: Vec<DocumentComparison>,
}

/// A request in both versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestComparison {
    /// The request as the later version has it; as the earlier one has it, where it is gone.
    pub request: NamedRequest,
    /// Its number in the version that it was taken from.
    pub number: usize,
    /// In which versions it is.
    pub fate: RequestFate,
    /// How its decision changed.
    pub change: DecisionChange,
    /// What the earlier version says.
    pub before: ComparedDecision,
    /// What the later version says.
    pub after: ComparedDecision,
}

/// In which versions a request is. One that only one version has is put to both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestFate {
    /// In both, and asks the same.
    Kept,
    /// In both under one name, and asks something else now.
    Edited,
    /// In the later one alone.
    Added,
    /// In the earlier one alone.
    Removed,
}

/// The decision of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedDecision {
    /// The decision; none where the request cannot be read.
    pub decision: Option<Decision>,
    /// Whether it is unknown only in how it denies.
    pub is_denied_either_way: bool,
    /// Why the request cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// How a decision changed, that to look at first coming first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionChange {
    /// It was not surely allowed, and is.
    NewlyAllowed,
    /// It was not surely denied, and is.
    NewlyDenied,
    /// It was known, and depends on what is unknown now.
    BecameUnknown,
    /// It could be read, and cannot any more.
    BecameUnreadable,
    /// It is denied as before, but by a Deny where an Allow was missing, or the other way round.
    DeniedInAnotherWay,
    /// It did not.
    Unchanged,
}

/// A document whose text differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentComparison {
    /// Where the later version keeps it; the earlier one, where it is gone.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// What it is attached to: an ARN or an id.
    pub owner: String,
    /// In which versions it is.
    pub fate: DocumentFate,
    /// What became of the actions that its statements are about; none without a catalogue.
    pub actions: Option<ActionChanges>,
}

/// In which versions a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFate {
    /// In both, with another text.
    Edited,
    /// In the later one alone.
    Added,
    /// In the earlier one alone.
    Removed,
}

/// The actions that a document's statements are about in one version and not in the other. Only `Effect` and `Action` of
/// statements that can be read are looked at: which resources they are about, and under which conditions, is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionChanges {
    /// Only the later version allows them.
    pub newly_allowed: ActionList,
    /// Only the earlier version allows them.
    pub no_longer_allowed: ActionList,
    /// Only the later version denies them.
    pub newly_denied: ActionList,
    /// Only the earlier version denies them.
    pub no_longer_denied: ActionList,
}

/// Some actions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionList {
    /// How many there are.
    pub count: usize,
    /// Patterns that stand for them and for no others, ascending.
    pub patterns: Vec<String>,
}

/// Compares `after` with `before`. Requests belong together that have one name; those without a partner of their name,
/// when they ask the same. Documents belong together that have one owner, one check and one name; those that are left,
/// by their order at one owner.
#[must_use]
pub fn compare(before: &Workspace, after: &Workspace, catalogue: Option<&Catalogue>) -> VersionComparison {
    VersionComparison {
        requests: requests::compare(before, after),
        documents: documents::compare(before, after, catalogue),
    }
}

/// `workspace` with `text` in the place of the text of `document`, to be compared with it; unchanged where there is no
/// such document.
#[must_use]
pub fn with_document_text(workspace: &Workspace, document: DocumentId, text: String) -> Workspace {
    let mut changed = workspace.clone();
    if let Some(found) = edit::document_mut(&mut changed, document) {
        found.text = text;
    }
    changed
}
