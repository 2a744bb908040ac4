//! The definition of an API as JSON.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::components::prose::prose;
use crate::app::hooks::use_typed_text;
use crate::app::state::{Action, DoorAction, ShownDoor};
use crate::front_door::FrontDoor;
use crate::workspace::model::read_front_door;

/// Properties of [`Definition`].
#[derive(PartialEq, Properties)]
pub(super) struct DefinitionProps {
    /// The API.
    pub(super) door: FrontDoor,
    /// Its number.
    pub(super) shown: ShownDoor,
    /// For edits.
    pub(super) dispatch: Dispatch,
}

/// The text, and what is wrong with it. While something is, the last one that could be read counts.
#[component]
pub(super) fn Definition(props: &DefinitionProps) -> Html {
    let (text, remember) =
        use_typed_text(&props.door, |door| serde_json::to_string_pretty(door).unwrap_or_default());
    let problem = read_front_door(&text).err();
    let oninput = {
        let (dispatch, shown, door) = (props.dispatch.clone(), props.shown, props.door.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            match read_front_door(&text) {
                Ok(read) => {
                    remember.emit((text, read.clone()));
                    dispatch.dispatch(Action::Door(DoorAction::Define(shown, Box::new(read))));
                }
                Err(_) => remember.emit((text, door.clone())),
            }
        })
    };
    html! {
        <details class="api-definition">
            <summary>
                { "Definition as JSON" }
                if problem.is_some() { <span class="problem-word">{ ": cannot be read" }</span> }
            </summary>
            <label for="api-definition" class="visually-hidden">{ "Definition of the API as JSON" }</label>
            <textarea id="api-definition" class="code api-definition-text" rows="16" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-invalid={problem.is_some().then_some("true")} aria-describedby="api-definition-said" value={text} {oninput} />
            <div id="api-definition-said" role="status">
                if let Some(error) = &problem {
                    <p class="field-problem">{ prose(&error.to_string()) }</p>
                    <p class="hint">{ "Until it can be read, the checks below are those of the last definition that could." }</p>
                } else {
                    <p class="hint">{ "Whatever is left out takes its usual value; where something is not known, write \"unknown\"." }</p>
                }
            </div>
        </details>
    }
}
