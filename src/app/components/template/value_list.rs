//! All that can be given for a template.

use std::rc::Rc;

use yew::prelude::*;

use super::drafts::TemplateDrafts;
use super::value_field::{ValueField, field_id};
use crate::analysis::templates::{TemplateValue, TemplateView};
use crate::app::Dispatch;
use crate::app::browser::focus::{focus, is_anywhere};
use crate::app::icon::{Icon, icon};
use crate::app::words;
use crate::template::import::given_value;
use crate::template::value::UnknownValue;
use crate::workspace::model::Template;

/// Properties of [`ValueList`].
#[derive(PartialEq, Properties)]
pub(super) struct ValueListProps {
    /// The number of the template.
    pub(super) number: usize,
    /// The template.
    pub(super) template: Rc<Template>,
    /// What there is to say about it.
    pub(super) view: Rc<TemplateView>,
    /// What was typed and not taken over.
    pub(super) drafts: TemplateDrafts,
    /// For giving values.
    pub(super) dispatch: Dispatch,
}

/// What values belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Stack,
    Parameters,
    Names,
    Elsewhere,
    Conditions,
    Functions,
}

impl Group {
    const ALL: [Group; 6] = [
        Group::Stack,
        Group::Parameters,
        Group::Names,
        Group::Elsewhere,
        Group::Conditions,
        Group::Functions,
    ];

    fn of(value: &TemplateValue) -> Self {
        match &value.unknown {
            _ if value.parameter.is_some() => Group::Parameters,
            UnknownValue::Ref(name) if name.starts_with("AWS::") => Group::Stack,
            UnknownValue::Ref(_) | UnknownValue::Attribute(..) => Group::Names,
            UnknownValue::Import(_) | UnknownValue::Dynamic(_) => Group::Elsewhere,
            UnknownValue::Condition(_) => Group::Conditions,
            UnknownValue::Function(_) => Group::Functions,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Group::Stack => "The stack",
            Group::Parameters => "Parameters",
            Group::Names => "Names and attributes of resources",
            Group::Elsewhere => "From other stacks and stores",
            Group::Conditions => "Conditions",
            Group::Functions => "What cannot be given",
        }
    }
}

/// The fields by what they are for; those on which no policy depends are folded.
#[component]
pub(super) fn ValueList(props: &ValueListProps) -> Html {
    let ValueListProps { number, template, view, drafts, dispatch } = props;
    let shows_all = use_state_eq(|| false);
    let last_given = use_mut_ref(|| None::<String>);
    {
        let last_given = Rc::clone(&last_given);
        // A field that moves to another list must not lose the focus.
        use_effect_with(Rc::clone(view), move |_| {
            let id = last_given.borrow_mut().take().filter(|_| !is_anywhere());
            if let Some(id) = id {
                let _ = focus(&format!("#{id}")) || focus("#template-values-title");
            }
        });
    }
    let ongiven = Callback::from(move |id: String| {
        last_given.replace(Some(id));
    });
    let field = |value: &&TemplateValue| {
        html! {
            <ValueField key={field_id(&value.unknown)} number={*number} template={Rc::clone(template)} value={(*value).clone()}
                given={given_value(&template.given, &value.unknown)} drafts={drafts.clone()} ongiven={ongiven.clone()} dispatch={dispatch.clone()} />
        }
    };
    let group = |group: Group| {
        let values: Vec<&TemplateValue> =
            view.values.iter().filter(|value| value.is_needed && Group::of(value) == group).collect();
        html! {
            if !values.is_empty() {
                <h4>{ group.title() }</h4>
                <ul class="template-values">{ for values.iter().map(field) }</ul>
            }
        }
    };
    let others: Vec<&TemplateValue> = view.values.iter().filter(|value| !value.is_needed).collect();
    let toggle = {
        let shows_all = shows_all.clone();
        Callback::from(move |_: MouseEvent| shows_all.set(!*shows_all))
    };
    html! {
        <section class="template-part" aria-labelledby="template-values-title">
            <h3 id="template-values-title" tabindex="-1">{ "What can be given" }</h3>
            <p class="hint">{ "A field that is left empty stays unknown, and so does what depends on it." }</p>
            { without_account(view.without_account) }
            { for Group::ALL.into_iter().map(group) }
            if !others.is_empty() {
                <h4>
                    <button type="button" class="button plain fold" aria-expanded={if *shows_all { "true" } else { "false" }}
                        aria-controls="template-other-values" onclick={toggle}>
                        { icon(Icon::Open) }{ format!("No policy depends on these ({})", others.len()) }
                    </button>
                </h4>
                <ul id="template-other-values" class="template-values" hidden={!*shows_all}>
                    if *shows_all { { for others.iter().map(field) } }
                </ul>
            }
        </section>
    }
}

/// Says in which account principals stand whose account nobody has given.
fn without_account(count: usize) -> Html {
    if count == 0 {
        return Html::default();
    }
    let stand = if count == 1 { "stands" } else { "stand" };
    html! {
        <div class="template-account" role="note">
            <span class="glyph">{ icon(Icon::Problem) }</span>
            <p>
                <strong>{ "The account is unknown. " }</strong>
                { format!("{} of the template {stand} in account ", words::count(count, "principal")) }
                <code>{ "000000000000" }</code>
                { ", which is nobody’s: give the account id, so that requests and policies mean the real ones." }
            </p>
        </div>
    }
}
