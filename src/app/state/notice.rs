//! What the page says outside the panels.

use crate::workspace::model::Workspace;
use crate::workspace::{DocumentId, edit};

/// A way through what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// One step is taken back.
    Back,
    /// One step that was taken back is made again.
    Forth,
}

impl Way {
    /// What a button says.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Way::Back => "Undo",
            Way::Forth => "Redo",
        }
    }

    pub(super) fn done(self) -> &'static str {
        match self {
            Way::Back => "Undone",
            Way::Forth => "Redone",
        }
    }

    pub(super) fn nothing_to_do(self) -> &'static str {
        match self {
            Way::Back => "Nothing to undo",
            Way::Forth => "Nothing to redo",
        }
    }
}

/// A passing message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toast {
    /// What happened.
    pub(crate) text: String,
    /// What is offered; a message with an offer stays a little longer.
    pub(crate) offer: Option<Way>,
}

impl Toast {
    /// A message that goes by itself.
    pub(crate) fn passing(text: impl Into<String>) -> Self {
        Self { text: text.into(), offer: None }
    }

    /// A message with "Undo".
    pub(crate) fn undoable(text: impl Into<String>) -> Self {
        Self::offering(text, Way::Back)
    }

    /// A message with "Undo" or "Redo".
    pub(super) fn offering(text: impl Into<String>, way: Way) -> Self {
        Self { text: text.into(), offer: Some(way) }
    }
}

/// A message that stays until it is dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Banner {
    /// What happened.
    pub(crate) text: String,
    /// What to do about it; may be empty.
    pub(crate) advice: String,
    /// Whether something went wrong.
    pub(crate) is_problem: bool,
    /// What can be done from here.
    pub(crate) offer: Option<BannerOffer>,
}

impl Banner {
    /// Something went wrong.
    pub(crate) fn problem(text: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { text: text.into(), advice: advice.into(), is_problem: true, offer: None }
    }

    /// Something worth knowing.
    pub(crate) fn news(text: impl Into<String>) -> Self {
        Self { text: text.into(), advice: String::new(), is_problem: false, offer: None }
    }

    /// The same message with an offer.
    pub(crate) fn offering(mut self, offer: BannerOffer) -> Self {
        self.offer = Some(offer);
        self
    }

    /// Whether `workspace` no longer holds what the message is about, so that its offer could do nothing.
    pub(super) fn is_outdated(&self, workspace: &Workspace) -> bool {
        match &self.offer {
            Some(BannerOffer::TakeOutOfPolicy { document, after, .. }) => {
                edit::document(workspace, *document).is_none_or(|document| document.text != *after)
            }
            _ => false,
        }
    }
}

/// What a [`Banner`] offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BannerOffer {
    /// The draft that the opened workspace took the place of, as JSON.
    RestoreDraft(String),
    /// A text that could not be read, to be saved as a file.
    SaveText(String),
    /// A link that could not be put on the clipboard, to be copied by hand.
    CopyByHand(String),
    /// A text that was pasted into a policy and belongs into none, to be taken out and into the box for any text.
    TakeOutOfPolicy {
        /// Where it was pasted.
        document: DocumentId,
        /// What was pasted.
        text: String,
        /// The document's text before.
        before: String,
        /// The document's text with it.
        after: String,
    },
}
