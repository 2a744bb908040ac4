//! What happens to the templates of the workspace.

use std::rc::Rc;

use super::{Bench, FocusTarget, State, Toast, with_editor_line_ends};
use crate::analysis::templates::template_title;
use crate::template::again;
use crate::template::import::{remove, with_value};
use crate::template::value::UnknownValue;
use crate::workspace::model::TemplateValues;

/// What can be done to templates, which are numbered from zero.
#[derive(Clone, Debug)]
pub(crate) enum TemplateAction {
    /// Another one is shown.
    Show(usize),
    /// It is called otherwise.
    Rename(usize, String),
    /// A value is given for something that it does not say, or taken back; it is taken over again.
    Give(usize, UnknownValue, Option<String>),
    /// It gets another text and is taken over again. Nothing happens where that is no template.
    Rewrite(usize, String),
    /// It goes, with what was taken from it and nobody has edited.
    Remove(usize),
}

impl State {
    /// The number of the template that is shown; there may be none of it.
    pub(crate) fn shown_template(&self) -> usize {
        self.shown_template.min(self.workspace.templates.len().saturating_sub(1))
    }

    pub(super) fn change_templates(&mut self, action: TemplateAction) {
        match action {
            TemplateAction::Show(template) => self.shown_template = template,
            TemplateAction::Rename(template, name) => self.change(|workspace| {
                if let Some(found) = workspace.templates.get_mut(template) {
                    found.name = name;
                }
            }),
            TemplateAction::Give(template, unknown, value) => self.give(template, &unknown, value.as_deref()),
            TemplateAction::Rewrite(template, text) => self.rewrite(template, &text),
            TemplateAction::Remove(template) => self.remove_template(template),
        }
    }

    fn give(&mut self, template: usize, unknown: &UnknownValue, value: Option<&str>) {
        let Some(found) = self.workspace.templates.get(template) else {
            return;
        };
        let Some(given) = with_value(&found.given, unknown, value).filter(|given| *given != found.given)
        else {
            return;
        };
        // The value itself may be a secret.
        let said = match value {
            Some(_) => format!("Gave a value for {}", unknown.name()),
            None => format!("Took back the value for {}", unknown.name()),
        };
        let text = found.text.clone();
        self.take_over_again(template, &text, &given, &said);
    }

    fn rewrite(&mut self, template: usize, text: &str) {
        let Some(found) = self.workspace.templates.get(template).filter(|found| found.text != text) else {
            return;
        };
        let said = format!("Took over the new text of {}", template_title(found, template));
        let given = found.given.clone();
        self.take_over_again(template, text, &given, &said);
    }

    fn take_over_again(&mut self, template: usize, text: &str, given: &TemplateValues, said: &str) {
        let Ok(taken) = again(&self.workspace, template, text, given) else {
            self.toast = Some(Toast::passing("The template cannot be read, so nothing was taken over"));
            return;
        };
        self.adopt(Rc::new(with_editor_line_ends(taken.workspace)));
        self.toast = Some(Toast::undoable(format!("{said}{}", stayed(taken.report.kept.len()))));
    }

    fn remove_template(&mut self, template: usize) {
        let removed = self.workspace.templates.get(template).zip(remove(&self.workspace, template));
        let Some((found, removed)) = removed else {
            return;
        };
        let said = format!("Removed {}", template_title(found, template));
        self.adopt(Rc::new(removed.workspace));
        self.shown_template = 0;
        self.toast = Some(Toast::undoable(format!("{said}{}", stayed(removed.kept.len()))));
        self.order_focus(FocusTarget::Bench(Bench::Template));
    }
}

/// How many documents and APIs do not follow, after what happened.
fn stayed(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ". 1 edited part stays as it is".to_owned(),
        count => format!(". {count} edited parts stay as they are"),
    }
}
