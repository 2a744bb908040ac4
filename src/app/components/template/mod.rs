//! The tab "Template": what can be given for a template, what was taken from it, and its text.

mod drafts;
mod editor;
mod lines;
mod panel;
mod taken;
mod value_field;
mod value_list;

pub(super) use drafts::TemplateDrafts;
pub(super) use panel::TemplatePanel;
