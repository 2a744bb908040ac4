//! A button that opens a menu.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

use crate::app::icon::{Icon, icon};

/// One entry of a menu.
#[derive(Clone, PartialEq)]
pub(super) struct MenuEntry {
    /// What it does, in a few words.
    pub(super) title: AttrValue,
    /// A sentence on it; may be empty.
    pub(super) detail: AttrValue,
    /// What follows when it is chosen.
    pub(super) onchoose: Callback<()>,
}

/// Entries that belong together.
#[derive(Clone, PartialEq)]
pub(super) struct MenuGroup {
    /// Their common name; may be empty.
    pub(super) title: AttrValue,
    /// The entries.
    pub(super) entries: Vec<MenuEntry>,
}

/// Properties of [`Menu`].
#[derive(PartialEq, Properties)]
pub(super) struct MenuProps {
    /// Id of the button.
    pub(super) id: AttrValue,
    /// What the button says.
    pub(super) label: AttrValue,
    /// Shown before the label.
    #[prop_or_default]
    pub(super) icon: Option<Icon>,
    /// CSS classes of the whole.
    #[prop_or_default]
    pub(super) class: Classes,
    /// Called before the menu opens.
    #[prop_or_default]
    pub(super) onopen: Callback<()>,
    /// The entries.
    pub(super) groups: Vec<MenuGroup>,
}

/// A menu button after the pattern of WAI-ARIA: arrow keys move, Escape closes.
#[component]
pub(super) fn Menu(props: &MenuProps) -> Html {
    let is_open = use_state_eq(|| false);
    let (whole, list) = (use_node_ref(), use_node_ref());
    {
        let (list, is_open) = (list.clone(), *is_open);
        use_effect_with(is_open, move |is_open| {
            if *is_open {
                focus_entry(&list, |_, _| 0);
            }
        });
    }
    {
        let (whole, is_open) = (whole.clone(), is_open.clone());
        use_effect_with(*is_open, move |open| {
            let document = web_sys::window().and_then(|window| window.document()).filter(|_| *open);
            let close_outside = document.map(|document| {
                EventListener::new(&document, "pointerdown", move |event| {
                    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                    if !whole.get().is_some_and(|whole| whole.contains(target.as_ref())) {
                        is_open.set(false);
                    }
                })
            });
            move || drop(close_outside)
        });
    }
    let toggle = {
        let (is_open, onopen) = (is_open.clone(), props.onopen.clone());
        Callback::from(move |_: MouseEvent| {
            if !*is_open {
                onopen.emit(());
            }
            is_open.set(!*is_open);
        })
    };
    let onkeydown = {
        let (is_open, whole, list) = (is_open.clone(), whole.clone(), list.clone());
        let onopen = props.onopen.clone();
        Callback::from(move |event: KeyboardEvent| {
            match (event.key().as_str(), *is_open) {
                ("ArrowDown", false) => {
                    onopen.emit(());
                    is_open.set(true);
                }
                ("Escape", true) => {
                    is_open.set(false);
                    focus_button(&whole);
                }
                ("Tab", true) => {
                    is_open.set(false);
                    return;
                }
                ("ArrowDown", true) => focus_entry(&list, |here, count| (here + 1) % count),
                ("ArrowUp", true) => focus_entry(&list, |here, count| (here + count - 1) % count),
                ("Home", true) => focus_entry(&list, |_, _| 0),
                ("End", true) => focus_entry(&list, |_, count| count - 1),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let choose = |entry: &MenuEntry| {
        let (is_open, whole, onchoose) = (is_open.clone(), whole.clone(), entry.onchoose.clone());
        Callback::from(move |_: MouseEvent| {
            is_open.set(false);
            focus_button(&whole);
            onchoose.emit(());
        })
    };
    let group = |(index, group): (usize, &MenuGroup)| {
        let label_id = format!("{}-group-{index}", props.id);
        let has_title = !group.title.is_empty();
        html! {
            <div role="group" class="menu-group" aria-labelledby={has_title.then(|| label_id.clone())}>
                if has_title {
                    <div class="menu-title" id={label_id}>{ &group.title }</div>
                }
                { for group.entries.iter().map(|entry| html! {
                    <button type="button" role="menuitem" class="menu-entry" tabindex="-1" onclick={choose(entry)}>
                        <span class="menu-entry-title">{ &entry.title }</span>
                        if !entry.detail.is_empty() {
                            <span class="menu-entry-detail">{ super::prose::prose(&entry.detail) }</span>
                        }
                    </button>
                }) }
            </div>
        }
    };
    let menu_id = format!("{}-menu", props.id);
    html! {
        <div ref={&whole} class={classes!("menu", props.class.clone())} {onkeydown}>
            <button type="button" id={&props.id} class="button" aria-haspopup="menu"
                aria-expanded={if *is_open { "true" } else { "false" }} aria-controls={(*is_open).then(|| menu_id.clone())}
                onclick={toggle}>
                if let Some(shown) = props.icon { { icon(shown) } }
                { &props.label }
                { icon(Icon::Open) }
            </button>
            if *is_open {
                <div ref={list} role="menu" id={menu_id} class="menu-list" aria-labelledby={&props.id}>
                    { for props.groups.iter().enumerate().map(group) }
                </div>
            }
        </div>
    }
}

fn focus_button(whole: &NodeRef) {
    let button = whole.cast::<HtmlElement>().and_then(|whole| whole.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = button.focus();
    }
}

/// Moves the focus to the entry that `next` chooses, given the present one and how many there are.
fn focus_entry(list: &NodeRef, next: impl FnOnce(usize, usize) -> usize) {
    let Some(entries) =
        list.cast::<HtmlElement>().and_then(|list| list.query_selector_all("[role=menuitem]").ok())
    else {
        return;
    };
    let entries: Vec<HtmlElement> =
        (0..entries.length()).filter_map(|index| entries.item(index)?.dyn_into().ok()).collect();
    if entries.is_empty() {
        return;
    }
    let focused = crate::app::browser::focus::focused();
    let here = entries.iter().position(|entry| Some(entry.as_ref()) == focused.as_ref());
    if let Some(entry) = entries.get(next(here.unwrap_or(0), entries.len())) {
        // An element that cannot take the focus leaves it where it is.
        let _ = entry.focus();
    }
}
