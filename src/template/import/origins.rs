//! From the documents of a workspace back to their template.

use serde::{Deserialize, Serialize};

use super::front_doors::origin_in;
use super::plan::{Key, Plan, Planned, PlannedPolicy};
use super::planned;
use super::stack::Stack;
use crate::text::Span;
use crate::workspace::DocumentId;
use crate::workspace::edit::document;
use crate::workspace::model::Workspace;

/// Where the documents of one template come from. They say so of any workspace that holds the template with the text and
/// the values that they were worked out from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    template: usize,
    documents: Vec<Planned>,
    /// The policies of APIs, which follow their API as a whole.
    api_policies: Vec<Planned>,
}

/// The number of the template from which a document was taken; none for one of no template.
#[must_use]
pub fn template_of(workspace: &Workspace, id: DocumentId) -> Option<usize> {
    match id {
        DocumentId::Api { door } => Some(workspace.front_doors.get(door)?.origin.as_ref()?.template),
        _ => Some(document(workspace, id)?.origin.as_ref()?.template),
    }
}

impl Origins {
    /// Where the documents of template number `template` come from, whose stack is `stack`.
    #[must_use]
    pub fn of(stack: &Stack, template: usize) -> Self {
        Self::planned(planned(stack), template)
    }

    pub(super) fn planned(plan: Plan, template: usize) -> Self {
        let api_policies = plan.front_doors.into_iter().filter_map(|planned| planned.policy).collect();
        Self { template, documents: plan.documents, api_policies }
    }

    /// The number of the template.
    #[must_use]
    pub fn template(&self) -> usize {
        self.template
    }

    /// The place in the template of what stands at `span` (bytes) in a document's text. `None` for a document that was not
    /// taken from this template, that has been edited since, or whose text is not in the template.
    #[must_use]
    pub fn find(&self, workspace: &Workspace, id: DocumentId, span: Span) -> Option<Span> {
        let planned = self.of_document(workspace, id)?;
        match &planned.policy {
            PlannedPolicy::Text { rendered, .. } if rendered.text == document(workspace, id)?.text => {
                Some(rendered.origin(span).unwrap_or(planned.span))
            }
            _ => None,
        }
    }

    /// The place in the template that attaches a document, whatever its text has become. `None` for a document that was
    /// not taken from this template.
    #[must_use]
    pub fn attachment(&self, workspace: &Workspace, id: DocumentId) -> Option<Span> {
        Some(self.of_document(workspace, id)?.span)
    }

    /// Whether a document is as the template has it. Not so for one that was not taken from this template.
    #[must_use]
    pub fn is_untouched(&self, workspace: &Workspace, id: DocumentId) -> bool {
        let planned = self.of_document(workspace, id).and_then(Planned::document);
        planned.is_some_and(|planned| document(workspace, id).is_some_and(|found| found.text == planned.text))
    }

    fn of_document(&self, workspace: &Workspace, id: DocumentId) -> Option<&Planned> {
        if let DocumentId::Api { door } = id {
            let api = origin_in(workspace.front_doors.get(door)?, self.template)?;
            return self.api_policies.iter().find(|planned| planned.key.resource == api);
        }
        let origin = document(workspace, id)?.origin.as_ref()?;
        let key = Key::of(id, origin).filter(|_| origin.template == self.template)?;
        self.documents.iter().find(|planned| planned.key == key)
    }
}
