//! The editor of `www/editor`, as the page's Rust code uses it.
//!
//! Positions are UTF-16 offsets into the editor's text. The editor turns every line end into `\n`, so
//! a text should have no others when positions are counted in it. Positions past the end count as
//! the end.
//!
//! Compiling this module needs `www/generated/editor.js`: `npm run bundle` makes it, and so does each
//! build by Trunk.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::analysis::assist::{Completions, Fact};

#[wasm_bindgen(module = "/www/generated/editor.js")]
extern "C" {
    /// An editor, as its functions want it handed back.
    type EditorHandle;

    #[wasm_bindgen(extends = js_sys::Object)]
    type CreationOptions;

    #[wasm_bindgen(method, setter)]
    fn set_label(this: &CreationOptions, label: &str);

    #[wasm_bindgen(method, setter, js_name = readOnly)]
    fn set_read_only(this: &CreationOptions, read_only: bool);

    #[wasm_bindgen(method, setter)]
    fn set_placeholder(this: &CreationOptions, placeholder: &str);

    #[wasm_bindgen(method, setter, js_name = onChange)]
    fn set_on_change(this: &CreationOptions, on_change: &Closure<dyn FnMut(String)>);

    #[wasm_bindgen(method, setter, js_name = onAct)]
    fn set_on_act(this: &CreationOptions, on_act: &Closure<dyn FnMut(u32, u32)>);

    #[wasm_bindgen(method, setter, js_name = onPaste)]
    fn set_on_paste(this: &CreationOptions, on_paste: &Closure<dyn FnMut(String, String, String)>);

    #[wasm_bindgen(method, setter)]
    fn set_assistance(this: &CreationOptions, assistance: &AssistanceOptions);

    #[wasm_bindgen(extends = js_sys::Object)]
    type AssistanceOptions;

    #[wasm_bindgen(method, setter)]
    fn set_complete(this: &AssistanceOptions, complete: &Closure<dyn FnMut(String, u32) -> JsValue>);

    #[wasm_bindgen(method, setter)]
    fn set_describe(this: &AssistanceOptions, describe: &Closure<dyn FnMut(String, u32) -> JsValue>);

    #[wasm_bindgen(method, setter, js_name = onExpand)]
    fn set_on_expand(this: &AssistanceOptions, on_expand: &Closure<dyn FnMut(String)>);

    #[wasm_bindgen(js_name = createEditor)]
    fn create_editor(parent: &Element, options: &CreationOptions) -> EditorHandle;

    #[wasm_bindgen(js_name = destroy)]
    fn destroy(editor: &EditorHandle);

    #[wasm_bindgen(js_name = showDocument)]
    fn show_document(editor: &EditorHandle, key: &str, text: &str);

    #[wasm_bindgen(js_name = refreshAssistance)]
    fn refresh_assistance(editor: &EditorHandle);

    #[wasm_bindgen(js_name = replaceText)]
    fn replace_text(editor: &EditorHandle, before: &str, after: &str);

    #[wasm_bindgen(js_name = selectRange)]
    fn select_range(editor: &EditorHandle, from: u32, to: u32);

    #[wasm_bindgen(js_name = setDiagnostics)]
    fn set_diagnostics(editor: &EditorHandle, diagnostics: &JsValue);

    #[wasm_bindgen(js_name = setStatementMarks)]
    fn set_statement_marks(editor: &EditorHandle, marks: &JsValue);

    #[wasm_bindgen(js_name = setHighlights)]
    fn set_highlights(editor: &EditorHandle, highlights: &JsValue);
}

/// How an editor is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EditorOptions<'a> {
    /// What assistive technology calls the editor.
    pub(crate) label: &'a str,
    /// Shown while the text is empty; may be empty.
    pub(crate) placeholder: &'a str,
    /// Whether the user can only read, select and copy.
    pub(crate) read_only: bool,
}

/// How much an [`EditorDiagnostic`] matters; it decides the colour of the underline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EditorSeverity {
    /// The text is wrong.
    Error,
    /// The text gives more than is safe.
    Security,
    /// The text is probably not what was meant.
    Warning,
    /// The text could be better.
    Suggestion,
}

/// A finding, underlined and marked in the gutter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct EditorDiagnostic {
    /// Where it starts.
    pub(crate) from: u32,
    /// Where it ends, exclusive.
    pub(crate) to: u32,
    /// How much it matters.
    pub(crate) severity: EditorSeverity,
    /// Shown on hover, as text; what stands in backticks as code.
    pub(crate) message: String,
    /// Advice, shown below it in the same way.
    pub(crate) help: Option<String>,
    /// The code of its rule.
    pub(crate) rule: String,
    /// What the buttons say that are offered with it.
    pub(crate) actions: Vec<String>,
}

/// A sign in the gutter beside a line. Assistive technology does not see gutters, so what a sign
/// says has to be said elsewhere too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StatementMark {
    /// Any position in the line.
    pub(crate) from: u32,
    /// One character.
    pub(crate) glyph: String,
    /// CSS classes of the sign, separated by spaces.
    pub(crate) class_name: String,
    /// Shown on hover.
    pub(crate) title: String,
}

/// A stretch of the text with CSS classes of its own; an empty stretch is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Highlight {
    /// Where it starts.
    pub(crate) from: u32,
    /// Where it ends, exclusive.
    pub(crate) to: u32,
    /// CSS classes, separated by spaces.
    pub(crate) class_name: String,
    /// Shown on hover.
    pub(crate) title: Option<String>,
}

/// What is known of a stretch of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Description {
    /// Where it starts.
    pub(crate) from: u32,
    /// Where it ends, exclusive.
    pub(crate) to: u32,
    /// What it is called.
    pub(crate) title: String,
    /// What is known of it.
    pub(crate) facts: Vec<Fact>,
    /// The action pattern there.
    pub(crate) pattern: Option<String>,
    /// The name of the button that shows what the pattern stands for.
    pub(crate) expansion: Option<String>,
}

/// What the page does for an editor.
pub(crate) trait EditorOwner: 'static {
    /// The user edited the text, undo and redo included; `text` is the whole of it.
    fn edited(&self, text: String);

    /// What may stand at a position of `text`.
    fn complete(&self, text: &str, position: u32) -> Option<Completions>;

    /// What is known of what stands at a position of `text`.
    fn describe(&self, text: &str, position: u32) -> Option<Description>;

    /// The user asked what an action pattern stands for.
    fn expand(&self, pattern: String);

    /// The user chose an action of a finding, by their numbers in the latest
    /// [`set_diagnostics`](Editor::set_diagnostics).
    fn act(&self, diagnostic: u32, action: u32);

    /// The user pasted a text, which turned the whole text `before` into `after`.
    fn pasted(&self, text: &str, before: String, after: String);
}

/// An editor in the page. Dropping it takes it out of the page.
pub(crate) struct Editor {
    handle: EditorHandle,
    /// JavaScript calls them for as long as the editor exists.
    _listeners: [Closure<dyn FnMut(String)>; 2],
    _answers: [Closure<dyn FnMut(String, u32) -> JsValue>; 2],
    _on_act: Closure<dyn FnMut(u32, u32)>,
    _on_paste: Closure<dyn FnMut(String, String, String)>,
}

impl Editor {
    /// Puts an empty editor into `parent`, as its last child. `owner` does not hear of
    /// [`show_document`](Self::show_document).
    pub(crate) fn new(parent: &Element, options: EditorOptions<'_>, owner: impl EditorOwner) -> Self {
        let owner = Rc::new(owner);
        let [changed, completed, described, expanded, acted, given] =
            std::array::from_fn(|_| Rc::clone(&owner));
        let on_change = Closure::new(move |text| changed.edited(text));
        let complete =
            Closure::new(move |text: String, position| to_js(&completed.complete(&text, position)));
        let describe =
            Closure::new(move |text: String, position| to_js(&described.describe(&text, position)));
        let on_expand = Closure::new(move |pattern| expanded.expand(pattern));
        let on_act = Closure::new(move |diagnostic, action| acted.act(diagnostic, action));
        let on_paste = Closure::new(move |text: String, before, after| given.pasted(&text, before, after));
        let assistance: AssistanceOptions = js_sys::Object::new().unchecked_into();
        assistance.set_complete(&complete);
        assistance.set_describe(&describe);
        assistance.set_on_expand(&on_expand);
        let creation: CreationOptions = js_sys::Object::new().unchecked_into();
        creation.set_label(options.label);
        creation.set_placeholder(options.placeholder);
        creation.set_read_only(options.read_only);
        creation.set_on_change(&on_change);
        creation.set_on_act(&on_act);
        creation.set_on_paste(&on_paste);
        creation.set_assistance(&assistance);
        Self {
            handle: create_editor(parent, &creation),
            _listeners: [on_change, on_expand],
            _answers: [complete, describe],
            _on_act: on_act,
            _on_paste: on_paste,
        }
    }

    /// Asks the owner again wherever its answers are shown, or where it had none.
    pub(crate) fn refresh_assistance(&self) {
        refresh_assistance(&self.handle);
    }

    /// Shows the document `key` with this text. Each document keeps its undo history, cursor, folds
    /// and scroll position while others are shown; its diagnostics, marks and highlights are to be
    /// set anew.
    pub(crate) fn show_document(&self, key: &str, text: &str) {
        show_document(&self.handle, key, text);
    }

    /// Turns the text `before` into `after` as an edit of the user's, which one undo takes back, and moves the focus
    /// there. Does nothing where another text is shown.
    pub(crate) fn replace_text(&self, before: &str, after: &str) {
        replace_text(&self.handle, before, after);
    }

    /// Selects a stretch of the text, scrolls to it and moves the focus into the editor.
    pub(crate) fn select_range(&self, from: u32, to: u32) {
        select_range(&self.handle, from, to);
    }

    /// Replaces the underlined findings. They move along with edits until the next call.
    pub(crate) fn set_diagnostics(&self, diagnostics: &[EditorDiagnostic]) {
        set_diagnostics(&self.handle, &to_js(diagnostics));
    }

    /// Replaces the signs in the statement gutter. They move along with edits until the next call.
    pub(crate) fn set_statement_marks(&self, marks: &[StatementMark]) {
        set_statement_marks(&self.handle, &to_js(marks));
    }

    /// Replaces the highlighted stretches. They move along with edits until the next call.
    pub(crate) fn set_highlights(&self, highlights: &[Highlight]) {
        set_highlights(&self.handle, &to_js(highlights));
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        destroy(&self.handle);
    }
}

/// The same as JavaScript has it; `None` is `undefined`. Texts and small numbers always convert.
fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or(JsValue::UNDEFINED)
}
