//! One request in the table of tests.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::expectation_select::ExpectationSelect;
use super::prose::prose;
use super::text_field::typed;
use crate::analysis::{Comparison, RequestOutcome};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, TestAction};
use crate::app::words;
use crate::workspace::model::ExpectedDecision;

/// Properties of [`TestRow`].
#[derive(PartialEq, Properties)]
pub(super) struct TestRowProps {
    /// The number of the request.
    pub(super) index: usize,
    /// What it is called, also without a name.
    pub(super) title: AttrValue,
    /// Its name; empty for none.
    pub(super) name: AttrValue,
    /// Who asks.
    pub(super) caller: AttrValue,
    /// For what.
    pub(super) action: AttrValue,
    /// On what.
    pub(super) resource: AttrValue,
    /// What is expected.
    pub(super) expected: Option<ExpectedDecision>,
    /// How it comes out, where that is known yet.
    pub(super) outcome: Option<RequestOutcome>,
    /// Whether the page shows it.
    pub(super) is_selected: bool,
    /// For edits.
    pub(super) dispatch: Dispatch,
}

/// The row: a click or Enter in the name shows the request.
#[component]
pub(super) fn TestRow(props: &TestRowProps) -> Html {
    let index = props.index;
    let send = |action: TestAction| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Test(action.clone())))
    };
    let rename = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            dispatch.dispatch(Action::Test(TestAction::Rename(index, typed(&event))));
        })
    };
    let expect = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |expected| dispatch.dispatch(Action::Test(TestAction::Expect(index, expected))))
    };
    let select = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let is_control = target.is_some_and(|target| {
                target.closest("button, input, select, label").is_ok_and(|control| control.is_some())
            });
            if !is_control {
                dispatch.dispatch(Action::SelectRequest(index));
            }
        })
    };
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
                dispatch.dispatch(Action::SelectRequest(index));
            }
        })
    };
    let comparison = props.outcome.as_ref().map(|outcome| outcome.compared(props.expected));
    let decision = props.outcome.as_ref().map(|outcome| words::decision(outcome.decision()));
    let fails = matches!(comparison, Some(Comparison::Differs | Comparison::Unreadable));
    let (verb, name_id) = (if fails { "Explain" } else { "Show" }, format!("test-name-{index}"));
    let new = props.outcome.as_ref().and_then(RequestOutcome::as_expectation);
    let new = new.filter(|new| props.expected != Some(*new));
    let cell = |class: &'static str, text: &AttrValue| {
        html! {
            <span role="cell" class={classes!("test-text", class)} title={text.clone()}>
                <span class="test-label" aria-hidden="true">{ label(class) }</span>{ shortened(text) }
            </span>
        }
    };
    html! {
        <div role="row" class={classes!("test-row", props.is_selected.then_some("test-selected"), fails.then_some("test-fails"))}
            aria-current={props.is_selected.then_some("true")} onclick={select}>
            <span role="cell" class="test-name">
                <input id={name_id} type="text" class="quiet-input" value={&props.name} placeholder={&props.title}
                    aria-label={format!("Name of request {}", index + 1)} autocomplete="off" spellcheck="false" oninput={rename} {onkeydown} />
            </span>
            { cell("test-caller", &props.caller) }
            { cell("test-action", &props.action) }
            { cell("test-resource", &props.resource) }
            <span role="cell" class="test-expected">
                <label class="visually-hidden" for={format!("test-expect-{index}")}>{ "Expected of " }{ &props.title }</label>
                <ExpectationSelect id={format!("test-expect-{index}")} expected={props.expected} onchange={expect} />
            </span>
            <span role="cell" class="test-decision">
                if let Some(look) = decision {
                    <span class={classes!("glyph", look.class)}>{ icon(look.icon) }</span>{ look.word }
                } else {
                    <span class="hint">{ "being decided" }</span>
                }
            </span>
            <span role="cell" class="test-result">{ result(comparison, props.outcome.as_ref()) }</span>
            <span role="cell" class="test-buttons">
                <button type="button" class="button small" onclick={send(TestAction::Explain(index))}>
                    { verb }<span class="visually-hidden">{ " " }{ &props.title }</span>
                </button>
                { tool(Icon::Tick, format!("Expect what {} is now", props.title), new.is_none(), send(TestAction::Expect(index, new))) }
                { tool(Icon::Copy, format!("Duplicate {}", props.title), false, send(TestAction::Duplicate(index))) }
                { tool(Icon::Bin, format!("Delete {}", props.title), false, send(TestAction::Remove(index))) }
            </span>
        </div>
    }
}

/// What stands before a text where there is no room for columns.
fn label(class: &str) -> &'static str {
    match class {
        "test-caller" => "Caller ",
        "test-action" => "Action ",
        _ => "Resource ",
    }
}

/// An ARN without its partition and account, where it names something in them.
fn shortened(text: &str) -> String {
    let fields: Vec<&str> = text.splitn(6, ':').collect();
    match fields.as_slice() {
        ["arn", _, service, _, _, name] if !name.is_empty() => match *service {
            "iam" | "sts" => (*name).to_owned(),
            service => format!("{service}:{name}"),
        },
        _ => text.to_owned(),
    }
}

fn result(comparison: Option<Comparison>, outcome: Option<&RequestOutcome>) -> Html {
    let Some(comparison) = comparison else {
        return Html::default();
    };
    let look = words::comparison(comparison);
    html! {
        <>
            <span class={classes!("test-verdict", look.class)}>{ icon(look.icon) }{ look.word }</span>
            if let Some(RequestOutcome::Unreadable { message }) = outcome {
                <span class="test-problem">{ prose(message) }</span>
            }
        </>
    }
}

fn tool(glyph: Icon, name: String, disabled: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="icon-button" aria-label={name.clone()} title={name} {disabled} {onclick}>{ icon(glyph) }</button>
    }
}
