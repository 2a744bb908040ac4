//! What the page is for, what kinds of policies there are, the marks in the editor, and the list of keys.

use yew::prelude::*;

use super::dialog::Dialog;
use crate::app::concepts::concept;
use crate::app::icon::icon;
use crate::app::words;
use crate::evaluation::{Check, Truth};

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
            <h3>{ "Marks in the editor" }</h3>
            { marks() }
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

/// What the marks beside and below a policy's text mean.
fn marks() -> Html {
    let statements =
        [(Truth::True, true), (Truth::True, false), (Truth::False, false), (Truth::Unknown, false)];
    let statement = |(applies, decides)| {
        let look = words::statement(applies, decides);
        html! { <div><dt><span class={classes!("glyph", look.class)}>{ icon(look.icon) }</span></dt><dd>{ "the statement " }{ look.word }</dd></div> }
    };
    let element = |(matches, meaning)| {
        let class = classes!("entry", words::element_match(matches).class);
        html! { <div><dt><code {class}>{ "underlined" }</code></dt><dd>{ meaning }</dd></div> }
    };
    html! {
        <dl class="keys">
            { for statements.into_iter().map(statement) }
            <div><dt>{ "∅" }</dt><dd>{ "no request of the tests reaches the statement, while “Coverage” is on" }</dd></div>
            { element((Truth::True, "this part of the statement matches the request")) }
            { element((Truth::False, "this part doesn’t match")) }
            { element((Truth::Unknown, "whether this part matches depends on what is unknown")) }
            <div><dt><code class="finding-sample">{ "underlined" }</code></dt><dd>{ "a finding of the linter, in the colour of its severity" }</dd></div>
        </dl>
    }
}
