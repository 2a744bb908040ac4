//! What an action pattern stands for.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::catalogue_notice::CatalogueNotice;
use super::combobox::Combobox;
use super::dialog::Dialog;
use super::prose::prose;
use super::text_field::typed;
use crate::analysis::assist::{Completion, Expansion, ExpansionGroup, action_options, expansion};
use crate::app::Dispatch;
use crate::app::browser::clipboard;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, CatalogueEvent, CatalogueLoad};

/// More actions of one access level than this are only counted.
const MOST: usize = 300;

/// Properties of [`ExpansionDialog`].
#[derive(PartialEq, Properties)]
pub(crate) struct ExpansionDialogProps {
    /// The pattern with which it opens; none while it is closed.
    pub(crate) pattern: Option<AttrValue>,
    /// How far the catalogue is loaded.
    pub(crate) load: CatalogueLoad,
    /// For loading the catalogue.
    pub(crate) dispatch: Dispatch,
    /// Called when it closes.
    pub(crate) onclose: Callback<()>,
}

/// A dialog with a pattern, which can be changed, and the actions that it stands for.
#[component]
pub(crate) fn ExpansionDialog(props: &ExpansionDialogProps) -> Html {
    let pattern = use_state_eq(String::new);
    let filter = use_state_eq(String::new);
    {
        let (pattern, filter, dispatch) = (pattern.clone(), filter.clone(), props.dispatch.clone());
        use_effect_with(props.pattern.clone(), move |opened| {
            if let Some(opened) = opened {
                pattern.set(opened.to_string());
                filter.set(String::new());
                dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached));
            }
        });
    }
    let expanded = {
        let asked = props.pattern.as_ref().map(|_| (*pattern).clone());
        use_memo((asked, props.load.catalogue().cloned()), |(pattern, catalogue)| {
            Some(expansion(pattern.as_deref()?.trim(), catalogue.as_ref()?.get()))
        })
    };
    let propose = {
        let catalogue = props.load.catalogue().cloned();
        Callback::from(move |typed: String| -> Vec<Completion> {
            catalogue.as_ref().map(|catalogue| action_options(&typed, catalogue.get())).unwrap_or_default()
        })
    };
    let oninput = {
        let pattern = pattern.clone();
        Callback::from(move |text| pattern.set(text))
    };
    let onfilter = {
        let filter = filter.clone();
        Callback::from(move |event: InputEvent| filter.set(typed(&event)))
    };
    let is_open = props.pattern.is_some();
    html! {
        <Dialog title_id="expansion-title" title="What an action pattern stands for" class="expansion" {is_open} onclose={props.onclose.clone()}>
            <div class="expansion-fields">
                <div class="expansion-field">
                    <label for="expansion-pattern">{ "Pattern" }</label>
                    <Combobox id="expansion-pattern" value={(*pattern).clone()} placeholder="s3:Get*" {propose} {oninput} />
                </div>
                <div class="expansion-field">
                    <label for="expansion-filter">{ "Only with" }</label>
                    <input id="expansion-filter" type="text" class="code" value={(*filter).clone()} oninput={onfilter}
                        autocomplete="off" spellcheck="false" />
                </div>
            </div>
            if is_open {
                <CatalogueNotice load={props.load.clone()} dispatch={props.dispatch.clone()} />
            }
            if let Some(expanded) = &*expanded {
                <Actions expansion={expanded.clone()} filter={(*filter).clone()} />
            } else if is_open && props.load.failure().is_none() {
                <p class="hint">{ "Loading the action catalogue…" }</p>
            }
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct ActionsProps {
    expansion: Expansion,
    filter: String,
}

/// The actions that pass the filter.
#[component]
fn Actions(props: &ActionsProps) -> Html {
    let copied = use_state_eq(|| None::<(Vec<ExpansionGroup>, &'static str)>);
    let groups = filtered(&props.expansion, &props.filter);
    let shown: usize = groups.iter().map(|group| group.actions.len()).sum();
    let copy = {
        let (copied, groups) = (copied.clone(), groups.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, groups) = (copied.clone(), groups.clone());
            let actions: Vec<&str> =
                groups.iter().flat_map(|group| &group.actions).map(String::as_str).collect();
            let text = actions.join("\n");
            spawn_local(async move {
                let said = match clipboard::copy(&text).await {
                    true => "Copied",
                    false => "The browser did not let the page use the clipboard",
                };
                copied.set(Some((groups, said)));
            });
        })
    };
    let said = copied.as_ref().filter(|(of, _)| *of == groups).map(|(_, said)| *said);
    html! {
        <>
            <div class="expansion-summary">
                <p role="status">{ summary(props.expansion.total, shown) }</p>
                <span class="hint" role="status">{ said }</span>
                if shown > 0 {
                    <button type="button" class="button" onclick={copy}>{ icon(Icon::Copy) }{ "Copy" }</button>
                }
            </div>
            if let Some(note) = &props.expansion.note {
                <p class="expansion-note">{ prose(note) }</p>
            }
            // Without an element that takes the focus, keys could not scroll it.
            <div class="expansion-groups" tabindex="0" role="region" aria-label="Actions">
                { for groups.iter().map(show_group) }
            </div>
        </>
    }
}

fn filtered(expansion: &Expansion, filter: &str) -> Vec<ExpansionGroup> {
    let wanted = filter.trim().to_ascii_lowercase();
    let fits = |action: &&String| action.to_ascii_lowercase().contains(&wanted);
    let groups = expansion.groups.iter().map(|group| ExpansionGroup {
        access_level: group.access_level,
        actions: group.actions.iter().filter(fits).cloned().collect(),
    });
    groups.filter(|group| !group.actions.is_empty()).collect()
}

fn summary(total: usize, shown: usize) -> String {
    let actions = if total == 1 { "action" } else { "actions" };
    match shown == total {
        true => format!("{total} {actions}"),
        false => format!("{shown} of {total} {actions}"),
    }
}

fn show_group(group: &ExpansionGroup) -> Html {
    let count = group.actions.len();
    html! {
        <section class="expansion-group" key={group.access_level}>
            <h3>{ group.access_level }{ " " }<span class="expansion-count">{ count }</span></h3>
            <ul class="code">{ for group.actions.iter().take(MOST).map(|action| html! { <li>{ action }</li> }) }</ul>
            if count > MOST { <p class="hint">{ format!("and {} more", count - MOST) }</p> }
        </section>
    }
}
