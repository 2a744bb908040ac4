//! Asking the worker.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::app::background::Background;
use crate::background::{Answer, Question};

/// The latest answer, and what it was for; none before the first one. `subject` is what a question is about: once it
/// has been the same for `rest` milliseconds, the question that `ask` makes of it is asked. An answer that comes after
/// the subject has changed is dropped. Without a subject nothing is asked.
#[hook]
pub(crate) fn use_answer<S: Clone + PartialEq + 'static>(
    subject: Option<S>,
    rest: u32,
    ask: impl FnOnce(&S) -> Question + 'static,
) -> Option<(S, Rc<Answer>)> {
    let background = use_context::<Background>().unwrap_or_default();
    let latest = use_state(|| None);
    {
        let latest = latest.setter();
        use_effect_with(subject, move |subject| {
            let asked = Rc::new(std::cell::RefCell::new(None));
            let timer = subject.clone().map(|subject| {
                let asked = Rc::clone(&asked);
                Timeout::new(rest, move || {
                    let question = ask(&subject);
                    let onanswer = Callback::from(move |answer: Answer| {
                        latest.set(Some((subject.clone(), Rc::new(answer))));
                    });
                    *asked.borrow_mut() = Some(background.ask(question, onanswer));
                })
            });
            move || drop((timer, asked))
        });
    }
    (*latest).clone()
}

/// An answer, of which no other is the same: to compare what two of them say takes longer than to show it. It is kept, so
/// that no later one gets its place in memory.
pub(super) struct ThisAnswer(pub(super) Rc<Answer>);

impl PartialEq for ThisAnswer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
