//! What was typed and not taken over.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::template::value::UnknownValue;

/// Texts and values that were typed and not taken over, each for the text of a template as it was then. They stay while
/// another tool is open.
#[derive(Clone, Default)]
pub(in crate::app::components) struct TemplateDrafts(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    drafts: HashMap<String, Draft>,
    last_focus: u64,
}

#[derive(Default)]
struct Draft {
    text: Option<String>,
    values: HashMap<UnknownValue, String>,
}

impl PartialEq for TemplateDrafts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl TemplateDrafts {
    /// The text that is to take the place of `template`.
    pub(super) fn text(&self, template: &str) -> Option<String> {
        self.0.borrow().drafts.get(template)?.text.clone()
    }

    /// Keeps such a text, or forgets it.
    pub(super) fn keep_text(&self, template: &str, text: Option<String>) {
        self.change(template, |draft| draft.text = text);
    }

    /// What was typed for `unknown`.
    pub(super) fn value(&self, template: &str, unknown: &UnknownValue) -> Option<String> {
        self.0.borrow().drafts.get(template)?.values.get(unknown).cloned()
    }

    /// Keeps what was typed, or forgets it.
    pub(super) fn keep_value(&self, template: &str, unknown: &UnknownValue, value: Option<String>) {
        self.change(template, |draft| match value {
            Some(value) => drop(draft.values.insert(unknown.clone(), value)),
            None => drop(draft.values.remove(unknown)),
        });
    }

    /// Whether the order to move the focus of this number was not followed yet; from now on it was.
    pub(super) fn is_first_time(&self, serial: u64) -> bool {
        let last = std::mem::replace(&mut self.0.borrow_mut().last_focus, serial);
        last != serial
    }

    fn change(&self, template: &str, change: impl FnOnce(&mut Draft)) {
        let drafts = &mut self.0.borrow_mut().drafts;
        let mut draft = drafts.remove(template).unwrap_or_default();
        change(&mut draft);
        if draft.text.is_some() || !draft.values.is_empty() {
            drafts.insert(template.to_owned(), draft);
        }
    }
}
