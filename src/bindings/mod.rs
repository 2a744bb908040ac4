//! The JavaScript API (interfaces, §3), made by `wasm-bindgen`.
//!
//! Plain objects, or JSON as text, go in and plain objects come out. What cannot be read throws an `Error` with a
//! `code`.

mod answer_object;
mod lint;

use js_sys::{Error, JSON, JsString, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::answer::{AnswerOptions, answer_by_with, answer_with, engine};
use crate::evaluation;
use crate::scenario::InputError;
use crate::share;
use crate::text::LineIndex;
use crate::workspace::model::Workspace;
use answer_object::object_of_answer;

pub use lint::{lint, load_catalogue};

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
    let text = json_of(&scenario)?;
    answer_with(&text, options(explain, derive_context), object_of_answer)
        .map_err(|error| error_of(&error, &text))?
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
        engine(&text).map(Engine).map_err(|error| error_of(&error, &text))
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
        answer_by_with(&self.0, &text, options(explain, derive_context), object_of_answer)
            .map_err(|error| error_of(&error, &text))?
    }
}

fn options(explain: Option<bool>, derive_context: Option<bool>) -> AnswerOptions {
    AnswerOptions { explain: explain.unwrap_or_default(), derive_context: derive_context.unwrap_or_default() }
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
    object_of(&workspace.to_json())
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own writer of UTF-8: many times as fast as reading a text's UTF-16 from here.
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    /// Writes as much of `text` as has room.
    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, room: &mut [u8]) -> Encoded;

    /// What was encoded.
    type Encoded;

    /// UTF-16 units of the text.
    #[wasm_bindgen(method, getter)]
    fn read(this: &Encoded) -> usize;

    /// Bytes of the room.
    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> usize;
}

thread_local! {
    static ENCODER: TextEncoder = TextEncoder::new();
}

/// Of a text, the text itself; of anything else its JSON, which JavaScript writes far faster than an object can be
/// walked from here.
fn json_of(value: &JsValue) -> Result<String, Error> {
    if let Some(text) = value.dyn_ref::<JsString>() {
        return utf8_of(text);
    }
    let json = JSON::stringify(value).map_err(|error| {
        not_json(&error.dyn_ref::<Error>().map(|error| String::from(error.message())).unwrap_or_default())
    })?;
    if !json.is_string() {
        return Err(not_json("`undefined` and functions have no JSON"));
    }
    utf8_of(&json)
}

fn utf8_of(text: &JsString) -> Result<String, Error> {
    /// The most that UTF-8 needs for one UTF-16 unit.
    const MOST_BYTES: usize = 3;
    let units = text.length() as usize;
    let encode = |room: usize| {
        let mut bytes = vec![0; room];
        let encoded = ENCODER.with(|encoder| encoder.encode_into(text, &mut bytes));
        bytes.truncate(encoded.written());
        (bytes, encoded.read())
    };
    // Nearly every text is ASCII.
    let (mut bytes, read) = encode(units);
    if read < units {
        (bytes, _) = encode(units.saturating_mul(MOST_BYTES));
    }
    String::from_utf8(bytes).map_err(|error| not_json(&error.to_string()))
}

/// A plain object, not a `Map`.
fn object_of(json: &str) -> Result<JsValue, Error> {
    JSON::parse(json).map_err(|_| not_json("the answer is no JSON"))
}

fn not_json(message: &str) -> Error {
    coded("not-json", message)
}

fn coded(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    set(&error, "code", &JsValue::from_str(code));
    error
}

fn error_of(error: &InputError, text: &str) -> Error {
    let position = LineIndex::new(text).position(error.span.start);
    let object = coded(error.code, &error.message);
    set(&object, "line", &position.line.into());
    set(&object, "column", &position.column.into());
    object
}

fn set(error: &Error, name: &str, value: &JsValue) {
    // Setting a new property of a fresh object does not fail.
    let _ = Reflect::set(error, &JsValue::from_str(name), value);
}
