//! What is wrong with a text, and where.

use serde::{Deserialize, Serialize};

use super::Span;

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Suggestion,
    /// AWS takes the text, but it hardly means what its author wants.
    Warning,
    /// AWS would refuse the text.
    Error,
}

/// One finding about a text.
///
/// Messages begin in lower case and carry no full stop; text from the user stands in backticks;
/// advice goes into `help`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the kind of finding, in kebab case: `duplicate-member`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The token it is about.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do about it, where that can be said.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding of severity [`Severity::Error`] without advice.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, span, message: message.into(), help: None }
    }

    /// A finding of severity [`Severity::Warning`] without advice.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// The same finding with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
