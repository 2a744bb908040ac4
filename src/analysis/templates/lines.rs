//! The lines of a template that something is to be said about.

use std::collections::BTreeMap;

use super::view::{LineFinding, LineMark, MarkedLine, TemplateMistake};
use crate::analysis::{DocumentFindings, WorkspaceFindings};
use crate::policy::is_template_function;
use crate::template::import::{Origins, Report};
use crate::text::{LineIndex, Span, json};
use crate::workspace::model::Workspace;

/// What lines are marked with: all that is known of their template.
pub(super) struct Marked<'v> {
    pub(super) workspace: &'v Workspace,
    pub(super) lines: &'v LineIndex,
    pub(super) origins: &'v Origins,
}

/// The lines with mistakes.
pub(super) fn of_mistakes(mistakes: &[TemplateMistake]) -> Vec<MarkedLine> {
    in_order(mistakes.iter().map(mistake))
}

impl Marked<'_> {
    /// The lines with mistakes, those where a policy depends on what is not known, and those whose statements the linter
    /// says something of.
    pub(super) fn all(
        &self,
        mistakes: &[TemplateMistake],
        report: &Report,
        findings: &WorkspaceFindings,
    ) -> Vec<MarkedLine> {
        let line = |span: &Span| self.lines.position(span.start).line;
        let mut unknown: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for found in &report.unknown {
            for place in &found.places {
                unknown.entry(line(place)).or_default().push(found.name.clone());
            }
        }
        let unknown = unknown.into_iter().map(|(line, mut names)| {
            names.dedup();
            (line, LineMark::Unknown(names))
        });
        let waiting = report.needs_name.iter();
        let waiting = waiting.map(|found| (line(&found.place), LineMark::Waiting(found.missing.clone())));
        let findings = findings.documents.iter().flat_map(|found| self.findings(found));
        in_order(mistakes.iter().map(mistake).chain(unknown).chain(waiting).chain(findings))
    }

    fn findings(&self, found: &DocumentFindings) -> Vec<(u32, LineMark)> {
        if !self.origins.is_untouched(self.workspace, found.document) {
            return Vec::new();
        }
        let lines = LineIndex::new(&found.text);
        let marks = found.findings.iter().filter_map(|finding| {
            let place = finding.place;
            let span = Span::new(lines.byte_of_utf16(place.from), lines.byte_of_utf16(place.to));
            // That it is not known there is said already.
            let is_function =
                json::parse(span.slice(&found.text)).root.is_some_and(|root| is_template_function(&root));
            if is_function {
                return None;
            }
            let origin = self.origins.find(self.workspace, found.document, span)?;
            let mark = LineFinding {
                severity: finding.severity,
                message: finding.message.clone(),
                place: finding.place,
            };
            Some((self.lines.position(origin.start).line, LineMark::Finding(mark)))
        });
        marks.collect()
    }
}

fn mistake(found: &TemplateMistake) -> (u32, LineMark) {
    (found.line, LineMark::Mistake(found.severity, found.message.clone()))
}

/// The lines in order. What is said of one policy that stands in several documents is said once.
fn in_order(marks: impl Iterator<Item = (u32, LineMark)>) -> Vec<MarkedLine> {
    let mut by_line: BTreeMap<u32, Vec<LineMark>> = BTreeMap::new();
    for (line, mark) in marks {
        let known = by_line.entry(line).or_default();
        let says_the_same = |other: &LineMark| match (&mark, other) {
            (LineMark::Finding(one), LineMark::Finding(other)) => one.message == other.message,
            _ => mark == *other,
        };
        if !known.iter().any(says_the_same) {
            known.push(mark);
        }
    }
    by_line.into_iter().map(|(line, marks)| MarkedLine { line, marks }).collect()
}
