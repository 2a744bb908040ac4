//! What the analysis and the linter say about a document, as marks of the editor.

use super::finding_action::FindingAction;
use crate::analysis::{DocumentCoverage, DocumentFindings, DocumentView, FindingView};
use crate::app::editor_binding::{EditorDiagnostic, EditorSeverity, Highlight, StatementMark};
use crate::app::words;
use crate::lint::Severity;

/// More marks than this would slow the editor down and help nobody.
const MOST: usize = 500;

/// The findings, in their order.
pub(super) fn diagnostics(findings: &DocumentFindings) -> Vec<EditorDiagnostic> {
    let diagnostic = |finding: &FindingView| EditorDiagnostic {
        from: finding.place.from,
        to: finding.place.to,
        severity: match finding.severity {
            Severity::Error => EditorSeverity::Error,
            Severity::Security => EditorSeverity::Security,
            Severity::Warning => EditorSeverity::Warning,
            Severity::Suggestion => EditorSeverity::Suggestion,
        },
        message: finding.message.clone(),
        help: finding.help.clone(),
        rule: finding.rule.clone(),
        // A button of the editor holds plain text.
        actions: FindingAction::all(finding)
            .into_iter()
            .map(|action| action.label(finding).replace('`', ""))
            .collect(),
    };
    findings.findings.iter().take(MOST).map(diagnostic).collect()
}

/// A sign beside the first line of each statement.
pub(super) fn statement_marks(view: &DocumentView) -> Vec<StatementMark> {
    let mark = |statement: &crate::analysis::StatementView| {
        let look = words::statement(statement.applies, statement.decides);
        Some(StatementMark {
            from: statement.place?.from,
            glyph: look.icon.character().to_owned(),
            class_name: format!("statement-mark {}", look.class),
            title: format!("{}: {}", look.word, statement.summary),
        })
    };
    view.statements.iter().take(MOST).filter_map(mark).collect()
}

/// The entries of the elements, underlined as they match or not.
pub(super) fn highlights(view: &DocumentView) -> Vec<Highlight> {
    let elements = view.statements.iter().flat_map(|statement| &statement.elements);
    let marks = elements.flat_map(|element| element.marks.iter());
    let highlight = |mark: &crate::analysis::Mark| {
        let look = words::element_match(mark.matches);
        Highlight {
            from: mark.from,
            to: mark.to,
            class_name: format!("entry {}", look.class),
            title: Some(look.word.to_owned()),
        }
    };
    marks.take(MOST).map(highlight).collect()
}

/// For each statement that no request reaches a sign beside its first line, and its text set apart. The view knows the
/// latest places, where there is one.
pub(super) fn unreached(
    covered: &DocumentCoverage,
    view: Option<&DocumentView>,
) -> Vec<(StatementMark, Highlight)> {
    let statements = covered.statements.iter().take(MOST).filter_map(|statement| {
        let words = words::not_reached(statement.reach)?;
        let latest = view.and_then(|view| view.statements.get(statement.index)?.place);
        let (from, to) = latest.map_or((statement.from, statement.to), |place| (place.from, place.to));
        let mark = StatementMark {
            from,
            glyph: "∅".to_owned(),
            class_name: "statement-mark unreached-mark".to_owned(),
            title: words.to_owned(),
        };
        let stretch = Highlight { from, to, class_name: "unreached".to_owned(), title: None };
        Some((mark, stretch))
    });
    statements.collect()
}
