//! The findings of one severity.

use std::rc::Rc;

use yew::prelude::*;

use super::finding_action::FindingTools;
use super::finding_entry::FindingEntry;
use crate::analysis::DocumentFindings;
use crate::app::icon::{Icon, icon};
use crate::app::words;
use crate::lint::Severity;

/// How many findings are shown at first, and how many more each time.
const STEP: usize = 20;

/// A finding in the list.
#[derive(Clone, PartialEq)]
pub(super) struct Listed {
    /// The findings of its document.
    pub(super) findings: Rc<DocumentFindings>,
    /// Its number among them.
    pub(super) index: usize,
    /// What its document is called, where that is to be said.
    pub(super) document_name: Option<AttrValue>,
}

/// Properties of [`FindingGroup`].
#[derive(PartialEq, Properties)]
pub(super) struct FindingGroupProps {
    /// How bad they are.
    pub(super) severity: Severity,
    /// The findings.
    pub(super) listed: Vec<Listed>,
    /// For what can be done about them.
    pub(super) tools: FindingTools,
}

/// A heading that opens and closes, and the findings, of a long list the first.
#[component]
pub(super) fn FindingGroup(props: &FindingGroupProps) -> Html {
    let is_open = use_state_eq(|| true);
    let most = use_state_eq(|| STEP);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + STEP))
    };
    let look = words::severity(props.severity);
    let total = props.listed.len();
    let rest = total.saturating_sub(*most);
    let list_id = format!("findings-{}", props.severity.name());
    let entry = |listed: &Listed| {
        let Listed { findings, index, document_name } = listed.clone();
        html! { <FindingEntry {findings} {index} {document_name} tools={props.tools.clone()} /> }
    };
    html! {
        <section class={classes!("finding-group", look.class)}>
            <h4>
                <button type="button" class="finding-group-head" aria-expanded={if *is_open { "true" } else { "false" }}
                    aria-controls={list_id.clone()} onclick={toggle}>
                    <span class="finding-group-arrow">{ icon(Icon::Open) }</span>
                    <span class="glyph">{ icon(look.icon) }</span>
                    <span>{ title(props.severity) }</span>
                    <span class="finding-count">{ total }</span>
                </button>
            </h4>
            <div id={list_id} hidden={!*is_open}>
                if *is_open {
                    <ul>{ for props.listed.iter().take(*most).map(entry) }</ul>
                    if rest > 0 {
                        <button type="button" class="button plain finding-more" onclick={more}>
                            { format!("and {rest} more") }
                        </button>
                    }
                }
            </div>
        </section>
    }
}

fn title(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Errors",
        Severity::Security => "Security",
        Severity::Warning => "Warnings",
        Severity::Suggestion => "Suggestions",
    }
}
