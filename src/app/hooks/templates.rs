//! What there is to say about templates, a moment after they changed.

use std::rc::Rc;

use yew::prelude::*;

use super::Overview;
use super::answer::{ThisAnswer, use_answer};
use crate::analysis::templates::{TemplateLinks, TemplateOrigins, TemplateReading, TemplateView};
use crate::app::state::State;
use crate::background::{Answer, Question};
use crate::workspace::model::{Template, TemplateValues, Workspace};

/// How long changes may rest before a template is looked into anew, in milliseconds.
const REST: u32 = 120;

/// How long typing may rest before the text of a template is read, in milliseconds.
const REST_OF_TYPING: u32 = 300;

/// What there is to say about template number `number`. While it is worked out anew for the same text, what was said
/// before stays, so that fields do.
#[hook]
pub(crate) fn use_template(state: &State, number: usize) -> Option<Overview<TemplateView>> {
    let latest = use_mut_ref(|| None::<(String, Rc<TemplateView>)>);
    let text = state.workspace.templates.get(number).map(|template| template.text.as_str());
    let asked =
        text.map(|_| (state.revision, state.generation, state.catalogue.catalogue().cloned(), number));
    let workspace = Rc::clone(&state.workspace);
    let answer =
        use_answer(asked.clone(), REST, move |asked| Question::Template { workspace, template: asked.3 });
    let text = text?;
    let current = answer.filter(|(of, _)| Some(of) == asked.as_ref());
    if let Some(Answer::Template(Some(found))) = current.as_ref().map(|(_, answer)| &**answer) {
        let is_known = latest.borrow().as_ref().is_some_and(|(_, known)| Rc::ptr_eq(known, found));
        if !is_known {
            latest.replace(Some((text.to_owned(), Rc::clone(found))));
        }
    }
    let latest = latest.borrow();
    let (_, found) = latest.as_ref().filter(|(of, _)| of == text)?;
    Some(Overview { found: Rc::clone(found), is_current: current.is_some() })
}

/// What becomes of a text that is to take the place of a template, once it was read.
#[hook]
pub(crate) fn use_template_reading(text: &str, given: &TemplateValues) -> Option<Rc<TemplateReading>> {
    let subject = (text.to_owned(), Rc::new(given.clone()));
    let (of, answer) = use_answer(Some(subject), REST_OF_TYPING, |(text, given)| Question::TemplateText {
        text: text.clone(),
        given: Rc::clone(given),
    })?;
    match &*answer {
        Answer::TemplateText(reading) if of.0 == text => Some(Rc::clone(reading)),
        _ => None,
    }
}

/// The ways from the documents of the workspace to the lines of its templates, once they are worked out.
#[hook]
pub(crate) fn use_template_links(state: &State) -> TemplateLinks {
    let known = use_mut_ref(|| Rc::new(Vec::<Template>::new()));
    let workspace = Rc::clone(&state.workspace);
    // Their texts are compared once a change, not with each keystroke.
    let templates = use_memo((state.generation, state.revision), move |_| {
        let mut known = known.borrow_mut();
        if **known != workspace.templates {
            *known = Rc::new(workspace.templates.clone());
        }
        Rc::clone(&known)
    });
    let templates: Rc<Vec<Template>> = Rc::clone(&*templates);
    let asked = Some(Rc::clone(&templates)).filter(|templates| !templates.is_empty());
    let answer =
        use_answer(asked, REST, |templates| Question::TemplateOrigins { templates: Rc::clone(templates) });
    let answer = answer.filter(|(of, _)| Rc::ptr_eq(of, &templates)).map(|(_, answer)| ThisAnswer(answer));
    let origins = use_mut_ref(|| (None, Rc::new(TemplateOrigins::default())));
    let is_same = origins.borrow().0 == answer;
    if !is_same {
        let found = match answer.as_ref().map(|answer| &*answer.0) {
            Some(Answer::TemplateOrigins(found)) => TemplateOrigins::new(&templates, found),
            _ => TemplateOrigins::default(),
        };
        origins.replace((answer, Rc::new(found)));
    }
    let nothing = use_memo((), |()| Workspace::default());
    // Without a template there is no way, whatever changes.
    let workspace = if templates.is_empty() { nothing } else { Rc::clone(&state.workspace) };
    TemplateLinks::new(workspace, Rc::clone(&origins.borrow().1))
}
