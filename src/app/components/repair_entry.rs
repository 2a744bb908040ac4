//! One repair in the list.

use std::rc::Rc;

use yew::prelude::*;

use super::prose::prose;
use crate::app::words;
use crate::explanation::capitalised;
use crate::repair::{Change, Goal, Repair};

/// Properties of [`RepairEntry`].
#[derive(PartialEq, Properties)]
pub(super) struct RepairEntryProps {
    /// Its number in the list.
    pub(super) index: usize,
    /// The repair.
    pub(super) repair: Rc<Repair>,
    /// What it brings about.
    pub(super) goal: Goal,
    /// Whether it was found for what stands on the page now; until then its buttons do nothing.
    pub(super) is_current: bool,
    /// Applies it.
    pub(super) onapply: Callback<Rc<Repair>>,
    /// Shows what it would change.
    pub(super) onpreview: Callback<Rc<Repair>>,
}

/// What the repair does, what comes with it, and buttons to apply it and to look at it first.
#[component]
pub(super) fn RepairEntry(props: &RepairEntryProps) -> Html {
    let repair = &props.repair;
    let id = format!("repair-{}", props.index);
    let send = |to: &Callback<Rc<Repair>>| {
        let (to, repair, is_current) = (to.clone(), Rc::clone(repair), props.is_current);
        Callback::from(move |_: MouseEvent| {
            if is_current {
                to.emit(Rc::clone(&repair));
            }
        })
    };
    let disabled = (!props.is_current).then_some("true");
    html! {
        <li class="repair">
            <div id={id.clone()} class="repair-title">{ repair_words(repair) }</div>
            <ul class="repair-tags" aria-label="What comes with it">
                { for tags(repair, props.goal).into_iter().map(|tag| html! { <li class="tag">{ tag }</li> }) }
            </ul>
            { new_findings(repair) }
            <div class="repair-buttons">
                <button type="button" class="button small repair-apply" aria-describedby={id.clone()} aria-disabled={disabled}
                    onclick={send(&props.onapply)}>{ "Apply" }</button>
                <button type="button" class="button small plain" aria-describedby={id} aria-disabled={disabled}
                    onclick={send(&props.onpreview)}>{ "Preview" }</button>
            </div>
        </li>
    }
}

/// The repair in words: its title, or its steps where there are several.
pub(super) fn repair_words(repair: &Repair) -> Html {
    if repair.steps.len() == 1 {
        return html! { <p>{ prose(&capitalised(&repair.title)) }</p> };
    }
    html! {
        <>
            <p>{ format!("{} changes together", repair.steps.len()) }</p>
            <ol class="repair-steps">
                { for repair.steps.iter().map(|step| html! { <li>{ prose(&capitalised(&step.title)) }</li> }) }
            </ol>
        </>
    }
}

fn tags(repair: &Repair, goal: Goal) -> Vec<String> {
    let mut tags = Vec::new();
    let is_request_only = repair.steps.iter().all(|step| {
        matches!(
            step.change,
            Change::SetContext { .. } | Change::RemoveContext { .. } | Change::SetAction { .. }
        )
    });
    let further_actions = repair.opens.further_actions;
    match (goal, repair.broadens, further_actions) {
        _ if is_request_only => tags.push("changes the request only".to_owned()),
        (Goal::Allow, true, _) => tags.push(words::opens(further_actions)),
        (Goal::Allow, false, _) => tags.push("opens nothing".to_owned()),
        (Goal::Deny, _, Some(0)) => tags.push("denies no other action".to_owned()),
        (Goal::Deny, _, Some(number)) => tags.push(format!("denies {}", words::count(number, "more action"))),
        (Goal::Deny, _, None) => {}
    }
    if repair.is_out_of_reach {
        tags.push("usually out of your reach".to_owned());
    }
    tags
}

/// What the linter would say, folded.
fn new_findings(repair: &Repair) -> Html {
    let findings = &repair.opens.findings;
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <details class="repair-findings">
            <summary>{ words::count(findings.len(), "new finding") }</summary>
            <ul>
                { for findings.iter().map(|finding| html! {
                    <li><span class="rule-code">{ &finding.code }</span>{ " " }{ prose(&finding.message) }</li>
                }) }
            </ul>
        </details>
    }
}
