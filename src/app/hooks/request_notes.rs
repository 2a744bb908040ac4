//! What is odd in the selected request.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::analysis::assist::{RequestNote, request_notes};
use crate::app::Dispatch;
use crate::app::state::{Action, CatalogueEvent, SharedCatalogue, State};

/// How long typing may rest before the request is looked at, in milliseconds.
const REST: u32 = 300;

/// What the notes are about.
#[derive(Clone, PartialEq)]
struct Subject {
    action: String,
    resource: String,
    context_keys: Vec<String>,
    catalogue: SharedCatalogue,
}

/// The notes on the selected request, a moment after it changed; none meanwhile, and none without a catalogue.
#[hook]
pub(crate) fn use_request_notes(state: &State, dispatch: &Dispatch) -> Rc<Vec<RequestNote>> {
    let subject = subject(state);
    let noted = use_state_eq(|| (None::<Subject>, Rc::default()));
    {
        let (noted, dispatch) = (noted.clone(), dispatch.clone());
        use_effect_with(subject.clone(), move |subject| {
            let timer = subject.clone().map(|subject| {
                Timeout::new(REST, move || {
                    if !subject.catalogue.is_detailed() {
                        dispatch.dispatch(Action::Catalogue(CatalogueEvent::DetailsNeeded));
                    }
                    let notes = Rc::new(notes_on(&subject));
                    noted.set((Some(subject), notes));
                })
            });
            move || drop(timer)
        });
    }
    match &*noted {
        (of, notes) if *of == subject => Rc::clone(notes),
        _ => Rc::default(),
    }
}

fn subject(state: &State) -> Option<Subject> {
    let (request, catalogue) = (state.request()?, state.catalogue.catalogue()?);
    Some(Subject {
        action: request.action.trim().to_owned(),
        resource: request.resource.trim().to_owned(),
        context_keys: state.context.iter().map(|row| row.key.trim().to_owned()).collect(),
        catalogue: catalogue.clone(),
    })
}

fn notes_on(subject: &Subject) -> Vec<RequestNote> {
    let keys = subject.context_keys.iter().map(String::as_str).filter(|key| !key.is_empty());
    let keys: Vec<&str> = keys.collect();
    request_notes(&subject.action, &subject.resource, &keys, subject.catalogue.get())
}
