//! What a rule reports.

use super::Rule;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// One finding in a document.
#[derive(Clone)]
pub struct Finding {
    /// The rule whose finding it is.
    pub rule: &'static Rule,
    /// The token that it is about.
    pub span: Span,
    /// Further tokens that belong to it, in the order in which they matter.
    pub also: Vec<Span>,
    /// What is wrong: lower case, no full stop, user text in backticks.
    pub message: String,
    /// What to do about it, where that can be said.
    pub help: Option<String>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// All its places, the main one first.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.span).chain(self.also.iter().copied())
    }

    /// Adds advice.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
    pub fn also(&mut self, span: Span) -> &mut Self {
        self.also.push(span);
        self
    }

    /// Adds a way to mend it; one without edits is left out, so that an edit that cannot be made makes no fix.
    pub fn fix(
        &mut self,
        title: impl Into<String>,
        safety: Safety,
        edits: impl IntoIterator<Item = Edit>,
    ) -> &mut Self {
        let edits: Vec<Edit> = edits.into_iter().collect();
        if !edits.is_empty() {
            self.fixes.push(Fix { title: title.into(), safety, edits });
        }
        self
    }
}

/// Whether a fix may change a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Safety {
    /// No request is decided otherwise afterwards.
    Safe,
    /// Some request may be; a person has to look.
    Unsafe,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as an order: `remove the action`.
    pub title: String,
    /// Whether it may change a decision.
    pub safety: Safety,
    /// What is written where; no two overlap.
    pub edits: Vec<Edit>,
}

/// A replacement of a stretch of the document's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}
