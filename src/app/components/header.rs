//! The head of the page: what it is, and what concerns the workspace as a whole.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::banner_bar::open_kept;
use super::menu::{Menu, MenuEntry, MenuGroup};
use super::text_field::typed;
use super::theme_switch::ThemeSwitch;
use crate::app::browser::drafts;
use crate::app::icon::{Icon, icon};
use crate::app::opening;
use crate::app::state::{Action, Way, is_name_of_example};
use crate::app::{Dispatch, Moment};
use crate::workspace::examples::EXAMPLES;
use crate::workspace::model::Workspace;

/// Properties of [`Header`].
#[derive(PartialEq, Properties)]
pub(crate) struct HeaderProps {
    /// The page.
    pub(crate) state: Moment,
    /// Opens the box that takes whatever is pasted.
    pub(crate) onpaste: Callback<()>,
    /// Copies the link.
    pub(crate) onshare: Callback<()>,
    /// Shows what an action pattern stands for.
    pub(crate) onexpand: Callback<String>,
    /// Opens the page of a rule, by its code; without one, the list.
    pub(crate) onrule: Callback<AttrValue>,
    /// Opens the list of commands.
    pub(crate) onpalette: Callback<()>,
    /// Shows the keys.
    pub(crate) onhelp: Callback<()>,
}

/// The head of the page.
#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let state = props.state.clone();
    let file_input = use_node_ref();
    let choose_file = {
        let file_input = file_input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = file_input.cast::<HtmlInputElement>() {
                // The same file can then be chosen again.
                input.set_value("");
                input.click();
            }
        })
    };
    let import = {
        let (file_input, state) = (file_input.clone(), state.clone());
        Callback::from(move |_: Event| {
            let files = file_input.cast::<HtmlInputElement>().and_then(|input| input.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                opening::import(file.into(), state.clone());
            }
        })
    };
    let export = {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| opening::export(&state))
    };
    let new = {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| opening::blank(&state))
    };
    let rename = {
        let dispatch = state.dispatcher();
        Callback::from(move |event: InputEvent| dispatch.dispatch(Action::RenameWorkspace(typed(&event))))
    };
    let paste = props.onpaste.reform(|_: MouseEvent| ());
    let share = props.onshare.reform(|_: MouseEvent| ());
    let expand = {
        // A pattern near the one that the person has in mind.
        let service = state.request().and_then(|request| request.action.split_once(':'));
        let pattern = service.map_or_else(String::new, |(service, _)| format!("{}:*", service.trim()));
        props.onexpand.reform(move |_: MouseEvent| pattern.clone())
    };
    let rules = props.onrule.reform(|_: MouseEvent| AttrValue::default());
    let palette = props.onpalette.reform(|_: MouseEvent| ());
    let go = |way: Way, glyph: Icon, keys: &'static str| {
        let dispatch = state.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Go(way)));
        let disabled = (!state.history.can_go(way)).then_some("true");
        html! {
            <button type="button" class="icon-button" {onclick} aria-disabled={disabled} aria-label={way.name()}
                title={format!("{} ({keys})", way.name())}>
                { icon(glyph) }
            </button>
        }
    };
    let (undo, redo) = (go(Way::Back, Icon::Undo, "Ctrl/⌘+Z"), go(Way::Forth, Icon::Redo, "Ctrl/⌘+Shift+Z"));
    let help = props.onhelp.reform(|_: MouseEvent| ());
    let is_example = state.workspace.name.as_deref().is_some_and(is_name_of_example);
    html! {
        <header class="header">
            <h1 class="wordmark">{ mark() }{ "Policyscope" }</h1>
            <div class="workspace-name">
                if is_example { <span class="tag">{ "Example" }</span> }
                <input id="workspace-name" type="text" class="quiet-input" aria-label="Name of the workspace" value={state.workspace.name.clone()}
                    placeholder="Name this workspace" autocomplete="off" spellcheck="false" oninput={rename} />
            </div>
            <div class="header-buttons">
                <button type="button" id="paste-anything" class="button" onclick={paste}
                    title="Paste an error, an event, a policy, an ARN: the workspace is filled with what it says (Alt+P)">
                    { icon(Icon::Paste) }{ "Paste anything" }
                </button>
                <ExamplesMenu {state} />
                <button type="button" class="button" onclick={new}>{ "New" }</button>
                <button type="button" class="button" onclick={choose_file}>{ "Import" }</button>
                <input ref={file_input} id="import-file" type="file" class="visually-hidden" tabindex="-1"
                    accept=".json,application/json" aria-label="Workspace file" onchange={import} />
                <button type="button" class="button" onclick={export}>{ "Export" }</button>
                <button type="button" class="button primary" onclick={share} title="Copy a link that holds this workspace (Ctrl/⌘+S)">
                    { icon(Icon::Link) }{ "Share" }
                </button>
            </div>
            <div class="header-end">
                { undo }
                { redo }
                <button type="button" id="commands" class="icon-button" onclick={palette} aria-label="All commands" title="All commands (Ctrl/⌘+K)">
                    { icon(Icon::Command) }
                </button>
                <button type="button" id="look-up-actions" class="icon-button" onclick={expand} aria-label="Look up actions"
                    title="Look up actions: what a pattern stands for">
                    { icon(Icon::List) }
                </button>
                <button type="button" class="icon-button" onclick={rules} aria-label="Rules of the linter" title="Rules of the linter">
                    { icon(Icon::Book) }
                </button>
                <button type="button" class="button" onclick={help} title="Kinds of policies and keys (?)">{ "Help" }</button>
                <ThemeSwitch />
            </div>
        </header>
    }
}

#[derive(PartialEq, Properties)]
struct ExamplesMenuProps {
    state: Moment,
}

#[component]
fn ExamplesMenu(props: &ExamplesMenuProps) -> Html {
    let state = &props.state;
    let kept = use_state_eq(Vec::<String>::new);
    let onopen = {
        let (kept, state) = (kept.clone(), state.clone());
        Callback::from(move |()| {
            let shown = state.workspace.to_json();
            kept.set(drafts::kept().into_iter().filter(|json| *json != shown).collect());
        })
    };
    let examples = EXAMPLES.iter().map(|example| {
        let state = state.clone();
        MenuEntry {
            title: example.title.into(),
            detail: example.teaches.into(),
            onchoose: Callback::from(move |()| opening::example(example, &state)),
        }
    });
    let mut groups = vec![MenuGroup { title: AttrValue::default(), entries: examples.collect() }];
    let drafts = kept.iter().map(|json| {
        let (json, dispatch) = (json.clone(), Dispatch::from(state.dispatcher()));
        MenuEntry {
            title: draft_title(&json).into(),
            detail: AttrValue::default(),
            onchoose: Callback::from(move |()| open_kept(&json, &dispatch)),
        }
    });
    if !kept.is_empty() {
        groups.push(MenuGroup { title: "Your earlier drafts".into(), entries: drafts.collect() });
    }
    html! { <Menu id="examples" label="Examples" class="examples-menu" {onopen} {groups} /> }
}

fn draft_title(json: &str) -> String {
    let workspace = Workspace::from_json(json).ok();
    let name = workspace.as_ref().and_then(|workspace| workspace.name.clone());
    let requests = workspace.map_or(0, |workspace| workspace.requests.len());
    let plural = if requests == 1 { "request" } else { "requests" };
    format!("{} ({requests} {plural})", name.unwrap_or_else(|| "Workspace without a name".to_owned()))
}

/// The small sign before the name: an eye's lens over lines of text.
fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d="M2.5 4h15M2.5 10h3.6M2.5 16h6" />
            <circle cx="11.6" cy="10.6" r="4.2" />
            <path d="M14.7 13.7l3.3 3.3" />
        </svg>
    }
}
