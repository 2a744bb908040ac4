//! The decisions of two versions, those that changed first.

use std::rc::Rc;

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::{ComparedDecision, DecisionChange, RequestComparison, RequestFate, VersionComparison};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, request_title};
use crate::app::words::{self, Look};
use crate::explanation::capitalised;

/// Properties of [`CompareRequests`].
#[derive(PartialEq, Properties)]
pub(super) struct CompareRequestsProps {
    /// What was found.
    pub(super) comparison: Rc<VersionComparison>,
    /// For opening a request.
    pub(super) dispatch: Dispatch,
}

/// A table of the changed decisions; the others can be unfolded.
#[component]
pub(super) fn CompareRequests(props: &CompareRequestsProps) -> Html {
    let is_changed = |request: &&RequestComparison| request.change != DecisionChange::Unchanged;
    let requests = &props.comparison.requests;
    let changed: Vec<&RequestComparison> = requests.iter().filter(is_changed).collect();
    let others: Vec<&RequestComparison> = requests.iter().filter(|request| !is_changed(request)).collect();
    html! {
        <>
            if !changed.is_empty() {
                { table("Changed decisions", &changed, &props.dispatch) }
            }
            if !others.is_empty() {
                <details class="compare-others">
                    <summary>{ format!("{} as before", words::count(others.len(), "decision")) }</summary>
                    { table("Decisions as before", &others, &props.dispatch) }
                </details>
            }
        </>
    }
}

fn table(label: &'static str, requests: &[&RequestComparison], dispatch: &Dispatch) -> Html {
    html! {
        <div class="compare-box" role="region" tabindex="0" aria-label={label}>
            <table class="compare-table">
                <thead>
                    <tr>
                        <th scope="col">{ "Change" }</th>
                        <th scope="col">{ "Request" }</th>
                        <th scope="col">{ "Before" }</th>
                        <th scope="col">{ "Now" }</th>
                    </tr>
                </thead>
                <tbody>{ for requests.iter().map(|request| row(request, dispatch)) }</tbody>
            </table>
        </div>
    }
}

fn row(compared: &RequestComparison, dispatch: &Dispatch) -> Html {
    let change = words::decision_change(compared.change);
    let fate = match compared.fate {
        RequestFate::Kept => None,
        RequestFate::Edited => Some("the request itself changed"),
        RequestFate::Added => Some("a request of this version alone"),
        RequestFate::Removed => Some("a request of the other version alone"),
    };
    let onclick = {
        let (dispatch, request) = (dispatch.clone(), compared.request.clone());
        let (is_here, number) = (compared.fate != RequestFate::Removed, compared.number);
        Callback::from(move |_: MouseEvent| {
            if is_here {
                // Two may ask the same.
                dispatch.dispatch(Action::SelectRequest(number));
            }
            dispatch.dispatch(Action::ShowRequest(Box::new(request.clone())));
        })
    };
    html! {
        <tr class={change.class} data-change={change.word}>
            <td><span class="compare-change">{ icon(change.icon) }{ change.word }</span></td>
            <td>
                <button type="button" class="compare-open" {onclick}>{ request_title(&compared.request, compared.number) }</button>
                <span class="compare-asks"><code>{ &compared.request.action }</code>{ " on " }<code>{ &compared.request.resource }</code>{ " by " }<code>{ &compared.request.principal }</code></span>
                if let Some(fate) = fate { <span class="hint">{ fate }</span> }
            </td>
            <td>{ decided(&compared.before) }</td>
            <td>{ decided(&compared.after) }</td>
        </tr>
    }
}

fn decided(decided: &ComparedDecision) -> Html {
    let look = match decided.is_denied_either_way {
        true => Look { icon: Icon::ImplicitDeny, word: "Denied", ..words::decision(decided.decision) },
        false => words::decision(decided.decision),
    };
    html! {
        <>
            <span class={classes!("compare-decision", look.class)}>{ icon(look.icon) }{ look.word }</span>
            if let Some(problem) = &decided.problem { <span class="hint">{ prose(&capitalised(problem)) }</span> }
        </>
    }
}
