//! What a function can do, by service and access level.

use yew::prelude::*;

use super::chain_section::ChainSection;
use super::function_entry::{codes, statement_link};
use super::prose::prose;
use crate::analysis::functions::{Access, ChainQuestion, FunctionView, GrantView, Limit, ServiceAccess};
use crate::app::words;
use crate::app::{Dispatch, Moment};
use crate::explanation::capitalised;

/// Properties of [`FunctionAccess`].
#[derive(PartialEq, Properties)]
pub(super) struct FunctionAccessProps {
    /// The page.
    pub(super) state: Moment,
    /// The function.
    pub(super) function: FunctionView,
}

/// The rights, each with a button that asks how the function got it.
#[component]
pub(super) fn FunctionAccess(props: &FunctionAccessProps) -> Html {
    let asked = use_state_eq(|| None::<(usize, usize, usize)>);
    let access = &props.function.access;
    let dispatch: Dispatch = props.state.dispatcher();
    let grant = |(service, level, number): (usize, usize, usize), grant: &GrantView| {
        let place = (service, level, number);
        let is_open = *asked == Some(place);
        let toggle = {
            let asked = asked.clone();
            Callback::from(move |_: MouseEvent| asked.set((!is_open).then_some(place)))
        };
        let id = format!(
            "chain-{}-{}-{service}-{level}-{number}",
            props.function.place.template, props.function.logical_id
        );
        let question = ChainQuestion {
            template: props.function.place.template,
            function: props.function.logical_id.clone(),
            action: grant.example.clone(),
            resource: None,
        };
        html! {
            <li class="function-grant">
                { described(grant, &dispatch) }
                if !grant.example.is_empty() {
                    <button type="button" class="button small plain function-why" aria-expanded={if is_open { "true" } else { "false" }}
                        aria-controls={id.clone()} aria-label={format!("Why {}?", grant.example)} onclick={toggle}>{ "Why?" }</button>
                    <div {id} hidden={!is_open}>
                        if is_open { <ChainSection state={props.state.clone()} {question} /> }
                    </div>
                }
            </li>
        }
    };
    let service = |(index, service): (usize, &ServiceAccess)| {
        let levels = service.levels.iter().enumerate().map(|(level_index, level)| {
            let grants = level.grants.iter().enumerate();
            html! {
                <>
                    <dt>{ level.level.as_deref().unwrap_or("Not sorted") }</dt>
                    <dd><ul>{ for grants.map(|(number, found)| grant((index, level_index, number), found)) }</ul></dd>
                </>
            }
        });
        html! {
            <li class="function-service">
                <h5>{ &service.name }</h5>
                <dl class="function-levels">{ for levels }</dl>
            </li>
        }
    };
    html! {
        <section>
            <h4>{ "What it can do" }</h4>
            <p class="hint">{ summary(access) }</p>
            <ul>{ for access.services.iter().enumerate().map(service) }</ul>
            { limits("What may take away from it", &access.limits, &dispatch) }
            { limits("What is not known", &access.unknown, &dispatch) }
        </section>
    }
}

fn summary(access: &Access) -> &'static str {
    match (access.limits.is_empty(), access.unknown.is_empty(), access.services.is_empty()) {
        (_, false, true) => "Nothing of it is known.",
        (_, false, false) => "What the policies of its role allow, as far as they are known.",
        (_, true, true) => "The policies of its role allow nothing.",
        (false, true, false) => "At most what the policies of its role allow.",
        (true, true, false) => "What the policies of its role allow.",
    }
}

fn described(grant: &GrantView, dispatch: &Dispatch) -> Html {
    html! {
        <>
            <p>
                { codes(&grant.actions) }
                if grant.count > grant.actions.len() {
                    <span class="hint">{ format!(" ({})", words::count(grant.count, "action")) }</span>
                }
            </p>
            <p>
                <span class="hint">{ if grant.is_all_but { "on all but " } else { "on " } }</span>
                { codes(&grant.resources) }
                { statement_link(&grant.statement, dispatch) }
            </p>
            if !grant.conditions.is_empty() {
                <p class="function-conditional">{ "Only if its conditions hold: " }{ codes(&grant.conditions) }</p>
            }
        </>
    }
}

fn limits(title: &'static str, limits: &[Limit], dispatch: &Dispatch) -> Html {
    if limits.is_empty() {
        return Html::default();
    }
    let limit = |limit: &Limit| {
        html! {
            <li class="function-grant">
                <p>
                    { prose(&capitalised(&limit.message)) }{ "." }
                    { for limit.statement.as_ref().map(|statement| statement_link(statement, dispatch)) }
                </p>
            </li>
        }
    };
    html! { <><h5>{ title }</h5><ul>{ for limits.iter().map(limit) }</ul></> }
}
