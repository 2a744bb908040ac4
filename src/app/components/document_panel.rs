//! The documents: their tabs, the editor, and what the linter finds in them.

use std::rc::Rc;

use yew::prelude::*;

use super::catalogue_notice::CatalogueNotice;
use super::coverage_line::{CoverageLine, coverage_switch};
use super::document_tabs::DocumentTabs;
use super::editor_host::EditorHost;
use super::finding_action::FindingTools;
use super::findings_panel::FindingsPanel;
use super::next_step_list::NextStepList;
use super::prose::prose;
use super::template_link::DocumentStandingNote;
use super::text_field::typed;
use crate::analysis::{Analysis, Coverage};
use crate::app::hooks::{Findings, use_present};
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, Panel};
use crate::app::{Dispatch, Moment, PanelFrame};
use crate::evaluation::Decision;
use crate::workspace::not_known_advice;
use crate::workspace::{DocumentId, document_list, edit};

/// Properties of [`DocumentPanel`].
#[derive(PartialEq, Properties)]
pub(crate) struct DocumentPanelProps {
    /// The page.
    pub(crate) state: Moment,
    /// What is shown.
    pub(crate) analysis: Rc<Analysis>,
    /// What the linter says.
    pub(crate) findings: Findings,
    /// Which statements requests reach, while that is shown.
    pub(crate) coverage: Option<Rc<Coverage>>,
    /// The document that is shown.
    pub(crate) document: Option<DocumentId>,
    /// Gets the action pattern that is to be expanded.
    pub(crate) onexpand: Callback<String>,
    /// Opens the page of a rule, by its code.
    pub(crate) onrule: Callback<AttrValue>,
    /// Opens the box that takes whatever is pasted.
    pub(crate) onpaste: Callback<()>,
    /// How the panel stands on the page.
    pub(crate) frame: PanelFrame,
}

/// The panel of the documents.
#[component]
pub(crate) fn DocumentPanel(props: &DocumentPanelProps) -> Html {
    let state = &props.state;
    let dispatch: Dispatch = state.dispatcher();
    let additions = edit::possible_additions(&state.workspace, state.selected());
    let view = props.analysis.documents.iter().find(|view| Some(view.id) == props.document);
    let is_there = props.document.is_some();
    let all = document_list::all(&state.workspace);
    let findings = props.findings.all.documents.iter().find(|found| Some(found.document) == props.document);
    let mut coverage = props.coverage.iter().flat_map(|coverage| &coverage.documents);
    let coverage = coverage.find(|covered| Some(covered.document) == props.document);
    let tools = FindingTools { dispatch: dispatch.clone(), onrule: props.onrule.clone() };
    let label = tab_of(props).map(|index| format!("document-tab-{index}"));
    html! {
        <section id={Panel::Documents.id()} tabindex="-1" class="panel panel-documents" aria-label="Documents" role={props.frame.role()} hidden={props.frame.is_hidden}>
            <DocumentTabs analysis={Rc::clone(&props.analysis)} all={all.clone()}
                shown={props.document} {additions} dispatch={dispatch.clone()} />
            <div id="document-view" class="document-view" role="tabpanel" aria-labelledby={label} hidden={!is_there}>
                if let Some(id) = props.document {
                    { toolbar(props, id) }
                    <DocumentStandingNote document={id} dispatch={dispatch.clone()} />
                    <CoverageLine is_on={state.shows_coverage} covered={coverage.cloned()} />
                    { not_known_notice(props, id) }
                }
                <EditorHost settled={state.clone()} document={props.document} view={view.map(Rc::clone)} findings={findings.cloned()}
                    coverage={coverage.cloned()} tools={tools.clone()} onexpand={props.onexpand.clone()} />
                <CatalogueNotice load={state.catalogue.clone()} {dispatch} />
            </div>
            if !is_there {
                { no_document(props) }
            }
            if !all.is_empty() {
                <FindingsPanel findings={props.findings.clone()} {all} shown={props.document} load={state.catalogue.clone()} {tools} />
            }
        </section>
    }
}

/// The number of the tab that shows the document.
fn tab_of(props: &DocumentPanelProps) -> Option<usize> {
    let document = props.document?;
    let asked = &props.analysis.documents;
    Some(asked.iter().position(|view| view.id == document).unwrap_or(asked.len()))
}

fn no_document(props: &DocumentPanelProps) -> Html {
    if props.analysis.verdict.decision != Some(Decision::Unknown) {
        return html! { <p class="empty">{ "No policy is attached yet. Add one: what no statement allows is denied." }</p> };
    }
    html! {
        <div class="empty">
            <p>{ "No policy is known yet. Paste what the AWS CLI says of the caller and the resource, or add a policy." }</p>
            <NextStepList state={props.state.clone()} />
            <button type="button" class="button plain" onclick={props.onpaste.reform(|_: MouseEvent| ())}>{ "Paste more" }</button>
        </div>
    }
}

/// Says of a policy whose text nobody has pasted yet how to get it.
fn not_known_notice(props: &DocumentPanelProps, id: DocumentId) -> Html {
    let document = edit::document(&props.state.workspace, id);
    let Some(advice) = document.and_then(not_known_advice) else {
        return Html::default();
    };
    html! {
        <div class="not-known">
            <p><strong>{ "Not known yet: " }</strong>{ prose(advice) }</p>
            <button type="button" class="button small" onclick={props.onpaste.reform(|_: MouseEvent| ())}>{ "Paste it" }</button>
        </div>
    }
}

fn toolbar(props: &DocumentPanelProps, id: DocumentId) -> Html {
    let dispatch: Dispatch = props.state.dispatcher();
    let entries = document_list::all(&props.state.workspace);
    let entry = entries.iter().find(|entry| entry.id == id);
    let remove = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::RemoveDocument(id)));
    html! {
        <div class="document-tools">
            <label class="visually-hidden" for="document-name">{ "Name of this document" }</label>
            <DocumentName settled={props.state.clone()} {id} />
            <span class="document-owner" title={entry.map(|entry| entry.owner.clone())}>{ entry.map(|entry| entry.owner.clone()) }</span>
            { coverage_switch(&props.state) }
            <button type="button" class="icon-button" aria-label="Remove this document" title="Remove this document" onclick={remove}>{ icon(Icon::Bin) }</button>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct DocumentNameProps {
    settled: Moment,
    id: DocumentId,
}

#[component]
fn DocumentName(props: &DocumentNameProps) -> Html {
    let state = use_present(&props.settled);
    let id = props.id;
    let name = edit::document(&state.workspace, id).map(|document| document.name.clone());
    let dispatch: Dispatch = state.dispatcher();
    let rename =
        Callback::from(move |event: InputEvent| dispatch.dispatch(Action::RenameDocument(id, typed(&event))));
    html! {
        <input id="document-name" type="text" class="quiet-input" value={name} oninput={rename}
            placeholder="Name of this policy" autocomplete="off" spellcheck="false" />
    }
}
