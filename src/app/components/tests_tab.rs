//! The requests with what is expected of them, each as a row.

use std::rc::Rc;

use yew::prelude::*;

use super::commands_dialog::CommandsDialog;
use super::lines_dialog::LinesDialog;
use super::test_row::TestRow;
use crate::analysis::{Comparison, RequestOutcome};
use crate::app::Moment;
use crate::app::icon::{Icon, icon};
use crate::app::opening;
use crate::app::state::{Action, TestAction, request_title};
use crate::workspace::model::ExpectedDecision;

/// Properties of [`TestsTab`].
#[derive(PartialEq, Properties)]
pub(super) struct TestsTabProps {
    /// The page.
    pub(super) state: Moment,
    /// How each request comes out, as far as it is known yet.
    pub(super) outcomes: Rc<Vec<Option<RequestOutcome>>>,
}

/// The window that is open over the tab.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Window {
    Lines,
    Commands,
}

/// The names of the columns.
const COLUMNS: [&str; 8] =
    ["Name", "Caller", "Action", "Resource", "Expected", "Decision", "Result", "Tools"];

/// The table and the buttons above it.
#[component]
pub(super) fn TestsTab(props: &TestsTabProps) -> Html {
    let state = &props.state;
    let dispatch = state.dispatcher();
    let only_failing = use_state_eq(|| false);
    let window = use_state_eq(|| None::<Window>);
    let open = |which: Window| {
        let window = window.clone();
        Callback::from(move |_: MouseEvent| window.set(Some(which)))
    };
    let onclose = {
        let window = window.clone();
        Callback::from(move |()| window.set(None))
    };
    let toggle = {
        let only_failing = only_failing.clone();
        Callback::from(move |_: Event| only_failing.set(!*only_failing))
    };
    let requests = &state.workspace.requests;
    let outcome = |index: usize| props.outcomes.get(index).and_then(Option::as_ref);
    let new_expectations: Vec<(usize, ExpectedDecision)> = requests
        .iter()
        .enumerate()
        .filter_map(|(index, request)| {
            let expected = outcome(index)?.as_expectation()?;
            (request.expect != Some(expected)).then_some((index, expected))
        })
        .collect();
    let expect_all = {
        let (dispatch, expectations) = (dispatch.clone(), new_expectations.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Test(TestAction::ExpectAll(expectations.clone())));
        })
    };
    let copy = {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| opening::copy_lines(&state))
    };
    let download = {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| opening::save_lines(&state))
    };
    let is_shown = |index: usize, expected: Option<ExpectedDecision>| {
        let comparison = outcome(index).map(|outcome| outcome.compared(expected));
        !*only_failing || matches!(comparison, Some(Comparison::Differs | Comparison::Unreadable))
    };
    let shown: Vec<usize> = requests
        .iter()
        .enumerate()
        .filter(|(index, request)| is_shown(*index, request.expect))
        .map(|(index, _)| index)
        .collect();
    let row = |index: usize| {
        let Some(request) = requests.get(index) else {
            return Html::default();
        };
        html! {
            <TestRow key={index} {index} title={request_title(request, index)} name={request.name.clone().unwrap_or_default()}
                caller={request.principal.clone()} action={request.action.clone()} resource={request.resource.clone()}
                expected={request.expect} outcome={outcome(index).cloned()} is_selected={index == state.selected()} dispatch={dispatch.clone()} />
        }
    };
    html! {
        <>
            <div class="tests-tools">
                <label class="tick-label">
                    <input type="checkbox" id="only-failing" checked={*only_failing} onchange={toggle} />{ "Only those that differ" }
                </label>
                <button type="button" class="button" onclick={expect_all} disabled={new_expectations.is_empty()}
                    title="Expect of every request the decision that it gets now">{ "Expect what it is now" }</button>
                <span class="tests-gap" />
                <button type="button" class="button" onclick={open(Window::Commands)} disabled={requests.is_empty()}
                    title="The selected request as commands for a shell">{ "Commands" }</button>
                <button type="button" class="button" onclick={copy} disabled={requests.is_empty()}
                    title="Copy the requests as JSON Lines, which policyscope evaluate reads">{ icon(Icon::Copy) }{ "Copy as JSON Lines" }</button>
                <button type="button" class="button" onclick={download} disabled={requests.is_empty()}
                    title="Save the requests as JSON Lines, which policyscope evaluate reads">{ "Download" }</button>
                <button type="button" id="import-lines" class="button" onclick={open(Window::Lines)}
                    title="Add requests from JSON Lines">{ "Import lines" }</button>
            </div>
            if requests.is_empty() {
                <p class="empty">{ "There is no request to test. Add one at the top, or import lines." }</p>
            } else if shown.is_empty() {
                <p class="empty">{ "No request differs from what is expected." }</p>
            } else {
                <div id="tests-table" role="table" aria-label="Tests" class="tests-table">
                    <div role="row" class="test-row test-head">
                        { for COLUMNS.iter().map(|name| html! { <span role="columnheader">{ *name }</span> }) }
                    </div>
                    { for shown.into_iter().map(row) }
                </div>
            }
            <LinesDialog state={state.clone()} is_open={*window == Some(Window::Lines)} onclose={onclose.clone()} />
            <CommandsDialog workspace={Rc::clone(&state.workspace)} is_open={*window == Some(Window::Commands)} {onclose} />
        </>
    }
}
