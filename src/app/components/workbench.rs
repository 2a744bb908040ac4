//! The panel at the foot of the page: what looks at all requests at once.

use std::rc::Rc;

use yew::prelude::*;

use super::api::ApiPanel;
use super::compare_panel::ComparePanel;
use super::functions_panel::FunctionsPanel;
use super::matrix_panel::MatrixPanel;
use super::tabs::{Tab, Tabs};
use super::template::{TemplateDrafts, TemplatePanel};
use super::tests_tab::TestsTab;
use crate::analysis::{Comparison, ComparisonCounts, RequestOutcome};
use crate::app::icon::{Icon, icon};
use crate::app::state::{Bench, Panel, State, is_name_of_example};
use crate::app::words;
use crate::app::{Moment, PanelFrame};
use crate::workspace::DocumentId;

/// With so many requests the panel is open at first.
const FEWEST_OPEN: usize = 2;

/// Properties of [`Workbench`], which its tabs get too.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WorkbenchProps {
    /// The page.
    pub(crate) state: Moment,
    /// How each request comes out, as far as it is known yet.
    pub(crate) outcomes: Rc<Vec<Option<RequestOutcome>>>,
    /// The document that is shown.
    pub(crate) document: Option<DocumentId>,
    /// How the panel stands on the page.
    pub(crate) frame: PanelFrame,
    /// Called to open the box for pasting.
    pub(crate) onpaste: Callback<()>,
}

fn content(bench: Bench, props: &WorkbenchProps, drafts: &TemplateDrafts) -> Html {
    match bench {
        Bench::Tests => {
            html! { <TestsTab state={props.state.clone()} outcomes={Rc::clone(&props.outcomes)} /> }
        }
        Bench::Matrix => html! { <MatrixPanel state={props.state.clone()} /> },
        Bench::Compare => html! { <ComparePanel state={props.state.clone()} document={props.document} /> },
        Bench::Template => html! {
            <TemplatePanel state={props.state.clone()} onpaste={props.onpaste.clone()} drafts={drafts.clone()} />
        },
        Bench::Api => html! { <ApiPanel settled={props.state.clone()} /> },
        Bench::Functions => {
            html! { <FunctionsPanel state={props.state.clone()} onpaste={props.onpaste.clone()} /> }
        }
    }
}

/// The panel, which can be folded to its strip; where it shares its place it is always open.
#[component]
pub(crate) fn Workbench(props: &WorkbenchProps) -> Html {
    let chosen = use_state_eq(|| None::<bool>);
    let shown = use_state_eq(|| Bench::Tests);
    // What was begun in a tool stays while another one is open.
    let drafts = use_memo((), |()| TemplateDrafts::default());
    let counts = use_counts(&props.state, &props.outcomes);
    // Whoever meets the page with an example has no tests of their own yet.
    let is_example =
        *use_memo(props.state.workspace.name.clone(), |name| name.as_deref().is_some_and(is_name_of_example));
    let by_default = !is_example && props.state.workspace.requests.len() >= FEWEST_OPEN;
    {
        let (chosen, shown) = (chosen.setter(), shown.setter());
        use_effect_with(props.state.focus, move |order| {
            if let Some(bench) = order.and_then(|order| order.target.bench()) {
                shown.set(bench);
                chosen.set(Some(true));
            }
        });
    }
    let is_open = props.frame.is_shared || chosen.unwrap_or(by_default);
    let toggle = {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(Some(!is_open)))
    };
    let onselect = {
        let (chosen, shown) = (chosen.clone(), shown.clone());
        Callback::from(move |index: usize| {
            if let Some(bench) = Bench::ALL.get(index) {
                shown.set(*bench);
            }
            chosen.set(Some(true));
        })
    };
    let tab = |bench: Bench| Tab {
        id: format!("workbench-tab-{}", bench.id()).into(),
        controls: format!("workbench-{}", bench.id()).into(),
        content: html! { <>{ bench.name() }if bench == Bench::Tests { { badge(&counts) } }</> },
    };
    let tabs: Vec<Tab> = Bench::ALL.into_iter().map(tab).collect();
    let selected = Bench::ALL.iter().position(|bench| *bench == *shown).unwrap_or_default();
    let is_summary_shown = is_open && *shown == Bench::Tests;
    let body = |bench: Bench| {
        let (id, is_shown) = (bench.id(), is_open && bench == *shown);
        html! {
            <div key={id} id={format!("workbench-{id}")} role="tabpanel" aria-labelledby={format!("workbench-tab-{id}")}
                class="workbench-body" hidden={!is_shown}>
                if is_shown && !props.frame.is_hidden { { content(bench, props, &drafts) } }
            </div>
        }
    };
    html! {
        <section id={Panel::Workbench.id()} tabindex="-1" class={classes!("panel", "panel-workbench", is_open.then_some("open"))}
            aria-label="Workbench" role={props.frame.role()} hidden={props.frame.is_hidden}>
            <div class="strip workbench-strip">
                <h2 class={classes!("strip-title", props.frame.is_shared.then_some("visually-hidden"))}>
                    if props.frame.is_shared {
                        { "Workbench" }
                    } else {
                        <button type="button" id="fold-workbench" class="button fold" aria-expanded={if is_open { "true" } else { "false" }} onclick={toggle}>
                            { icon(Icon::Open) }{ "Workbench" }
                        </button>
                    }
                </h2>
                <Tabs label="Workbench" class="workbench-tabs" {tabs} {selected} {onselect} />
                // Always there: what is put into it is then read out.
                <p id="tests-summary" role="status" class={classes!("workbench-summary", (!is_summary_shown).then_some("visually-hidden"))}>
                    { counts.summary() }
                </p>
            </div>
            { for Bench::ALL.into_iter().map(body) }
        </section>
    }
}

/// `3 of 4 as expected`, with a glyph.
fn badge(counts: &ComparisonCounts) -> Html {
    let Some(said) = counts.short_summary() else {
        return Html::default();
    };
    let worst = match counts {
        ComparisonCounts { differ: 1.., .. } => Comparison::Differs,
        ComparisonCounts { may_be_as_expected: 1.., .. } => Comparison::MayBeAsExpected,
        // Half a request is no mistake yet.
        ComparisonCounts { unreadable: 1.., .. } => Comparison::NoExpectation,
        _ => Comparison::AsExpected,
    };
    let look = words::comparison(worst);
    html! { <span class={classes!("badge", look.class)}>{ icon(look.icon) }{ said }</span> }
}

/// The counts from when all outcomes were last known.
#[hook]
fn use_counts(state: &State, outcomes: &[Option<RequestOutcome>]) -> ComparisonCounts {
    let latest = use_mut_ref(ComparisonCounts::default);
    let compared = state.workspace.requests.iter().zip(outcomes);
    let compared: Option<ComparisonCounts> = compared
        .map(|(request, outcome)| Some(outcome.as_ref()?.compared(request.expect)))
        .collect::<Option<Vec<_>>>()
        .map(ComparisonCounts::from_iter);
    let mut latest = latest.borrow_mut();
    if let Some(counts) = compared {
        *latest = counts;
    }
    *latest
}
