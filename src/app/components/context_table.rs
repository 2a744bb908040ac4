//! The condition keys that the request carries, and those that policies ask for.

use std::rc::Rc;

use yew::prelude::*;

use super::context_row::{ContextRowView, ShownKey};
use super::field_form::field_form;
use crate::analysis::assist::{RequestNote, context_key_options};
use crate::analysis::{Analysis, ContextKeyView};
use crate::app::Present;
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, ContextEdit, ContextRow, SharedCatalogue, is_folded, is_repeated};
use crate::app::words;

/// Of more rows than this, those are folded away that nobody gave and that do not come first.
const MOST_SHOWN: usize = 8;

/// Properties of [`ContextTable`].
#[derive(PartialEq, Properties)]
pub(super) struct ContextTableProps {
    /// The rows that the person made.
    pub(super) rows: Vec<ContextRow>,
    /// Which keys policies ask for.
    pub(super) analysis: Rc<Analysis>,
    /// What is odd in the request.
    pub(super) notes: Rc<Vec<RequestNote>>,
    /// The action catalogue, as far as it is loaded.
    pub(super) catalogue: Option<SharedCatalogue>,
    /// For edits, for jumping into the editor, and for the action of the request.
    pub(super) present: Present,
}

/// The table.
#[component]
pub(super) fn ContextTable(props: &ContextTableProps) -> Html {
    let dispatch = props.present.moment().dispatcher();
    let add = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::EditContext(ContextEdit::AddRow)))
    };
    let are_unknown_shown = use_state_eq(|| false);
    let are_others_shown = use_state_eq(|| false);
    let toggle = |shown: &UseStateHandle<bool>| {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let rows = shown_keys(props);
    let is_folded = is_folded(&props.rows, &props.analysis.mentioned_keys);
    let is_unknown_folded =
        |row: &ShownKey| row.index.is_some_and(|index| is_folded.get(index).copied().unwrap_or(false));
    let (folded, shown): (Vec<ShownKey>, Vec<ShownKey>) = rows.into_iter().partition(is_unknown_folded);
    let is_kept = |place: usize, row: &ShownKey| place < MOST_SHOWN || row.index.is_some();
    let others = shown.iter().enumerate().filter(|(place, row)| !is_kept(*place, row)).count();
    let propose = use_callback(
        (props.present.clone(), props.catalogue.clone()),
        |typed: String, (present, catalogue)| {
            let state = present.moment();
            let action = state.request().map_or("", |request| &request.action);
            context_key_options(action, &typed, catalogue.as_ref().map(SharedCatalogue::get))
        },
    );
    let show = |row: &ShownKey| {
        let is_repeated = row.index.is_some_and(|index| is_repeated(&props.rows, index));
        html! {
            <ContextRowView key={row.id()} shown={row.clone()} {is_repeated} notes={Rc::clone(&props.notes)}
                catalogue={props.catalogue.clone()} propose={propose.clone()} dispatch={dispatch.clone()} />
        }
    };
    field_form(html! {
        <div class="context" role="group" aria-labelledby="context-title">
            <div class="context-head">
                <h3 id="context-title" class="context-title">{ "Context keys" }</h3>
                <button type="button" id="add-context-key" class="button plain small" onclick={add}>
                    { icon(Icon::Plus) }{ "Add key" }
                </button>
            </div>
            if shown.is_empty() && folded.is_empty() {
                <p class="hint">{ "None: no policy asks for one, and a key that is not here is absent from the request." }</p>
            }
            <ul id="context-rows" class="context-rows">
                { for shown.iter().enumerate().filter(|(place, row)| *are_others_shown || is_kept(*place, row)).map(|(_, row)| show(row)) }
            </ul>
            if others > 0 {
                <button type="button" id="folded-mentioned-keys" class="button plain small disclosure context-fold" onclick={toggle(&are_others_shown)}
                    aria-expanded={if *are_others_shown { "true" } else { "false" }} aria-controls="context-rows">
                    { words::count(others, "more key") }{ " in policies — " }{ if *are_others_shown { "hide" } else { "show" } }{ icon(Icon::Open) }
                </button>
            }
            if !folded.is_empty() {
                <button type="button" id="folded-keys" class="button plain small disclosure context-fold" onclick={toggle(&are_unknown_shown)}
                    aria-expanded={if *are_unknown_shown { "true" } else { "false" }} aria-controls={are_unknown_shown.then_some("unknown-context")}>
                    { words::count(folded.len(), "key") }{ " unknown — " }{ if *are_unknown_shown { "hide" } else { "show" } }{ icon(Icon::Open) }
                </button>
                if *are_unknown_shown {
                    <ul id="unknown-context" class="context-rows">{ for folded.iter().map(show) }</ul>
                }
            }
        </div>
    })
}

/// The keys that policies mention, in their order, and then what else the person put in. A row whose key is being typed
/// stays among the last ones, whatever it comes to mean.
fn shown_keys(props: &ContextTableProps) -> Vec<ShownKey> {
    let is_of = |row: &ContextRow, view: &ContextKeyView| row.key.trim().eq_ignore_ascii_case(&view.key);
    let mentioned = props.analysis.context_keys.iter().enumerate().filter_map(|(number, view)| {
        let index = props.rows.iter().position(|row| is_of(row, view));
        let row = index.and_then(|index| props.rows.get(index));
        if row.is_some_and(|row| row.is_typed) {
            return None;
        }
        Some(ShownKey { number, index, row: row.cloned(), view: Some(Rc::clone(view)) })
    });
    let mut shown: Vec<ShownKey> = mentioned.collect();
    let taken: Vec<usize> = shown.iter().filter_map(|row| row.index).collect();
    for (index, row) in props.rows.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
        let view = props
            .analysis
            .context_keys
            .iter()
            .find(|view| is_of(row, view) && !is_repeated(&props.rows, index));
        shown.push(ShownKey {
            number: index,
            index: Some(index),
            row: Some(row.clone()),
            view: view.cloned(),
        });
    }
    shown
}
