//! One box for whatever somebody has at hand: it says what a text is and fills the workspace with it.

use gloo_timers::callback::Timeout;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::dialog::Dialog;
use super::prose::prose;
use crate::analysis::templates::template_title;
use crate::analysis::{Recognition, recognition};
use crate::app::browser::focus::focus;
use crate::app::opening;
use crate::app::state::{Action, CatalogueEvent, FocusTarget, Panel};
use crate::app::words;
use crate::app::{Moment, Present};
use crate::paste::Report;

/// An order to open the dialog. The number tells two like orders apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PasteOrder {
    /// Rises with each order.
    pub(crate) serial: u64,
    /// The text to begin with; empty for the one that was there last.
    pub(crate) text: AttrValue,
}

/// Properties of [`PasteDialog`].
#[derive(PartialEq, Properties)]
pub(crate) struct PasteDialogProps {
    /// The page.
    pub(crate) present: Present,
    /// With what it opens; none while it is closed.
    pub(crate) order: Option<PasteOrder>,
    /// Called when it closes.
    pub(crate) onclose: Callback<()>,
}

/// The box with what is recognised in it; once the workspace is filled, the report in its place.
#[component]
pub(crate) fn PasteDialog(props: &PasteDialogProps) -> Html {
    let text = use_state_eq(AttrValue::default);
    let report = use_state_eq(|| None::<Report>);
    // Whoever has changed the workspace wants to see the verdict next.
    let is_verdict_next = use_mut_ref(|| false);
    {
        let (text, report, present) = (text.clone(), report.clone(), props.present.clone());
        use_effect_with(props.order.clone(), move |order| {
            let Some(order) = order else { return };
            if !order.text.is_empty() {
                text.set(order.text.clone());
            }
            report.set(None);
            present.moment().dispatch(Action::Catalogue(CatalogueEvent::Approached));
        });
    }
    let shown = (props.order.as_ref().map(|order| order.serial), report.is_some());
    use_effect_with(shown, |(order, has_report)| {
        let selector = if *has_report { "#paste-done" } else { "#paste-text" };
        // Not before the window is open, which then moves the focus itself.
        let timer = order.map(|_| {
            Timeout::new(0, move || {
                focus(selector);
            })
        });
        move || drop(timer)
    });
    let found = use_memo((*text).clone(), |text| recognition(text));
    // While the window is open, the workspace changes by it alone, and then the text does too.
    let same_template = use_memo(((*text).clone(), props.order.clone()), {
        let (found, present) = (found.clone(), props.present.clone());
        move |_| match &*found {
            Recognition::Facts { pasted, .. } => present.moment().same_template(pasted),
            _ => None,
        }
    });
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
        })
    };
    let take = {
        let (text, report, present) = (text.clone(), report.clone(), props.present.clone());
        let (is_verdict_next, onclose, found) =
            (is_verdict_next.clone(), props.onclose.clone(), found.clone());
        Callback::from(move |beside: bool| {
            let state = present.moment();
            match &*found {
                Recognition::Nothing | Recognition::Refused { .. } => return,
                Recognition::Facts { pasted, .. } => {
                    let filled = state.filled(pasted, beside);
                    report.set(Some(filled.report.clone()));
                    state.dispatch(Action::FillIn(Box::new(filled)));
                }
                Recognition::Scenarios { .. } => {
                    opening::pasted_lines(&text, &state);
                    onclose.emit(());
                }
                Recognition::Workspace { workspace, is_link, .. } => {
                    let open = if *is_link { opening::pasted_link } else { opening::pasted_file };
                    open((**workspace).clone(), &state);
                    onclose.emit(());
                }
            }
            text.set(AttrValue::default());
            *is_verdict_next.borrow_mut() = true;
        })
    };
    let onkeydown = {
        let take = take.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                take.emit(false);
            }
        })
    };
    let more = {
        let report = report.clone();
        Callback::from(move |_: MouseEvent| report.set(None))
    };
    let close = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: MouseEvent| {
            // "Done" comes where "Fill in" was: the second half of a double click is not meant for it.
            if event.detail() < 2 {
                onclose.emit(());
            }
        })
    };
    let onclose = {
        let (onclose, present, report) = (props.onclose.clone(), props.present.clone(), report.clone());
        Callback::from(move |()| {
            onclose.emit(());
            report.set(None);
            if is_verdict_next.replace(false) {
                present.moment().dispatch(Action::MoveFocus(FocusTarget::Panel(Panel::Verdict)));
            }
        })
    };
    let footer = match &*report {
        Some(_) => html! {
            <>
                <button type="button" id="paste-done" class="button primary" onclick={close}>{ "Done" }</button>
                <button type="button" class="button" onclick={more}>{ "Paste more" }</button>
            </>
        },
        None => {
            let (name, can_take) = match &*found {
                Recognition::Workspace { .. } => ("Open", true),
                Recognition::Scenarios { .. } => ("Add or open", true),
                Recognition::Facts { .. } if same_template.is_some() => ("Update the template", true),
                Recognition::Facts { .. } => ("Fill in", true),
                Recognition::Nothing | Recognition::Refused { .. } => ("Fill in", false),
            };
            html! {
                <>
                    <button type="button" class="button primary" title="Ctrl/⌘+Enter" disabled={!can_take}
                        onclick={take.reform(|_: MouseEvent| false)}>{ name }</button>
                    if same_template.is_some() {
                        <button type="button" class="button" onclick={take.reform(|_: MouseEvent| true)}>{ "Add as another" }</button>
                    }
                    <button type="button" class="button" onclick={close}>{ "Close" }</button>
                    <p class="hint paste-key"><kbd>{ "Ctrl/⌘+Enter" }</kbd>{ format!(": {}", name.to_lowercase()) }</p>
                </>
            }
        }
    };
    html! {
        <Dialog title_id="paste-title" title="Paste anything" class="paste" is_open={props.order.is_some()} {onclose} {footer}>
            if report.is_none() {
                <label for="paste-text" class="paste-label">
                    { "An AccessDenied message, a CloudTrail event, a policy, an ARN, the output of an AWS CLI command, a workspace or a share link" }
                </label>
                <textarea id="paste-text" class="code paste-text" rows="10" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby="paste-found" value={(*text).clone()} {oninput} {onkeydown} />
            }
            // One place for both, which is always there: what is put into it is then read out.
            <div id="paste-found" class="paste-found" role="status">
                { match &*report {
                    Some(report) => said_of_report(report),
                    None => html! {
                        <>
                            { said_of_text(&found) }
                            { said_of_same(&props.present.moment(), *same_template) }
                        </>
                    },
                } }
            </div>
            if let Some(report) = &*report {
                <div class="paste-report" tabindex="0" role="region" aria-label="Report">
                    { lines("What was taken", &report.taken, "nothing") }
                    { lines("Still unknown", &report.unknown, "nothing that the text could have told") }
                </div>
            }
        </Dialog>
    }
}

fn said_of_text(found: &Recognition) -> Html {
    match found {
        Recognition::Nothing => {
            html! { <p class="hint">{ "What it is appears here. Nothing leaves this page." }</p> }
        }
        Recognition::Facts { line, .. } => html! { <p>{ prose(line) }</p> },
        Recognition::Workspace { line, .. } => {
            html! { <p>{ prose(line) }{ "; opening it keeps the present one as a draft" }</p> }
        }
        Recognition::Scenarios { line } => html! {
            <p>{ prose(line) }{ "; added where this workspace has the same policies, else opened in a workspace of their own" }</p>
        },
        Recognition::Refused { line, help } => html! {
            <>
                <p class="paste-refused">{ prose(line) }</p>
                if let Some(help) = help { <p class="hint">{ "To do: " }{ prose(help) }</p> }
            </>
        },
    }
}

/// What becomes of a template that is there already.
fn said_of_same(state: &Moment, same_template: Option<usize>) -> Html {
    let found = same_template.and_then(|number| Some((number, state.workspace.templates.get(number)?)));
    found.map_or_else(Html::default, |(number, template)| {
        html! {
            <p class="hint">
                { "The workspace has it, or another version of it, as " }<code>{ template_title(template, number) }</code>
                { ". Updating keeps the values that you gave for it and the policies that you edited." }
            </p>
        }
    })
}

fn said_of_report(report: &Report) -> Html {
    html! {
        <p>
            { "Filled in " }{ prose(&report.kind) }
            { format!(": {} taken, {} still unknown", words::count(report.taken.len(), "thing"), report.unknown.len()) }
        </p>
    }
}

fn lines(title: &'static str, lines: &[String], none: &'static str) -> Html {
    html! {
        <section>
            <h3>{ title }</h3>
            if lines.is_empty() {
                <p class="hint">{ none }</p>
            }
            <ul>{ for lines.iter().map(|line| html! { <li>{ prose(line) }</li> }) }</ul>
        </section>
    }
}
