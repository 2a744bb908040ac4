//! A box for lines of scenarios, which become requests.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::dialog::Dialog;
use super::prose::prose;
use crate::app::Moment;
use crate::app::browser::focus::focus;
use crate::app::opening;
use crate::app::state::{Action, TestAction};
use crate::app::words;
use crate::workspace::scenarios::{LineImport, LineProblem, import_lines};

/// Properties of [`LinesDialog`].
#[derive(PartialEq, Properties)]
pub(super) struct LinesDialogProps {
    /// The page.
    pub(super) state: Moment,
    /// Whether it is shown.
    pub(super) is_open: bool,
    /// Called when it closes.
    pub(super) onclose: Callback<()>,
}

/// The box, what is in the text, and what can be done with it.
#[component]
pub(super) fn LinesDialog(props: &LinesDialogProps) -> Html {
    let state = &props.state;
    let text = use_state_eq(AttrValue::default);
    let refusal = use_state_eq(|| None::<AttrValue>);
    let file_input = use_node_ref();
    use_effect_with(props.is_open, |is_open| {
        // Not before the window is open, which then moves the focus itself.
        let timer = is_open.then(|| {
            Timeout::new(0, || {
                focus("#lines-text");
            })
        });
        move || drop(timer)
    });
    let asked = props.is_open.then(|| ((*text).clone(), Rc::clone(&state.workspace)));
    let found = use_memo(asked, |asked| {
        let (text, workspace) = asked.as_ref().filter(|(text, _)| !text.trim().is_empty())?;
        Some(import_lines(workspace, text))
    });
    let oninput = {
        let (text, refusal) = (text.clone(), refusal.clone());
        Callback::from(move |event: InputEvent| {
            refusal.set(None);
            text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
        })
    };
    let choose = {
        let file_input = file_input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = file_input.cast::<HtmlInputElement>() {
                // The same file can then be chosen again.
                input.set_value("");
                input.click();
            }
        })
    };
    let read = {
        let (file_input, text, refusal) = (file_input.clone(), text.clone(), refusal.clone());
        Callback::from(move |_: Event| {
            let files = file_input.cast::<HtmlInputElement>().and_then(|input| input.files());
            let (text, refusal) = (text.clone(), refusal.clone());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                opening::read_file(file.into(), move |read| match read {
                    Ok(content) => {
                        refusal.set(None);
                        text.set(content.into());
                    }
                    Err(message) => refusal.set(Some(message.into())),
                });
            }
        })
    };
    let finish = {
        let (text, onclose) = (text.clone(), props.onclose.clone());
        Callback::from(move |()| {
            text.set(AttrValue::default());
            onclose.emit(());
        })
    };
    let add = {
        let (found, dispatch, finish) = (found.clone(), state.dispatcher(), finish.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(import) = &*found {
                finish.emit(());
                dispatch.dispatch(Action::Test(TestAction::Add(import.fitting.clone())));
            }
        })
    };
    let open = {
        let (found, state) = (found.clone(), state.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(import) = &*found {
                finish.emit(());
                opening::imported_lines(import.own.clone(), &state);
            }
        })
    };
    let (fitting, own) =
        found.as_ref().as_ref().map_or((0, 0), |import| (import.fitting.len(), import.own.requests.len()));
    let has_others = found.as_ref().as_ref().is_some_and(|import| !import.not_fitting.is_empty());
    let footer = html! {
        <>
            <button type="button" class={classes!("button", (!has_others || fitting > 0).then_some("primary"))} disabled={fitting == 0} onclick={add}>
                { if fitting == 0 { "Add".to_owned() } else { format!("Add {}", words::count(fitting, "request")) } }
            </button>
            if has_others && own > 0 {
                <button type="button" class={classes!("button", (fitting == 0).then_some("primary"))} onclick={open}>
                    { format!("Open {own} in a workspace of their own") }
                </button>
            }
            <button type="button" class="button" onclick={choose}>{ "Choose a file" }</button>
            <button type="button" class="button" onclick={props.onclose.reform(|_: MouseEvent| ())}>{ "Close" }</button>
        </>
    };
    html! {
        <Dialog title_id="lines-title" title="Import lines" class="paste" is_open={props.is_open} onclose={props.onclose.clone()} {footer}>
            <label for="lines-text" class="paste-label">
                { "JSON Lines of scenarios, as " }<code>{ "policyscope evaluate" }</code>{ " reads them and this panel copies them" }
            </label>
            <textarea id="lines-text" class="code paste-text" rows="8" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby="lines-found" value={(*text).clone()} {oninput} />
            <input ref={file_input} id="lines-file" type="file" class="visually-hidden" tabindex="-1"
                accept=".jsonl,.ndjson,.json,.txt" aria-label="File with lines" onchange={read} />
            <div id="lines-found" class="paste-found" role="status">
                if let Some(refusal) = &*refusal {
                    <p class="paste-refused">{ prose(refusal) }</p>
                } else if let Some(import) = &*found {
                    <p>{ said(import) }</p>
                } else {
                    <p class="hint">{ "Requests whose policies are those of this workspace are added to it." }</p>
                }
            </div>
            if let Some(import) = &*found {
                if !problems(import).is_empty() {
                    <div class="paste-report" tabindex="0" role="region" aria-label="Lines">
                        { for problems(import).into_iter().map(|(title, lines)| list(title, lines)) }
                    </div>
                }
            }
        </Dialog>
    }
}

/// `4 lines: 2 fit this workspace, 1 does not, 1 cannot be read`
fn said(import: &LineImport) -> String {
    let (fit, others, bad) = (import.fitting.len(), import.not_fitting.len(), import.unreadable.len());
    let verb =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let parts = [
        (fit, verb(fit, "fits this workspace", "fit this workspace")),
        (others, verb(others, "has policies of its own", "have policies of their own")),
        (bad, verb(bad, "cannot be read", "cannot be read")),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
    format!("{}: {}", words::count(import.lines, "line"), parts.join(", "))
}

/// The lists of lines that need a word.
fn problems(import: &LineImport) -> Vec<(&'static str, &[LineProblem])> {
    let lists = [
        ("Cannot be read", import.unreadable.as_slice()),
        ("Do not fit this workspace", import.not_fitting.as_slice()),
        (
            "Would not come into a workspace of their own",
            if import.not_fitting.is_empty() { &[] } else { import.not_in_own.as_slice() },
        ),
    ];
    lists.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

fn list(title: &'static str, lines: &[LineProblem]) -> Html {
    let line = |problem: &LineProblem| {
        let column = problem.column.map(|column| format!(", column {column}")).unwrap_or_default();
        html! { <li>{ format!("line {}{column}: ", problem.line) }{ prose(&problem.message) }</li> }
    };
    html! { <section><h3>{ title }</h3><ul>{ for lines.iter().map(line) }</ul></section> }
}
