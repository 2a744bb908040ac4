//! The answer.

use std::rc::Rc;

use yew::prelude::*;

use super::aws_answer_line::AwsAnswerLine;
use super::prose::prose;
use super::template_link::TemplateLink;
use crate::analysis::{AwsAnswerView, Verdict};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::opening;
use crate::app::state::{Action, FocusTarget, Panel};
use crate::app::words;
use crate::workspace::DocumentId;

/// Properties of [`VerdictBar`].
#[derive(PartialEq, Properties)]
pub(crate) struct VerdictBarProps {
    /// The answer.
    pub(crate) verdict: Rc<Verdict>,
    /// What AWS itself answered, where that is known.
    pub(crate) aws_answer: Option<AwsAnswerView>,
    /// The document that stopped the request where no statement did, with its name.
    pub(crate) deciding_document: Option<(DocumentId, AttrValue)>,
    /// For jumping to it.
    pub(crate) dispatch: Dispatch,
}

/// The answer, always in sight.
#[component]
pub(crate) fn VerdictBar(props: &VerdictBarProps) -> Html {
    let verdict = &props.verdict;
    let look = words::verdict(verdict);
    let jump = verdict.decided_by.map(|place| {
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place)));
        });
        let name = verdict.deciding_statement.clone().unwrap_or_else(|| "the statement".to_owned());
        html! {
            <button type="button" id="to-deciding-statement" class="button" {onclick}>
                { icon(Icon::Deciding) }<span class="button-text">{ name }{ format!(", line {}", place.line) }</span>
            </button>
        }
    });
    let to_document = props.deciding_document.as_ref().map(|(document, name)| {
        let (document, dispatch) = (*document, props.dispatch.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::ShowDocument { document, pinned: true });
            dispatch.dispatch(Action::MoveFocus(FocusTarget::Editor));
        });
        html! {
            <button type="button" id="to-deciding-document" class="button" {onclick}>
                { icon(Icon::Deciding) }<span class="button-text">{ name }</span>
            </button>
        }
    });
    let opened = use_state_eq(|| None::<Detail>);
    let toggle = |detail: Detail, name: AttrValue| {
        let is_open = *opened == Some(detail);
        let opened = opened.clone();
        let onclick = Callback::from(move |_: MouseEvent| opened.set((!is_open).then_some(detail)));
        html! {
            <button type="button" class="button disclosure" aria-expanded={if is_open { "true" } else { "false" }}
                aria-controls={is_open.then_some("verdict-detail")} {onclick}>{ name }{ icon(Icon::Open) }</button>
        }
    };
    let detail = match *opened {
        Some(Detail::AwsMessage) => {
            verdict.aws_message.as_ref().map(|message| aws_message(message, &props.dispatch))
        }
        Some(Detail::Notes) if !verdict.notes.is_empty() => Some(notes(&verdict.notes)),
        _ => None,
    };
    html! {
        <section id={Panel::Verdict.id()} tabindex="-1" class={classes!("verdict", look.class)} aria-label="Verdict">
            <div class="verdict-line">
                <div class="verdict-answer" role="status" aria-live="polite" aria-atomic="true">
                    <span class="verdict-glyph">{ icon(look.icon) }</span>
                    <strong class="verdict-word">{ look.word }</strong>
                    <span class="verdict-headline">{ prose(&verdict.headline) }</span>
                </div>
                <div class="verdict-buttons">
                    if !verdict.notes.is_empty() { { toggle(Detail::Notes, notes_title(verdict.notes.len()).into()) } }
                    if verdict.aws_message.is_some() { { toggle(Detail::AwsMessage, "AWS message".into()) } }
                    { for jump }
                    if let Some(place) = verdict.decided_by { <TemplateLink {place} dispatch={props.dispatch.clone()} /> }
                    { for to_document }
                </div>
            </div>
            if let Some(answer) = &props.aws_answer {
                <AwsAnswerLine answer={answer.clone()} dispatch={props.dispatch.clone()} />
            }
            if let Some(detail) = detail {
                <div id="verdict-detail" class="verdict-detail">{ detail }</div>
            }
        </section>
    }
}

/// What can be opened below the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    AwsMessage,
    Notes,
}

fn notes_title(count: usize) -> String {
    match count {
        1 => "1 note".to_owned(),
        count => format!("{count} notes"),
    }
}

fn notes(notes: &[String]) -> Html {
    html! { <ul class="notes">{ for notes.iter().map(|note| html! { <li>{ prose(note) }</li> }) }</ul> }
}

fn aws_message(message: &str, dispatch: &Dispatch) -> Html {
    let onclick = {
        let (message, dispatch) = (message.to_owned(), dispatch.clone());
        Callback::from(move |_: MouseEvent| opening::copy_text(message.clone(), dispatch.clone()))
    };
    html! {
        <div class="aws-message">
            <p class="code">{ message }</p>
            <button type="button" class="icon-button" aria-label="Copy the message" title="Copy the message" {onclick}>{ icon(Icon::Copy) }</button>
        </div>
    }
}
