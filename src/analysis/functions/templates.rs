//! The templates of a workspace, read once.

use std::cell::RefCell;
use std::collections::HashMap;

use super::view::{StatementRef, TemplatePlace};
use crate::analysis::Place;
use crate::analysis::templates::template_title;
use crate::template::import::{Origins, TemplateFunctions, functions, read_stack, template_of};
use crate::text::{LineIndex, Span};
use crate::workspace::DocumentId;
use crate::workspace::edit::document;
use crate::workspace::model::Workspace;

/// A template that was read.
pub(super) struct ReadTemplate {
    /// Its number in the workspace.
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) functions: TemplateFunctions,
    origins: Origins,
    lines: LineIndex,
}

/// All templates of a workspace that can be read.
pub(super) struct Templates {
    pub(super) read: Vec<ReadTemplate>,
    /// The statements that were asked for: many functions ask for the same ones.
    statements: RefCell<HashMap<(DocumentId, Span), StatementRef>>,
}

impl Templates {
    /// Reads the templates; gives the names of those that cannot be read too.
    pub(super) fn read(workspace: &Workspace) -> (Self, Vec<String>) {
        let (mut read, mut unreadable) = (Vec::new(), Vec::new());
        for (number, template) in workspace.templates.iter().enumerate() {
            let name = template_title(template, number);
            let Some(stack) = read_stack(&template.text, &template.given).0 else {
                unreadable.push(name);
                continue;
            };
            let origins = Origins::of(&stack, number);
            let (functions, lines) = (functions(&stack), LineIndex::new(&template.text));
            let text = template.text.clone();
            read.push(ReadTemplate { number, name, text, functions, origins, lines });
        }
        (Self { read, statements: RefCell::default() }, unreadable)
    }

    /// Where the template says what stands at `span` of a document, else where it attaches the document.
    pub(super) fn origin(
        &self,
        workspace: &Workspace,
        id: DocumentId,
        span: Span,
    ) -> Option<(&ReadTemplate, Span)> {
        let number = template_of(workspace, id)?;
        let template = self.read.iter().find(|template| template.number == number)?;
        let exact = template.origins.find(workspace, id, span);
        Some((template, exact.or_else(|| template.origins.attachment(workspace, id))?))
    }

    /// A statement of a document, with both of its places.
    pub(super) fn statement(
        &self,
        workspace: &Workspace,
        id: DocumentId,
        (title, span): (String, Span),
    ) -> StatementRef {
        if let Some(known) = self.statements.borrow().get(&(id, span)) {
            return StatementRef { title, ..known.clone() };
        }
        let found = document(workspace, id);
        let lines = LineIndex::new(found.map_or("", |found| &found.text));
        let found = StatementRef {
            title,
            policy: found.map(|found| found.name.clone()).unwrap_or_default(),
            place: Some(place(&lines, id, span)),
            template: self.origin(workspace, id, span).map(|(template, span)| template.place(span)),
        };
        self.statements.borrow_mut().insert((id, span), found.clone());
        found
    }
}

impl ReadTemplate {
    pub(super) fn place(&self, span: Span) -> TemplatePlace {
        TemplatePlace {
            template: self.number,
            name: self.name.clone(),
            line: self.lines.position(span.start).line,
        }
    }
}

/// A place of a document.
pub(super) fn place(lines: &LineIndex, document: DocumentId, span: Span) -> Place {
    Place {
        document,
        from: lines.utf16(span.start),
        to: lines.utf16(span.end),
        line: lines.position(span.start).line,
    }
}

/// A statement's Sid, or its number from one.
pub(super) fn title(sid: Option<&str>, index: usize) -> String {
    match sid {
        Some(sid) if !sid.is_empty() => sid.to_owned(),
        _ => format!("statement {}", index + 1),
    }
}
