//! The requests: one tab each, and the fields of the selected one.

use std::rc::Rc;

use yew::prelude::*;

use super::catalogue_notice::CatalogueNotice;
use super::context_table::ContextTable;
use super::request_fields::RequestFields;
use super::tabs::{Tab, Tabs};
use crate::analysis::Verdict;
use crate::app::hooks::use_request_notes;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, Panel, State, request_title};
use crate::app::words;
use crate::app::{Dispatch, PanelFrame};
use crate::evaluation::Decision;
use crate::workspace::model::NamedRequest;

/// Properties of [`RequestPanel`].
#[derive(PartialEq, Properties)]
pub(crate) struct RequestPanelProps {
    /// The page.
    pub(crate) state: UseReducerHandle<State>,
    /// The answer to the selected request.
    pub(crate) verdict: Verdict,
    /// The decision of each request; it may be shorter than the list.
    pub(crate) decisions: Rc<Vec<Option<Decision>>>,
    /// The context keys that policies mention, in lower case and in order.
    pub(crate) mentioned_keys: Vec<String>,
    /// How the panel stands on the page.
    pub(crate) frame: PanelFrame,
}

/// The panel of the requests.
#[component]
pub(crate) fn RequestPanel(props: &RequestPanelProps) -> Html {
    let state = &props.state;
    let dispatch: Dispatch = state.dispatcher();
    let send = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let onselect = {
        let dispatch = dispatch.clone();
        Callback::from(move |index| dispatch.dispatch(Action::SelectRequest(index)))
    };
    let tabs = state.workspace.requests.iter().enumerate().map(|(index, request)| {
        let decision = match index == state.selected() {
            true => Some(props.verdict.decision),
            false => props.decisions.get(index).copied(),
        };
        Tab {
            id: format!("request-tab-{index}").into(),
            controls: "request-fields".into(),
            content: tab_content(request, index, decision),
        }
    });
    let tabs: Vec<Tab> = tabs.collect();
    let request = state.request().cloned();
    let notes = use_request_notes(state, &dispatch);
    let catalogue = state.catalogue.catalogue();
    html! {
        <section id={Panel::Request.id()} tabindex="-1" class="panel panel-request" aria-label="Request" role={props.frame.role()} hidden={props.frame.is_hidden}>
            <div class="strip">
                <h2 class="strip-title">{ "Request" }</h2>
                if !tabs.is_empty() {
                    <Tabs label="Requests" class="request-tabs" {tabs} selected={state.selected()} {onselect} />
                }
                <div class="strip-tools">
                    <button type="button" id="add-request" class="icon-button" aria-label="Add a request" title="Add a request" onclick={send(Action::AddRequest)}>{ icon(Icon::Plus) }</button>
                    if request.is_some() {
                        <button type="button" class="icon-button" aria-label="Duplicate this request" title="Duplicate this request" onclick={send(Action::DuplicateRequest)}>{ icon(Icon::Copy) }</button>
                        <button type="button" class="icon-button" aria-label="Delete this request" title="Delete this request" onclick={send(Action::RemoveRequest)}>{ icon(Icon::Bin) }</button>
                    }
                </div>
            </div>
            if let Some(request) = request {
                <div id="request-fields" role="tabpanel" aria-labelledby={format!("request-tab-{}", state.selected())} class="request-body">
                    <RequestFields workspace={Rc::clone(&state.workspace)} request={request.clone()} verdict={props.verdict.clone()}
                        notes={Rc::clone(&notes)} catalogue={catalogue.cloned()} dispatch={dispatch.clone()} />
                    <ContextTable rows={state.context.clone()} mentioned_keys={props.mentioned_keys.clone()} action={request.action} {notes} catalogue={catalogue.cloned()} dispatch={dispatch.clone()} />
                </div>
                // Elsewhere it stands below the editor, which is then in sight too.
                if props.frame.is_shared {
                    <CatalogueNotice load={state.catalogue.clone()} dispatch={dispatch.clone()} />
                }
            } else {
                <p class="empty">{ "There is no request. Add one to get a verdict." }</p>
            }
        </section>
    }
}

/// `decision` is none while it is not known yet.
fn tab_content(request: &NamedRequest, index: usize, decision: Option<Option<Decision>>) -> Html {
    let is_missed = match (request.expect, decision) {
        (Some(expected), Some(Some(decision))) => decision != words::expected_decision(expected),
        _ => false,
    };
    html! {
        <>
            if let Some(decision) = decision {
                <span class={classes!("glyph", words::decision(decision).class)}>{ icon(words::decision(decision).icon) }</span>
                <span class="visually-hidden">{ words::decision(decision).word }{ ": " }</span>
            }
            <span class="tab-name">{ request_title(request, index) }</span>
            if is_missed {
                <span class="missed"><span aria-hidden="true">{ "≠" }</span><span class="visually-hidden">{ ", not as expected" }</span></span>
            }
        </>
    }
}
