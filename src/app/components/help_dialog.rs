//! The list of keys.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Each key with what it does.
const KEYS: [(&str, &str); 11] = [
    ("F6, Shift+F6", "next and previous panel"),
    ("Ctrl/⌘+Enter", "to the verdict"),
    ("Alt+1 … Alt+7", "to a check"),
    ("Ctrl/⌘+S", "copy the link to this workspace"),
    ("← →  Home  End", "among tabs"),
    ("Tab", "leaves the editor"),
    ("Ctrl/⌘+F", "search in the editor"),
    ("Ctrl/⌘+Z", "undo in the editor"),
    ("F8", "next problem in the editor"),
    ("Escape", "closes menus and this window"),
    ("?", "this list, when no text field has the focus"),
];

/// Properties of [`HelpDialog`].
#[derive(PartialEq, Properties)]
pub(crate) struct HelpDialogProps {
    /// Whether it is shown.
    pub(crate) is_open: bool,
    /// Called when it closes.
    pub(crate) onclose: Callback<()>,
}

/// The list of keys, as a dialog.
#[component]
pub(crate) fn HelpDialog(props: &HelpDialogProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.is_open, move |is_open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if *is_open && !dialog.open() {
                // It fails only for a dialog that is open already or out of the page.
                let _ = dialog.show_modal();
            } else if !is_open {
                dialog.close();
            }
        });
    }
    let onclose = props.onclose.reform(|_: Event| ());
    let close = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="help-title" {onclose}>
            <h2 id="help-title">{ "Keyboard" }</h2>
            <dl class="keys">
                { for KEYS.iter().map(|(key, effect)| html! {
                    <div><dt><kbd>{ *key }</kbd></dt><dd>{ *effect }</dd></div>
                }) }
            </dl>
            <button type="button" class="button" onclick={close}>{ "Close" }</button>
        </dialog>
    }
}
