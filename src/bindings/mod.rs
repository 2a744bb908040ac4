//! The JavaScript API (interfaces, §3), made by `wasm-bindgen`.
//!
//! Plain objects, or JSON as text, go in and plain objects come out. What cannot be read throws an `Error` with a
//! `code`.

use js_sys::{Error, JSON, JsString, Reflect, Uint8Array};
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::answer::{Answer, AnswerOptions, answer, answer_by, engine, input_error};
use crate::evaluation;
use crate::share;
use crate::workspace::model::Workspace;

/// Evaluates a scenario, an object or its JSON; with `explain`, the answer holds the whole trace, and with
/// `derive_context` the context keys that follow from the rest of the request count too.
///
/// # Errors
/// When `scenario` is no scenario; `code`, `line` and `column` are those of the command line. The places in an
/// object are counted in its compact JSON.
#[wasm_bindgen]
pub fn evaluate(
    scenario: JsValue,
    explain: Option<bool>,
    derive_context: Option<bool>,
) -> Result<JsValue, Error> {
    object_of_answer(&answer(&json_of(&scenario)?, options(explain, derive_context)))
}

/// Policies that are compiled once and answer many requests.
#[wasm_bindgen]
pub struct Engine(evaluation::Engine);

#[wasm_bindgen]
impl Engine {
    /// Compiles the policies of a scenario; it need not have a principal or a request.
    ///
    /// # Errors
    /// As [`evaluate()`].
    #[wasm_bindgen(constructor)]
    pub fn new(policies: JsValue) -> Result<Engine, Error> {
        let text = json_of(&policies)?;
        engine(&text)
            .map(Engine)
            .map_err(|error| error_of(input_error(&error, &text).json.get("error").unwrap_or(&Value::Null)))
    }

    /// Evaluates a request, given as a scenario without policies: `{principal, request}`.
    ///
    /// # Errors
    /// As [`evaluate()`].
    pub fn evaluate(
        &self,
        request: JsValue,
        explain: Option<bool>,
        derive_context: Option<bool>,
    ) -> Result<JsValue, Error> {
        let text = json_of(&request)?;
        object_of_answer(&answer_by(&self.0, &text, options(explain, derive_context)))
    }
}

fn options(explain: Option<bool>, derive_context: Option<bool>) -> AnswerOptions {
    AnswerOptions { explain: explain.unwrap_or_default(), derive_context: derive_context.unwrap_or_default() }
}

fn object_of_answer(answer: &Answer) -> Result<JsValue, Error> {
    match answer.json.get("error") {
        Some(error) => Err(error_of(error)),
        None => object_of(&answer.json),
    }
}

/// The fragment, without `#`, of a link that holds `workspace`.
///
/// # Errors
/// With `code` `invalid-workspace` or `too-large`.
#[wasm_bindgen(js_name = encodeShare)]
pub fn encode_share(workspace: JsValue) -> Result<String, Error> {
    let workspace = Workspace::from_json(&json_of(&workspace)?)
        .map_err(|error| coded("invalid-workspace", &error.to_string()))?;
    share::encode(&workspace.to_json()).map_err(|error| coded("too-large", &error.to_string()))
}

/// The workspace that a link holds; takes the fragment or the whole link.
///
/// # Errors
/// With `code` `invalid-link` or `invalid-workspace`.
#[wasm_bindgen(js_name = decodeShare)]
pub fn decode_share(fragment: &str) -> Result<JsValue, Error> {
    let json = share::decode(fragment).map_err(|error| coded("invalid-link", &error.to_string()))?;
    let workspace =
        Workspace::from_json(&json).map_err(|error| coded("invalid-workspace", &error.to_string()))?;
    let json: Value = serde_json::from_str(&workspace.to_json())
        .map_err(|error| coded("invalid-workspace", &error.to_string()))?;
    object_of(&json)
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own writer of UTF-8: several times as fast on long texts as reading them here.
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

/// Of a text, the text itself; of anything else its JSON, which JavaScript writes far faster than an object can be
/// walked from here.
fn json_of(value: &JsValue) -> Result<String, Error> {
    let no_json = |message: &str| coded("not-json", message);
    let text = match value.dyn_ref::<JsString>() {
        Some(text) => text.clone(),
        None => JSON::stringify(value).map_err(|error| {
            no_json(&error.dyn_ref::<Error>().map(|error| String::from(error.message())).unwrap_or_default())
        })?,
    };
    if !text.is_string() {
        return Err(no_json("`undefined` and functions have no JSON"));
    }
    String::from_utf8(TextEncoder::new().encode(&text).to_vec()).map_err(|error| no_json(&error.to_string()))
}

/// A plain object, not a `Map`.
fn object_of(json: &Value) -> Result<JsValue, Error> {
    JSON::parse(&json.to_string()).map_err(|_| coded("not-json", "the answer is no JSON"))
}

fn coded(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    set(&error, "code", &JsValue::from_str(code));
    error
}

fn error_of(description: &Value) -> Error {
    let text = |name: &str| description.get(name).and_then(Value::as_str).unwrap_or_default();
    let error = coded(text("code"), text("message"));
    for name in ["line", "column"] {
        let number = description.get(name).and_then(Value::as_f64).unwrap_or_default();
        set(&error, name, &JsValue::from_f64(number));
    }
    error
}

fn set(error: &Error, name: &str, value: &JsValue) {
    // Setting a new property of a fresh object does not fail.
    let _ = Reflect::set(error, &JsValue::from_str(name), value);
}
