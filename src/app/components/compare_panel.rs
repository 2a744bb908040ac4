//! Another version of the workspace, or of a document, and what is different now.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::compare_documents::CompareDocuments;
use super::compare_requests::CompareRequests;
use super::prose::prose;
use super::select::Select;
use crate::analysis::{DecisionChange, OtherVersion, VersionComparison, other_version};
use crate::app::hooks::{Overview, use_comparison};
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, CatalogueEvent};
use crate::app::words;
use crate::app::{Dispatch, Moment};
use crate::workspace::DocumentId;
use crate::workspace::model::Workspace;

/// What to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Opened,
    Remembered,
    Pasted,
}

impl Source {
    const ALL: [Source; 3] = [Source::Opened, Source::Remembered, Source::Pasted];

    fn value(self) -> &'static str {
        match self {
            Source::Opened => "opened",
            Source::Remembered => "remembered",
            Source::Pasted => "pasted",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Source::Opened => "as it was opened",
            Source::Remembered => "the remembered version",
            Source::Pasted => "a pasted version",
        }
    }
}

/// Properties of [`ComparePanel`].
#[derive(PartialEq, Properties)]
pub(crate) struct ComparePanelProps {
    /// The page.
    pub(crate) state: Moment,
    /// The document that is shown, with whose text a pasted policy is compared.
    pub(crate) document: Option<DocumentId>,
}

/// The comparison; it is worked out as long as this is part of the page.
#[component]
pub(crate) fn ComparePanel(props: &ComparePanelProps) -> Html {
    let state = &props.state;
    let dispatch: Dispatch = state.dispatcher();
    let source = use_state_eq(|| Source::Opened);
    let text = use_state_eq(AttrValue::default);
    {
        let dispatch = dispatch.clone();
        // The actions that documents allow are what it knows.
        use_effect_with((), move |()| dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached)));
    }
    let pasted = {
        let (workspace, document) = (Rc::clone(&state.workspace), props.document);
        use_memo(
            ((*text).clone(), *source == Source::Pasted, document, state.revision),
            move |(text, is_wanted, document, _)| {
                is_wanted.then(|| other_version(&workspace, *document, text)).unwrap_or_default()
            },
        )
    };
    let before: Option<Rc<Workspace>> = match *source {
        Source::Opened => Some(Rc::clone(&state.versions.opened)),
        Source::Remembered => state.versions.remembered.clone(),
        Source::Pasted => match &*pasted {
            OtherVersion::Found { workspace, .. } => Some(Rc::new((**workspace).clone())),
            OtherVersion::Nothing | OtherVersion::Refused { .. } => None,
        },
    };
    let is_possible = before.is_some();
    let overview = use_comparison(state, before);
    let options =
        Source::ALL.iter().map(|source| (AttrValue::from(source.value()), AttrValue::from(source.name())));
    let onchange = {
        let source = source.clone();
        Callback::from(move |value: String| {
            if let Some(chosen) = Source::ALL.iter().find(|source| source.value() == value) {
                source.set(*chosen);
            }
        })
    };
    let remember = {
        let (dispatch, source) = (dispatch.clone(), source.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::RememberVersion);
            source.set(Source::Remembered);
        })
    };
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
        })
    };
    html! {
        <div class="compare">
            <div class="compare-controls">
                <label for="compare-with">{ "What is here now, compared with" }</label>
                <Select id="compare-with" options={options.collect::<Vec<_>>()} value={source.value()} {onchange} />
                <button type="button" class="button small plain" onclick={remember}>{ icon(Icon::Copy) }{ "Remember this version" }</button>
            </div>
            if *source == Source::Pasted {
                <label for="compare-text" class="hint">{ "A share link, an exported workspace, or another text of the policy that the editor shows" }</label>
                <textarea id="compare-text" class="code compare-text" rows="4" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby="compare-said" value={(*text).clone()} {oninput} />
            }
            <div id="compare-said" class="compare-said" role="status">
                { said_of_source(*source, &pasted, is_possible) }
                if let Some(overview) = overview.as_ref().filter(|_| is_possible) {
                    { said(overview) }
                }
            </div>
            if let Some(overview) = overview.filter(|_| is_possible) {
                <CompareRequests comparison={Rc::clone(&overview.found)} dispatch={dispatch.clone()} />
                <CompareDocuments comparison={Rc::clone(&overview.found)} load={state.catalogue.clone()} {dispatch} />
            }
        </div>
    }
}

fn said_of_source(source: Source, pasted: &OtherVersion, is_possible: bool) -> Html {
    match (source, pasted) {
        (Source::Remembered, _) if !is_possible => {
            html! { <p class="hint">{ "No version is remembered yet." }</p> }
        }
        (Source::Pasted, OtherVersion::Nothing) => {
            html! { <p class="hint">{ "What it is appears here. Nothing leaves this page." }</p> }
        }
        (Source::Pasted, OtherVersion::Refused { message, help }) => html! {
            <>
                <p class="paste-refused">{ prose(message) }</p>
                if let Some(help) = help { <p class="hint">{ "To do: " }{ prose(help) }</p> }
            </>
        },
        (Source::Pasted, OtherVersion::Found { line, .. }) => html! { <p class="hint">{ prose(line) }</p> },
        _ => Html::default(),
    }
}

fn said(overview: &Overview<VersionComparison>) -> Html {
    let requests = &overview.found.requests;
    let count = |change: DecisionChange| requests.iter().filter(|request| request.change == change).count();
    let changed = requests.len() - count(DecisionChange::Unchanged);
    let documents = overview.found.documents.len();
    let kinds = words::DECISION_CHANGES.iter().map(|change| (count(*change), *change));
    let kinds: Vec<String> = kinds
        .filter(|(number, change)| *number > 0 && *change != DecisionChange::Unchanged)
        .map(|(number, change)| format!("{number} {}", words::decision_change(change).word))
        .collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
    html! {
        <p>
            <strong>{ format!("{changed} of {} changed", words::count(requests.len(), "decision")) }</strong>
            { format!("{kinds}; {} changed.", words::count(documents, "document")) }
            if !overview.is_current { <span class="hint">{ " Being worked out anew…" }</span> }
        </p>
    }
}
