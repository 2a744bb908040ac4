//! What the page is for, what kinds of policies there are, and the list of keys.

use yew::prelude::*;

use super::dialog::Dialog;
use crate::app::concepts::concept;
use crate::evaluation::Check;

/// Each key with what it does.
const KEYS: [(&str, &str); 18] = [
    ("Alt+P", "paste anything: an error, an event, a policy, an ARN"),
    ("Ctrl/⌘+V", "the same with the clipboard’s text, when no text field has the focus"),
    ("Ctrl/⌘+K", "all commands, to be found by typing"),
    ("F6, Shift+F6", "next and previous panel"),
    ("Ctrl/⌘+Enter", "to the verdict; in the box to paste into: fill in"),
    ("Alt+1 … Alt+7", "to a check"),
    ("Ctrl/⌘+S", "copy the link to this workspace"),
    ("← →  Home  End", "among tabs"),
    ("Tab", "leaves the editor"),
    ("Ctrl+Space", "proposals in the editor; Enter takes one"),
    ("Alt+Enter", "what is known of the word at the cursor"),
    ("Ctrl/⌘+F", "search in the editor"),
    ("Ctrl/⌘+Z", "undo: in the editor what was typed there, else the last change of anything"),
    ("Ctrl/⌘+Shift+Z, Ctrl+Y", "redo"),
    ("F8, Shift+F8", "next and previous finding in the editor"),
    ("Ctrl/⌘+.", "fixes for the finding at the cursor"),
    ("Escape", "closes menus, lists and this window"),
    ("?", "this window, when no text field has the focus"),
];

/// Properties of [`HelpDialog`].
#[derive(PartialEq, Properties)]
pub(crate) struct HelpDialogProps {
    /// Whether it is shown.
    pub(crate) is_open: bool,
    /// Called when it closes.
    pub(crate) onclose: Callback<()>,
}

/// The help, as a dialog.
#[component]
pub(crate) fn HelpDialog(props: &HelpDialogProps) -> Html {
    html! {
        <Dialog title_id="help-title" title="Help" is_open={props.is_open} onclose={props.onclose.clone()}>
            <p>{ "Policyscope decides a request to AWS as IAM would and shows which statement decides. Edit a policy or the request, or paste an error: the verdict follows." }</p>
            <h3>{ "Kinds of policies" }</h3>
            <dl class="concepts">
                { for Check::ALL.into_iter().map(concept).map(|concept| html! {
                    <div><dt>{ concept.question }</dt><dd>{ concept.answer }</dd></div>
                }) }
            </dl>
            <h3>{ "Keys" }</h3>
            <dl class="keys">
                { for KEYS.iter().map(|(key, effect)| html! {
                    <div><dt><kbd>{ *key }</kbd></dt><dd>{ *effect }</dd></div>
                }) }
            </dl>
            <p><a href="third-party-licences.txt">{ "Licences of the software in this page" }</a></p>
        </Dialog>
    }
}
