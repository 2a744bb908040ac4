//! A command for a shell, to be copied.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::opening;

/// Properties of [`CommandLine`].
#[derive(PartialEq, Properties)]
pub(super) struct CommandLineProps {
    /// The command.
    pub(super) command: AttrValue,
    /// For saying that it was copied.
    pub(super) dispatch: Dispatch,
}

/// The command with a button that copies it.
#[component]
pub(super) fn CommandLine(props: &CommandLineProps) -> Html {
    let onclick = {
        let (command, dispatch) = (props.command.to_string(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| opening::copy_text(command.clone(), dispatch.clone()))
    };
    html! {
        <div class="command-line">
            <code>{ &props.command }</code>
            <button type="button" class="icon-button" {onclick} aria-label={format!("Copy the command {}", props.command)}
                title="Copy the command">{ icon(Icon::Copy) }</button>
        </div>
    }
}
