//! One check on the way of a request.

use yew::prelude::*;

use crate::analysis::{DoorPolicy, DoorStep};
use crate::app::Dispatch;
use crate::app::components::prose::prose;
use crate::app::components::statement_row::StatementRow;
use crate::app::icon::icon;
use crate::app::words;
use crate::front_door::StepResult;

/// The folder of AWS's API Gateway guide.
const GUIDE: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";

/// The check; `kept` is the number and the name of the request whose answer is used again.
pub(super) fn step(
    request: usize,
    index: usize,
    step: &DoorStep,
    kept: Option<(usize, String)>,
    dispatch: &Dispatch,
) -> Html {
    let look = words::door_step(step.result);
    let address = format!("{GUIDE}{}.html", step.page);
    let list = |title: &'static str, lines: &[String]| {
        html! {
            if !lines.is_empty() {
                <h4>{ title }</h4>
                <ul class="api-reasons">{ for lines.iter().map(|line| html! { <li>{ prose(line) }</li> }) }</ul>
            }
        }
    };
    let head = html! {
        <>
            <span class="api-step-title">{ index + 1 }{ ". " }{ step.title }</span>
            <span class="api-step-state"><span class="glyph">{ icon(look.icon) }</span>{ look.word }</span>
            <span class="api-step-sentence">{ prose(&step.sentence) }</span>
            if let Some((number, name)) = &kept {
                <span class="api-step-kept">{ format!("Answered from the cache: policy of request {} ({name})", number + 1) }</span>
            }
        </>
    };
    let class = classes!("api-step", look.class);
    // What was not reached or is not there has nothing more to say.
    if matches!(step.result, StepResult::Skipped | StepResult::NotApplicable) {
        return html! { <li key={index} class={class} data-state={look.word}><div class="api-step-head">{ head }</div></li> };
    }
    let is_open = matches!(step.result, StepResult::Stopped | StepResult::Answered | StepResult::Unknown);
    let questions: Vec<String> =
        step.open_questions.iter().map(|(taken, other)| format!("{taken}; or: {other}")).collect();
    html! {
        <li key={format!("{request}-{index}")} class={class} data-state={look.word}>
            <details open={is_open}>
                <summary class="api-step-head">{ head }</summary>
                <div class="api-step-body">
                    { list(match step.responses.as_slice() {
                        [_] if step.result == StepResult::Stopped => "It is answered with",
                        _ => "It may be answered with",
                    }, &step.responses) }
                    { list("It depends on", &step.depends_on) }
                    { list("Taken for granted", &step.assumptions) }
                    { list("AWS does not say", &questions) }
                    { for step.policies.iter().map(|found| policy(found, dispatch)) }
                    <p class="api-page">{ "AWS: " }<a href={address} target="_blank" rel="noopener noreferrer">{ step.page }</a></p>
                </div>
            </details>
        </li>
    }
}

fn policy(policy: &DoorPolicy, dispatch: &Dispatch) -> Html {
    html! {
        <section class="api-policy">
            <h4>{ prose(&policy.title) }</h4>
            if let Some(headline) = &policy.headline { <p class="hint">{ prose(headline) }</p> }
            if let Some(reason) = &policy.unreadable {
                <p class="field-problem">{ prose(reason) }</p>
            }
            <ul class="statements">
                { for policy.statements.iter().map(|statement| html! {
                    <StatementRow key={statement.index} statement={statement.clone()} reach={None} dispatch={dispatch.clone()} />
                }) }
            </ul>
            if let Some(text) = &policy.text {
                <pre class="code api-policy-text" tabindex="0" role="region" aria-label="Policy as it was answered">{ text }</pre>
            }
        </section>
    }
}
