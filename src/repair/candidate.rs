//! A change that may remove one obstacle.

use super::situation::{Situation, is_out_of_reach};
use super::{Change, Step};
use crate::catalogue::ActionSelection;
use crate::explanation::quoted;
use crate::lint::Edit;
use crate::workspace::edit::Addition;
use crate::workspace::{DocumentId, ResolvedDocument};

/// What sort of change it is, the smaller the better among those that open equally much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Another request.
    Request,
    /// A misspelt name put right.
    Correction,
    /// An entry more in a list, or one less.
    Entry,
    /// A statement more, for this request alone.
    NewStatement,
    /// The same in a document of its own.
    NewDocument,
    /// An exemption from a Deny.
    Exemption,
    /// An entry more in a statement that is about everything, or about another service.
    WideEntry,
    /// An entry more on the other side, which inside one account is enough.
    OtherSide,
    /// A statement less.
    Removal,
}

impl Kind {
    /// How many there are.
    pub(super) const COUNT: usize = Kind::Removal as usize + 1;
}

/// A change that may remove an obstacle.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) steps: Vec<Step>,
    pub(super) kind: Kind,
    /// The actions that it allows where they were not, or the other way round.
    pub(super) actions: ActionSelection,
    pub(super) is_out_of_reach: bool,
}

impl Candidate {
    /// Another request.
    pub(super) fn of_request(steps: Vec<Step>) -> Self {
        Self { steps, kind: Kind::Request, actions: ActionSelection::default(), is_out_of_reach: false }
    }

    /// Edits of a document; `None` without edits.
    pub(super) fn edit(
        document: &ResolvedDocument<'_>,
        title: String,
        edits: Vec<Edit>,
        kind: Kind,
        actions: ActionSelection,
    ) -> Option<Self> {
        if edits.is_empty() {
            return None;
        }
        let change = Change::Edit { document: document.id, before: document.document.text.clone(), edits };
        Some(Self::of_document(document.id, &document.document.name, title, change, kind, actions))
    }

    pub(super) fn of_document(
        id: DocumentId,
        name: &str,
        title: String,
        change: Change,
        kind: Kind,
        actions: ActionSelection,
    ) -> Self {
        let is_out_of_reach = is_out_of_reach(id, name);
        Self { steps: vec![Step { title, change }], kind, actions, is_out_of_reach }
    }

    /// Whether policies allow more afterwards, when the goal is to allow.
    pub(super) fn broadens(&self) -> bool {
        self.kind != Kind::Request
    }

    /// Whether it may remove obstacles in other checks too: another request does, and so does a grant by the resource,
    /// which inside one account stands for the caller's own policies. All other checks have to let the request pass
    /// each by itself.
    pub(super) fn may_make_up_for_others(&self) -> bool {
        let is_of_resource = |step: &Step| match &step.change {
            Change::Edit { document, .. } | Change::RemoveDocument { document, .. } => {
                matches!(document, DocumentId::Resource { .. } | DocumentId::Trust { .. })
            }
            Change::AddDocument { addition, .. } => *addition == Addition::Resource,
            _ => true,
        };
        self.steps.iter().any(is_of_resource)
    }

    /// What decides which of two is tried first. Those that edit a policy come after those that do not.
    pub(super) fn order(&self) -> (bool, bool, bool, usize, usize, Kind) {
        let is_edit = self.kind > Kind::Correction;
        (self.broadens(), is_edit, self.is_out_of_reach, self.actions.len(), self.steps.len(), self.kind)
    }
}

/// The document in words: "the identity-based policy `app`".
pub(super) fn document_name(situation: &Situation<'_>, document: &ResolvedDocument<'_>) -> String {
    let kind = situation.policy_type(document.check).name();
    let name = &document.document.name;
    let name = if name.is_empty() { String::new() } else { format!(" {}", quoted(name)) };
    let level = document.level.map(|level| format!(" at {}", quoted(level))).unwrap_or_default();
    format!("the {kind}{name}{level}")
}
