//! One function of a template.

use yew::prelude::*;

use super::function_access::FunctionAccess;
use super::functions_panel::remarks;
use super::prose::prose;
use super::template_link::line_button;
use crate::analysis::functions::{
    Answer, Caller, FunctionView, Invoker, Note, NoteKind, RoleView, StatementRef, TemplatePlace, Trust,
};
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, FocusTarget};
use crate::app::words;
use crate::app::{Dispatch, Moment};
use crate::evaluation::Decision;
use crate::explanation::capitalised;

/// Properties of [`FunctionEntry`].
#[derive(PartialEq, Properties)]
pub(super) struct FunctionEntryProps {
    /// The page.
    pub(super) state: Moment,
    /// The function.
    pub(super) function: FunctionView,
}

/// The function: its name, and below, once it is opened, all there is to say.
#[component]
pub(super) fn FunctionEntry(props: &FunctionEntryProps) -> Html {
    let is_open = use_state_eq(|| false);
    let function = &props.function;
    let dispatch: Dispatch = props.state.dispatcher();
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let id = format!("function-{}-{}", function.place.template, function.logical_id);
    let by_policy = function.invocation.by_policy.iter().map(|found| invoker(found, &dispatch));
    let callers = function.invocation.callers.iter().map(|found| caller(found, &dispatch));
    let is_callable = !function.invocation.by_policy.is_empty() || !function.invocation.callers.is_empty();
    html! {
        <li class="function">
            <h3>
                <button type="button" class="function-head" aria-expanded={if *is_open { "true" } else { "false" }} aria-controls={id.clone()} onclick={toggle}>
                    <span class="function-arrow">{ icon(Icon::Open) }</span>
                    <span class="function-name">{ &function.logical_id }</span>
                    <span class="function-place">{ place_words(&function.place) }</span>
                    { badges(function) }
                </button>
            </h3>
            <div {id} class="function-body" hidden={!*is_open}>
                if *is_open {
                    <section>
                        <h4>{ "Role" }</h4>
                        { role(&function.role, &dispatch) }
                        <p class="function-arn"><span class="hint">{ "Function: " }</span>{ function.arn.as_ref().map_or_else(
                            || html! { "its ARN is not known" }, |arn| html! { <code>{ arn }</code> }) }{ " " }{ line_button(&function.place, &dispatch) }</p>
                        if let Some(condition) = &function.condition {
                            <p class="function-unknown">{ "Made only if " }<code>{ condition }</code>{ " holds, which is not known." }</p>
                        }
                    </section>
                    <section>
                        <h4>{ "Notes" }</h4>
                        if function.notes.is_empty() {
                            <p class="hint">{ "It has what it names, and nothing more." }</p>
                        }
                        <ul>{ for function.notes.iter().map(|found| note(found, &dispatch)) }</ul>
                    </section>
                    <FunctionAccess state={props.state.clone()} function={function.clone()} />
                    <section>
                        <h4>{ "Who may invoke it" }</h4>
                        if !is_callable { <p class="hint">{ "Nobody that is known." }</p> }
                        <ul>{ for by_policy }{ for callers }</ul>
                        { remarks(&function.invocation.remarks, &dispatch) }
                    </section>
                    { trust(&function.trust, &dispatch) }
                }
            </div>
        </li>
    }
}

/// A place in a template, in words.
fn place_words(place: &TemplatePlace) -> String {
    format!("{}, line {}", place.name, place.line)
}

/// How many notes of each kind there are.
fn badges(function: &FunctionView) -> Html {
    let kinds = [NoteKind::Missing, NoteKind::Unsure, NoteKind::Excess, NoteKind::Shared];
    let badge = |kind: NoteKind| {
        let count = function.notes.iter().filter(|note| note.kind == kind).count();
        let (class, glyph) = note_look(kind);
        let count = if count > 1 { format!("{count} × ") } else { String::new() };
        html! { <span class={classes!("badge", class)}>{ icon(glyph) }{ count }{ kind.name() }</span> }
    };
    let has = |kind: &NoteKind| function.notes.iter().any(|note| note.kind == *kind);
    kinds.into_iter().filter(has).map(badge).collect()
}

fn note_look(kind: NoteKind) -> (&'static str, Icon) {
    match kind {
        NoteKind::Missing => ("note-missing", Icon::Problem),
        NoteKind::Unsure => ("note-unsure", Icon::Unknown),
        NoteKind::Excess => ("note-excess", Icon::Shield),
        NoteKind::Shared => ("note-shared", Icon::Copy),
    }
}

fn role(role: &RoleView, dispatch: &Dispatch) -> Html {
    html! {
        <>
            <p>
                if let Some(arn) = &role.arn { <code>{ arn }</code> } else { { "Not known" } }
                if let Some(place) = &role.place { { " " }{ line_button(place, dispatch) } }
            </p>
            if let Some(unknown) = &role.unknown {
                <p class="function-unknown">{ icon(Icon::Unknown) }<span>{ prose(&capitalised(unknown)) }{ "." }</span></p>
            }
            if role.shared_with.is_empty() {
                if role.arn.is_some() { <p class="hint">{ "No other function of the templates has it." }</p> }
            } else {
                <p>{ "Also the role of " }{ for role.shared_with.iter().enumerate().map(|(index, name)| {
                    html! { <>{ if index == 0 { "" } else { ", " } }<code>{ name }</code></> }
                }) }{ "." }</p>
            }
        </>
    }
}

fn note(note: &Note, dispatch: &Dispatch) -> Html {
    let (class, glyph) = note_look(note.kind);
    html! {
        <li class={classes!("function-note", class)}>
            <span class="note-glyph">{ icon(glyph) }</span>
            <span class="note-text">
                <span class="note-kind">{ capitalised(note.kind.name()) }{ ": " }</span>{ prose(&note.message) }{ "." }
                if let Some(place) = &note.place { { " " }{ line_button(place, dispatch) } }
                { for note.statement.as_ref().map(|statement| statement_link(statement, dispatch)) }
            </span>
        </li>
    }
}

/// A button that leads to a statement; its name alone where it stands in no document.
pub(super) fn statement_link(statement: &StatementRef, dispatch: &Dispatch) -> Html {
    let words = match (statement.title.as_str(), statement.policy.as_str()) {
        ("", policy) => policy.to_owned(),
        (title, policy) => format!("{title} of {policy}"),
    };
    let Some(place) = statement.place else {
        return html! { <span class="function-place">{ " " }{ words }</span> };
    };
    let dispatch = dispatch.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place))));
    html! { <>{ " " }<button type="button" class="button small plain function-jump" {onclick}>{ words }</button></> }
}

fn invoker(found: &Invoker, dispatch: &Dispatch) -> Html {
    let glyph = match found.kind {
        crate::analysis::functions::InvokerKind::Unknown => Icon::Unknown,
        _ if found.denies => Icon::Cross,
        _ => Icon::Tick,
    };
    html! {
        <li class="function-grant">
            <p>
                { icon(glyph) }{ " " }
                if found.denies { { "Denied: " } }
                <strong>{ &found.who }</strong>{ ": " }
                { codes(&found.actions) }
                { statement_link(&found.statement, dispatch) }
                if let Some(place) = found.statement.template.as_ref().filter(|_| found.statement.place.is_none()) {
                    { " " }{ line_button(place, dispatch) }
                }
            </p>
            if !found.conditions.is_empty() {
                <p class="hint">{ "Only if " }{ codes(&found.conditions) }</p>
            }
            { for found.remarks.iter().map(|remark| html! { <p class="function-remark">{ prose(&capitalised(remark)) }{ "." }</p> }) }
        </li>
    }
}

/// Texts one after the other, as code.
pub(super) fn codes(texts: &[String]) -> Html {
    let one = |(index, text): (usize, &String)| html! { <>{ if index == 0 { "" } else { ", " } }<code>{ text }</code></> };
    texts.iter().enumerate().map(one).collect()
}

fn caller(found: &Caller, dispatch: &Dispatch) -> Html {
    let look = words::decision(found.decision.or(Some(Decision::Unknown)));
    html! {
        <li class="function-grant">
            <p class={look.class}>
                <span class="function-state">{ icon(look.icon) }{ " " }{ look.word }</span>{ ": " }
                <code>{ &found.principal }</code>{ " " }<code>{ &found.action }</code>
                { for found.statement.as_ref().map(|statement| statement_link(statement, dispatch)) }
            </p>
            if !found.depends_on.is_empty() {
                <p class="hint">{ "Depends on " }{ prose(&found.depends_on.join(", ")) }{ "." }</p>
            }
        </li>
    }
}

fn trust(trust: &Trust, dispatch: &Dispatch) -> Html {
    let (glyph, words) = match trust.lets_lambda {
        Answer::Yes => (Icon::Tick, "Lambda may assume the role."),
        Answer::No => (Icon::Cross, "Lambda may not assume the role."),
        Answer::Unknown => (Icon::Unknown, "Whether Lambda may assume the role is not known."),
    };
    html! {
        <section>
            <h4>{ "What its trust policy lets in" }</h4>
            <p>{ icon(glyph) }{ " " }{ words }
                if !trust.reason.is_empty() { { " " }{ prose(&capitalised(&trust.reason)) }{ "." } }
            </p>
            <ul>{ for trust.statements.iter().map(|found| invoker(found, dispatch)) }</ul>
        </section>
    }
}
