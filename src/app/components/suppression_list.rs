//! What is suppressed in the documents.

use std::rc::Rc;

use yew::prelude::*;

use super::finding_action::FindingTools;
use crate::analysis::{DocumentFindings, SuppressionView};
use crate::app::icon::{Icon, icon};
use crate::app::state::Action;
use crate::app::words;
use crate::lint::Suppression;

/// Properties of [`SuppressionList`].
#[derive(PartialEq, Properties)]
pub(super) struct SuppressionListProps {
    /// The documents, each with what it is called where that is to be said.
    pub(super) documents: Vec<(Rc<DocumentFindings>, Option<AttrValue>)>,
    /// For showing again.
    pub(super) tools: FindingTools,
}

/// How many findings are not shown, and a list of what hides them that opens and closes; empty where nothing does.
#[component]
pub(super) fn SuppressionList(props: &SuppressionListProps) -> Html {
    let is_open = use_state_eq(|| false);
    let views = || props.documents.iter().flat_map(|(findings, _)| &findings.suppressions);
    if views().next().is_none() {
        return Html::default();
    }
    let suppressed = props.documents.iter().map(|(findings, _)| findings.suppressed).sum::<usize>();
    let unused = views().filter(|view| view.is_unused).count();
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let of_document = |(findings, name): &(Rc<DocumentFindings>, Option<AttrValue>)| -> Html {
        let entries = findings.suppressions.iter().enumerate();
        entries.map(|(index, view)| entry(props, findings, index, view, name.as_ref())).collect()
    };
    html! {
        <section class="suppressions">
            <h4>
                <button type="button" class="finding-group-head" aria-expanded={if *is_open { "true" } else { "false" }}
                    aria-controls="suppressions" onclick={toggle}>
                    <span class="finding-group-arrow">{ icon(Icon::Open) }</span>
                    <span>{ "Not shown" }</span>
                    <span class="finding-count">{ suppressed }</span>
                    if unused > 0 {
                        <span class="suppression-unused">{ words::count(unused, "unused suppression") }</span>
                    }
                </button>
            </h4>
            <ul id="suppressions" hidden={!*is_open}>
                if *is_open { { for props.documents.iter().map(of_document) } }
            </ul>
        </section>
    }
}

fn entry(
    props: &SuppressionListProps,
    findings: &Rc<DocumentFindings>,
    index: usize,
    view: &SuppressionView,
    document_name: Option<&AttrValue>,
) -> Html {
    let Suppression { code, reason, .. } = &view.suppression;
    let remove = {
        let (dispatch, document) = (props.tools.dispatch.clone(), findings.document);
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Unsuppress(document, index)))
    };
    let read = {
        let code = AttrValue::from(code.clone());
        props.tools.onrule.reform(move |_: MouseEvent| code.clone())
    };
    html! {
        <li class="suppression">
            <button type="button" class="button small plain" onclick={read}>{ code }</button>
            <span class="suppression-place">{ place(&view.suppression) }</span>
            if let Some(name) = document_name { <span class="finding-document">{ name }</span> }
            if let Some(reason) = reason { <span class="hint">{ reason }</span> }
            if view.is_unused {
                <span class="suppression-unused">{ "hides nothing any more" }</span>
                <button type="button" class="button small plain" onclick={remove}>{ "Remove" }</button>
            } else {
                <button type="button" class="button small plain" onclick={remove}>{ "Show again" }</button>
            }
        </li>
    }
}

/// Where it suppresses.
fn place(suppression: &Suppression) -> Html {
    let code = |text: &str| html! { <code>{ text }</code> };
    match (&suppression.sid, &suppression.path) {
        (Some(sid), Some(path)) => html! { <>{ "in statement " }{ code(sid) }{ " at " }{ code(path) }</> },
        (Some(sid), None) => html! { <>{ "in statement " }{ code(sid) }</> },
        (None, Some(path)) => html! { <>{ "at " }{ code(path) }</> },
        (None, None) => html! { { "in the whole document" } },
    }
}
