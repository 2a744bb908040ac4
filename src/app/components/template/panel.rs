//! The tab as a whole.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use yew::prelude::*;

use super::drafts::TemplateDrafts;
use super::editor::TemplateEditor;
use super::lines::TemplateLines;
use super::taken::TakenSection;
use super::value_list::ValueList;
use crate::analysis::templates::{TemplateView, template_title};
use crate::app::browser::focus::focus_soon;
use crate::app::components::select::Select;
use crate::app::components::template_beginning::TemplateBeginning;
use crate::app::components::text_field::TextField;
use crate::app::hooks::{Overview, use_present, use_template};
use crate::app::state::{Action, TemplateAction};
use crate::app::words;
use crate::app::{Dispatch, Moment};
use crate::workspace::model::Template;

/// Properties of [`TemplatePanel`].
#[derive(PartialEq, Properties)]
pub(in crate::app::components) struct TemplatePanelProps {
    /// The page when typing last rested.
    pub(in crate::app::components) state: Moment,
    /// Called to open the box for pasting.
    pub(in crate::app::components) onpaste: Callback<()>,
    /// What was typed and not taken over.
    pub(in crate::app::components) drafts: TemplateDrafts,
}

/// The template that is shown; where there is none, what this is and how to begin.
#[component]
pub(in crate::app::components) fn TemplatePanel(props: &TemplatePanelProps) -> Html {
    let state = &props.state;
    let number = state.shown_template();
    let overview = use_template(state, number);
    let template = {
        let workspace = Rc::clone(&state.workspace);
        use_memo((state.generation, state.revision, number), move |(.., number)| {
            let template = workspace.templates.get(*number);
            let mut hasher = DefaultHasher::new();
            template.map(|template| &template.text).hash(&mut hasher);
            (template.cloned().map(Rc::new), hasher.finish())
        })
    };
    // What was begun for one text is not about another one.
    let (template, text_hash) = &*template;
    let Some(template) = template else {
        return html! {
            <div class="template">
                <TemplateBeginning state={state.clone()} onpaste={props.onpaste.clone()}>
                    <p>{ "Paste a CloudFormation or SAM template: its policies come into the workspace, with the roles and resources that they belong to." }</p>
                    <p class="hint">{ "Here you then see what was taken, give what the template leaves open, such as the account id and parameters, and go from a policy back to its line in the template." }</p>
                </TemplateBeginning>
            </div>
        };
    };
    html! {
        <div class="template">
            <Tools state={state.clone()} {number} />
            <div class="template-said" role="status">{ said(overview.as_ref()) }</div>
            <div class="template-columns">
                <div>
                    if let Some(overview) = &overview {
                        if let Some(taken) = &overview.found.taken {
                            <ValueList key={format!("values-{number}-{text_hash}")} {number} template={Rc::clone(template)} view={Rc::clone(&overview.found)}
                                drafts={props.drafts.clone()} dispatch={state.dispatcher()} />
                            <TakenSection {number} taken={taken.clone()} dispatch={state.dispatcher()} />
                        }
                    }
                </div>
                <TextPart key={format!("text-{number}-{text_hash}")} {number} template={Rc::clone(template)} overview={overview.clone()}
                    state={state.clone()} drafts={props.drafts.clone()} />
            </div>
        </div>
    }
}

fn said(overview: Option<&Overview<TemplateView>>) -> Html {
    let Some(Overview { found, is_current }) = overview else {
        return html! { <p class="hint">{ "Being read…" }</p> };
    };
    let unknown = found.values.iter().filter(|value| value.is_needed && !value.is_known).count();
    let words = match (&found.taken, unknown) {
        (None, _) => "The template cannot be read, so that nothing follows it: mend its text.".to_owned(),
        (Some(_), 0) => "All that its policies need is known.".to_owned(),
        (Some(_), 1) => "1 value is unknown.".to_owned(),
        (Some(_), unknown) => format!("{} are unknown.", words::count(unknown, "value")),
    };
    html! { <p>{ words }if !is_current { <span class="hint">{ " Being worked out anew…" }</span> }</p> }
}

#[derive(PartialEq, Properties)]
struct ToolsProps {
    state: Moment,
    number: usize,
}

/// Which template is shown, what it is called, and what becomes of it.
#[component]
fn Tools(props: &ToolsProps) -> Html {
    let state = use_present(&props.state);
    let (number, templates) = (props.number, &state.workspace.templates);
    let name = templates.get(number).map(|template| template.name.clone()).unwrap_or_default();
    let dispatch: Dispatch = state.dispatcher();
    let send = |action: TemplateAction| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Template(action.clone())))
    };
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |value: String| {
            dispatch.dispatch(Action::Template(TemplateAction::Show(value.parse().unwrap_or_default())));
        })
    };
    let rename = {
        let dispatch = dispatch.clone();
        Callback::from(move |name: String| {
            dispatch.dispatch(Action::Template(TemplateAction::Rename(number, name)));
        })
    };
    let options: Vec<(AttrValue, AttrValue)> = templates
        .iter()
        .enumerate()
        .map(|(index, template)| {
            (index.to_string().into(), format!("{}. {}", index + 1, template_title(template, index)).into())
        })
        .collect();
    html! {
        <div class="template-tools">
            if templates.len() > 1 {
                <label for="template-shown" class="hint">{ "Template" }</label>
                <Select id="template-shown" {options} value={number.to_string()} onchange={choose} />
            }
            <TextField id="template-name" label="Name" value={name} placeholder="template.yaml" is_code={false} oninput={rename} />
            <button type="button" id="remove-template" class="button" onclick={send(TemplateAction::Remove(number))}>{ "Remove template" }</button>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct TextPartProps {
    number: usize,
    template: Rc<Template>,
    overview: Option<Overview<TemplateView>>,
    state: Moment,
    drafts: TemplateDrafts,
}

/// The text, to be looked at or to be edited.
#[component]
fn TextPart(props: &TextPartProps) -> Html {
    let TextPartProps { number, template, overview, state, drafts } = props;
    let is_edited = use_state_eq(|| drafts.text(&template.text).is_some());
    let edit = {
        let is_edited = is_edited.clone();
        Callback::from(move |_: MouseEvent| {
            is_edited.set(true);
            focus_soon("#template-draft".to_owned());
        })
    };
    let onclose = {
        let is_edited = is_edited.clone();
        Callback::from(move |()| {
            is_edited.set(false);
            focus_soon("#edit-template".to_owned());
        })
    };
    html! {
        <section class="template-part" aria-labelledby="template-text-title">
            <div class="template-text-head">
                <h3 id="template-text-title">{ "Text" }</h3>
                if !*is_edited {
                    <button type="button" id="edit-template" class="button small plain" onclick={edit}>{ "Edit or replace" }</button>
                }
            </div>
            if *is_edited {
                <TemplateEditor number={*number} template={Rc::clone(template)} drafts={drafts.clone()} focus={state.focus} {onclose} dispatch={state.dispatcher()} />
            } else {
                <TemplateLines number={*number} title={template_title(template, *number)} template={Rc::clone(template)}
                    view={overview.as_ref().map(|overview| Rc::clone(&overview.found))} is_current={overview.as_ref().is_some_and(|overview| overview.is_current)}
                    focus={state.focus} drafts={drafts.clone()} dispatch={state.dispatcher()} />
            }
        </section>
    }
}
