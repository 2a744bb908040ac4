//! The documents that differ between two versions, and the actions that they allow and deny now.

use std::rc::Rc;

use yew::prelude::*;

use super::catalogue_notice::CatalogueNotice;
use crate::analysis::{ActionChanges, ActionList, DocumentComparison, DocumentFate, VersionComparison};
use crate::app::Dispatch;
use crate::app::state::{Action, CatalogueLoad, FocusTarget, Panel, document_title};
use crate::app::words;
use crate::workspace::document_list::check_of;

/// More patterns than these nobody reads.
const MOST: usize = 12;

/// Properties of [`CompareDocuments`].
#[derive(PartialEq, Properties)]
pub(super) struct CompareDocumentsProps {
    /// What was found.
    pub(super) comparison: Rc<VersionComparison>,
    /// How far the action catalogue is loaded.
    pub(super) load: CatalogueLoad,
    /// For showing a document.
    pub(super) dispatch: Dispatch,
}

/// A list of the documents.
#[component]
pub(super) fn CompareDocuments(props: &CompareDocumentsProps) -> Html {
    let documents = &props.comparison.documents;
    if documents.is_empty() {
        return Html::default();
    }
    let waits = documents.iter().any(|document| document.actions.is_none());
    html! {
        <>
            <h3 class="compare-title">{ "Documents" }</h3>
            <ul class="compare-documents">{ for documents.iter().map(|document| entry(document, &props.dispatch)) }</ul>
            <p class="hint">{ "Actions of the statements, whichever resources and conditions they have." }</p>
            if waits {
                <CatalogueNotice load={props.load.clone()} dispatch={props.dispatch.clone()} />
            }
        </>
    }
}

fn entry(document: &DocumentComparison, dispatch: &Dispatch) -> Html {
    let fate = match document.fate {
        DocumentFate::Edited => "edited",
        DocumentFate::Added => "added",
        DocumentFate::Removed => "removed",
    };
    let name = format!("{}: {}", words::layer(check_of(document.document)), document_title(&document.name));
    let name = match document.fate {
        DocumentFate::Removed => html! { <strong>{ name }</strong> },
        _ => {
            let (dispatch, id) = (dispatch.clone(), document.document);
            let onclick = Callback::from(move |_: MouseEvent| {
                dispatch.dispatch(Action::ShowDocument { document: id, pinned: true });
                dispatch.dispatch(Action::MoveFocus(FocusTarget::Panel(Panel::Documents)));
            });
            html! { <button type="button" class="compare-open" {onclick}>{ name }</button> }
        }
    };
    html! {
        <li>
            <p>{ name }{ " " }<span class="tag">{ fate }</span>{ " " }<span class="compare-asks"><code>{ &document.owner }</code></span></p>
            { for document.actions.as_ref().map(actions) }
        </li>
    }
}

fn actions(changes: &ActionChanges) -> Html {
    let lists = [
        ("Allows further", &changes.newly_allowed),
        ("Allows no longer", &changes.no_longer_allowed),
        ("Denies further", &changes.newly_denied),
        ("Denies no longer", &changes.no_longer_denied),
    ];
    let lists: Vec<_> = lists.into_iter().filter(|(_, list)| list.count > 0).collect();
    if lists.is_empty() {
        return html! { <p class="hint">{ "About the same actions as before." }</p> };
    }
    html! {
        <dl class="compare-actions">
            { for lists.into_iter().map(|(name, list)| html! { <><dt>{ name }</dt><dd>{ patterns(list) }</dd></> }) }
        </dl>
    }
}

fn patterns(list: &ActionList) -> Html {
    let more = list.patterns.len().saturating_sub(MOST);
    let shown = list.patterns.iter().take(MOST).enumerate().map(|(index, pattern)| {
        let comma = if index == 0 { "" } else { ", " };
        html! { <>{ comma }<code>{ pattern }</code></> }
    });
    html! {
        <>
            { for shown }
            if more > 0 { { format!(" and {more} more") } }
            <span class="hint">{ format!(" ({})", words::count(list.count, "action")) }</span>
        </>
    }
}
