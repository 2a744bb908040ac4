//! The functions of the workspace's templates: what each can do, and who may invoke it.

use yew::prelude::*;

use super::catalogue_notice::CatalogueNotice;
use super::function_entry::FunctionEntry;
use super::prose::prose;
use super::template_beginning::TemplateBeginning;
use super::template_link::line_button;
use crate::analysis::functions::{Functions, Remark};
use crate::app::hooks::{Overview, use_functions};
use crate::app::state::{Action, CatalogueEvent};
use crate::app::words;
use crate::app::{Dispatch, Moment};
use crate::explanation::capitalised;

/// Properties of [`FunctionsPanel`].
#[derive(PartialEq, Properties)]
pub(crate) struct FunctionsPanelProps {
    /// The page.
    pub(crate) state: Moment,
    /// Called to open the box for pasting.
    pub(crate) onpaste: Callback<()>,
}

/// A list of functions, each of which can be opened; where there is no template, what this is and how to begin.
#[component]
pub(crate) fn FunctionsPanel(props: &FunctionsPanelProps) -> Html {
    let state = &props.state;
    let dispatch: Dispatch = state.dispatcher();
    {
        let dispatch = dispatch.clone();
        // Actions are sorted by what the catalogue says of them.
        use_effect_with((), move |()| dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached)));
    }
    let overview = use_functions(state);
    if state.workspace.templates.is_empty() {
        return html! { <div class="functions">{ beginning(props) }</div> };
    }
    html! {
        <div class="functions">
            <div class="functions-said" role="status">{ said(&overview) }</div>
            if let Some(overview) = &overview {
                if !overview.found.is_sorted {
                    <CatalogueNotice load={state.catalogue.clone()} dispatch={dispatch.clone()} />
                }
                <ul class="function-list">
                    { for overview.found.functions.iter().map(|function| html! {
                        <FunctionEntry key={format!("{}/{}", function.place.template, function.logical_id)}
                            state={state.clone()} function={function.clone()} />
                    }) }
                </ul>
                { remarks(&overview.found.remarks, &dispatch) }
            }
        </div>
    }
}

fn said(overview: &Option<Overview<Functions>>) -> Html {
    let Some(Overview { found, is_current }) = overview else {
        return html! { <p class="hint">{ "Being worked out…" }</p> };
    };
    let count = match found.functions.len() {
        0 => "The template has no Lambda function.".to_owned(),
        count => format!("{} of the workspace’s templates.", words::count(count, "Lambda function")),
    };
    html! {
        <p>{ count }if !is_current { <span class="hint">{ " Being worked out anew…" }</span> }</p>
    }
}

/// Sentences of the core, each with its place.
pub(super) fn remarks(remarks: &[Remark], dispatch: &Dispatch) -> Html {
    if remarks.is_empty() {
        return Html::default();
    }
    let remark = |remark: &Remark| {
        html! {
            <li>
                { prose(&capitalised(&remark.message)) }{ "." }
                if let Some(place) = &remark.place { { " " }{ line_button(place, dispatch) } }
            </li>
        }
    };
    html! { <ul class="function-remarks hint">{ for remarks.iter().map(remark) }</ul> }
}

fn beginning(props: &FunctionsPanelProps) -> Html {
    html! {
        <TemplateBeginning state={props.state.clone()} onpaste={props.onpaste.clone()}>
            <p>{ "Paste a CloudFormation or SAM template, and see of each Lambda function in it which role it has and who shares that, what it can do, who may invoke it, and where it has more or less than it seems to need." }</p>
            <p class="hint">{ "“Why?” beside a right leads from it back through statement, policy, role and trust to the line of the template." }</p>
        </TemplateBeginning>
    }
}
