//! What the page says outside the panels.

/// A passing message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toast {
    /// What happened.
    pub(crate) text: String,
    /// Whether "Undo" is offered; such a message stays until it is dismissed.
    pub(crate) can_undo: bool,
}

impl Toast {
    /// A message that goes by itself.
    pub(crate) fn passing(text: impl Into<String>) -> Self {
        Self { text: text.into(), can_undo: false }
    }

    /// A message with "Undo".
    pub(crate) fn undoable(text: impl Into<String>) -> Self {
        Self { text: text.into(), can_undo: true }
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
}
