//! Applying fixes.

use super::{DocumentType, Edit, Finding, Fix, Linter, Safety};
use crate::text::Severity;
use crate::text::json::parse;

/// The most rounds of [`fix_all`]; a fix may uncover another finding.
pub const MAX_ROUNDS: usize = 10;

/// What [`fix_all`] made of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text afterwards.
    pub text: String,
    /// The codes of the rules whose findings were mended, one for each fix, in the order in which they were.
    pub codes: Vec<&'static str>,
    /// How many rounds changed something.
    pub rounds: usize,
}

/// The text with the edits made; `None` when two of them overlap or one does not lie in the text.
#[must_use]
pub fn apply_edits(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        result.push_str(text.get(done..edit.span.start as usize)?);
        result.push_str(&edit.text);
        done = edit.span.end as usize;
    }
    result.push_str(text.get(done..)?);
    Some(result)
}

/// Applies the first fix of every finding, safe ones only unless `also_unsafe`, again and again until no finding has
/// one, at most [`MAX_ROUNDS`] times. A fix after which the text would have a syntax error that it did not have is
/// left out.
#[must_use]
pub fn fix_all(linter: &Linter, text: &str, document_type: Option<DocumentType>, also_unsafe: bool) -> Fixed {
    // What the document is must not change with its text.
    let document_type = document_type.unwrap_or_else(|| linter.lint(text, None).document_type);
    let mut fixed = Fixed { text: text.to_owned(), codes: Vec::new(), rounds: 0 };
    while fixed.rounds < MAX_ROUNDS {
        let findings = linter.lint(&fixed.text, Some(document_type)).findings;
        let Some((text, codes)) = one_round(&fixed.text, &findings, also_unsafe) else {
            break;
        };
        fixed.text = text;
        fixed.codes.extend(codes);
        fixed.rounds += 1;
    }
    fixed
}

/// The text after as many fixes as do not touch one another, and whose they were; `None` when there is none.
fn one_round(text: &str, findings: &[Finding], also_unsafe: bool) -> Option<(String, Vec<&'static str>)> {
    let errors = syntax_errors(text);
    let mut edits: Vec<Edit> = Vec::new();
    let mut codes = Vec::new();
    for finding in findings {
        let wanted = |fix: &&Fix| also_unsafe || fix.safety == Safety::Safe;
        let Some(fix) = finding.fixes.iter().find(wanted) else {
            continue;
        };
        if fix.edits.iter().any(|edit| edits.iter().any(|taken| touch(edit, taken))) {
            continue;
        }
        let alone = apply_edits(text, &fix.edits);
        if alone.is_none_or(|alone| alone == text || syntax_errors(&alone) > errors) {
            continue;
        }
        edits.extend(fix.edits.iter().cloned());
        codes.push(finding.rule.code);
    }
    let changed = apply_edits(text, &edits).filter(|changed| changed != text)?;
    // Each is right alone; that all together are is looked at once more.
    (syntax_errors(&changed) <= errors).then_some((changed, codes))
}

/// Whether two edits overlap or stand side by side, so that the one may take away a comma that the other counts on.
fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}

fn syntax_errors(text: &str) -> usize {
    parse(text).diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}
