//! What a repair brings with it.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::{NewFinding, Repair};
use crate::catalogue::{ActionSelection, Catalogue};
use crate::lint::{Finding, Linter};
use crate::workspace::document_list::document_type;
use crate::workspace::edit::document;
use crate::workspace::model::Workspace;
use crate::workspace::{DocumentId, document_list};

/// How many actions besides the requested one the candidates open, or close.
pub(super) fn further_actions(
    candidates: &[Candidate],
    requested: &str,
    catalogue: Option<&Catalogue>,
) -> Option<usize> {
    let catalogue = catalogue?;
    let nothing = ActionSelection::default();
    let all = candidates.iter().fold(nothing, |all, candidate| all.union(&candidate.actions));
    let is_in = catalogue.action(requested).is_some_and(|action| all.contains(action));
    Some(all.len() - usize::from(is_in))
}

/// What the linter finds: code and message of each finding.
type Findings = Vec<(&'static str, String)>;

/// Compares what the linter finds before and after. Each text is linted once: repairs share many of their steps.
pub(super) struct FindingComparison<'w> {
    workspace: &'w Workspace,
    linter: Linter,
    known: HashMap<(DocumentId, String), Findings>,
}

impl<'w> FindingComparison<'w> {
    pub(super) fn new(workspace: &'w Workspace, catalogue: Option<&Catalogue>) -> Self {
        Self { workspace, linter: Linter::new(catalogue.cloned()), known: HashMap::new() }
    }

    /// Fills in the findings that `repair` would bring.
    pub(super) fn tell(&mut self, repair: &mut Repair) {
        let changed = repair.apply(self.workspace);
        let mut findings = Vec::new();
        for entry in document_list::all(&changed) {
            let text = |workspace| document(workspace, entry.id).map(|found| found.text.as_str());
            if text(&changed) == text(self.workspace) {
                continue;
            }
            let mut before = self.found(self.workspace, entry.id).to_vec();
            for (code, message) in self.found(&changed, entry.id) {
                match before.iter().position(|(other, text)| other == code && text == message) {
                    Some(index) => drop(before.swap_remove(index)),
                    None => findings.push(NewFinding {
                        document: entry.id,
                        code: (*code).to_owned(),
                        message: message.clone(),
                    }),
                }
            }
        }
        repair.opens.findings = findings;
    }

    fn found(&mut self, workspace: &Workspace, id: DocumentId) -> &Findings {
        let text = document(workspace, id).map(|document| document.text.clone()).unwrap_or_default();
        let linter = &self.linter;
        self.known.entry((id, text)).or_insert_with_key(|(id, text)| match text.is_empty() {
            true => Findings::new(),
            false => {
                let findings = linter.lint(text, Some(document_type(workspace, *id))).findings;
                findings.into_iter().map(|Finding { rule, message, .. }| (rule.code, message)).collect()
            }
        })
    }
}
