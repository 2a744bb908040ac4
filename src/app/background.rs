//! The worker in which the program runs a second time, to answer what takes longer than a frame.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};
use yew::Callback;

use crate::background::{self, Answer, Asker, CatalogueFile, Question};

#[wasm_bindgen(module = "/www/start-background.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = startBackground)]
    fn start_background() -> Result<Worker, JsValue>;
}

/// What the worker says once it listens; what is sent before may be lost.
const READY: &str = "ready";

/// The page's end: questions wait here and go to the worker one at a time, so that one that nobody waits for any more
/// need not be answered.
#[derive(Clone, Default)]
pub(crate) struct Background(Rc<RefCell<Queue>>);

impl PartialEq for Background {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Default)]
struct Queue {
    worker: Option<Worker>,
    listeners: Vec<EventListener>,
    is_ready: bool,
    /// Files of the catalogue that came before the worker listened.
    files: Vec<JsValue>,
    last_serial: u64,
    asker: Asker,
    asked: Option<Waiting>,
    waiting: VecDeque<Waiting>,
}

struct Waiting {
    serial: u64,
    question: Question,
    onanswer: Callback<Answer>,
}

/// A question that is waited for: once this is dropped, the answer is not.
pub(crate) struct Asked {
    background: Background,
    serial: u64,
}

impl Drop for Asked {
    fn drop(&mut self) {
        let mut queue = self.background.0.borrow_mut();
        queue.waiting.retain(|waiting| waiting.serial != self.serial);
        if let Some(asked) = queue.asked.as_mut().filter(|asked| asked.serial == self.serial) {
            asked.onanswer = Callback::noop();
        }
    }
}

impl Background {
    /// Starts the worker. `onfailure` is called when it cannot be started or stops on a fault; nothing is answered from
    /// then on.
    pub(crate) fn start(onfailure: &Callback<()>) -> Self {
        let background = Self::default();
        match start_background() {
            Ok(worker) => background.listen(worker, onfailure.clone()),
            Err(_) => onfailure.emit(()),
        }
        background
    }

    fn listen(&self, worker: Worker, onfailure: Callback<()>) {
        let onmessage = {
            let background = self.clone();
            EventListener::new(&worker, "message", move |event| {
                let Some(message) =
                    event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string())
                else {
                    return;
                };
                background.hear(&message);
            })
        };
        let onerror = EventListener::new(&worker, "error", move |_| onfailure.emit(()));
        let mut queue = self.0.borrow_mut();
        queue.worker = Some(worker);
        queue.listeners = vec![onmessage, onerror];
    }

    /// Gives the worker a file of the catalogue, for all questions that are asked from now on.
    pub(crate) fn give_catalogue(&self, which: CatalogueFile, file: &Uint8Array) {
        let Ok(name) = serde_json::to_string(&which) else { return };
        let message = Array::of2(&name.into(), file).into();
        let mut queue = self.0.borrow_mut();
        match queue.is_ready {
            true => queue.post(&message),
            false => queue.files.push(message),
        }
    }

    /// Asks a question.
    pub(crate) fn ask(&self, question: Question, onanswer: Callback<Answer>) -> Asked {
        let mut queue = self.0.borrow_mut();
        queue.last_serial += 1;
        let serial = queue.last_serial;
        queue.waiting.push_back(Waiting { serial, question, onanswer });
        queue.ask_next();
        Asked { background: self.clone(), serial }
    }

    fn hear(&self, message: &str) {
        let mut queue = self.0.borrow_mut();
        let answered = match message {
            READY => {
                queue.is_ready = true;
                for file in std::mem::take(&mut queue.files) {
                    queue.post(&file);
                }
                None
            }
            _ => queue.asked.take(),
        };
        queue.ask_next();
        // Who hears the answer may ask again.
        drop(queue);
        if let (Some(answered), Ok(answer)) = (answered, serde_json::from_str(message)) {
            answered.onanswer.emit(answer);
        }
    }
}

impl Queue {
    fn ask_next(&mut self) {
        if !self.is_ready || self.asked.is_some() {
            return;
        }
        self.asked = self.waiting.pop_front();
        if let Some(asked) = &self.asked
            && let Ok(message) = self.asker.message(&asked.question)
        {
            self.post(&message.into());
        }
    }

    fn post(&self, message: &JsValue) {
        if let Some(worker) = &self.worker {
            // It fails for what cannot be copied to another thread; texts and bytes can.
            let _ = worker.post_message(message);
        }
    }
}

/// The worker's end: answers what comes, until the page is left.
pub(super) fn serve(scope: DedicatedWorkerGlobalScope) {
    let mut background = background::Background::default();
    let replies = scope.clone();
    let listener = EventListener::new(&scope, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        match reply(&mut background, &event.data()) {
            Ok(Some(answer)) => {
                let _ = replies.post_message(&answer.into());
            }
            Ok(None) => {}
            Err(fault) => wasm_bindgen::throw_str(&fault),
        }
    });
    listener.forget();
    let _ = scope.post_message(&READY.into());
}

/// The answer to a question; none to a file of the catalogue, which is taken in.
fn reply(background: &mut background::Background, message: &JsValue) -> Result<Option<String>, String> {
    if let Some(question) = message.as_string() {
        return background.answer_message(&question).map(Some).map_err(|error| error.to_string());
    }
    let parts = Array::from(message);
    let name = parts.get(0).as_string().unwrap_or_default();
    let which = serde_json::from_str(&name).map_err(|error| error.to_string())?;
    let file = Uint8Array::new(&parts.get(1)).to_vec();
    background.take_catalogue(which, &file).map(|()| None).map_err(|error| error.to_string())
}
