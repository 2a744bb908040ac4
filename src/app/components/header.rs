//! The head of the page: what it is, and what concerns the workspace as a whole.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::banner_bar::open_kept;
use super::menu::{Menu, MenuEntry, MenuGroup};
use super::text_field::typed;
use super::theme_switch::ThemeSwitch;
use crate::app::Present;
use crate::app::browser::drafts;
use crate::app::icon::{Icon, icon};
use crate::app::opening;
use crate::app::state::{Action, Way, is_name_of_example};
use crate::workspace::examples::EXAMPLES;
use crate::workspace::model::Workspace;

/// Properties of [`Header`].
#[derive(PartialEq, Properties)]
pub(crate) struct HeaderProps {
    /// The page.
    pub(crate) present: Present,
    /// What the workspace is called.
    pub(crate) name: Option<String>,
    /// Whether there is a step to take back.
    pub(crate) can_undo: bool,
    /// Whether there is one to make again.
    pub(crate) can_redo: bool,
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
    let present = &props.present;
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
        let (file_input, present) = (file_input.clone(), present.clone());
        Callback::from(move |_: Event| {
            let files = file_input.cast::<HtmlInputElement>().and_then(|input| input.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                opening::import(file.into(), present.moment());
            }
        })
    };
    let export = {
        let present = present.clone();
        Callback::from(move |_: MouseEvent| opening::export(&present.moment()))
    };
    let new = {
        let present = present.clone();
        Callback::from(move |_: MouseEvent| opening::blank(&present.moment()))
    };
    let rename = {
        let present = present.clone();
        Callback::from(move |event: InputEvent| {
            present.moment().dispatch(Action::RenameWorkspace(typed(&event)));
        })
    };
    let paste = props.onpaste.reform(|_: MouseEvent| ());
    let share = props.onshare.reform(|_: MouseEvent| ());
    let expand = {
        let present = present.clone();
        props.onexpand.reform(move |_: MouseEvent| pattern_nearby(&present))
    };
    let rules = props.onrule.reform(|_: MouseEvent| AttrValue::default());
    let palette = props.onpalette.reform(|_: MouseEvent| ());
    let go = |way: Way, can_go: bool, glyph: Icon, keys: &'static str| {
        let present = present.clone();
        let onclick = Callback::from(move |_: MouseEvent| present.moment().dispatch(Action::Go(way)));
        let disabled = (!can_go).then_some("true");
        html! {
            <button type="button" class="icon-button" {onclick} aria-disabled={disabled} aria-label={way.name()}
                title={format!("{} ({keys})", way.name())}>
                { icon(glyph) }
            </button>
        }
    };
    let undo = go(Way::Back, props.can_undo, Icon::Undo, "Ctrl/⌘+Z");
    let redo = go(Way::Forth, props.can_redo, Icon::Redo, "Ctrl/⌘+Shift+Z");
    let help = props.onhelp.reform(|_: MouseEvent| ());
    let is_example = props.name.as_deref().is_some_and(is_name_of_example);
    html! {
        <header class="header">
            <h1 class="wordmark">{ mark() }{ "Policyscope" }</h1>
            <div class="workspace-name">
                if is_example { <span class="tag">{ "Example" }</span> }
                <input id="workspace-name" type="text" class="quiet-input" aria-label="Name of the workspace" value={props.name.clone()}
                    placeholder="Name this workspace" autocomplete="off" spellcheck="false" oninput={rename} />
            </div>
            <div class="header-buttons">
                <button type="button" id="paste-anything" class="button" onclick={paste}
                    title="Paste an error, an event, a policy, an ARN: the workspace is filled with what it says (Alt+P)">
                    { icon(Icon::Paste) }{ "Paste anything" }
                </button>
                <ExamplesMenu present={present.clone()} />
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
    present: Present,
}

#[component]
fn ExamplesMenu(props: &ExamplesMenuProps) -> Html {
    let present = &props.present;
    let kept = use_state_eq(Vec::<String>::new);
    let onopen = {
        let (kept, present) = (kept.clone(), present.clone());
        Callback::from(move |()| {
            let shown = present.moment().workspace.to_json();
            kept.set(drafts::kept().into_iter().filter(|json| *json != shown).collect());
        })
    };
    let examples = EXAMPLES.iter().map(|example| {
        let present = present.clone();
        MenuEntry {
            title: example.title.into(),
            detail: example.teaches.into(),
            onchoose: Callback::from(move |()| opening::example(example, &present.moment())),
        }
    });
    let mut groups = vec![MenuGroup { title: AttrValue::default(), entries: examples.collect() }];
    let drafts = kept.iter().map(|json| {
        let (json, present) = (json.clone(), present.clone());
        MenuEntry {
            title: draft_title(&json).into(),
            detail: AttrValue::default(),
            onchoose: Callback::from(move |()| open_kept(&json, &present.moment().dispatcher())),
        }
    });
    if !kept.is_empty() {
        groups.push(MenuGroup { title: "Your earlier drafts".into(), entries: drafts.collect() });
    }
    html! { <Menu id="examples" label="Examples" class="examples-menu" {onopen} {groups} /> }
}

/// A pattern near the one that the person has in mind: all actions of the service of the request.
fn pattern_nearby(present: &Present) -> String {
    let state = present.moment();
    let service = state.request().and_then(|request| request.action.split_once(':'));
    service.map_or_else(String::new, |(service, _)| format!("{}:*", service.trim()))
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
