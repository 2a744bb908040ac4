//! What is odd about the text of a field, and what may be meant.

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::assist::RequestNote;
use crate::app::browser::focus::focus_placeholder;

/// Properties of [`FieldNotes`].
#[derive(PartialEq, Properties)]
pub(super) struct FieldNotesProps {
    /// Id of the whole, for the field's description.
    pub(super) id: AttrValue,
    /// Id of the field, which gets the focus after a suggestion was taken.
    pub(super) field: AttrValue,
    /// The notes.
    pub(super) notes: Vec<RequestNote>,
    /// Gets the text that is to be put into the field.
    pub(super) onapply: Callback<String>,
}

/// The notes, each with a button that takes its suggestion.
#[component]
pub(super) fn FieldNotes(props: &FieldNotesProps) -> Html {
    let suggestion = |text: &String| {
        let (onapply, text) = (props.onapply.clone(), text.clone());
        let (field, label) = (props.field.clone(), format!("Use {text}"));
        let onclick = Callback::from(move |_: MouseEvent| {
            onapply.emit(text.clone());
            focus_placeholder(&field);
        });
        html! { <button type="button" class="button plain small" {onclick}>{ label }</button> }
    };
    let note = |note: &RequestNote| {
        html! { <p><span>{ prose(&note.message) }</span>{ for note.suggestion.as_ref().map(suggestion) }</p> }
    };
    html! { <div id={&props.id} class="field-notes">{ for props.notes.iter().map(note) }</div> }
}
