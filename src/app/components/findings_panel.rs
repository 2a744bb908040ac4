//! The findings of all documents.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::finding_action::FindingTools;
use super::finding_group::{FindingGroup, Listed};
use super::suppression_list::SuppressionList;
use crate::analysis::DocumentFindings;
use crate::app::hooks::Findings;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, CatalogueEvent, CatalogueLoad, document_title};
use crate::app::words;
use crate::lint::Severity;
use crate::workspace::DocumentId;
use crate::workspace::document_list::{self, Entry};

/// Properties of [`FindingsPanel`].
#[derive(PartialEq, Properties)]
pub(super) struct FindingsPanelProps {
    /// The findings.
    pub(super) findings: Findings,
    /// All documents of the workspace.
    pub(super) all: Vec<Entry>,
    /// The document that is shown.
    pub(super) shown: Option<DocumentId>,
    /// How far the catalogue is loaded, which some rules need.
    pub(super) load: CatalogueLoad,
    /// For what can be done about findings.
    pub(super) tools: FindingTools,
}

/// The findings by severity, those of the shown document first; what is suppressed; and rules that wait.
#[component]
pub(super) fn FindingsPanel(props: &FindingsPanelProps) -> Html {
    let is_narrowed = use_state_eq(|| false);
    let all = &props.findings.all.documents;
    let is_shown = |findings: &Rc<DocumentFindings>| Some(findings.document) == props.shown;
    let has_others = all.iter().any(|findings| !is_shown(findings));
    let here = all.iter().find(|findings| is_shown(findings));
    let has_only_here = *is_narrowed && here.is_some();
    let others = all.iter().filter(|findings| !has_only_here && !is_shown(findings));
    let documents: Vec<(Rc<DocumentFindings>, Option<AttrValue>)> = here
        .into_iter()
        .chain(others)
        .map(|findings| {
            let name = (has_others && !*is_narrowed).then(|| document_name(&props.all, findings.document));
            (Rc::clone(findings), name)
        })
        .collect();
    let total: usize = documents.iter().map(|(findings, _)| findings.findings.len()).sum();
    let narrow = {
        let is_narrowed = is_narrowed.clone();
        Callback::from(move |event: Event| {
            is_narrowed.set(event.target_unchecked_into::<HtmlInputElement>().checked());
        })
    };
    let group = |severity: Severity| {
        let listed: Vec<Listed> =
            documents.iter().flat_map(|document| of_severity(document, severity)).collect();
        match listed.is_empty() {
            true => Html::default(),
            false => {
                html! { <FindingGroup key={severity.name()} {severity} {listed} tools={props.tools.clone()} /> }
            }
        }
    };
    html! {
        <section class="findings" aria-labelledby="findings-title">
            <div class="findings-head">
                <h3 id="findings-title" tabindex="-1">
                    if total == 0 && props.findings.all.rules_left_out > 0 {
                        { "No findings so far" }
                    } else if total == 0 {
                        { icon(Icon::Tick) }{ "No findings" }
                    } else {
                        { words::count(total, "finding") }
                    }
                </h3>
                if has_others && here.is_some() {
                    <label class="tick-label">
                        <input type="checkbox" checked={*is_narrowed} onchange={narrow} />{ "Only this document" }
                    </label>
                }
                if let Some(findings) = here { { fix_all(props, findings) } }
            </div>
            { for Severity::ALL.into_iter().map(group) }
            { waiting_rules(props) }
            <SuppressionList {documents} tools={props.tools.clone()} />
        </section>
    }
}

fn of_severity(
    (findings, document_name): &(Rc<DocumentFindings>, Option<AttrValue>),
    severity: Severity,
) -> impl Iterator<Item = Listed> {
    let numbered = findings.findings.iter().enumerate();
    numbered.filter(move |(_, finding)| finding.severity == severity).map(|(index, _)| Listed {
        findings: Rc::clone(findings),
        index,
        document_name: document_name.clone(),
    })
}

/// What a document is called among all.
fn document_name(all: &[Entry], document: DocumentId) -> AttrValue {
    let name = all.iter().find(|entry| entry.id == document).map_or("", |entry| entry.name.as_str());
    format!("{}: {}", words::layer(document_list::check_of(document)), document_title(name)).into()
}

fn fix_all(props: &FindingsPanelProps, findings: &Rc<DocumentFindings>) -> Html {
    let fixable = findings.safely_fixable();
    if fixable == 0 {
        return Html::default();
    }
    let onclick = {
        let findings = Rc::clone(findings);
        props.findings.fix_all.reform(move |_: MouseEvent| Rc::clone(&findings))
    };
    html! {
        <button type="button" class="button small findings-fix-all" {onclick}>
            { icon(Icon::Tick) }{ format!("Fix all safe ({fixable})") }
        </button>
    }
}

/// That some rules wait for the catalogue, with a button that loads it.
fn waiting_rules(props: &FindingsPanelProps) -> Html {
    let waiting = props.findings.all.rules_left_out;
    if waiting == 0 {
        return Html::default();
    }
    let load = {
        let dispatch = props.tools.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached));
            dispatch.dispatch(Action::Catalogue(CatalogueEvent::DetailsNeeded));
        })
    };
    let is_idle = props.load.next_part().is_none() && props.load.failure().is_none();
    html! {
        <p class="findings-waiting">
            { words::count(waiting, "rule") }
            { if waiting == 1 { " is" } else { " are" } }
            { " not applied: the action catalogue is not loaded." }
            if is_idle {
                <button type="button" class="button plain small" onclick={load}>{ "Load it" }</button>
            }
        </p>
    }
}
