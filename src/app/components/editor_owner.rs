//! What the page does for its editor.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::Callback;

use super::finding_action::{FindingAction, FindingTools};
use crate::analysis::assist::{self, Completions};
use crate::analysis::{DocumentFindings, foreign_to_policies};
use crate::app::Dispatch;
use crate::app::editor_binding::{Description, EditorOwner};
use crate::app::state::{Action, Banner, BannerOffer, CatalogueEvent, SharedCatalogue};
use crate::policy::PolicyType;
use crate::workspace::DocumentId;
use crate::workspace::document_list;
use crate::workspace::model::Workspace;

/// What the page knows at present.
#[derive(Default)]
pub(super) struct Knowledge {
    /// What is edited.
    pub(super) workspace: Rc<Workspace>,
    /// The catalogue, as far as it is loaded.
    pub(super) catalogue: Option<SharedCatalogue>,
    /// The findings that the editor shows.
    pub(super) findings: Option<Rc<DocumentFindings>>,
}

/// Passes edits on to the page, and answers from what it knows.
pub(super) struct DocumentEditing {
    /// The document that the editor shows. Edits belong to it, whatever the page is about to show.
    pub(super) shown: Rc<Cell<Option<DocumentId>>>,
    /// What answers rest on.
    pub(super) knowledge: Rc<RefCell<Knowledge>>,
    /// For what the person does.
    pub(super) tools: FindingTools,
    /// Gets the pattern that is to be expanded.
    pub(super) onexpand: Callback<String>,
}

impl DocumentEditing {
    fn dispatch(&self) -> &Dispatch {
        &self.tools.dispatch
    }

    /// What `ask` says, given the type of the document that is shown and the catalogue.
    fn answer<T>(&self, ask: impl FnOnce(PolicyType, Option<&SharedCatalogue>) -> Option<T>) -> Option<T> {
        let knowledge = self.knowledge.borrow();
        if !knowledge.catalogue.as_ref().is_some_and(SharedCatalogue::is_detailed) {
            self.dispatch().dispatch(Action::Catalogue(CatalogueEvent::DetailsNeeded));
        }
        let policy_type = document_list::policy_type(&knowledge.workspace, self.shown.get()?);
        ask(policy_type, knowledge.catalogue.as_ref())
    }
}

impl EditorOwner for DocumentEditing {
    fn edited(&self, text: String) {
        if let Some(document) = self.shown.get() {
            self.dispatch().dispatch(Action::EditDocument(document, text));
        }
    }

    fn complete(&self, text: &str, position: u32) -> Option<Completions> {
        self.answer(|policy_type, catalogue| {
            assist::completions(text, position, policy_type, catalogue.map(SharedCatalogue::get))
        })
    }

    fn describe(&self, text: &str, position: u32) -> Option<Description> {
        self.answer(|policy_type, catalogue| {
            let catalogue = catalogue.map(SharedCatalogue::get);
            let hover = assist::hover(text, position, policy_type, catalogue)?;
            let actions = hover.pattern.as_deref().zip(catalogue);
            let actions = actions.map(|(pattern, catalogue)| assist::expansion(pattern, catalogue).total);
            Some(Description {
                from: hover.from,
                to: hover.to,
                title: hover.title,
                facts: hover.facts,
                pattern: hover.pattern,
                expansion: actions.map(expansion_title),
            })
        })
    }

    fn pasted(&self, text: &str, before: String, after: String) {
        let Some((document, what)) = self.shown.get().zip(foreign_to_policies(text)) else { return };
        let banner = Banner::news(format!("What you pasted into the policy is {what}."));
        let offer = BannerOffer::TakeOutOfPolicy { document, text: text.to_owned(), before, after };
        self.dispatch().dispatch(Action::Announce(banner.offering(offer)));
    }

    fn expand(&self, pattern: String) {
        self.onexpand.emit(pattern);
    }

    fn act(&self, diagnostic: u32, action: u32) {
        let findings = self.knowledge.borrow().findings.clone();
        let number = |number: u32| usize::try_from(number).ok();
        let chosen = findings.as_ref().and_then(|findings| {
            let finding = findings.findings.get(number(diagnostic)?)?;
            Some((findings, finding, *FindingAction::all(finding).get(number(action)?)?))
        });
        if let Some((findings, finding, action)) = chosen {
            action.perform(finding, findings, &self.tools);
        }
    }
}

fn expansion_title(actions: usize) -> String {
    match actions {
        1 => "Show the action".to_owned(),
        actions => format!("Show the {actions} actions"),
    }
}
