//! The whole way of a template: from its text to a workspace, and from a document back to the text.

use super::stack::Stack;
use super::{Import, Origins, Report, import, update};
use crate::template::resolve::loops::write_loops;
use crate::template::resolve::{GivenValues, ResolvedTemplate, resolve};
use crate::template::{read, sam};
use crate::text::{Diagnostic, Span};
use crate::workspace::DocumentId;
use crate::workspace::edit::document;
use crate::workspace::model::{Template, TemplateValues, Workspace};

/// A workspace that holds a template and its policies.
#[derive(Clone, Debug)]
pub struct TakenOver {
    /// The workspace.
    pub workspace: Workspace,
    /// Index of the template in it.
    pub template: usize,
    /// What was done and what is open.
    pub report: Report,
    /// From the documents back to the template.
    pub origins: Origins,
    /// What is wrong with the template, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a template, expands SAM's resources and resolves it with the values that are given. The first is `None` where
/// nothing can be read; the diagnostics, in order of position, then say why.
#[must_use]
pub fn read_resolved(text: &str, given: &TemplateValues) -> (Option<ResolvedTemplate>, Vec<Diagnostic>) {
    let template = read(text);
    let mut diagnostics = template.diagnostics;
    let Some(root) = template.root else {
        return (None, diagnostics);
    };
    let given = GivenValues::from(given);
    let expanded = sam::expand(&write_loops(&root, &given));
    let resolved = resolve(&expanded.root, &given);
    diagnostics.extend(expanded.diagnostics);
    diagnostics.extend(resolved.diagnostics.iter().cloned());
    diagnostics.sort_by_key(|found| found.span);
    let is_template = !resolved.resources.is_empty() || !resolved.left_out.is_empty();
    (is_template.then_some(resolved), diagnostics)
}

/// The stack of a template that [`read_resolved`] reads.
#[must_use]
pub fn read_stack(text: &str, given: &TemplateValues) -> (Option<Stack>, Vec<Diagnostic>) {
    let (resolved, diagnostics) = read_resolved(text, given);
    (resolved.map(Stack::from), diagnostics)
}

/// Puts a template and its policies into a copy of `workspace`.
///
/// # Errors
/// What is wrong, where the text is no template or has no resources that can be read.
pub fn take_over(workspace: &Workspace, template: Template) -> Result<TakenOver, Vec<Diagnostic>> {
    let (stack, diagnostics) = read_stack(&template.text, &template.given);
    let Some(stack) = stack else {
        return Err(diagnostics);
    };
    let index = workspace.templates.len();
    let mut imported = import(&stack, workspace, index);
    imported.workspace.templates.push(template);
    Ok(taken_over(imported, index, diagnostics))
}

/// Gives template number `template` another text or other values and takes it over again; see [`update`] for what
/// becomes of its documents.
///
/// # Errors
/// What is wrong, where the new text is no template, or where there is no template of that number.
pub fn again(
    workspace: &Workspace,
    template: usize,
    text: &str,
    given: &TemplateValues,
) -> Result<TakenOver, Vec<Diagnostic>> {
    let Some(before) = workspace.templates.get(template) else {
        return Err(Vec::new());
    };
    let (new, diagnostics) = read_stack(text, given);
    let Some(new) = new else {
        return Err(diagnostics);
    };
    // Where the old text cannot be read, nothing tells which documents follow it, so that all of them stay.
    let old = read_stack(&before.text, &before.given).0.unwrap_or_else(|| new.without_resources());
    let mut updated = update(workspace, template, &old, &new);
    if let Some(found) = updated.workspace.templates.get_mut(template) {
        text.clone_into(&mut found.text);
        found.given = given.clone();
    }
    Ok(taken_over(updated, template, diagnostics))
}

/// The template, by its index, and the place in its text of what stands at `span` (bytes) in a document; see
/// [`Origins::find`]. Takes the template over again, so that nothing of it has to be kept.
#[must_use]
pub fn origin(workspace: &Workspace, id: DocumentId, span: Span) -> Option<(usize, Span)> {
    let index = document(workspace, id)?.origin.as_ref()?.template;
    let template = workspace.templates.get(index)?;
    let stack = read_stack(&template.text, &template.given).0?;
    Some((index, Origins::of(&stack, index).find(workspace, id, span)?))
}

fn taken_over(import: Import, template: usize, diagnostics: Vec<Diagnostic>) -> TakenOver {
    let Import { workspace, report, origins } = import;
    TakenOver { workspace, template, report, origins, diagnostics }
}
