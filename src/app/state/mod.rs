//! What the page holds, and how each action changes it. Nothing here touches the browser.

mod action;
mod assuming;
mod beginning;
mod catalogue_load;
mod context_rows;
mod doors;
mod filling;
#[cfg(test)]
mod filling_tests;
mod focus;
mod history;
#[cfg(test)]
mod history_tests;
mod notice;
mod repairing;
mod replacement;
mod request_edit;
mod requests;
mod shown_request;
mod templates;
#[cfg(test)]
mod templates_tests;
mod testing;
#[cfg(test)]
mod tests;
mod titles;
mod versions;

use std::rc::Rc;

use history::Step;

use crate::evaluation::Check;
use crate::workspace::DocumentId;
use crate::workspace::document_list;
use crate::workspace::edit::{self, Addition};
use crate::workspace::model::{NamedRequest, PolicyDocument, Workspace};

pub(crate) use action::{Action, Origin, TestAction};
pub(crate) use beginning::{blank_workspace, first_example, is_name_of_example};
pub(crate) use catalogue_load::{CatalogueEvent, CatalogueLoad, SharedCatalogue};
pub(crate) use context_rows::{ContextEdit, ContextRow, is_folded, is_repeated};
pub(crate) use doors::{DoorAction, DoorField, ShownDoor, door_title};
pub(crate) use focus::{Bench, Focus, FocusTarget, Panel};
pub(crate) use history::History;
pub(crate) use notice::{Banner, BannerOffer, Toast, Way};
pub(crate) use replacement::Replacement;
pub(crate) use request_edit::{RequestEdit, account_problem};
pub(crate) use templates::TemplateAction;
pub(crate) use titles::{document_title, request_title};
pub(crate) use versions::Versions;

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// What is edited.
    pub(crate) workspace: Rc<Workspace>,
    /// Rises with each change of the workspace.
    pub(crate) revision: u64,
    /// Whether the last action was typed into a field, so that the next one may follow at once.
    pub(crate) is_typing: bool,
    /// Rises when a document's id may have come to mean another document.
    pub(crate) generation: u64,
    /// Whether the workspace is the person's own, to be kept as their draft; a link or the first
    /// example becomes theirs with the first edit.
    pub(crate) is_own: bool,
    /// Whether it was edited since it was opened.
    pub(crate) is_edited: bool,
    /// The context table of the selected request, with rows that are half filled in.
    pub(crate) context: Vec<ContextRow>,
    /// The document that the person looks at.
    pub(crate) document: Option<DocumentId>,
    /// Whether the person chose that document although the request may not ask it.
    pub(crate) is_pinned: bool,
    /// The check whose details are open.
    pub(crate) check: Option<Check>,
    /// The API and the request to it that the person looked at last.
    shown_door: ShownDoor,
    /// The number of the template that is shown; there may be none of it.
    shown_template: usize,
    /// The panel that is shown where there is room for one only.
    pub(crate) panel: Panel,
    /// Where the keyboard focus is to go next.
    pub(crate) focus: Option<Focus>,
    /// What the editor is to do next to a text.
    pub(crate) replacement: Option<Rc<Replacement>>,
    /// What "Undo" and "Redo" bring back.
    pub(crate) history: History,
    /// Former versions of the workspace.
    pub(crate) versions: Versions,
    /// Whether statements that no request reaches are set apart.
    pub(crate) shows_coverage: bool,
    /// How far the action catalogue is loaded.
    pub(crate) catalogue: CatalogueLoad,
    /// A passing message.
    pub(crate) toast: Option<Toast>,
    /// A message that stays until it is dealt with.
    pub(crate) banner: Option<Banner>,
}

impl State {
    /// The page with `workspace`, fresh from `origin`.
    pub(crate) fn new(workspace: Workspace, origin: Origin) -> Self {
        let workspace = Rc::new(with_editor_line_ends(workspace));
        let mut state = Self {
            is_typing: false,
            versions: Versions::of(&workspace),
            shows_coverage: false,
            workspace,
            revision: 0,
            generation: 0,
            is_own: matches!(origin, Origin::Draft | Origin::Choice),
            is_edited: false,
            context: Vec::new(),
            document: None,
            is_pinned: false,
            check: None,
            shown_door: ShownDoor::default(),
            shown_template: 0,
            panel: Panel::Documents,
            focus: None,
            replacement: None,
            history: History::default(),
            catalogue: CatalogueLoad::default(),
            toast: None,
            banner: None,
        };
        state.read_context();
        state
    }

    /// The number of the selected request.
    pub(crate) fn selected(&self) -> usize {
        self.workspace.selected_request
    }

    /// The selected request.
    pub(crate) fn request(&self) -> Option<&NamedRequest> {
        self.workspace.requests.get(self.selected())
    }

    /// The page after `action`.
    pub(crate) fn after(self, action: Action) -> Self {
        let mut state = self.with_effects_of(action);
        if state.banner.as_ref().is_some_and(|banner| banner.is_outdated(&state.workspace)) {
            state.banner = None;
        }
        state
    }

    fn with_effects_of(mut self, action: Action) -> Self {
        // It loads by itself, whatever the person does meanwhile.
        if let Action::Catalogue(event) = action {
            self.catalogue = self.catalogue.after(event);
            return self;
        }
        self.is_typing = false;
        let before = Rc::clone(&self.workspace);
        let step = match &action {
            Action::Go(way) => return self.gone(*way),
            Action::TakeBackAnnounced => return self.without_announced(),
            Action::SelectRequest(_) => None,
            other => Some(Step::of(other)),
        };
        let said = match &action {
            Action::Open { .. } | Action::DismissToast => None,
            _ => self.toast.take(),
        };
        let mut state = self.perform(action);
        match step {
            // What comes by itself meanwhile does not end a step.
            Some(_) if Rc::ptr_eq(&before, &state.workspace) => {}
            Some(step) => {
                state.is_typing = step.is_typed();
                state.history.record(before, step);
                if state.toast.as_ref().is_some_and(|toast| toast.offer.is_some()) {
                    state.history.announce();
                }
            }
            None => state.history.end_step(),
        }
        state.toast = state.toast.or(said);
        state
    }

    fn perform(mut self, action: Action) -> Self {
        match action {
            Action::Open { workspace, origin, toast, banner } => {
                let workspace = with_editor_line_ends(*workspace);
                self.is_own = matches!(origin, Origin::Draft | Origin::Choice);
                self.replace(Rc::new(workspace));
                self.versions.opened = Rc::clone(&self.workspace);
                self.is_edited = false;
                self.toast = toast;
                self.banner = banner;
            }
            Action::FillIn(filled) => self.fill_in(*filled),
            Action::Apply(repair) => self.apply(&repair),
            Action::Go(_) | Action::TakeBackAnnounced | Action::Catalogue(_) => {}
            Action::RenameWorkspace(name) => {
                self.change(|workspace| workspace.name = Some(name).filter(|name| !name.is_empty()));
            }
            Action::SelectRequest(index) => self.select_request(index),
            Action::ShowRequest(request) => self.show_request(*request),
            Action::RememberVersion => self.remember_version(),
            Action::ShowCoverage(shows) => self.shows_coverage = shows,
            Action::AddRequest => self.insert_request(|selected| NamedRequest {
                principal: selected.principal.clone(),
                action: selected.action.clone(),
                resource: selected.resource.clone(),
                ..NamedRequest::default()
            }),
            Action::DuplicateRequest => self.insert_request(NamedRequest::as_copy),
            Action::RemoveRequest => self.remove_request(),
            Action::Test(action) => self.test(action),
            Action::Door(action) => self.change_doors(action),
            Action::Template(action) => self.change_templates(action),
            Action::EditRequest(edit) => self.change_request(|request| edit.apply(request)),
            Action::EditContext(edit) => self.edit_context(edit),
            Action::ShowDocument { document, pinned } => self.show_document(document, pinned),
            Action::ShowCheck(check, document) => {
                if let Some(document) = document {
                    self.show_document(document, false);
                }
                self.check = Some(check);
            }
            Action::AddDocument(addition) => self.add_document(addition),
            Action::EditDocument(id, text) => self.change_document(id, |document| document.text = text),
            Action::ReplaceText { document, before, after } => self.replace_text(document, before, after),
            Action::Suppress(id, suppression) => {
                self.change_document(id, |document| document.suppressions.push(suppression.into()));
                self.move_focus(FocusTarget::Findings);
            }
            Action::Unsuppress(id, index) => {
                self.change_document(id, |document| {
                    if index < document.suppressions.len() {
                        document.suppressions.remove(index);
                    }
                });
                self.move_focus(FocusTarget::Findings);
            }
            Action::RenameDocument(id, name) => self.change_document(id, |document| document.name = name),
            Action::RemoveDocument(id) => self.remove_document(id),
            Action::SetUnknown(check, unknown) => self.set_unknown(check, unknown),
            Action::AssumeNoMore => self.assume_no_more(),
            Action::ShowPanel(panel) => self.panel = panel,
            Action::MoveFocus(target) => self.move_focus(target),
            Action::Say(toast) => self.toast = Some(toast),
            Action::DismissToast => self.toast = None,
            Action::Announce(banner) => self.banner = Some(banner),
            Action::DismissBanner => self.banner = None,
        }
        self
    }

    fn change(&mut self, change: impl FnOnce(&mut Workspace)) {
        change(Rc::make_mut(&mut self.workspace));
        self.revision += 1;
        self.is_own = true;
        self.is_edited = true;
    }

    fn replace(&mut self, workspace: Rc<Workspace>) {
        self.workspace = workspace;
        self.revision += 1;
        self.generation += 1;
        self.document = None;
        self.is_pinned = false;
        self.check = None;
        self.read_context();
    }

    /// A change that "Undo" takes back as a whole.
    fn change_undoably(&mut self, said: String, change: impl FnOnce(&mut Workspace)) {
        self.change(change);
        self.toast = Some(Toast::undoable(said));
    }

    fn change_document(&mut self, id: DocumentId, change: impl FnOnce(&mut PolicyDocument)) {
        self.change(|workspace| {
            if let Some(document) = edit::document_mut(workspace, id) {
                change(document);
            }
        });
    }

    fn replace_text(&mut self, document: DocumentId, before: String, after: String) {
        let serial = self.replacement.as_ref().map_or(0, |order| order.serial) + 1;
        self.replacement = Some(Rc::new(Replacement { serial, document, before, after }));
        self.panel = Panel::Documents;
        self.show_document(document, true);
    }

    fn show_document(&mut self, document: DocumentId, pinned: bool) {
        self.document = Some(document);
        self.is_pinned = pinned;
        self.check = Some(document_list::check_of(document));
    }

    fn add_document(&mut self, addition: Addition) {
        let selected = self.selected();
        let mut added = None;
        self.change(|workspace| added = edit::add(workspace, selected, addition));
        if let Some(document) = added {
            self.show_document(document, false);
            self.panel = Panel::Documents;
            self.order_focus(FocusTarget::Editor);
        }
    }

    fn remove_document(&mut self, id: DocumentId) {
        let Some(document) = edit::document(&self.workspace, id) else {
            return;
        };
        let said = format!("Removed {}", document_title(&document.name));
        self.change_undoably(said, |workspace| edit::remove(workspace, id));
        self.generation += 1;
        self.document = None;
        self.order_focus(FocusTarget::Panel(Panel::Documents));
    }

    fn set_unknown(&mut self, check: Check, unknown: bool) {
        let selected = self.selected();
        self.change(|workspace| edit::set_unknown(workspace, selected, check, unknown));
        self.check = Some(check);
    }

    fn move_focus(&mut self, target: FocusTarget) {
        match target {
            FocusTarget::Panel(Panel::Verdict) => {}
            FocusTarget::Panel(panel) => self.panel = panel,
            FocusTarget::Check(check) => {
                self.panel = Panel::Checks;
                self.check = Some(check);
            }
            FocusTarget::Place(place) => {
                self.panel = Panel::Documents;
                self.show_document(place.document, true);
            }
            FocusTarget::Editor | FocusTarget::Findings | FocusTarget::DocumentTab => {
                self.panel = Panel::Documents;
            }
            FocusTarget::TemplateLine(template, _) => {
                self.panel = Panel::Workbench;
                self.shown_template = template;
            }
            FocusTarget::Test(_) | FocusTarget::Bench(_) | FocusTarget::DoorRequest(_) => {
                self.panel = Panel::Workbench;
            }
            FocusTarget::RequestTab | FocusTarget::ContextKey(_) | FocusTarget::ContextValue(..) => {
                self.panel = Panel::Request;
            }
        }
        self.order_focus(target);
    }

    fn order_focus(&mut self, target: FocusTarget) {
        let serial = self.focus.map_or(0, |focus| focus.serial) + 1;
        self.focus = Some(Focus { serial, target });
    }
}

/// The workspace with `\n` at the ends of lines, as the editor has them, so that places in the texts are places
/// in the editor. In JSON other line ends mean nothing else.
fn with_editor_line_ends(mut workspace: Workspace) -> Workspace {
    for entry in document_list::all(&workspace) {
        if let Some(document) = edit::document_mut(&mut workspace, entry.id)
            && document.text.contains('\r')
        {
            document.text = document.text.replace("\r\n", "\n").replace('\r', "\n");
        }
    }
    workspace
}
