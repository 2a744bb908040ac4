//! Findings of the linter that somebody has looked at.

use serde::{Deserialize, Serialize};

use super::UnknownMembers;
use crate::lint::Suppression;

/// Findings that are not shown any more in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a suppression")]
pub struct DocumentSuppression {
    /// Which.
    #[serde(flatten)]
    pub suppression: Suppression,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

impl From<Suppression> for DocumentSuppression {
    fn from(suppression: Suppression) -> Self {
        Self { suppression, unknown_members: UnknownMembers::new() }
    }
}
