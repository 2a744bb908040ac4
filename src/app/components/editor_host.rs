//! The editor's place on the page.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::editor_marks::{diagnostics, highlights, statement_marks, unreached};
use super::editor_owner::{DocumentEditing, Knowledge};
use super::finding_action::FindingTools;
use crate::analysis::{DocumentCoverage, DocumentFindings, DocumentView};
use crate::app::Moment;
use crate::app::editor_binding::{Editor, EditorOptions};
use crate::app::hooks::{use_pointer_rest, use_present};
use crate::app::state::{Action, CatalogueEvent, FocusTarget};
use crate::workspace::DocumentId;
use crate::workspace::edit;
use crate::workspace::model::Workspace;

/// Properties of [`EditorHost`].
#[derive(PartialEq, Properties)]
pub(super) struct EditorHostProps {
    /// The moment that the panel shows.
    pub(super) settled: Moment,
    /// The document that is shown.
    pub(super) document: Option<DocumentId>,
    /// What the analysis says about it.
    pub(super) view: Option<Rc<DocumentView>>,
    /// What the linter says about it.
    pub(super) findings: Option<Rc<DocumentFindings>>,
    /// Which of its statements requests reach, while that is shown.
    pub(super) coverage: Option<DocumentCoverage>,
    /// For edits, and for what is done about findings.
    pub(super) tools: FindingTools,
    /// Gets the action pattern that is to be expanded.
    pub(super) onexpand: Callback<String>,
}

/// The editor with the text of a document, its problems and marks.
#[component]
pub(super) fn EditorHost(props: &EditorHostProps) -> Html {
    let state = use_present(&props.settled);
    let catalogue = state.catalogue.catalogue().cloned();
    let parent = use_node_ref();
    let editor = use_mut_ref(|| None::<Editor>);
    let shown = use_memo((), |()| Cell::new(None::<DocumentId>));
    let knowledge = use_mut_ref(Knowledge::default);
    {
        let mut knowledge = knowledge.borrow_mut();
        knowledge.workspace = Rc::clone(&state.workspace);
        knowledge.catalogue.clone_from(&catalogue);
    }
    {
        let (parent, editor) = (parent.clone(), Rc::clone(&editor));
        let owner = DocumentEditing {
            shown: Rc::clone(&shown),
            knowledge: Rc::clone(&knowledge),
            tools: props.tools.clone(),
            onexpand: props.onexpand.clone(),
        };
        // A new editor forgets the undo histories of documents that are gone.
        use_effect_with(state.generation, move |_| {
            editor.borrow_mut().take();
            let made = parent.cast::<Element>().map(|parent| {
                let options = EditorOptions {
                    label: "Policy text",
                    placeholder: "Paste a policy here",
                    read_only: false,
                };
                Editor::new(&parent, options, owner)
            });
            *editor.borrow_mut() = made;
        });
    }
    {
        let (editor, shown) = (Rc::clone(&editor), Rc::clone(&shown));
        let workspace = Rc::clone(&state.workspace);
        use_effect_with(
            (state.generation, props.document, text_of(&state.workspace, props.document)),
            move |(_, document, _)| {
                shown.set(*document);
                let found = document.and_then(|id| Some((id, edit::document(&workspace, id)?)));
                if let (Some(editor), Some((id, found))) = (&*editor.borrow(), found) {
                    editor.show_document(&format!("{id:?}"), &found.text);
                }
            },
        );
    }
    {
        let editor = Rc::clone(&editor);
        let shown = (state.generation, props.document, props.view.clone(), props.coverage.clone());
        use_effect_with(shown, move |(_, _, view, coverage)| {
            if let Some(editor) = &*editor.borrow() {
                let mut marks = view.as_deref().map(statement_marks).unwrap_or_default();
                let mut stretches = view.as_deref().map(highlights).unwrap_or_default();
                for (mark, stretch) in coverage.iter().flat_map(|covered| unreached(covered, view.as_deref()))
                {
                    marks.retain(|other| other.from != mark.from);
                    marks.push(mark);
                    stretches.push(stretch);
                }
                editor.set_statement_marks(&marks);
                editor.set_highlights(&stretches);
            }
        });
    }
    {
        let editor = Rc::clone(&editor);
        let shown = (state.generation, props.document, props.findings.clone());
        use_effect_with(shown, move |(_, _, findings)| {
            knowledge.borrow_mut().findings.clone_from(findings);
            if let Some(editor) = &*editor.borrow() {
                editor.set_diagnostics(&findings.as_deref().map(diagnostics).unwrap_or_default());
            }
        });
    }
    {
        let (editor, document) = (Rc::clone(&editor), props.document);
        use_effect_with(state.replacement.clone(), move |order| {
            if let (Some(order), Some(editor)) = (order, &*editor.borrow())
                && Some(order.document) == document
            {
                editor.replace_text(&order.before, &order.after);
            }
        });
    }
    {
        let editor = Rc::clone(&editor);
        use_effect_with(catalogue, move |_| {
            if let Some(editor) = &*editor.borrow() {
                editor.refresh_assistance();
            }
        });
    }
    use_effect_with(state.focus, move |order| {
        let (Some(order), Some(editor)) = (order, &*editor.borrow()) else {
            return;
        };
        match order.target {
            FocusTarget::Place(place) => editor.select_range(place.from, place.to),
            FocusTarget::Editor => editor.select_range(0, 0),
            _ => {}
        }
    });
    let load = |event: CatalogueEvent| {
        let dispatch = props.tools.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Catalogue(event.clone())))
    };
    let approach = load(CatalogueEvent::Approached);
    // Whoever writes wants to know of wrong names at once.
    let need_details = load(CatalogueEvent::DetailsNeeded);
    let (onpointerenter, onpointerleave) = use_pointer_rest(approach.clone());
    let onfocusin = Callback::from(move |_: FocusEvent| {
        approach.emit(());
        need_details.emit(());
    });
    html! { <div ref={parent} class="editor" {onpointerenter} {onpointerleave} {onfocusin}></div> }
}

/// The text, shared so that comparing two renderings is cheap.
fn text_of(workspace: &Workspace, document: Option<DocumentId>) -> Option<AttrValue> {
    let document = edit::document(workspace, document?)?;
    Some(AttrValue::from(document.text.clone()))
}
