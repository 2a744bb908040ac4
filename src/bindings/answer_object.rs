//! An answer as a JavaScript object.
//!
//! The members of every answer are set one by one, in the order of the JSON: that takes a third of the time of
//! writing JSON here and parsing it there. What only some answers have goes through JSON.

use std::cell::RefCell;

use js_sys::{Error, Object};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::object_of;
use crate::answer::{DecidedByAnswer, ScenarioAnswer};
use crate::evaluation::{Check, Decision};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type AnswerObject;

    #[wasm_bindgen(method, setter)]
    fn set_id(this: &AnswerObject, id: &str);

    #[wasm_bindgen(method, setter)]
    fn set_decision(this: &AnswerObject, decision: &JsValue);

    #[wasm_bindgen(method, setter, js_name = "decided_by")]
    fn set_decided_by(this: &AnswerObject, decided_by: &DecidedByObject);

    #[wasm_bindgen(method, setter)]
    fn set_message(this: &AnswerObject, message: &str);

    #[wasm_bindgen(method, setter)]
    fn set_possible(this: &AnswerObject, decisions: &JsValue);

    #[wasm_bindgen(method, setter, js_name = "depends_on")]
    fn set_depends_on(this: &AnswerObject, names: &JsValue);

    #[wasm_bindgen(method, setter)]
    fn set_explanation(this: &AnswerObject, explanation: &JsValue);

    #[wasm_bindgen(extends = Object)]
    type DecidedByObject;

    #[wasm_bindgen(method, setter)]
    fn set_check(this: &DecidedByObject, check: &JsValue);

    #[wasm_bindgen(method, setter)]
    fn set_level(this: &DecidedByObject, name: &str);

    #[wasm_bindgen(method, setter)]
    fn set_policy(this: &DecidedByObject, name: &str);

    #[wasm_bindgen(method, setter)]
    fn set_statement(this: &DecidedByObject, index: usize);

    #[wasm_bindgen(method, setter)]
    fn set_sid(this: &DecidedByObject, sid: &str);
}

/// The object with the members that the JSON of `answer` has.
pub(super) fn object_of_answer(answer: &ScenarioAnswer<'_>) -> Result<JsValue, Error> {
    let object: AnswerObject = Object::new().unchecked_into();
    if let Some(id) = answer.id {
        object.set_id(id);
    }
    object.set_decision(&DECISIONS.with(|names| names.value(answer.decision))?);
    if let Some(decided_by) = &answer.decided_by {
        object.set_decided_by(&object_of_decided_by(decided_by)?);
    }
    if let Some(message) = &answer.message {
        object.set_message(message);
    }
    if let Some(possible) = answer.possible {
        object.set_possible(&value_of(&possible)?);
    }
    if let Some(depends_on) = &answer.depends_on {
        object.set_depends_on(&value_of(depends_on)?);
    }
    if let Some(explanation) = &answer.explanation {
        object.set_explanation(&value_of(explanation)?);
    }
    Ok(object.into())
}

fn object_of_decided_by(decided_by: &DecidedByAnswer<'_>) -> Result<DecidedByObject, Error> {
    let object: DecidedByObject = Object::new().unchecked_into();
    object.set_check(&CHECKS.with(|names| names.value(decided_by.check))?);
    if let Some(level) = decided_by.level {
        object.set_level(level);
    }
    if let Some(policy) = decided_by.policy {
        object.set_policy(policy);
    }
    if let Some(statement) = decided_by.statement {
        object.set_statement(statement);
    }
    if let Some(sid) = decided_by.sid {
        object.set_sid(sid);
    }
    Ok(object)
}

fn value_of(value: &impl Serialize) -> Result<JsValue, Error> {
    // Strings, numbers and maps from strings always have a JSON form.
    object_of(&serde_json::to_string(value).unwrap_or_default())
}

/// The names of an enumeration as JavaScript strings, each made once.
struct Names<T>(RefCell<Vec<(T, JsValue)>>);

impl<T: Copy + PartialEq + Serialize> Names<T> {
    const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    fn value(&self, named: T) -> Result<JsValue, Error> {
        let mut names = self.0.borrow_mut();
        if let Some((_, name)) = names.iter().find(|(other, _)| *other == named) {
            return Ok(name.clone());
        }
        let name = value_of(&named)?;
        names.push((named, name.clone()));
        Ok(name)
    }
}

thread_local! {
    static DECISIONS: Names<Decision> = const { Names::new() };
    static CHECKS: Names<Check> = const { Names::new() };
}
