//! What was taken from a template.

use yew::prelude::*;

use super::value_field::line_button;
use crate::analysis::templates::{RemarkGroup, Taken, TemplateRemark};
use crate::app::Dispatch;
use crate::app::components::prose::prose;
use crate::app::icon::{Icon, icon};
use crate::app::words;
use crate::explanation::capitalised;
use crate::template::import::ResourceCounts;

/// How many remarks are shown at first, and how many more each time.
const STEP: usize = 20;

/// Properties of [`TakenSection`].
#[derive(PartialEq, Properties)]
pub(super) struct TakenSectionProps {
    /// The number of the template.
    pub(super) number: usize,
    /// What was taken.
    pub(super) taken: Taken,
    /// For going to lines.
    pub(super) dispatch: Dispatch,
}

/// The counts, and the remarks by kind.
#[component]
pub(super) fn TakenSection(props: &TakenSectionProps) -> Html {
    let Taken { resources, values, documents, apis, remarks } = &props.taken;
    let all_values = values.known + values.unknown;
    html! {
        <section class="template-part" aria-labelledby="template-taken-title">
            <h3 id="template-taken-title">{ "What was taken" }</h3>
            <p>
                { format!("{} and {} in the workspace. ", words::policies(*documents), words::count(*apis, "API")) }
                { format!("{} of {} of its policies known.", values.known, words::count(all_values, "value")) }
            </p>
            <p class="hint">{ resource_words(resources) }</p>
            { for remarks.iter().map(|group| html! {
                <Remarks key={group.kind.title()} number={props.number} group={group.clone()} dispatch={props.dispatch.clone()} />
            }) }
        </section>
    }
}

/// What became of the resources, in words.
fn resource_words(counts: &ResourceCounts) -> String {
    let parts = [
        (counts.placed, "in the workspace"),
        (counts.needs_name, "waiting for a name"),
        (counts.not_placed, "without a place in the workspace"),
        (counts.other_language, "in another language than IAM’s"),
        (counts.unseen, "of which it is not known whether they carry policies"),
        (counts.without_policies, "without policies"),
        (counts.left_out, "left out by a condition"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, words)| format!("{count} {words}")).collect();
    format!("{}: {}.", words::count(counts.total, "resource"), parts.join(", "))
}

#[derive(PartialEq, Properties)]
struct RemarksProps {
    number: usize,
    group: RemarkGroup,
    dispatch: Dispatch,
}

/// Remarks of one kind, of a long list the first.
#[component]
fn Remarks(props: &RemarksProps) -> Html {
    let most = use_state_eq(|| STEP);
    let remarks = &props.group.remarks;
    let rest = remarks.len().saturating_sub(*most);
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + STEP))
    };
    let remark = |remark: &TemplateRemark| {
        html! {
            <li>
                <span><code>{ &remark.logical_id }</code>{ ": " }{ prose(&capitalised(&remark.message)) }{ "." }</span>
                if let Some(line) = remark.line { { " " }{ line_button(props.number, line, &remark.logical_id, &props.dispatch) } }
            </li>
        }
    };
    html! {
        <details class="template-remarks" open={true}>
            <summary>{ icon(Icon::Open) }{ format!("{} ({})", props.group.kind.title(), remarks.len()) }</summary>
            <ul>{ for remarks.iter().take(*most).map(remark) }</ul>
            if rest > 0 {
                <button type="button" class="button small plain" onclick={more}>{ format!("and {rest} more") }</button>
            }
        </details>
    }
}
