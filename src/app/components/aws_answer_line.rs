//! What AWS itself answered, below the verdict.

use yew::prelude::*;

use super::command_line::CommandLine;
use super::prose::prose;
use crate::analysis::{AwsAnswerView, StatementDraft};
use crate::app::Dispatch;
use crate::app::icon::{Icon, icon};
use crate::app::opening;

/// Properties of [`AwsAnswerLine`].
#[derive(PartialEq, Properties)]
pub(super) struct AwsAnswerLineProps {
    /// The answer.
    pub(super) answer: AwsAnswerView,
    /// For saying that something was copied.
    pub(super) dispatch: Dispatch,
}

/// The answer in a sentence, whether it is another one than the verdict, and what helps next: a statement to begin with
/// or a command.
#[component]
pub(super) fn AwsAnswerLine(props: &AwsAnswerLineProps) -> Html {
    let answer = &props.answer;
    let is_open = use_state_eq(|| false);
    let draft = answer.draft.as_ref();
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <div class="aws-answer">
            <p class="aws-answer-says">
                { prose(&answer.sentence) }{ "." }
                if let Some(disagreement) = answer.disagreement {
                    <strong class="aws-answer-differs">{ " " }{ disagreement }{ "." }</strong>
                }
            </p>
            if draft.is_some() {
                <button type="button" id="statement-draft" class="button small disclosure" aria-expanded={if *is_open { "true" } else { "false" }}
                    aria-controls={is_open.then_some("statement-draft-text")} onclick={toggle}>{ "Statement to add" }{ icon(Icon::Open) }</button>
            }
            if let Some(command) = &answer.command {
                <CommandLine command={command.clone()} dispatch={props.dispatch.clone()} />
            }
            if let Some(draft) = draft.filter(|_| *is_open) { { show_draft(draft, &props.dispatch) } }
        </div>
    }
}

fn show_draft(draft: &StatementDraft, dispatch: &Dispatch) -> Html {
    let onclick = {
        let (text, dispatch) = (draft.text.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| opening::copy_text(text.clone(), dispatch.clone()))
    };
    html! {
        <div id="statement-draft-text" class="aws-answer-draft">
            <p class="hint">
                { format!("In {}, this removes what AWS named. Other policies may still stop the request.", draft.policy_type.name_with_article()) }
            </p>
            <div class="aws-message">
                <pre class="code">{ &draft.text }</pre>
                <button type="button" class="icon-button" aria-label="Copy the statement" title="Copy the statement" {onclick}>{ icon(Icon::Copy) }</button>
            </div>
        </div>
    }
}
