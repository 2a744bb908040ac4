//! The selected request as commands to copy.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialog::Dialog;
use super::prose::prose;
use crate::app::browser::clipboard;
use crate::app::icon::{Icon, icon};
use crate::app::state::request_title;
use crate::workspace::commands::{ShellCommand, commands};
use crate::workspace::model::Workspace;

/// Properties of [`CommandsDialog`].
#[derive(PartialEq, Properties)]
pub(super) struct CommandsDialogProps {
    /// The workspace with the request.
    pub(super) workspace: Rc<Workspace>,
    /// Whether it is shown.
    pub(super) is_open: bool,
    /// Called when it closes.
    pub(super) onclose: Callback<()>,
}

/// A dialog with the commands and what they leave out.
#[component]
pub(super) fn CommandsDialog(props: &CommandsDialogProps) -> Html {
    let workspace = &props.workspace;
    let selected = workspace.selected_request;
    let title = workspace.requests.get(selected).map(|request| request_title(request, selected));
    let title = title.map_or_else(|| "Commands".to_owned(), |title| format!("Commands for {title}"));
    let found = use_memo((props.is_open, Rc::clone(workspace)), |(is_open, workspace)| {
        is_open.then(|| commands(workspace, workspace.selected_request))
    });
    let content = match &*found {
        None => Html::default(),
        Some(Err(error)) => {
            html! { <p>{ "There are no commands for this request: " }{ prose(&error.message) }</p> }
        }
        Some(Ok(commands)) => html! {
            <>
                <Shown id="command-evaluate" name="policyscope" command={commands.evaluate.clone()}
                    about="Policyscope’s own command line, with the scenario on its standard input" notes_title="To know" />
                <Shown id="command-simulate" name="AWS CLI" command={commands.simulate.clone()}
                    about="AWS’s policy simulator, which needs an account of yours" notes_title="What AWS’s simulator cannot do for this request" />
            </>
        },
    };
    html! {
        <Dialog title_id="commands-title" {title} class="commands" is_open={props.is_open} onclose={props.onclose.clone()}>
            <div class="commands-body">{ content }</div>
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct ShownProps {
    id: AttrValue,
    name: AttrValue,
    about: AttrValue,
    notes_title: AttrValue,
    command: ShellCommand,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let copied = use_state_eq(|| None::<(ShellCommand, &'static str)>);
    let said = copied.as_ref().filter(|(of, _)| *of == props.command).map(|(_, said)| *said);
    let copy = {
        let (copied, command) = (copied.clone(), props.command.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, command) = (copied.clone(), command.clone());
            spawn_local(async move {
                let said = match clipboard::copy(command.text.as_deref().unwrap_or_default()).await {
                    true => "Copied",
                    false => {
                        "The browser did not let the page use the clipboard: select the text and copy it"
                    }
                };
                copied.set(Some((command, said)));
            });
        })
    };
    let notes = &props.command.notes;
    html! {
        <section class="command">
            <div class="command-head">
                <h3>{ &props.name }</h3>
                <span class="hint" role="status">{ said }</span>
                if props.command.text.is_some() {
                    <button type="button" class="button" onclick={copy}>{ icon(Icon::Copy) }{ "Copy" }<span class="visually-hidden">{ " the command for " }{ &props.name }</span></button>
                }
            </div>
            <p class="hint">{ &props.about }</p>
            if let Some(text) = &props.command.text {
                // Without an element that takes the focus, keys could not scroll it.
                <pre id={&props.id} class="code command-text" tabindex="0" role="region" aria-label={format!("Command for {}", props.name)}>{ text }</pre>
            }
            if !notes.is_empty() {
                if props.command.text.is_some() { <h4>{ &props.notes_title }</h4> }
                <ul class="command-notes">{ for notes.iter().map(|note| html! { <li>{ prose(note) }</li> }) }</ul>
            }
        </section>
    }
}
