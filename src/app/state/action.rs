//! What can happen to the page.

use std::rc::Rc;

use super::{
    Banner, CatalogueEvent, ContextEdit, DoorAction, FocusTarget, Panel, RequestEdit, TemplateAction, Toast,
    Way,
};
use crate::evaluation::Check;
use crate::lint::Suppression;
use crate::paste::Filled;
use crate::repair::Repair;
use crate::workspace::DocumentId;
use crate::workspace::edit::Addition;
use crate::workspace::model::{ExpectedDecision, NamedRequest, Workspace};

/// Where a workspace that is opened comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The example that a first visitor sees.
    FirstVisit,
    /// The draft of an earlier visit.
    Draft,
    /// A share link.
    Link,
    /// The person chose it: an example, a file, a kept draft, an empty workspace.
    Choice,
}

/// What the table of tests does to requests, which are numbered from zero.
#[derive(Clone, Debug)]
pub(crate) enum TestAction {
    /// Its explanation is shown; where it cannot be read, its fields.
    Explain(usize),
    /// The name changes; empty for none.
    Rename(usize, String),
    /// The expected decision changes.
    Expect(usize, Option<ExpectedDecision>),
    /// Several expected decisions change, as one step that "Undo" takes back.
    ExpectAll(Vec<(usize, ExpectedDecision)>),
    /// A copy is added after it.
    Duplicate(usize),
    /// It goes.
    Remove(usize),
    /// More requests are added at the end, and the first of them is selected.
    Add(Vec<NamedRequest>),
}

/// What can happen.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Another workspace takes the place of the present one, which "Undo" brings back.
    Open {
        /// The workspace.
        workspace: Box<Workspace>,
        /// Where it comes from.
        origin: Origin,
        /// What is said about it.
        toast: Option<Toast>,
        /// What is said about it until it is dealt with.
        banner: Option<Banner>,
    },
    /// What a pasted text says is put into the workspace; "Undo" takes it out again.
    FillIn(Box<Filled>),
    /// The changes of a repair of the selected request are made, as one step that "Undo" takes back.
    Apply(Rc<Repair>),
    /// The workspace goes one step back, or forth again.
    Go(Way),
    /// The step that the message on the page is about is taken back, and those after it.
    TakeBackAnnounced,
    /// The name of the workspace changes; empty for none.
    RenameWorkspace(String),
    /// Another request is shown.
    SelectRequest(usize),
    /// A request is shown, and added where there is none that asks the same; the focus goes to its verdict.
    ShowRequest(Box<NamedRequest>),
    /// The present workspace is kept in mind, to be compared with later ones.
    RememberVersion,
    /// Whether statements that no request reaches are set apart.
    ShowCoverage(bool),
    /// A new request, with the principal and resource of the selected one.
    AddRequest,
    /// A copy of the selected request.
    DuplicateRequest,
    /// The selected request goes.
    RemoveRequest,
    /// What can be done to any request, selected or not.
    Test(TestAction),
    /// What can be done to the APIs and the requests to them.
    Door(DoorAction),
    /// What can be done to templates.
    Template(TemplateAction),
    /// A field of the selected request changes.
    EditRequest(RequestEdit),
    /// The context table changes.
    EditContext(ContextEdit),
    /// A document is shown; `pinned` when it is to stay although the request does not ask it.
    ShowDocument {
        /// Which.
        document: DocumentId,
        /// Whether it stays.
        pinned: bool,
    },
    /// The details of a check are opened, and its first document, if it has one.
    ShowCheck(Check, Option<DocumentId>),
    /// A document is added for the selected request, and shown.
    AddDocument(Addition),
    /// The text of a document changes.
    EditDocument(DocumentId, String),
    /// The editor is to turn one text of a document into another, as a step that it can undo. Nothing happens where
    /// the text is another one by then.
    ReplaceText {
        /// Which.
        document: DocumentId,
        /// The text that is replaced.
        before: String,
        /// What it becomes.
        after: String,
    },
    /// Findings of a document are not shown any more.
    Suppress(DocumentId, Suppression),
    /// The findings that the suppression of this number hides are shown again.
    Unsuppress(DocumentId, usize),
    /// The name of a document changes.
    RenameDocument(DocumentId, String),
    /// A document goes.
    RemoveDocument(DocumentId),
    /// Whether the policies of a check are unknown.
    SetUnknown(Check, bool),
    /// What is unknown and would not stop the selected request is taken for absent, as one step that "Undo" takes back.
    AssumeNoMore,
    /// A panel is shown where there is room for one only.
    ShowPanel(Panel),
    /// The focus moves, and what it moves to is shown.
    MoveFocus(FocusTarget),
    /// Something happens to the action catalogue.
    Catalogue(CatalogueEvent),
    /// A passing message.
    Say(Toast),
    /// The passing message goes.
    DismissToast,
    /// A message that stays.
    Announce(Banner),
    /// That message goes.
    DismissBanner,
}
