//! What the linter says of the documents of a workspace.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::rc::Rc;

use super::Place;
use crate::catalogue::Catalogue;
use crate::lint::{
    self, DocumentType, Finding, Fix, Linter, Safety, Severity, Suppression, read_root, rules, suppress,
};
use crate::text::json::Node;
use crate::text::{self, LineIndex, Span};
use crate::workspace::document_list::document_type;
use crate::workspace::is_not_known;
use crate::workspace::model::{DocumentSuppression, PolicyDocument, Workspace};
use crate::workspace::{DocumentId, document_list, edit};

/// What there is to show of all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceFindings {
    /// The documents in the order of the checks, those without findings too.
    pub documents: Vec<Rc<DocumentFindings>>,
    /// How many rules are not applied because they need more of the action catalogue than is loaded.
    pub rules_left_out: usize,
}

/// What there is to show of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFindings {
    /// Which.
    pub document: DocumentId,
    /// The text that was linted.
    pub text: String,
    /// What it was linted as.
    pub document_type: DocumentType,
    /// The findings in order of place, without those that are suppressed.
    pub findings: Vec<FindingView>,
    /// How many are suppressed.
    pub suppressed: usize,
    /// What suppresses them, in the order of the document.
    pub suppressions: Vec<SuppressionView>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// The code of its rule.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// Its main place.
    pub place: Place,
    /// Column of its beginning, from 1, in characters.
    pub column: u32,
    /// What is wrong; user text in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Further places that belong to it.
    pub also: Vec<Place>,
    /// Ways to mend it, the best first, with edits of [`DocumentFindings::text`].
    pub fixes: Vec<Fix>,
    /// What suppresses exactly this finding.
    pub suppression: Suppression,
}

/// A suppression of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuppressionView {
    /// What it says.
    pub suppression: Suppression,
    /// Whether it suppresses nothing, although its rule was applied and the text could be read.
    pub is_unused: bool,
}

impl DocumentFindings {
    /// The text after a fix of one of its findings; `None` for a fix of another text.
    #[must_use]
    pub fn fixed(&self, fix: &Fix) -> Option<String> {
        lint::apply_edits(&self.text, &fix.edits)
    }

    /// How many findings [`WorkspaceLinter::fix_all`] can mend at once.
    #[must_use]
    pub fn safely_fixable(&self) -> usize {
        let is_safe = |finding: &&FindingView| {
            finding.fixes.iter().any(|fix| fix.safety == Safety::Safe) && !self.is_suppressed(&finding.rule)
        };
        self.findings.iter().filter(is_safe).count()
    }

    /// Whether some findings of the rule are suppressed.
    fn is_suppressed(&self, code: &str) -> bool {
        self.suppressions.iter().any(|view| view.suppression.code == code)
    }

    fn is_about(&self, document: &PolicyDocument, document_type: DocumentType) -> bool {
        let present = document.suppressions.iter().map(|stored| &stored.suppression);
        self.text == document.text
            && self.document_type == document_type
            && present.eq(self.suppressions.iter().map(|view| &view.suppression))
    }
}

/// Whether a linter finds the same in both workspaces, since the documents are the same as far as it reads them.
#[must_use]
pub fn lint_alike(one: &Workspace, other: &Workspace) -> bool {
    fn read(
        workspace: &Workspace,
    ) -> impl Iterator<Item = (DocumentId, DocumentType, &str, &[DocumentSuppression])> {
        document_list::all(workspace).into_iter().filter_map(move |entry| {
            let document = edit::document(workspace, entry.id)?;
            let document_type = document_type(workspace, entry.id);
            Some((entry.id, document_type, document.text.as_str(), document.suppressions.as_slice()))
        })
    }
    read(one).eq(read(other))
}

/// A linter that remembers what it found in each document of a workspace.
pub struct WorkspaceLinter {
    catalogue: Option<Catalogue>,
    linter: Linter,
    found: HashMap<DocumentId, Rc<DocumentFindings>>,
}

impl WorkspaceLinter {
    /// A linter with all rules that the loaded part of the catalogue allows.
    #[must_use]
    pub fn new(catalogue: Option<Catalogue>) -> Self {
        Self { linter: Linter::new(catalogue.clone()), catalogue, found: HashMap::new() }
    }

    /// Lints every document that has changed since the last time.
    pub fn lint(&mut self, workspace: &Workspace) -> WorkspaceFindings {
        let mut found = HashMap::new();
        let mut documents = Vec::new();
        for entry in document_list::all(workspace) {
            let Some(document) = edit::document(workspace, entry.id) else { continue };
            let document_type = document_type(workspace, entry.id);
            let before = self.found.remove(&entry.id);
            let known = before.filter(|before| before.is_about(document, document_type));
            let findings =
                known.unwrap_or_else(|| Rc::new(self.lint_document(entry.id, document, document_type)));
            documents.push(Rc::clone(&findings));
            found.insert(entry.id, findings);
        }
        self.found = found;
        WorkspaceFindings { documents, rules_left_out: self.linter.left_out().count() }
    }

    /// The text after every safe fix; `None` when there is none to make. Rules of which the document suppresses
    /// findings are left out.
    #[must_use]
    pub fn fix_all(&self, findings: &DocumentFindings) -> Option<String> {
        let wanted = rules::all().filter(|rule| !findings.is_suppressed(rule.code));
        let linter = Linter::with_rules(self.catalogue.clone(), wanted);
        let fixed = lint::fix_all(&linter, &findings.text, Some(findings.document_type), false);
        (fixed.text != findings.text).then_some(fixed.text)
    }

    fn lint_document(
        &self,
        id: DocumentId,
        document: &PolicyDocument,
        document_type: DocumentType,
    ) -> DocumentFindings {
        let text = &document.text;
        let suppressions: Vec<Suppression> =
            document.suppressions.iter().map(|stored| stored.suppression.clone()).collect();
        let mut findings = Vec::new();
        let (mut suppressed, mut unused) = (0, Vec::new());
        // An empty text is a policy that is still to be pasted.
        if !text.trim().is_empty() && !is_not_known(document) {
            let (root, of_reader) = read_root(text);
            let all = self.linter.lint(text, Some(document_type)).findings;
            let total = all.len();
            let (left, without_findings) = suppress(all, &root, &suppressions);
            suppressed = total - left.len();
            if of_reader.iter().all(|found| found.severity != text::Severity::Error) {
                unused = without_findings;
            }
            let placer = Placer { document: id, lines: LineIndex::new(text) };
            findings.extend(left.into_iter().map(|finding| view(finding, &root, &placer)));
        }
        let view = |(index, suppression): (usize, Suppression)| SuppressionView {
            is_unused: unused.contains(&index) && self.applies(&suppression.code),
            suppression,
        };
        DocumentFindings {
            document: id,
            text: text.clone(),
            document_type,
            findings,
            suppressed,
            suppressions: suppressions.into_iter().enumerate().map(view).collect(),
        }
    }

    /// Whether the rule is not among those that are left out. One that does not exist is not.
    fn applies(&self, code: &str) -> bool {
        self.linter.left_out().all(|rule| rule.code != code)
    }
}

/// Puts places of one document into the editor's terms.
struct Placer {
    document: DocumentId,
    lines: LineIndex,
}

impl Placer {
    fn place(&self, span: Span) -> Place {
        Place::new(self.document, span, &self.lines)
    }

    fn column(&self, span: Span) -> u32 {
        self.lines.position(span.start).column + 1
    }
}

fn view(finding: Finding, root: &Node<'_>, placer: &Placer) -> FindingView {
    FindingView {
        rule: finding.rule.code.to_owned(),
        severity: finding.rule.severity,
        place: placer.place(finding.span),
        column: placer.column(finding.span),
        suppression: Suppression::of(&finding, root),
        also: finding.also.iter().map(|span| placer.place(*span)).collect(),
        message: finding.message,
        help: finding.help,
        fixes: finding.fixes,
    }
}
