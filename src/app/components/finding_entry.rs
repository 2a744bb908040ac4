//! One finding in the list.

use std::rc::Rc;

use yew::prelude::*;

use super::finding_action::{FindingAction, FindingTools};
use super::prose::prose;
use super::template_link::TemplateLink;
use crate::analysis::{DocumentFindings, FindingView, Place};
use crate::app::icon::icon;
use crate::app::state::{Action, FocusTarget};
use crate::app::words;

/// Properties of [`FindingEntry`].
#[derive(PartialEq, Properties)]
pub(super) struct FindingEntryProps {
    /// The findings of its document.
    pub(super) findings: Rc<DocumentFindings>,
    /// Its number among them.
    pub(super) index: usize,
    /// What its document is called, where that is to be said.
    pub(super) document_name: Option<AttrValue>,
    /// For what can be done about it.
    pub(super) tools: FindingTools,
}

/// The finding: pressing it selects its place in the editor; below stand advice and what can be done.
#[component]
pub(super) fn FindingEntry(props: &FindingEntryProps) -> Html {
    let Some(finding) = props.findings.findings.get(props.index) else {
        return Html::default();
    };
    let look = words::severity(finding.severity);
    let place = format!("{}:{}", finding.place.line, finding.column);
    html! {
        <li class={classes!("finding", look.class)}>
            <button type="button" class="problem-entry" onclick={go_to(props, finding.place)}>
                <span class="glyph">{ icon(look.icon) }</span>
                <span class="visually-hidden">{ look.word }{ ", " }</span>
                <span class="finding-text">
                    <span class="finding-message">{ prose(&finding.message) }</span>
                    if let Some(help) = &finding.help {
                        <span class="finding-help">{ prose(help) }</span>
                    }
                </span>
                <span class="finding-where">
                    if let Some(name) = &props.document_name {
                        <span class="finding-document">{ name }{ " " }</span>
                    }
                    <span class="visually-hidden">{ "line and column " }</span>
                    <span class="problem-place">{ place }</span>
                </span>
            </button>
            { actions(props, finding) }
        </li>
    }
}

fn actions(props: &FindingEntryProps, finding: &FindingView) -> Html {
    let action = |action: FindingAction| {
        let onclick = {
            let (findings, index) = (Rc::clone(&props.findings), props.index);
            let tools = props.tools.clone();
            Callback::from(move |_: MouseEvent| {
                if let Some(finding) = findings.findings.get(index) {
                    action.perform(finding, &findings, &tools);
                }
            })
        };
        let class = matches!(action, FindingAction::Fix(_)).then_some("finding-fix");
        html! {
            <button type="button" class={classes!("button", "small", "plain", class)} {onclick}>
                <span>{ prose(&action.label(finding)) }</span>
            </button>
        }
    };
    let also = finding.also.iter().map(|place| {
        html! {
            <button type="button" class="button small plain" onclick={go_to(props, *place)}>
                { format!("See also line {}", place.line) }
            </button>
        }
    });
    let actions = FindingAction::all(finding);
    html! {
        <div class="finding-actions">
            { for actions.into_iter().map(action) }{ for also }
            <TemplateLink place={finding.place} dispatch={props.tools.dispatch.clone()} />
        </div>
    }
}

fn go_to(props: &FindingEntryProps, place: Place) -> Callback<MouseEvent> {
    let dispatch = props.tools.dispatch.clone();
    Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place))))
}
