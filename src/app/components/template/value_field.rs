//! One value that can be given for a template.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::drafts::TemplateDrafts;
use crate::analysis::templates::TemplateValue;
use crate::app::Dispatch;
use crate::app::components::prose::prose;
use crate::app::components::select::Select;
use crate::app::components::text_field::typed;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, FocusTarget, TemplateAction};
use crate::app::words;
use crate::template::resolve::ParameterForm;
use crate::template::value::UnknownValue;
use crate::workspace::model::Template;

/// Properties of [`ValueField`].
#[derive(PartialEq, Properties)]
pub(super) struct ValueFieldProps {
    /// The number of the template.
    pub(super) number: usize,
    /// The template.
    pub(super) template: std::rc::Rc<Template>,
    /// What can be given.
    pub(super) value: TemplateValue,
    /// What is given now.
    pub(super) given: Option<String>,
    /// What was typed and not taken over.
    pub(super) drafts: TemplateDrafts,
    /// Gets the id of the field whose value was given or taken back.
    pub(super) ongiven: Callback<String>,
    /// For giving it.
    pub(super) dispatch: Dispatch,
}

/// The id of the field for `unknown`.
pub(super) fn field_id(unknown: &UnknownValue) -> String {
    let kind = match unknown {
        UnknownValue::Ref(_) => "ref",
        UnknownValue::Attribute(..) => "attribute",
        UnknownValue::Import(_) => "export",
        UnknownValue::Dynamic(_) => "dynamic",
        UnknownValue::Condition(_) => "condition",
        UnknownValue::Function(_) => "function",
    };
    let plain = |character: char| match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_string(),
        other => format!("_{:x}_", u32::from(other)),
    };
    format!("template-{kind}-{}", unknown.name().chars().map(plain).collect::<String>())
}

/// A labelled field. A text is given once it is left or Enter is pressed; one that the template refuses stays in the field
/// with what is wrong with it.
#[component]
pub(super) fn ValueField(props: &ValueFieldProps) -> Html {
    let ValueFieldProps { number, template, value, given, drafts, .. } = props;
    let draft = use_state_eq(|| drafts.value(&template.text, &value.unknown));
    let shown = (*draft).clone().or_else(|| given.clone()).unwrap_or_default();
    let id = field_id(&value.unknown);
    let give = {
        let (number, unknown, value) = (*number, value.unknown.clone(), value.clone());
        let (draft, drafts, of) = (draft.setter(), drafts.clone(), template.text.clone());
        let (dispatch, ongiven, id) = (props.dispatch.clone(), props.ongiven.clone(), id.clone());
        Callback::from(move |text: String| {
            if value.problem(&text).is_some() {
                return;
            }
            drafts.keep_value(&of, &unknown, None);
            draft.set(None);
            ongiven.emit(id.clone());
            let text = Some(text).filter(|text| !text.is_empty());
            dispatch.dispatch(Action::Template(TemplateAction::Give(number, unknown.clone(), text)));
        })
    };
    let is_empty = draft.is_none() && given.as_deref() == Some("");
    let give_empty = {
        let (number, unknown, dispatch) = (*number, value.unknown.clone(), props.dispatch.clone());
        let (draft, drafts, of) = (draft.setter(), drafts.clone(), template.text.clone());
        Callback::from(move |_: Event| {
            drafts.keep_value(&of, &unknown, None);
            draft.set(None);
            let text = (!is_empty).then(String::new);
            dispatch.dispatch(Action::Template(TemplateAction::Give(number, unknown.clone(), text)));
        })
    };
    let problem = match &*draft {
        Some(draft) => value.problem(draft),
        None if is_empty => value.parameter.as_ref().and_then(|form| form.check("").err()),
        None => given.as_deref().and_then(|given| value.problem(given)),
    };
    let described_by = format!("{id}-about");
    let is_wrong = problem.is_some();
    let is_function = matches!(value.unknown, UnknownValue::Function(_));
    let control = match choices(value, &shown, is_empty) {
        _ if is_function => Html::default(),
        Some(options) => html! { <Select id={id.clone()} {options} value={shown} onchange={give} /> },
        None => {
            let oninput = {
                let (draft, drafts) = (draft.setter(), drafts.clone());
                let (of, unknown) = (template.text.clone(), value.unknown.clone());
                Callback::from(move |event: InputEvent| {
                    let text = typed(&event);
                    drafts.keep_value(&of, &unknown, Some(text.clone()));
                    draft.set(Some(text));
                })
            };
            let onchange = give.reform(|event: Event| {
                let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
                field.map(|field| field.value()).unwrap_or_default()
            });
            let is_secret = value.parameter.as_ref().is_some_and(|form| form.no_echo);
            let is_number = value.parameter.as_ref().is_some_and(|form| form.parameter_type == "Number");
            html! {
                <input id={id.clone()} type={if is_secret { "password" } else { "text" }} class="code" value={shown}
                    inputmode={is_number.then_some("decimal")} placeholder={placeholder(value, is_empty)} autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-invalid={is_wrong.then_some("true")} aria-describedby={described_by.clone()} {oninput} {onchange} />
            }
        }
    };
    html! {
        <li class={classes!("template-value", (!value.is_known && given.is_none()).then_some("unknown"))}>
            <div class="template-value-name">
                if is_function { <span class="code">{ value.unknown.name() }</span> } else { <label for={id} class="code">{ value.unknown.name() }</label> }
                if let Some(line) = value.line { { line_button(*number, line, &value.unknown.name(), &props.dispatch) } }
            </div>
            <div class="template-value-field">
                { control }
                if is_empty || value.takes_empty() && value.by_itself.as_deref() != Some("") {
                    <label class="tick-label">
                        <input type="checkbox" checked={is_empty} onchange={give_empty} />
                        { "The value is an empty text" }<span class="visually-hidden">{ format!(" for {}", value.unknown.name()) }</span>
                    </label>
                }
                <div id={described_by}>
                    if let Some(problem) = &problem { <p class="field-problem">{ prose(problem) }{ "; it is not taken over" }</p> }
                    { about(value, given.is_some()) }
                </div>
            </div>
        </li>
    }
}

/// What is known of a value, in words.
fn about(value: &TemplateValue, is_given: bool) -> Html {
    let form = value.parameter.as_ref();
    html! {
        <>
            if let Some(description) = form.and_then(|form| form.description.as_ref()) { <p>{ description }</p> }
            if !is_given && !value.is_known { <p class="template-state">{ icon(Icon::Unknown) }<span>{ dependants(value) }</span></p> }
            if let Some(form) = form { <p class="hint">{ rules(form) }</p> }
        </>
    }
}

fn dependants(value: &TemplateValue) -> String {
    let mut said = Vec::new();
    if value.waiting > 0 {
        let waits = if value.waiting == 1 { "waits" } else { "wait" };
        said.push(format!("{} {waits} for it", words::policies(value.waiting)));
    }
    if value.places > 0 {
        let depends = if value.places == 1 { "depends" } else { "depend" };
        said.push(format!("{} of policies {depends} on it", words::count(value.places, "place")));
    }
    match said.as_slice() {
        [] if !value.is_needed => "Unknown".to_owned(),
        [] => match &value.unknown {
            UnknownValue::Ref(name) if value.parameter.is_none() && !name.starts_with("AWS::") => {
                "Unknown: it is called by its logical id until then".to_owned()
            }
            UnknownValue::Condition(_) => "Unknown: it is taken to hold until then".to_owned(),
            _ => "Unknown".to_owned(),
        },
        said => format!("Unknown: {}", said.join(", ")),
    }
}

/// What a parameter takes.
fn rules(form: &ParameterForm) -> String {
    let mut rules = vec![form.parameter_type.clone()];
    let bounds = |least: Option<String>, most: Option<String>, what: &str| match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}{what}")),
        (Some(least), None) => Some(format!("at least {least}{what}")),
        (None, Some(most)) => Some(format!("at most {most}{what}")),
        (None, None) => None,
    };
    let text = |length: Option<u64>| length.map(|length| length.to_string());
    rules.extend(bounds(text(form.min_length), text(form.max_length), " characters"));
    let text = |number: Option<f64>| number.map(|number| number.to_string());
    rules.extend(bounds(text(form.min_value), text(form.max_value), ""));
    if form.is_list() {
        rules.push("values with commas between them".to_owned());
        if !form.allowed_values.is_empty() {
            rules.push(format!("each one of {}", form.allowed_values.join(", ")));
        }
    }
    rules.extend(form.allowed_pattern.as_ref().map(|pattern| format!("must match {pattern}")));
    if form.is_stored() {
        rules.push("the value stands in the Parameter Store".to_owned());
    }
    if form.no_echo {
        rules.push("not shown, but kept in the workspace, its links and its exports".to_owned());
    }
    rules.retain(|rule| !rule.is_empty());
    rules.join("; ")
}

/// What an empty field stands for.
fn placeholder(value: &TemplateValue, is_empty: bool) -> String {
    let is_secret = value.parameter.as_ref().is_some_and(|form| form.no_echo);
    match &value.by_itself {
        _ if is_empty => "an empty text".to_owned(),
        Some(_) if is_secret => "a default that is not shown".to_owned(),
        Some(text) if text.is_empty() => "default: an empty text".to_owned(),
        Some(text) if value.parameter.is_some() => format!("default: {text}"),
        Some(text) => format!("{text}, by the Region"),
        None => "unknown".to_owned(),
    }
}

/// What can be chosen from; none for a text.
fn choices(value: &TemplateValue, shown: &str, is_empty: bool) -> Option<Vec<(AttrValue, AttrValue)>> {
    let option =
        |value: &str, name: &str| (AttrValue::from(value.to_owned()), AttrValue::from(name.to_owned()));
    if let UnknownValue::Condition(_) = value.unknown {
        return Some(vec![option("", "unknown"), option("true", "holds"), option("false", "does not hold")]);
    }
    let form = value.parameter.as_ref()?;
    if form.allowed_values.is_empty() || form.is_list() || form.is_stored() || form.no_echo {
        return None;
    }
    let mut options = vec![option("", &placeholder(value, is_empty))];
    let allowed_texts = form.allowed_values.iter().filter(|allowed| !allowed.is_empty());
    options.extend(allowed_texts.map(|allowed| option(allowed, allowed)));
    if !shown.is_empty() && form.allowed_values.iter().all(|allowed| allowed != shown) {
        options.push(option(shown, shown));
    }
    Some(options)
}

/// A button that shows a line of the template, which says something of `about`.
pub(super) fn line_button(template: usize, line: u32, about: &str, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.dispatch(Action::MoveFocus(FocusTarget::TemplateLine(template, line)));
    });
    html! {
        <button type="button" class="button small plain" {onclick}>
            { format!("line {line}") }<span class="visually-hidden">{ format!(" about {about}") }</span>
        </button>
    }
}
