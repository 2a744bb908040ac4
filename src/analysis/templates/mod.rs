//! The templates of a workspace for the page: what can be given for one, what was taken from it, its lines; and the way
//! from a document back to the line of its template.

mod lines;
mod links;
mod values;
mod view;

pub use links::{DocumentStanding, TemplateLinks, TemplateOrigins, template_origins};
pub use view::{
    LineFinding, LineMark, MarkedLine, RemarkGroup, RemarkKind, Taken, TemplateMistake, TemplateReading,
    TemplateRemark, TemplateValue, TemplateView,
};

use crate::analysis::WorkspaceFindings;
use crate::template::import::{Remark, Report, Stack, read_resolved, update};
use crate::text::{Diagnostic, LineIndex, Span};
use crate::workspace::model::{Template, TemplateValues, Workspace};

/// What there is to say about template number `number` of `workspace`, in whose documents the linter found `findings`.
/// `None` where there is no template of that number.
#[must_use]
pub fn template_view(
    workspace: &Workspace,
    number: usize,
    findings: &WorkspaceFindings,
) -> Option<TemplateView> {
    let template = workspace.templates.get(number)?;
    let lines = LineIndex::new(&template.text);
    let (resolved, diagnostics) = read_resolved(&template.text, &template.given);
    let mistakes = mistakes(&diagnostics, &lines);
    let Some(resolved) = resolved else {
        let lines = lines::of_mistakes(&mistakes);
        return Some(TemplateView { mistakes, lines, ..TemplateView::default() });
    };
    let stack = Stack::from(resolved.clone());
    let imported = update(workspace, number, &stack, &stack);
    let report = &imported.report;
    let (values, without_account) = values::values(&resolved, &template.given, report, &lines);
    let marked = lines::Marked { workspace, lines: &lines, origins: &imported.origins };
    Some(TemplateView {
        values,
        without_account,
        lines: marked.all(&mistakes, report, findings),
        taken: Some(taken(report, &lines)),
        mistakes,
    })
}

/// What is wrong with a text that is to take the place of a template for which `given` was given.
#[must_use]
pub fn template_reading(text: &str, given: &TemplateValues) -> TemplateReading {
    let (resolved, diagnostics) = read_resolved(text, given);
    let mistakes = mistakes(&diagnostics, &LineIndex::new(text));
    TemplateReading { is_template: resolved.is_some(), mistakes }
}

/// What a template is called, with or without a name.
#[must_use]
pub fn template_title(template: &Template, number: usize) -> String {
    match template.name.as_str() {
        "" => format!("template {}", number + 1),
        name => name.to_owned(),
    }
}

fn mistakes(diagnostics: &[Diagnostic], lines: &LineIndex) -> Vec<TemplateMistake> {
    let mistake = |found: &Diagnostic| {
        let position = lines.position(found.span.start);
        TemplateMistake {
            severity: found.severity,
            message: found.message.clone(),
            help: found.help.clone(),
            line: position.line,
            column: position.column + 1,
            from: lines.utf16(found.span.start),
        }
    };
    diagnostics.iter().map(mistake).collect()
}

fn taken(report: &Report, lines: &LineIndex) -> Taken {
    let line = |place: Span| (place != Span::default()).then(|| lines.position(place.start).line);
    let remark = |found: &Remark| TemplateRemark {
        logical_id: found.logical_id.clone(),
        message: found.message.clone(),
        line: line(found.place),
    };
    let needs_name = report.needs_name.iter().map(|found| TemplateRemark {
        logical_id: found.logical_id.clone(),
        message: found.message.clone(),
        line: line(found.place),
    });
    let all = |remarks: &[Remark]| remarks.iter().map(remark).collect();
    let groups = [
        (RemarkKind::Kept, all(&report.kept)),
        (RemarkKind::NeedsName, needs_name.collect()),
        (RemarkKind::NotKnown, all(&report.not_known)),
        (RemarkKind::NotPlaced, all(&report.not_placed)),
        (RemarkKind::Unseen, all(&report.unseen)),
        (RemarkKind::UnknownOfApis, all(&report.unknown_of_apis)),
        (RemarkKind::Assumed, all(&report.assumed)),
        (RemarkKind::OtherLanguages, all(&report.other_languages)),
        (RemarkKind::FromAws, all(&report.from_aws)),
    ];
    let groups = groups.into_iter().filter(|(_, remarks): &(_, Vec<_>)| !remarks.is_empty());
    Taken {
        resources: report.resources.clone(),
        values: report.values.clone(),
        documents: report.documents,
        apis: report.apis,
        remarks: groups.map(|(kind, remarks)| RemarkGroup { kind, remarks }).collect(),
    }
}
