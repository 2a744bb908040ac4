//! Why: what would change the decision, which statements came close, and what each statement says about the request.

use std::rc::Rc;

use yew::prelude::*;

use super::near_miss_list::NearMissList;
use super::prose::prose;
use super::reason_list::ReasonList;
use super::repair_section::RepairSection;
use super::statement_row::StatementRow;
use super::template_link::DocumentStandingNote;
use crate::analysis::{Analysis, Coverage, DocumentView};
use crate::app::state::{Panel, document_title};
use crate::app::words;
use crate::app::{Dispatch, Moment, PanelFrame};
use crate::workspace::DocumentId;

/// Properties of [`WhyPanel`].
#[derive(PartialEq, Properties)]
pub(crate) struct WhyPanelProps {
    /// The page.
    pub(crate) state: Moment,
    /// What is shown.
    pub(crate) analysis: Rc<Analysis>,
    /// Which statements requests reach, while that is shown.
    pub(crate) coverage: Option<Rc<Coverage>>,
    /// The document that is shown.
    pub(crate) document: Option<DocumentId>,
    /// Whether the statements of all documents are shown.
    pub(crate) explains_all: UseStateHandle<bool>,
    /// Whether the request cannot be read at present, so that this is how it was before.
    pub(crate) is_stale: bool,
    /// How the panel stands on the page.
    pub(crate) frame: PanelFrame,
}

/// The panel of the statements.
#[component]
pub(crate) fn WhyPanel(props: &WhyPanelProps) -> Html {
    let shows_all = props.explains_all.clone();
    let dispatch: Dispatch = props.state.dispatcher();
    let decision = props.analysis.verdict.decision.filter(|_| !props.is_stale);
    let documents: Vec<&Rc<DocumentView>> = props
        .analysis
        .documents
        .iter()
        .filter(|view| *shows_all || Some(view.id) == props.document)
        .collect();
    let scope = |all: bool, name: &'static str| {
        let shows_all = shows_all.clone();
        let is_chosen = *shows_all == all;
        let onchange = Callback::from(move |_: Event| shows_all.set(all));
        html! {
            <label class="segment">
                <input type="radio" name="why-scope" class="visually-hidden" checked={is_chosen} {onchange} />
                <span class="segment-face">{ name }</span>
            </label>
        }
    };
    html! {
        <section id={Panel::Why.id()} tabindex="-1" class="panel panel-why" aria-label="Why" role={props.frame.role()} hidden={props.frame.is_hidden}>
            <div class="strip">
                <h2 class="strip-title">{ "Why" }</h2>
                <fieldset class="segments">
                    <legend class="visually-hidden">{ "Statements of" }</legend>
                    { scope(false, "This document") }
                    { scope(true, "All") }
                </fieldset>
            </div>
            if let Some(decision) = decision {
                <ReasonList reasons={props.analysis.verdict.reasons.clone()} dispatch={dispatch.clone()} />
                <RepairSection state={props.state.clone()} {decision} />
                <NearMissList near_misses={props.analysis.near_misses.clone()} dispatch={dispatch.clone()} />
            }
            if props.is_stale && !documents.is_empty() {
                <p class="hint why-stale">{ "As before the last change: the request cannot be read at present." }</p>
            }
            if documents.is_empty() {
                <p class="empty">{ empty_text(props) }</p>
            }
            { for documents.iter().map(|view| show_document(view, props.coverage.as_deref(), &dispatch)) }
        </section>
    }
}

fn empty_text(props: &WhyPanelProps) -> &'static str {
    match (props.document, props.analysis.verdict.decision) {
        (_, None) => "The reasons follow once the request can be read.",
        (Some(_), _) => "This request does not ask this document: it is attached to something else.",
        (None, _) => "Without a policy there is no statement to explain.",
    }
}

fn show_document(view: &DocumentView, coverage: Option<&Coverage>, dispatch: &Dispatch) -> Html {
    let covered =
        coverage.and_then(|coverage| coverage.documents.iter().find(|found| found.document == view.id));
    let reach = |index: usize| Some(covered?.statements.get(index)?.reach);
    html! {
        <div class="why-document">
            <h3 class="why-title">
                <span class="tab-layer">{ words::layer(view.check) }</span>
                { " " }{ document_title(&view.name) }
            </h3>
            <DocumentStandingNote document={view.id} dispatch={dispatch.clone()} />
            if let Some(advice) = &view.not_known_advice {
                <p class="empty">{ "Not known yet: " }{ prose(advice) }</p>
            } else if view.statements.is_empty() {
                <p class="empty">{ "No statement here can be read." }</p>
            }
            <ul class="statements">
                { for view.statements.iter().map(|statement| html! {
                    <StatementRow key={statement.index} statement={statement.clone()} reach={reach(statement.index)} dispatch={dispatch.clone()} />
                }) }
            </ul>
        </div>
    }
}
