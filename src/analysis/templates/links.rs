//! From the documents of a workspace to the lines of its templates.

use std::rc::Rc;

use super::template_title;
use crate::analysis::Place;
use crate::analysis::functions::TemplatePlace;
use crate::template::import::{Origins, read_stack, template_of};
use crate::text::{LineIndex, Span};
use crate::workspace::DocumentId;
use crate::workspace::edit::document;
use crate::workspace::model::{Template, Workspace};

/// Where the documents of those templates come from that can be read.
#[must_use]
pub fn template_origins(templates: &[Template]) -> Vec<Origins> {
    let origins = |(number, template): (usize, &Template)| {
        Some(Origins::of(&read_stack(&template.text, &template.given).0?, number))
    };
    templates.iter().enumerate().filter_map(origins).collect()
}

/// The templates of a workspace with what [`template_origins`] says of them.
#[derive(Clone, Debug, Default)]
pub struct TemplateOrigins {
    templates: Vec<OneTemplate>,
}

#[derive(Clone, Debug)]
struct OneTemplate {
    name: String,
    lines: LineIndex,
    origins: Origins,
}

impl TemplateOrigins {
    /// The templates, and where their documents come from.
    #[must_use]
    pub fn new(templates: &[Template], origins: &[Origins]) -> Self {
        let one = |origins: &Origins| {
            let template = templates.get(origins.template())?;
            Some(OneTemplate {
                name: template_title(template, origins.template()),
                lines: LineIndex::new(&template.text),
                origins: origins.clone(),
            })
        };
        Self { templates: origins.iter().filter_map(one).collect() }
    }
}

/// The ways from the documents of a workspace to the lines of its templates.
#[derive(Clone, Debug)]
pub struct TemplateLinks {
    workspace: Rc<Workspace>,
    origins: Rc<TemplateOrigins>,
}

/// What a document is to the template that it was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentStanding {
    /// It is as the template has it; the place attaches it.
    Untouched(TemplatePlace),
    /// It was edited since, or the template does not have it any more; the place attaches it, where the template still
    /// does.
    Edited(String, Option<TemplatePlace>),
}

impl PartialEq for TemplateLinks {
    /// Whether both are about the same moment.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.workspace, &other.workspace) && Rc::ptr_eq(&self.origins, &other.origins)
    }
}

impl TemplateLinks {
    /// The ways from `workspace`, whose templates `origins` is about.
    #[must_use]
    pub fn new(workspace: Rc<Workspace>, origins: Rc<TemplateOrigins>) -> Self {
        Self { workspace, origins }
    }

    /// The line of the template for a place in a document. `None` for a document that was taken from no template, or was
    /// edited since.
    #[must_use]
    pub fn find(&self, place: Place) -> Option<TemplatePlace> {
        let template = self.template(place.document)?;
        if !template.origins.is_untouched(&self.workspace, place.document) {
            return None;
        }
        let lines = LineIndex::new(&document(&self.workspace, place.document)?.text);
        let span = Span::new(lines.byte_of_utf16(place.from), lines.byte_of_utf16(place.to));
        let exact = template.origins.find(&self.workspace, place.document, span);
        let span = exact.or_else(|| template.origins.attachment(&self.workspace, place.document))?;
        Some(template.place(span))
    }

    /// What a document is to its template; `None` where it was taken from none, or from one that cannot be read.
    #[must_use]
    pub fn standing(&self, id: DocumentId) -> Option<DocumentStanding> {
        let template = self.template(id)?;
        let place = template.origins.attachment(&self.workspace, id).map(|span| template.place(span));
        Some(match place {
            Some(place) if template.origins.is_untouched(&self.workspace, id) => {
                DocumentStanding::Untouched(place)
            }
            place => DocumentStanding::Edited(template.name.clone(), place),
        })
    }

    fn template(&self, id: DocumentId) -> Option<&OneTemplate> {
        let number = template_of(&self.workspace, id)?;
        self.origins.templates.iter().find(|template| template.origins.template() == number)
    }
}

impl OneTemplate {
    fn place(&self, span: Span) -> TemplatePlace {
        TemplatePlace {
            template: self.origins.template(),
            name: self.name.clone(),
            line: self.lines.position(span.start).line,
        }
    }
}
