//! What a repair would change, before it does.

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Dialog;
use super::prose::prose;
use super::repair_entry::repair_words;
use crate::analysis::{
    Comparison, DiffLine, DiffStretch, DocumentChange, LineSide, RepairPreview, outcome_with, preview,
};
use crate::app::Moment;
use crate::app::state::document_title;
use crate::app::words;
use crate::explanation::capitalised;
use crate::repair::Repair;
use crate::workspace::KeptPolicies;
use crate::workspace::model::Workspace;

/// So many requests at most are asked how they come out then.
const MOST_TESTS: usize = 200;

/// Properties of [`RepairDialog`].
#[derive(PartialEq, Properties)]
pub(super) struct RepairDialogProps {
    /// The repair; none while it is closed.
    pub(super) repair: Option<Rc<Repair>>,
    /// The page.
    pub(super) state: Moment,
    /// Applies it.
    pub(super) onapply: Callback<Rc<Repair>>,
    /// Called when it closes.
    pub(super) onclose: Callback<()>,
}

/// A dialog with the lines that would change and a button that changes them.
#[component]
pub(super) fn RepairDialog(props: &RepairDialogProps) -> Html {
    let content = props.repair.as_ref().map(|repair| {
        let onclick = {
            let repair = Rc::clone(repair);
            props.onapply.reform(move |_: MouseEvent| Rc::clone(&repair))
        };
        let shown = preview(repair, &props.state.workspace, props.state.selected());
        html! {
            <>
                <div class="repair-title">{ repair_words(repair) }</div>
                <p class="preview-then">{ then(repair, &props.state.workspace, props.state.selected()) }</p>
                // Without an element that takes the focus, keys could not scroll it.
                <div class="preview" tabindex="0" role="region" aria-label="Changes">{ changes(&shown) }</div>
                <button type="button" class="button primary preview-apply" {onclick}>{ "Apply" }</button>
            </>
        }
    });
    html! {
        <Dialog title_id="preview-title" title="What would change" class="repair-dialog" is_open={props.repair.is_some()} onclose={props.onclose.clone()}>
            { for content }
        </Dialog>
    }
}

/// `Then: Allowed. 1 test is no longer as expected.`
fn then(repair: &Repair, before: &Workspace, selected: usize) -> String {
    let after = repair.apply(before);
    let (mut kept_before, mut kept_after) = (KeptPolicies::default(), KeptPolicies::default());
    let mut missed = 0;
    for (index, request) in before.requests.iter().enumerate().take(MOST_TESTS) {
        let Some(now) = after.requests.get(index).filter(|_| request.expect.is_some()) else { continue };
        let was = outcome_with(&mut kept_before, before, index).compared(request.expect);
        let is = outcome_with(&mut kept_after, &after, index).compared(now.expect);
        missed += usize::from(was != Comparison::Differs && is == Comparison::Differs);
    }
    let word = words::decision(outcome_with(&mut kept_after, &after, selected).decision()).word;
    match missed {
        0 => format!("Then: {word}."),
        1 => format!("Then: {word}. 1 test is no longer as expected."),
        missed => format!("Then: {word}. {missed} tests are no longer as expected."),
    }
}

fn changes(preview: &RepairPreview) -> Html {
    html! {
        <>
            if !preview.request.is_empty() {
                <section>
                    <h3>{ "Request" }</h3>
                    <ul class="preview-request">
                        { for preview.request.iter().map(|change| html! { <li>{ prose(&capitalised(change)) }</li> }) }
                    </ul>
                </section>
            }
            { for preview.documents.iter().map(document) }
        </>
    }
}

fn document(change: &DocumentChange) -> Html {
    let what = match (change.is_added, change.is_removed) {
        (true, _) => Some("added"),
        (_, true) => Some("removed"),
        _ => None,
    };
    html! {
        <section>
            <h3>
                <span class="tab-layer">{ words::layer(change.check) }</span>
                { " " }{ document_title(&change.name) }
                if let Some(what) = what { { " " }<span class="tag">{ what }</span> }
            </h3>
            if !change.owner.is_empty() { <p class="hint preview-owner">{ &change.owner }</p> }
            { for change.stretches.iter().map(|found| stretch(found, !change.is_added)) }
        </section>
    }
}

fn stretch(stretch: &DiffStretch, has_line: bool) -> Html {
    html! {
        <>
            if has_line { <p class="hint preview-line">{ format!("From line {}", stretch.line) }</p> }
            <ul class="diff">{ for stretch.lines.iter().map(line) }</ul>
        </>
    }
}

fn line(line: &DiffLine) -> Html {
    let (class, sign, word) = match line.side {
        LineSide::Both => ("diff-same", " ", ""),
        LineSide::Before => ("diff-before", "−", "removed: "),
        LineSide::After => ("diff-after", "+", "added: "),
    };
    html! {
        <li class={class}>
            <span class="diff-sign" aria-hidden="true">{ sign }</span>
            <span class="visually-hidden">{ word }</span>
            <code>{ &line.text }</code>
        </li>
    }
}
