//! A text field with a list of proposals.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::text_field::typed;
use crate::analysis::assist::{Completion, CompletionKind};
use crate::app::browser::focus::focus_placeholder;
use crate::app::hooks::{use_after_paint, use_pointer_rest};

/// Properties of [`Combobox`].
#[derive(PartialEq, Properties)]
pub(super) struct ComboboxProps {
    /// Id of the input, from which those of its parts are made.
    pub(super) id: AttrValue,
    /// Its text.
    pub(super) value: AttrValue,
    /// What assistive technology calls it, where no `label` element does.
    #[prop_or_default]
    pub(super) label: Option<AttrValue>,
    /// Shown while it is empty.
    #[prop_or_default]
    pub(super) placeholder: AttrValue,
    /// Whether the text is wrong.
    #[prop_or_default]
    pub(super) is_wrong: bool,
    /// Ids of what is said about the text.
    #[prop_or_default]
    pub(super) described_by: Option<AttrValue>,
    /// What may be meant by a text, best first.
    pub(super) propose: Callback<String, Vec<Completion>>,
    /// Called when the field gets the focus or the pointer rests on it.
    #[prop_or_default]
    pub(super) onapproach: Callback<()>,
    /// Gets the text after each edit and choice.
    pub(super) oninput: Callback<String>,
}

/// A field after the combobox pattern of WAI-ARIA: typing and the arrow keys open the list, Enter takes the
/// option that is active, Escape closes the list, and Tab leaves the text as it is.
#[component]
pub(super) fn Combobox(props: &ComboboxProps) -> Html {
    let is_open = use_state_eq(|| false);
    let active = use_state_eq(|| None::<usize>);
    let list = use_node_ref();
    let asked = is_open.then(|| props.value.clone());
    let shown = use_after_paint(&asked);
    // Who goes through the list goes through the one for the present text.
    let shown = if active.is_some() { asked.clone() } else { shown };
    let is_present = shown == asked;
    let options = use_memo((shown, props.propose.clone()), |(text, propose)| match text {
        Some(text) => propose.emit(text.to_string()),
        None => Vec::new(),
    });
    let options = if *is_open { options } else { Rc::default() };
    let chosen = active.filter(|index| *index < options.len());
    {
        let list = list.clone();
        use_effect_with(chosen, move |chosen| {
            if let Some(index) = *chosen {
                scroll_into_list(&list, index);
            }
        });
    }
    let close = {
        let (is_open, active) = (is_open.clone(), active.clone());
        Callback::from(move |()| {
            is_open.set(false);
            active.set(None);
        })
    };
    let choose = {
        let (close, oninput) = (close.clone(), props.oninput.clone());
        let (active, id) = (active.clone(), props.id.clone());
        Callback::from(move |option: Completion| {
            match option.kind {
                // Its actions come next.
                CompletionKind::Service => active.set(None),
                _ => close.emit(()),
            }
            oninput.emit(option.insert);
            focus_placeholder(&id);
        })
    };
    let oninput = {
        let (is_open, active, oninput) = (is_open.clone(), active.clone(), props.oninput.clone());
        Callback::from(move |event: InputEvent| {
            is_open.set(true);
            active.set(None);
            oninput.emit(typed(&event));
        })
    };
    let onkeydown = {
        let (is_open, active, close, choose) = (is_open.clone(), active, close.clone(), choose.clone());
        let (options, propose, value) = (Rc::clone(&options), props.propose.clone(), props.value.clone());
        Callback::from(move |event: KeyboardEvent| {
            // On a busy page Yew draws later, and keys come before the list for what was typed.
            let text = typed(&event);
            let is_drawn = text == *value;
            let is_arrow = matches!(event.key().as_str(), "ArrowDown" | "ArrowUp");
            let options = match (is_present && is_drawn) || !is_arrow {
                true => Rc::clone(&options),
                false => Rc::new(propose.emit(text)),
            };
            let last = options.len().checked_sub(1);
            let chosen = chosen.filter(|_| is_drawn);
            let option = chosen.and_then(|index| options.get(index));
            match (event.key().as_str(), last, option) {
                _ if event.ctrl_key() || event.alt_key() || event.meta_key() => return,
                ("ArrowDown" | "ArrowUp", None, _) => is_open.set(true),
                ("ArrowDown", Some(last), _) => {
                    active.set(Some(chosen.filter(|index| *index < last).map_or(0, |index| index + 1)));
                }
                ("ArrowUp", Some(last), _) => {
                    active.set(Some(chosen.and_then(|index| index.checked_sub(1)).unwrap_or(last)));
                }
                ("Enter", _, Some(option)) => choose.emit(option.clone()),
                ("Escape", Some(_), _) => close.emit(()),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let (onpointerenter, onpointerleave) = use_pointer_rest(props.onapproach.clone());
    let onfocus = props.onapproach.reform(|_: FocusEvent| ());
    let onblur = close.reform(|_: FocusEvent| ());
    let list_id = format!("{}-options", props.id);
    let option_id = |index: usize| format!("{}-option-{index}", props.id);
    let is_shown = !options.is_empty();
    let show_option = |(index, option): (usize, &Completion)| {
        let is_active = chosen == Some(index);
        let onclick = {
            let (choose, option) = (choose.clone(), option.clone());
            Callback::from(move |_: MouseEvent| choose.emit(option.clone()))
        };
        html! {
            <li key={index} id={option_id(index)} role="option" class="combobox-option" {onclick}
                aria-selected={if is_active { "true" } else { "false" }}>
                <span class="combobox-label code">{ &option.label }</span>
                <span class="combobox-detail">{ &option.detail }</span>
            </li>
        }
    };
    html! {
        <div class="combobox">
            <input id={&props.id} type="text" class="code" role="combobox" value={&props.value} aria-label={props.label.clone()}
                placeholder={&props.placeholder} autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-autocomplete="list" aria-expanded={if is_shown { "true" } else { "false" }}
                aria-controls={is_shown.then(|| list_id.clone())} aria-activedescendant={chosen.map(option_id)}
                aria-invalid={props.is_wrong.then_some("true")} aria-describedby={props.described_by.clone()}
                {oninput} {onkeydown} {onfocus} {onblur} {onpointerenter} {onpointerleave} />
            if is_shown {
                // The focus stays in the input: neither a press nor Tab moves it here, as it would into what scrolls.
                <ul ref={list} id={list_id} role="listbox" tabindex="-1" class="combobox-list" aria-label="Proposals"
                    onmousedown={|event: MouseEvent| event.prevent_default()}>
                    { for options.iter().enumerate().map(show_option) }
                </ul>
            }
        </div>
    }
}

/// Scrolls the list, and nothing else, until the option is in sight.
fn scroll_into_list(list: &NodeRef, index: usize) {
    let Some(list) = list.cast::<HtmlElement>() else { return };
    let option = u32::try_from(index).ok().and_then(|index| list.children().item(index));
    let Some(option) = option.and_then(|option| option.dyn_into::<HtmlElement>().ok()) else { return };
    let (top, bottom) = (option.offset_top(), option.offset_top() + option.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}
