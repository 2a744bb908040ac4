//! The requests: one tab each, and the fields of the selected one.

use std::rc::Rc;

use yew::prelude::*;

use super::catalogue_notice::CatalogueNotice;
use super::context_table::ContextTable;
use super::request_fields::{RequestFields, derived_account, endpoints};
use super::tabs::{Tab, Tabs};
use crate::analysis::{Analysis, Comparison, RequestOutcome, Verdict};
use crate::app::hooks::use_request_notes;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, Panel, request_title};
use crate::app::words;
use crate::app::{Dispatch, Moment, PanelFrame, Present};
use crate::workspace::model::NamedRequest;

/// Properties of [`RequestPanel`].
#[derive(PartialEq, Properties)]
pub(crate) struct RequestPanelProps {
    /// The page at this moment.
    pub(crate) state: Moment,
    /// The page.
    pub(crate) present: Present,
    /// The answer to the selected request.
    pub(crate) verdict: Rc<Verdict>,
    /// How each request comes out, as far as it is known yet.
    pub(crate) outcomes: Rc<Vec<Option<RequestOutcome>>>,
    /// What explains the answer, a moment later.
    pub(crate) analysis: Rc<Analysis>,
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
        let outcome = props.outcomes.get(index).and_then(Option::as_ref);
        Tab {
            id: format!("request-tab-{index}").into(),
            controls: "request-fields".into(),
            content: tab_content(request, index, outcome),
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
                    <RequestFields present={props.present.clone()} derived_account={derived_account(&state.workspace, &request)}
                        endpoints={endpoints(&state.workspace, &request)} {request} verdict={Rc::clone(&props.verdict)}
                        notes={Rc::clone(&notes)} catalogue={catalogue.cloned()} />
                    <ContextTable rows={state.context.clone()} analysis={Rc::clone(&props.analysis)} {notes} catalogue={catalogue.cloned()} present={props.present.clone()} />
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

/// `outcome` is none while it is not known yet.
fn tab_content(request: &NamedRequest, index: usize, outcome: Option<&RequestOutcome>) -> Html {
    let look = outcome.map(|outcome| words::decision(outcome.decision()));
    let mark = match outcome.map(|outcome| outcome.compared(request.expect)) {
        Some(Comparison::Differs) => Some(("≠", ", not as expected")),
        Some(Comparison::MayBeAsExpected) => Some(("?", ", may be as expected")),
        _ => None,
    };
    html! {
        <>
            if let Some(look) = look {
                <span class={classes!("glyph", look.class)}>{ icon(look.icon) }</span>
                <span class="visually-hidden">{ look.word }{ ": " }</span>
            }
            <span class="tab-name">{ request_title(request, index) }</span>
            if let Some((sign, words)) = mark {
                <span class="missed"><span aria-hidden="true">{ sign }</span><span class="visually-hidden">{ words }</span></span>
            }
        </>
    }
}
