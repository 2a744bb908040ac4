//! From a place in a document to the line of the template that says it.

use yew::prelude::*;

use crate::analysis::Place;
use crate::analysis::functions::TemplatePlace;
use crate::analysis::templates::{DocumentStanding, TemplateLinks};
use crate::app::Dispatch;
use crate::app::state::{Action, FocusTarget};
use crate::workspace::DocumentId;

/// Properties of [`TemplateLink`].
#[derive(PartialEq, Properties)]
pub(super) struct TemplateLinkProps {
    /// The place in the document.
    pub(super) place: Place,
    /// For going to the line.
    pub(super) dispatch: Dispatch,
}

/// A button that leads to the line; nothing for a document that is not as a template has it.
#[component]
pub(super) fn TemplateLink(props: &TemplateLinkProps) -> Html {
    let links = use_context::<TemplateLinks>();
    let place = links.and_then(|links| links.find(props.place));
    place.map(|place| line_button(&place, &props.dispatch)).unwrap_or_default()
}

/// Properties of [`DocumentStandingNote`].
#[derive(PartialEq, Properties)]
pub(super) struct DocumentStandingNoteProps {
    /// The document.
    pub(super) document: DocumentId,
    /// For going to the line.
    pub(super) dispatch: Dispatch,
}

/// Where a document was taken from, and whether it was edited since; nothing for one that was taken from no template.
#[component]
pub(super) fn DocumentStandingNote(props: &DocumentStandingNoteProps) -> Html {
    let links = use_context::<TemplateLinks>();
    match links.and_then(|links| links.standing(props.document)) {
        None => Html::default(),
        Some(DocumentStanding::Untouched(place)) => html! {
            <p class="document-standing">{ "From " }{ line_button(&place, &props.dispatch) }</p>
        },
        Some(DocumentStanding::Edited(name, place)) => html! {
            <p class="document-standing hint">
                { "Edited since it was taken from " }
                { place.map_or_else(|| html! { { name } }, |place| line_button(&place, &props.dispatch)) }
            </p>
        },
    }
}

/// A button that leads to a line of a template.
pub(super) fn line_button(place: &TemplatePlace, dispatch: &Dispatch) -> Html {
    let (target, dispatch) = (FocusTarget::TemplateLine(place.template, place.line), dispatch.clone());
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::MoveFocus(target)));
    html! {
        <button type="button" class="button small plain template-link" {onclick}>
            { format!("{}, line {}", place.name, place.line) }
        </button>
    }
}
