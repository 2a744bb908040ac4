//! Tabs: one stop for the Tab key, arrow keys from one to the next.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// One tab.
#[derive(Clone, PartialEq)]
pub(crate) struct Tab {
    /// Id of its element.
    pub(crate) id: AttrValue,
    /// Id of the panel that it shows.
    pub(crate) controls: AttrValue,
    /// What it says.
    pub(crate) content: Html,
}

/// Properties of [`Tabs`].
#[derive(PartialEq, Properties)]
pub(crate) struct TabsProps {
    /// What the tabs are for.
    pub(crate) label: AttrValue,
    /// CSS classes.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// The tabs.
    pub(crate) tabs: Vec<Tab>,
    /// The one that is shown.
    pub(crate) selected: usize,
    /// Gets the number of the tab that the person chooses.
    pub(crate) onselect: Callback<usize>,
}

/// A list of tabs.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let list = use_node_ref();
    let onkeydown = {
        let (list, onselect) = (list.clone(), props.onselect.clone());
        let (selected, count) = (props.selected, props.tabs.len());
        Callback::from(move |event: KeyboardEvent| {
            let Some(index) = destination(&event.key(), selected, count) else {
                return;
            };
            event.prevent_default();
            onselect.emit(index);
            focus_tab(&list, index);
        })
    };
    let tab = |(index, tab): (usize, &Tab)| {
        let is_selected = index == props.selected;
        let onclick = props.onselect.reform(move |_: MouseEvent| index);
        html! {
            <button key={tab.id.to_string()} type="button" role="tab" id={&tab.id} class="tab"
                aria-selected={if is_selected { "true" } else { "false" }}
                aria-controls={&tab.controls} tabindex={if is_selected { "0" } else { "-1" }} {onclick}>
                { tab.content.clone() }
            </button>
        }
    };
    html! {
        <div ref={list} role="tablist" aria-label={&props.label} class={classes!("tabs", props.class.clone())} {onkeydown}>
            { for props.tabs.iter().enumerate().map(tab) }
        </div>
    }
}

/// The tab that a key leads to.
fn destination(key: &str, selected: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" | "ArrowDown" => Some(if selected >= last { 0 } else { selected + 1 }),
        "ArrowLeft" | "ArrowUp" => Some(selected.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn focus_tab(list: &NodeRef, index: usize) {
    let tabs = list.cast::<HtmlElement>().map(|list| list.children());
    let tab = tabs.and_then(|tabs| tabs.item(u32::try_from(index).ok()?));
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = tab.focus();
    }
}
