//! The tab as a whole.

use std::rc::Rc;

use yew::prelude::*;

use super::definition::Definition;
use super::request_fields::DoorRequestFields;
use super::request_list::RequestList;
use super::stream::Stream;
use super::walk::DoorWalkView;
use crate::analysis::door_answers;
use crate::app::components::menu::{Menu, MenuEntry, MenuGroup};
use crate::app::components::prose::prose;
use crate::app::components::select::Select;
use crate::app::hooks::use_present;
use crate::app::icon::Icon;
use crate::app::state::{Action, Banner, DoorAction, ShownDoor, State, door_title};
use crate::app::{Dispatch, Moment};
use crate::workspace::examples::{DOOR_EXAMPLES, Example};
use crate::workspace::model::DoorWithRequests;

/// Properties of [`ApiPanel`].
#[derive(PartialEq, Properties)]
pub(in crate::app::components) struct ApiPanelProps {
    /// The page when typing last rested.
    pub(in crate::app::components) settled: Moment,
}

/// The APIs of the workspace: which is shown, its definition, the requests to it and the way of one of them, and a stream
/// of requests.
#[component]
pub(in crate::app::components) fn ApiPanel(props: &ApiPanelProps) -> Html {
    let settled = &props.settled;
    let state = &use_present(settled);
    let dispatch: Dispatch = state.dispatcher();
    let shown = state.shown_door();
    let asked = (settled.generation, settled.revision, settled.shown_door(), Rc::clone(&settled.workspace));
    let answers = use_memo(asked, |(_, _, shown, workspace)| {
        (*shown, door_answers(workspace, shown.door, shown.request))
    });
    let doors = &state.workspace.front_doors;
    let send = |action: DoorAction| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Door(action.clone())))
    };
    let options: Vec<(AttrValue, AttrValue)> = doors
        .iter()
        .enumerate()
        .map(|(number, door)| (number.to_string().into(), door_title(&door.door, number).into()))
        .collect();
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |value: String| {
            let door = value.parse().unwrap_or_default();
            dispatch.dispatch(Action::Door(DoorAction::Show(ShownDoor { door, request: 0 })));
        })
    };
    html! {
        <div class="api">
            <div class="api-tools">
                if doors.is_empty() {
                    <p class="api-lead">{ "An API as its callers meet it: authorizers and what they keep, policies, API keys, limits. Begin with one of these:" }</p>
                    { examples(&dispatch) }
                } else {
                    <label for="api-door" class="hint">{ "API" }</label>
                    <Select id="api-door" {options} value={shown.door.to_string()} onchange={choose} />
                    <button type="button" id="remove-api" class="button" onclick={send(DoorAction::Remove(shown))}>{ "Remove API" }</button>
                    { add_menu(&dispatch) }
                }
            </div>
            if let Some(door) = doors.get(shown.door) {
                <Definition key={format!("definition-{}", shown.door)} door={door.door.clone()} {shown} dispatch={dispatch.clone()} />
                { not_known(&door.door.not_known) }
                <div class="api-parts">
                    <section class="api-part" aria-labelledby="api-requests-title">
                        <RequestList requests={door.requests.clone()} outcomes={answers.1.outcomes.clone()} {shown} dispatch={dispatch.clone()} />
                        if let Some(request) = door.requests.get(shown.request) {
                            <DoorRequestFields key={format!("{}-{}", shown.door, shown.request)} named={request.clone()} {shown}
                                callers={callers(state)} endpoints={endpoints(door)} dispatch={dispatch.clone()} />
                        }
                    </section>
                    <DoorWalkView requests={door.requests.clone()} answered={answers.0} answers={answers.1.clone()} dispatch={dispatch.clone()} />
                </div>
                <Stream key={format!("stream-{}", shown.door)} door={door.door.clone()}
                    stage={door.requests.get(shown.request).map(|named| named.request.stage.clone()).unwrap_or_default()}
                    time={door.requests.get(shown.request).and_then(|named| named.request.time.clone()).unwrap_or_default()} />
            }
        </div>
    }
}

/// What nobody knows of the API as a whole.
fn not_known(reasons: &[String]) -> Html {
    if reasons.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="api-not-known-title">
            <h3 id="api-not-known-title">{ "Not known of this API" }</h3>
            <p class="hint">{ "While anything stands here, how a request ends is unknown." }</p>
            <ul id="api-not-known" class="api-reasons">{ for reasons.iter().map(|reason| html! { <li>{ prose(reason) }</li> }) }</ul>
        </section>
    }
}

/// The principals and sessions that may sign.
fn callers(state: &State) -> Vec<AttrValue> {
    let principals = state.workspace.principals.iter().map(|principal| principal.arn.clone());
    let sessions = state.workspace.sessions.iter().map(|session| session.arn.clone());
    principals.chain(sessions).map(AttrValue::from).collect()
}

fn endpoints(door: &DoorWithRequests) -> Vec<AttrValue> {
    door.door.vpc_endpoints.iter().map(|endpoint| endpoint.id.clone().into()).collect()
}

fn add(example: &Example, dispatch: &Dispatch) {
    dispatch.dispatch(match example.workspace() {
        Ok(workspace) => Action::Door(DoorAction::Add(Box::new(workspace))),
        Err(error) => Action::Announce(Banner::problem(format!("{error}."), "")),
    });
}

fn add_menu(dispatch: &Dispatch) -> Html {
    let entries = DOOR_EXAMPLES.iter().map(|example| {
        let dispatch = dispatch.clone();
        MenuEntry {
            title: example.title.into(),
            detail: example.teaches.replace('`', "").into(),
            onchoose: Callback::from(move |()| add(example, &dispatch)),
        }
    });
    let groups = vec![MenuGroup { title: AttrValue::default(), entries: entries.collect() }];
    html! { <Menu id="add-api" label="Add an API" icon={Icon::Plus} class="api-menu" {groups} /> }
}

/// The examples, for a workspace without an API.
fn examples(dispatch: &Dispatch) -> Html {
    let entry = |example: &'static Example| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| add(example, &dispatch));
        html! {
            <li>
                <button type="button" class="button plain" {onclick}>{ example.title }</button>
                <p class="hint">{ prose(example.teaches) }</p>
            </li>
        }
    };
    html! { <ul class="api-examples">{ for DOOR_EXAMPLES.iter().map(entry) }</ul> }
}
