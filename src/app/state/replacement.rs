//! What the editor is to make of a document.

use crate::workspace::DocumentId;

/// An order to the editor to turn one text into another. The number tells two like orders apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    /// Rises with each order.
    pub(crate) serial: u64,
    /// The document.
    pub(crate) document: DocumentId,
    /// The text that is replaced; where another one stands by then, nothing is.
    pub(crate) before: String,
    /// What it becomes.
    pub(crate) after: String,
}
