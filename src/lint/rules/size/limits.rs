//! Counting the length of a document.

use crate::lint::{Finding, Report, Subject};
use crate::policy::check_size;

/// What counts towards a limit.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    /// Bytes in UTF-8.
    Bytes,
    /// Characters.
    Characters,
    /// Characters that are no white space.
    CharactersWithoutSpace,
}

/// The most that a document may have.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    /// How many.
    pub(super) most: usize,
    /// Of what.
    pub(super) unit: Unit,
}

impl Limit {
    /// How much `text` has, and of what, if that is too much.
    fn excess(self, text: &str) -> Option<(usize, &'static str)> {
        // No text has more characters than bytes.
        if text.len() <= self.most {
            return None;
        }
        let size = match self.unit {
            Unit::Bytes => (text.len(), "bytes"),
            Unit::Characters => (text.chars().count(), "characters"),
            Unit::CharactersWithoutSpace => {
                let count = text.chars().filter(|character| !character.is_whitespace()).count();
                (count, "characters besides white space")
            }
        };
        (size.0 > self.most).then_some(size)
    }
}

/// Reports a document that is longer than `limit`, the limit of a `policy`.
pub(super) fn report_longer<'r>(
    limit: Limit,
    policy: &str,
    subject: &Subject<'_>,
    report: &'r mut Report,
) -> Option<&'r mut Finding> {
    let (size, unit) = limit.excess(subject.text)?;
    let most = limit.most;
    let message = format!("the document has {size} {unit}; AWS takes at most {most} in a {policy}");
    Some(report.at(subject.root.span, message).help("split it, or name fewer things"))
}

/// Reports a document that is longer than the limit of its policy type.
pub(super) fn report_document_too_long(subject: &Subject<'_>, report: &mut Report) {
    if let Some(diagnostic) = check_size(subject.text, subject.policy_type()) {
        let finding = report.at(subject.root.span, diagnostic.message);
        finding.help = diagnostic.help;
    }
}
