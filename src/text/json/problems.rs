//! The list of findings while it grows.

use super::MAX_DIAGNOSTICS;
use crate::text::{Diagnostic, Span};

/// Findings about one text: keeps the first ones and counts the others.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listed: Vec<Diagnostic>,
    unlisted: usize,
}

impl Problems {
    /// Takes a finding. A text can have millions of them, so one that has no room is not made.
    #[cold]
    pub(crate) fn add(&mut self, finding: impl FnOnce() -> Diagnostic) {
        if self.listed.len() < MAX_DIAGNOSTICS {
            self.listed.push(finding());
        } else {
            self.unlisted += 1;
        }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The findings in order of position; those that had no room are summed up at `end`.
    pub(crate) fn into_diagnostics(self, end: Span) -> Vec<Diagnostic> {
        let mut diagnostics = self.listed;
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        if self.unlisted > 0 {
            diagnostics.truncate(MAX_DIAGNOSTICS - 1);
            let unlisted = self.unlisted + 1;
            let message = format!("{unlisted} more problems are not listed");
            diagnostics.push(
                Diagnostic::error("unlisted-problems", end, message)
                    .with_help("put the listed ones right first"),
            );
        }
        diagnostics
    }
}

/// `text` in backticks, on one line and not long.
pub(crate) fn quoted(text: &str) -> String {
    const MOST_CHARACTERS: usize = 40;
    let mut quoted = String::from("`");
    for (index, character) in text.chars().enumerate() {
        if index == MOST_CHARACTERS {
            quoted.push('…');
            break;
        }
        if character.is_control() {
            quoted.extend(character.escape_default());
        } else {
            quoted.push(character);
        }
    }
    quoted.push('`');
    quoted
}
