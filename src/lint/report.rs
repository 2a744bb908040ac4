//! Where rules put their findings.

use super::{Finding, Rule};
use crate::text::{Diagnostic, Span};

/// The findings of one document.
pub struct Report {
    findings: Vec<Finding>,
    rule: &'static Rule,
}

impl Report {
    pub(super) fn new(rule: &'static Rule) -> Self {
        Self { findings: Vec::new(), rule }
    }

    /// The rule whose findings come now.
    pub(super) fn begin(&mut self, rule: &'static Rule) {
        self.rule = rule;
    }

    /// Reports a finding at `span`, to which advice, places and fixes can be added.
    pub fn at(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        let message = message.into();
        let finding =
            Finding { rule: self.rule, span, also: Vec::new(), message, help: None, fixes: Vec::new() };
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        #[allow(clippy::indexing_slicing, reason = "the finding was pushed just now")]
        &mut self.findings[last]
    }

    /// Reports what a reader said.
    pub fn take_over(&mut self, diagnostic: &Diagnostic) -> &mut Finding {
        let finding = self.at(diagnostic.span, diagnostic.message.clone());
        finding.help.clone_from(&diagnostic.help);
        finding
    }

    /// The findings in order of place, then of code.
    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| (finding.span, finding.rule.code));
        self.findings
    }
}
