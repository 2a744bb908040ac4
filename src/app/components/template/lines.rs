//! The text of a template with the numbers of its lines.

use std::rc::Rc;

use yew::prelude::*;

use super::drafts::TemplateDrafts;
use crate::analysis::templates::{LineMark, MarkedLine, TemplateView};
use crate::app::Dispatch;
use crate::app::browser::focus::focus;
use crate::app::components::prose::prose;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, Focus, FocusTarget};
use crate::app::words;
use crate::explanation::capitalised;
use crate::text::Severity;
use crate::workspace::model::Template;

/// As many lines without marks make one element.
const STRETCH: usize = 200;

/// Properties of [`TemplateLines`].
#[derive(PartialEq, Properties)]
pub(super) struct TemplateLinesProps {
    /// What it is called.
    pub(super) title: AttrValue,
    /// The number of the template.
    pub(super) number: usize,
    /// The template.
    pub(super) template: Rc<Template>,
    /// What there is to say about it, once it is known.
    pub(super) view: Option<Rc<TemplateView>>,
    /// Whether that is about what stands in the workspace now.
    pub(super) is_current: bool,
    /// The last order to move the focus.
    pub(super) focus: Option<Focus>,
    /// Which of those orders was followed.
    pub(super) drafts: TemplateDrafts,
    /// For going to findings.
    pub(super) dispatch: Dispatch,
}

/// The lines; the one that is asked for is brought into view and gets the focus.
#[component]
pub(super) fn TemplateLines(props: &TemplateLinesProps) -> Html {
    let shown = use_state_eq(|| None::<(u32, u64)>);
    {
        let (shown, drafts, number) = (shown.setter(), props.drafts.clone(), props.number);
        use_effect_with(props.focus, move |order| {
            if let Some(Focus { serial, target: FocusTarget::TemplateLine(template, line) }) = *order
                && template == number
                && drafts.is_first_time(serial)
            {
                shown.set(Some((line, serial)));
            }
        });
    }
    use_effect_with(*shown, |shown| {
        if shown.is_some() {
            focus("#template-line-shown");
        }
    });
    let shown = shown.map(|(line, _)| line);
    let lines: Vec<&str> = crate::text::lines(&props.template.text).collect();
    let marked = props.view.as_ref().map_or(&[][..], |view| &view.lines);
    let mut drawn: Vec<Html> = Vec::new();
    let mut next = 1;
    let special = set_apart(marked, shown);
    for (line, marks) in &special {
        drawn.extend(stretches(&lines, next, *line));
        drawn.push(set_apart_line(props, &lines, *line, marks, shown == Some(*line)));
        next = line + 1;
    }
    drawn.extend(stretches(&lines, next, count(&lines) + 1));
    let said = shown.and_then(|line| {
        let text = lines.get(index(line)?)?;
        Some(format!("Line {line} of {}: {}", props.title, text.trim()))
    });
    html! {
        <>
            <p class="visually-hidden" role="status">{ said }</p>
            <div class="template-lines code" tabindex="0" role="region" aria-label={format!("Lines of {}", props.title)}>{ for drawn }</div>
        </>
    }
}

/// The lines that are drawn each for itself, in order.
fn set_apart(marked: &[MarkedLine], shown: Option<u32>) -> Vec<(u32, &[LineMark])> {
    let mut lines: Vec<(u32, &[LineMark])> = marked.iter().map(|found| (found.line, &*found.marks)).collect();
    if let Some(line) = shown
        && let Err(place) = lines.binary_search_by_key(&line, |(line, _)| *line)
    {
        lines.insert(place, (line, &[]));
    }
    lines
}

/// The lines from `first` to the one before `end`.
fn stretches(lines: &[&str], first: u32, end: u32) -> Vec<Html> {
    let range = index(first).unwrap_or_default()..index(end).unwrap_or_default().min(lines.len());
    let Some(lines) = lines.get(range) else {
        return Vec::new();
    };
    let mut number = first;
    let stretch = |lines: &[&str]| {
        let numbers: Vec<String> = lines.iter().zip(number..).map(|(_, line)| line.to_string()).collect();
        let key = number;
        number += count(lines);
        html! {
            <div {key} class="template-stretch">
                <pre class="template-numbers" aria-hidden="true">{ numbers.join("\n") }</pre>
                <pre>{ lines.join("\n") }</pre>
            </div>
        }
    };
    lines.chunks(STRETCH).map(stretch).collect()
}

fn set_apart_line(
    props: &TemplateLinesProps,
    lines: &[&str],
    line: u32,
    marks: &[LineMark],
    is_shown: bool,
) -> Html {
    let text = index(line).and_then(|index| lines.get(index)).copied().unwrap_or_default();
    html! {
        <div key={line} id={is_shown.then_some("template-line-shown")} tabindex={is_shown.then_some("-1")} data-line={line.to_string()}
            class={classes!("template-stretch", "template-line", is_shown.then_some("shown"), (!marks.is_empty()).then_some("marked"))}>
            <pre class="template-numbers">{ line }</pre>
            <pre>{ text }</pre>
            if !marks.is_empty() {
                <ul class="template-marks">{ for marks.iter().map(|mark| show_mark(mark, props)) }</ul>
            }
        </div>
    }
}

fn show_mark(mark: &LineMark, props: &TemplateLinesProps) -> Html {
    match mark {
        LineMark::Mistake(severity, message) => {
            let (class, word) = match severity {
                Severity::Error => ("severity-error", "error"),
                Severity::Warning => ("severity-warning", "warning"),
                Severity::Suggestion => ("severity-suggestion", "suggestion"),
            };
            said(class, Icon::Problem, word, message)
        }
        LineMark::Unknown(names) => said("unknown", Icon::Unknown, "unknown", &listed(names)),
        LineMark::Waiting(names) => {
            let why = match names.as_slice() {
                [] => "nothing tells to which ARN this policy belongs".to_owned(),
                names => format!("this policy waits for {}", listed(names)),
            };
            said("unknown", Icon::Unknown, "not in the workspace", &why)
        }
        LineMark::Finding(finding) => {
            let look = words::severity(finding.severity);
            let (place, dispatch) = (finding.place, props.dispatch.clone());
            let onclick = Callback::from(move |_: MouseEvent| {
                dispatch.dispatch(Action::MoveFocus(FocusTarget::Place(place)));
            });
            html! {
                <li class={look.class}>
                    <span class="glyph">{ icon(look.icon) }</span>
                    <span>
                        <span class="visually-hidden">{ look.word }{ ": " }</span>{ prose(&capitalised(&finding.message)) }{ " " }
                        if props.is_current {
                            <button type="button" class="button small plain" {onclick}>{ "Show in the policy" }</button>
                        }
                    </span>
                </li>
            }
        }
    }
}

fn said(class: &'static str, glyph: Icon, word: &'static str, text: &str) -> Html {
    html! {
        <li {class}>
            <span class="glyph">{ icon(glyph) }</span>
            <span><strong>{ word }</strong>{ ": " }{ prose(text) }</span>
        </li>
    }
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.replace('`', ""))).collect();
    names.join(", ")
}

fn index(line: u32) -> Option<usize> {
    usize::try_from(line).ok()?.checked_sub(1)
}

fn count(lines: &[&str]) -> u32 {
    u32::try_from(lines.len()).unwrap_or(u32::MAX)
}
