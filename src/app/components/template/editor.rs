//! Another text for a template.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::drafts::TemplateDrafts;
use crate::analysis::templates::{TemplateMistake, TemplateReading};
use crate::app::Dispatch;
use crate::app::browser::focus::focus_soon;
use crate::app::components::prose::prose;
use crate::app::hooks::use_template_reading;
use crate::app::state::{Action, Focus, FocusTarget, TemplateAction};
use crate::app::words;
use crate::explanation::capitalised;
use crate::text::lines;
use crate::workspace::model::Template;

/// Properties of [`TemplateEditor`].
#[derive(PartialEq, Properties)]
pub(super) struct TemplateEditorProps {
    /// The number of the template.
    pub(super) number: usize,
    /// The template.
    pub(super) template: Rc<Template>,
    /// Where the text is kept until it is taken over.
    pub(super) drafts: TemplateDrafts,
    /// The last order to move the focus.
    pub(super) focus: Option<Focus>,
    /// Called when the text is not wanted any more.
    pub(super) onclose: Callback<()>,
    /// For taking it over.
    pub(super) dispatch: Dispatch,
}

/// The text, what is wrong with it, and a button that takes it over. Until then the template stays as it is.
#[component]
pub(super) fn TemplateEditor(props: &TemplateEditorProps) -> Html {
    let TemplateEditorProps { number, template, drafts, .. } = props;
    // A text field has these ends of lines only.
    let original =
        use_memo(Rc::clone(template), |template| lines(&template.text).collect::<Vec<_>>().join("\n"));
    let text = use_state_eq(|| drafts.text(&template.text).unwrap_or_else(|| (*original).clone()));
    let field = use_node_ref();
    let reading = use_template_reading(&text, &template.given);
    {
        let (field, drafts, number) = (field.clone(), drafts.clone(), *number);
        use_effect_with(props.focus, move |order| {
            let Some(Focus { serial, target: FocusTarget::TemplateLine(template, line) }) = *order else {
                return;
            };
            if let Some(field) = field.cast::<HtmlTextAreaElement>()
                && template == number
                && drafts.is_first_time(serial)
            {
                select_line(&field, line);
            }
        });
    }
    let oninput = {
        let (text, drafts, of) = (text.setter(), drafts.clone(), template.text.clone());
        Callback::from(move |event: InputEvent| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
            let typed = field.map(|field| field.value()).unwrap_or_default();
            drafts.keep_text(&of, Some(typed.clone()));
            text.set(typed);
        })
    };
    let is_changed = *text != *original;
    let take_over = {
        let (number, text, dispatch) = (*number, text.clone(), props.dispatch.clone());
        let (drafts, of) = (drafts.clone(), template.text.clone());
        Callback::from(move |_: MouseEvent| {
            drafts.keep_text(&of, None);
            dispatch.dispatch(Action::Template(TemplateAction::Rewrite(number, (*text).clone())));
            focus_soon("#edit-template".to_owned());
        })
    };
    let discard = {
        let (drafts, of, onclose) = (drafts.clone(), template.text.clone(), props.onclose.clone());
        Callback::from(move |_: MouseEvent| {
            drafts.keep_text(&of, None);
            onclose.emit(());
        })
    };
    let is_template = reading.as_ref().is_some_and(|reading| reading.is_template);
    let is_wrong = reading.is_some() && !is_template;
    html! {
        <div class="template-editor">
            <label for="template-draft" class="visually-hidden">{ "Text of the template" }</label>
            <textarea ref={field.clone()} id="template-draft" class="code" rows="24" wrap="off" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-invalid={is_wrong.then_some("true")} aria-describedby="template-draft-said" value={(*text).clone()} {oninput} />
            <div id="template-draft-said" role="status">{ said(reading.as_deref(), is_changed) }</div>
            { mistakes(reading.as_deref(), &field) }
            <p class="template-buttons">
                <button type="button" class="button primary" onclick={take_over} disabled={!is_changed || !is_template}>{ "Take over" }</button>
                <button type="button" class="button plain" onclick={discard}>{ if is_changed { "Discard changes" } else { "Close" } }</button>
            </p>
        </div>
    }
}

fn said(reading: Option<&TemplateReading>, is_changed: bool) -> Html {
    let Some(reading) = reading else {
        return html! { <p class="hint">{ "Being read…" }</p> };
    };
    if !reading.is_template {
        return html! { <p class="field-problem">{ "This is no template with resources. Until it can be read, the workspace keeps the former one." }</p> };
    }
    html! {
        <p class="hint">
            if is_changed {
                { "Taking it over brings what was taken from the template up to date; what you have edited stays." }
            } else {
                { "Edit the text, or replace it by a newer version." }
            }
            { match reading.mistakes.len() { 0 => String::new(), count => format!(" {} below.", words::count(count, "remark")) } }
        </p>
    }
}

/// What is wrong, each with a button that puts the cursor there.
fn mistakes(reading: Option<&TemplateReading>, field: &NodeRef) -> Html {
    let mistake = |found: &TemplateMistake| {
        let (field, from) = (field.clone(), found.from);
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                select(&field, from, from);
            }
        });
        html! {
            <li>
                <button type="button" class="button small plain" {onclick}>{ format!("line {}, column {}", found.line, found.column) }</button>
                { " " }{ prose(&capitalised(&found.message)) }{ "." }
                if let Some(help) = &found.help { <span class="hint">{ " " }{ prose(&capitalised(help)) }{ "." }</span> }
            </li>
        }
    };
    let found = reading.map_or(&[][..], |reading| &reading.mistakes);
    html! { if !found.is_empty() { <ul class="template-mistakes">{ for found.iter().map(mistake) }</ul> } }
}

/// Selects a line of the text in a field.
fn select_line(field: &HtmlTextAreaElement, line: u32) {
    let text = field.value();
    let before = text.split('\n').take(usize::try_from(line).unwrap_or_default().saturating_sub(1));
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let start: u32 = before.map(|line| units(line) + 1).sum();
    let length =
        text.split('\n').nth(usize::try_from(line).unwrap_or_default().saturating_sub(1)).map_or(0, units);
    select(field, start, start + length);
}

fn select(field: &HtmlTextAreaElement, from: u32, to: u32) {
    // It fails only for fields that hold no text.
    let _ = field.set_selection_range(from, to);
    focus_soon(format!("#{}", field.id()));
}
