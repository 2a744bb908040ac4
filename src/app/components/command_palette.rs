//! All commands in one list, to be found by typing.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::dialog::Dialog;
use super::text_field::typed;
use crate::app::Moment;
use crate::app::commands::{Command, commands};
use crate::app::hooks::ShortcutCalls;

/// More than these are not shown at once.
const MOST: usize = 50;

/// Properties of [`CommandPalette`].
#[derive(PartialEq, Properties)]
pub(crate) struct CommandPaletteProps {
    /// The page, while it is shown.
    pub(crate) opened: Option<Moment>,
    /// What the commands call.
    pub(crate) calls: ShortcutCalls,
    /// Called when it closes.
    pub(crate) onclose: Callback<()>,
}

/// A field over a list: the arrow keys move, Enter runs the command that is chosen, Escape closes.
#[component]
pub(crate) fn CommandPalette(props: &CommandPaletteProps) -> Html {
    let chosen = use_mut_ref(|| None::<Command>);
    // The focus has gone back to where it was by then, and the command may move it.
    let onclose = {
        let (chosen, onclose) = (Rc::clone(&chosen), props.onclose.clone());
        Callback::from(move |()| {
            onclose.emit(());
            if let Some(command) = chosen.take() {
                command.run.emit(());
            }
        })
    };
    let onchoose = props.onclose.reform(move |command| {
        chosen.replace(Some(command));
    });
    html! {
        <Dialog title_id="palette-title" title="Commands" class="palette" is_open={props.opened.is_some()} {onclose}>
            // What was typed before is gone when it opens again.
            if let Some(state) = &props.opened {
                <Search state={state.clone()} calls={props.calls.clone()} {onchoose} />
            }
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct SearchProps {
    state: Moment,
    calls: ShortcutCalls,
    onchoose: Callback<Command>,
}

fn fitting(state: &Moment, calls: &ShortcutCalls, wanted: &str) -> Vec<Command> {
    commands(state, calls).into_iter().filter(|command| command.fits(wanted)).collect()
}

#[component]
fn Search(props: &SearchProps) -> Html {
    let wanted = use_state_eq(String::new);
    let active = use_state_eq(|| 0_usize);
    let (field, list) = (use_node_ref(), use_node_ref());
    let found = fitting(&props.state, &props.calls, &wanted);
    let chosen = (*active).min(found.len().min(MOST).saturating_sub(1));
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            // It fails only for an element that is gone.
            let _ = field.cast::<HtmlElement>().map(|field| field.focus());
        });
    }
    {
        let list = list.clone();
        use_effect_with(chosen, move |chosen| {
            let option = list.cast::<HtmlElement>().zip(u32::try_from(*chosen).ok());
            let option = option.and_then(|(list, index)| list.children().item(index));
            if let Some(option) = option.and_then(|option| option.dyn_into::<HtmlElement>().ok()) {
                option.scroll_into_view_with_bool(false);
            }
        });
    }
    let run = &props.onchoose;
    let oninput = {
        let (wanted, active) = (wanted.setter(), active.setter());
        Callback::from(move |event: InputEvent| {
            wanted.set(typed(&event));
            active.set(0);
        })
    };
    let onkeydown = {
        let (active, run) = (active.setter(), run.clone());
        let (last, command) = (found.len().min(MOST).saturating_sub(1), found.get(chosen).cloned());
        let (state, calls, drawn) = (props.state.clone(), props.calls.clone(), (*wanted).clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => active.set(if chosen == last { 0 } else { chosen + 1 }),
                "ArrowUp" => active.set(chosen.checked_sub(1).unwrap_or(last)),
                "Enter" => {
                    // On a busy page Yew draws later, and keys come before the list for what was typed.
                    let text = typed(&event);
                    let first = || fitting(&state, &calls, &text).into_iter().next();
                    if let Some(command) = if text == drawn { command.clone() } else { first() } {
                        run.emit(command);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let option = |(index, command): (usize, &Command)| {
        let (run, command_of_click) = (run.clone(), command.clone());
        let onclick = Callback::from(move |_: MouseEvent| run.emit(command_of_click.clone()));
        html! {
            <li key={index} id={option_id(index)} role="option" class="combobox-option" {onclick}
                aria-selected={if index == chosen { "true" } else { "false" }}>
                <span>{ &command.title }</span>
                if !command.keys.is_empty() {
                    <span class="combobox-detail"><kbd>{ command.keys }</kbd></span>
                }
            </li>
        }
    };
    html! {
        <>
            <input ref={field} id="palette-field" type="text" role="combobox" class="palette-field" value={(*wanted).clone()}
                placeholder="Type what you want to do" autocomplete="off" spellcheck="false" aria-label="Command"
                aria-autocomplete="list" aria-expanded="true" aria-controls="palette-options"
                aria-activedescendant={(!found.is_empty()).then(|| option_id(chosen))} {oninput} {onkeydown} />
            <ul ref={list} id="palette-options" role="listbox" tabindex="-1" class="palette-options" aria-label="Commands">
                { for found.iter().take(MOST).enumerate().map(option) }
            </ul>
            <p class="hint" role="status">{ summary(found.len()) }</p>
        </>
    }
}

fn option_id(index: usize) -> String {
    format!("palette-option-{index}")
}

fn summary(found: usize) -> String {
    match found {
        0 => "No command is called that.".to_owned(),
        found if found > MOST => format!("{MOST} of {found} commands; type more to find the others."),
        _ => String::new(),
    }
}
