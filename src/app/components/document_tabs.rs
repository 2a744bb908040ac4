//! The tabs of the documents, and the menus beside them.

use std::rc::Rc;

use yew::prelude::*;

use super::menu::{Menu, MenuEntry, MenuGroup};
use super::tabs::{Tab, Tabs};
use crate::analysis::{Analysis, DocumentView};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, document_title};
use crate::app::words;
use crate::workspace::DocumentId;
use crate::workspace::document_list::{self, Entry};
use crate::workspace::edit::Addition;

/// Properties of [`DocumentTabs`].
#[derive(PartialEq, Properties)]
pub(super) struct DocumentTabsProps {
    /// The documents that the request asks.
    pub(super) analysis: Rc<Analysis>,
    /// All documents of the workspace.
    pub(super) all: Vec<Entry>,
    /// The one that is shown.
    pub(super) shown: Option<DocumentId>,
    /// What can be added.
    pub(super) additions: Vec<Addition>,
    /// For showing and adding.
    pub(super) dispatch: Dispatch,
}

/// A tab for each document that the request asks, one for the shown document if it is another, and menus for
/// the rest and for adding.
#[component]
pub(super) fn DocumentTabs(props: &DocumentTabsProps) -> Html {
    let asked: Vec<DocumentId> = props.analysis.documents.iter().map(|document| document.id).collect();
    let extra = props.all.iter().find(|entry| Some(entry.id) == props.shown && !asked.contains(&entry.id));
    let ids: Vec<DocumentId> = asked.iter().copied().chain(extra.map(|entry| entry.id)).collect();
    let tab = |(index, content): (usize, Html)| Tab {
        id: format!("document-tab-{index}").into(),
        controls: "document-view".into(),
        content,
    };
    let contents =
        props.analysis.documents.iter().map(|document| asked_tab(document)).chain(extra.map(extra_tab));
    let tabs: Vec<Tab> = contents.enumerate().map(tab).collect();
    let selected = ids.iter().position(|id| Some(*id) == props.shown).unwrap_or(0);
    let onselect = {
        let (dispatch, ids) = (props.dispatch.clone(), ids.clone());
        Callback::from(move |index: usize| {
            if let Some(document) = ids.get(index).copied() {
                // A tab that the request does not ask stays until another request is chosen.
                dispatch.dispatch(Action::ShowDocument { document, pinned: true });
            }
        })
    };
    html! {
        <div class="strip strip-tabs">
            <h2 class="visually-hidden">{ "Documents" }</h2>
            if !tabs.is_empty() {
                <Tabs label="Documents" class="document-tabs" {tabs} {selected} {onselect} />
            }
            <div class="strip-tools">
                { others_menu(props, &ids) }
                { additions_menu(props) }
            </div>
        </div>
    }
}

fn asked_tab(document: &DocumentView) -> Html {
    let look = words::document_state(document);
    let layer = words::layer(document.check);
    let more: Vec<&str> = document
        .level
        .as_deref()
        .into_iter()
        .chain(document.not_known_advice.as_ref().map(|_| look.word))
        .collect();
    tab_content(look, layer, &more, &document.name)
}

fn extra_tab(entry: &Entry) -> Html {
    let look = words::Look { class: "not-supplied", icon: Icon::NotSupplied, word: "not asked" };
    tab_content(look, words::layer(document_list::check_of(entry.id)), &[], &entry.name)
}

fn tab_content(look: words::Look, layer: &str, more: &[&str], name: &str) -> Html {
    html! {
        <>
            <span class="tab-layer">
                { layer }
                { for more.iter().map(|more| html! { <>{ " · " }{ *more }</> }) }
            </span>
            <span class="tab-line">
                <span class={classes!("glyph", look.class)}>{ icon(look.icon) }</span>
                <span class="tab-name">{ document_title(name) }</span>
                <span class="visually-hidden">{ ", " }{ look.word }</span>
            </span>
        </>
    }
}

/// The documents that the request does not ask.
fn others_menu(props: &DocumentTabsProps, shown: &[DocumentId]) -> Html {
    let others = props.all.iter().filter(|entry| !shown.contains(&entry.id)).map(|entry| {
        let (id, dispatch) = (entry.id, props.dispatch.clone());
        MenuEntry {
            title: format!("{}: {}", words::layer(document_list::check_of(id)), document_title(&entry.name))
                .into(),
            detail: entry.owner.clone().into(),
            onchoose: Callback::from(move |()| {
                dispatch.dispatch(Action::ShowDocument { document: id, pinned: true });
            }),
        }
    });
    let entries: Vec<MenuEntry> = others.collect();
    if entries.is_empty() {
        return Html::default();
    }
    let label = format!("{} more", entries.len());
    let groups = vec![MenuGroup { title: "Not asked about this request".into(), entries }];
    html! { <Menu id="other-documents" {label} class="end" {groups} /> }
}

fn additions_menu(props: &DocumentTabsProps) -> Html {
    let additions = props.additions.iter().copied().map(|addition| {
        let dispatch = props.dispatch.clone();
        MenuEntry {
            title: addition.title().into(),
            detail: AttrValue::default(),
            onchoose: Callback::from(move |()| dispatch.dispatch(Action::AddDocument(addition))),
        }
    });
    let entries: Vec<MenuEntry> = additions.collect();
    if entries.is_empty() {
        return Html::default();
    }
    let groups = vec![MenuGroup { title: AttrValue::default(), entries }];
    html! { <Menu id="add-document" label="Add" icon={Icon::Plus} class="end" {groups} /> }
}
