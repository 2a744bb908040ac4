//! The keys that work everywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::Moment;
use crate::app::browser::focus;
use crate::app::panel_selector;
use crate::app::state::{Action, FocusTarget, Panel, Way};
use crate::evaluation::Check;

/// What the page does at a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shortcut {
    Panel(Panel),
    Check(Check),
    Share,
    Paste,
    Help,
    Palette,
    Go(Way),
}

/// What is called for those that do more than move the focus.
#[derive(Clone, PartialEq)]
pub(crate) struct ShortcutCalls {
    /// Copies the link.
    pub(crate) share: Callback<()>,
    /// Opens the box that takes whatever is pasted.
    pub(crate) paste: Callback<()>,
    /// Shows the list of keys.
    pub(crate) help: Callback<()>,
    /// Opens the list of commands.
    pub(crate) palette: Callback<()>,
}

/// Listens for the keys. While a window is open over the page they do nothing.
#[hook]
pub(crate) fn use_shortcuts(state: &Moment, calls: ShortcutCalls) {
    let dispatch = state.dispatcher();
    let latest = use_mut_ref(|| calls.clone());
    *latest.borrow_mut() = calls;
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                // What the editor took for itself, such as undoing what was typed there, is done.
                let Some(shortcut) = shortcut(event).filter(|_| !event.default_prevented()) else {
                    return;
                };
                event.prevent_default();
                if focus::is_dialog_open("") {
                    return;
                }
                let calls = latest.borrow().clone();
                let to = |target| dispatch.dispatch(Action::MoveFocus(target));
                match shortcut {
                    Shortcut::Panel(panel) => to(FocusTarget::Panel(panel)),
                    Shortcut::Check(check) => to(FocusTarget::Check(check)),
                    Shortcut::Share => calls.share.emit(()),
                    Shortcut::Paste => calls.paste.emit(()),
                    Shortcut::Help => calls.help.emit(()),
                    Shortcut::Palette => calls.palette.emit(()),
                    Shortcut::Go(way) => dispatch.dispatch(Action::Go(way)),
                }
            })
        });
        move || drop(listener)
    });
}

fn shortcut(event: &KeyboardEvent) -> Option<Shortcut> {
    let has_command = event.ctrl_key() || event.meta_key();
    let (has_alt, has_shift) = (event.alt_key(), event.shift_key());
    // The place on the keyboard, since Alt and a key type another character on some.
    let digit = event.code().strip_prefix("Digit").and_then(|digit| digit.parse::<usize>().ok());
    match (event.key().as_str(), has_command, has_alt) {
        ("F6", false, false) if has_shift => Some(Shortcut::Panel(neighbour(false))),
        ("F6", false, false) => Some(Shortcut::Panel(neighbour(true))),
        ("Enter", true, false) => Some(Shortcut::Panel(Panel::Verdict)),
        ("s" | "S", true, false) if !has_shift => Some(Shortcut::Share),
        ("k" | "K", true, false) if !has_shift => Some(Shortcut::Palette),
        ("z" | "Z", true, false) if !focus::is_in_text_field() => {
            Some(Shortcut::Go(if has_shift { Way::Forth } else { Way::Back }))
        }
        ("y" | "Y", true, false) if !focus::is_in_text_field() => Some(Shortcut::Go(Way::Forth)),
        ("?", false, false) if !focus::is_typing() => Some(Shortcut::Help),
        (_, false, true) if !has_shift && event.code() == "KeyP" => Some(Shortcut::Paste),
        (_, false, true) if !has_shift => {
            let index = digit?.checked_sub(1)?;
            Check::ALL.get(index).copied().map(Shortcut::Check)
        }
        _ => None,
    }
}

/// The panel after, or before, the one that has the focus.
fn neighbour(forwards: bool) -> Panel {
    let focused = focus::focused();
    let is_inside = |panel: &Panel| {
        let selector = panel_selector(*panel);
        focused.as_ref().is_some_and(|element| element.closest(&selector).is_ok_and(|found| found.is_some()))
    };
    let last = Panel::ALL.len() - 1;
    let index = match (Panel::ALL.iter().position(is_inside), forwards) {
        (None, true) => 0,
        (Some(here), true) => (here + 1) % Panel::ALL.len(),
        (None | Some(0), false) => last,
        (Some(here), false) => here - 1,
    };
    Panel::ALL.get(index).copied().unwrap_or(Panel::Request)
}
