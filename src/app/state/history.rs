//! The workspace as it was before, for "Undo" and "Redo".

use std::mem::{Discriminant, discriminant};
use std::rc::Rc;

use super::{
    Action, DoorAction, DoorField, FocusTarget, Panel, RequestEdit, ShownDoor, State, TemplateAction, Toast,
    Way,
};
use crate::workspace::model::Workspace;
use crate::workspace::{DocumentId, document_list};

/// How many steps can be taken back.
const MOST_STEPS: usize = 100;

/// How many edits of one field in a row make one step.
const EDITS_OF_A_STEP: usize = 30;

/// A text that is typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    WorkspaceName,
    Request(Discriminant<RequestEdit>),
    Context,
    Document(DocumentId),
    DocumentName(DocumentId),
    Door(ShownDoor, Option<DoorField>),
    TemplateName(usize),
}

impl Field {
    fn typed_into(action: &Action) -> Option<Self> {
        match action {
            Action::RenameWorkspace(_) => Some(Self::WorkspaceName),
            Action::EditRequest(edit) => Some(Self::Request(discriminant(edit))),
            Action::EditContext(_) => Some(Self::Context),
            Action::EditDocument(id, _) => Some(Self::Document(*id)),
            Action::RenameDocument(id, _) => Some(Self::DocumentName(*id)),
            Action::Door(DoorAction::Define(shown, _)) => Some(Self::Door(*shown, None)),
            Action::Door(DoorAction::EditRequest(shown, field, _)) if field.is_typed() => {
                Some(Self::Door(*shown, Some(*field)))
            }
            Action::Template(TemplateAction::Rename(template, _)) => Some(Self::TemplateName(*template)),
            _ => None,
        }
    }
}

/// What a change does to the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step(Option<Field>);

impl Step {
    /// That of a change by `action`.
    pub(super) fn of(action: &Action) -> Self {
        Self(Field::typed_into(action))
    }

    /// Whether it was typed into a field.
    pub(super) fn is_typed(self) -> bool {
        self.0.is_some()
    }
}

/// The steps that led here, and those that were taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct History {
    past: Vec<Rc<Workspace>>,
    future: Vec<Rc<Workspace>>,
    /// The field that the last step was typed into, and how often.
    typing: Option<(Field, usize)>,
    /// Before the step that a message on the page offers to take back.
    announced: Option<Rc<Workspace>>,
}

impl History {
    /// Whether there is something to take back, or to bring back.
    pub(crate) fn can_go(&self, way: Way) -> bool {
        match way {
            Way::Back => !self.past.is_empty(),
            Way::Forth => !self.future.is_empty(),
        }
    }

    /// Takes in that `before` is no longer the workspace.
    pub(super) fn record(&mut self, before: Rc<Workspace>, step: Step) {
        self.future.clear();
        let edits = match (step.0, self.typing) {
            (Some(field), Some((last, edits))) if field == last && edits < EDITS_OF_A_STEP => edits,
            _ => 0,
        };
        self.typing = step.0.map(|field| (field, edits + 1));
        if edits == 0 {
            if self.past.len() == MOST_STEPS {
                self.past.remove(0);
            }
            self.past.push(before);
        }
    }

    /// Ends the present step: what is typed from now on is another one.
    pub(super) fn end_step(&mut self) {
        self.typing = None;
    }

    /// Remembers that the last step is offered to be taken back.
    pub(super) fn announce(&mut self) {
        self.announced = self.past.last().cloned();
    }

    /// The workspace one step back or forth; the present one is kept for the other way.
    pub(super) fn go(&mut self, way: Way, present: &Rc<Workspace>) -> Option<Rc<Workspace>> {
        self.end_step();
        let (from, to) = match way {
            Way::Back => (&mut self.past, &mut self.future),
            Way::Forth => (&mut self.future, &mut self.past),
        };
        loop {
            let found = from.pop()?;
            // What was typed and deleted again is no step.
            if found != *present {
                to.push(Rc::clone(present));
                return Some(found);
            }
        }
    }

    /// The workspace before the step that was announced, with all steps since then taken back.
    pub(super) fn before_announced(&mut self, present: &Rc<Workspace>) -> Option<Rc<Workspace>> {
        let wanted = self.announced.take()?;
        self.end_step();
        self.future.push(Rc::clone(present));
        // A step that is too long ago to be kept can still be what the message is about.
        if let Some(index) = self.past.iter().rposition(|step| Rc::ptr_eq(step, &wanted)) {
            let later = self.past.split_off(index);
            self.future.extend(later.into_iter().skip(1).rev());
        }
        Some(wanted)
    }
}

impl State {
    /// The page one step back or forth.
    pub(super) fn gone(mut self, way: Way) -> Self {
        match self.history.go(way, &self.workspace) {
            Some(workspace) => {
                self.bring_back(workspace);
                self.toast = Some(Toast::passing(way.done()));
            }
            None => self.toast = Some(Toast::passing(way.nothing_to_do())),
        }
        self
    }

    /// The page as it was before what the message on it is about.
    pub(super) fn without_announced(mut self) -> Self {
        if let Some(workspace) = self.history.before_announced(&self.workspace) {
            self.bring_back(workspace);
            self.toast = Some(Toast::offering("Brought back", Way::Forth));
            self.order_focus(FocusTarget::Panel(Panel::Verdict));
        }
        self
    }

    /// Puts a former or later workspace in the place of the present one.
    fn bring_back(&mut self, workspace: Rc<Workspace>) {
        if !self.adopt(workspace) {
            self.order_focus(FocusTarget::DocumentTab);
        }
    }

    /// Takes another workspace in the place of the present one. Says whether the documents are the same ones, so that what
    /// is shown can stay.
    pub(super) fn adopt(&mut self, workspace: Rc<Workspace>) -> bool {
        let documents = |workspace: &Workspace| -> Vec<(DocumentId, String)> {
            document_list::all(workspace).into_iter().map(|entry| (entry.id, entry.name)).collect()
        };
        let is_same = documents(&workspace) == documents(&self.workspace);
        if is_same {
            self.workspace = workspace;
            self.revision += 1;
            self.read_context();
        } else {
            self.replace(workspace);
        }
        self.is_own = true;
        self.is_edited = true;
        is_same
    }
}
