//! What there is to read about the rules of the linter.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::dialog::Dialog;
use super::rule_text::RuleText;
use super::text_field::typed;
use crate::analysis::RulePage;
use crate::app::browser::focus::focus;
use crate::app::hooks::{RulePages, use_rule_pages};
use crate::app::icon::icon;
use crate::app::words;

/// Properties of [`RuleDialog`].
#[derive(PartialEq, Properties)]
pub(crate) struct RuleDialogProps {
    /// The code of the rule with which it opens, empty for none; none while it is closed.
    pub(crate) opened: Option<AttrValue>,
    /// Called when it closes.
    pub(crate) onclose: Callback<()>,
}

/// A dialog with a list of the rules, which can be searched, and the page of one.
#[component]
pub(crate) fn RuleDialog(props: &RuleDialogProps) -> Html {
    let is_open = props.opened.is_some();
    let (pages, again) = use_rule_pages(is_open);
    let content = match &pages {
        _ if !is_open => Html::default(),
        RulePages::Loaded(pages) => {
            html! { <Rules pages={Rc::clone(pages)} opened={props.opened.clone().unwrap_or_default()} /> }
        }
        RulePages::Awaited => html! { <p class="hint">{ "Loading the rules…" }</p> },
        RulePages::Failed(reason) => html! {
            <p>
                { format!("The rules could not be loaded ({reason}).") }
                <button type="button" class="button plain small" onclick={again.reform(|_: MouseEvent| ())}>{ "Load again" }</button>
            </p>
        },
    };
    html! {
        <Dialog title_id="rules-title" title="Rules of the linter" class="rules" {is_open} onclose={props.onclose.clone()}>
            <div class="rules-status" role="status">
                if !matches!(pages, RulePages::Loaded(_)) { { content.clone() } }
            </div>
            if matches!(pages, RulePages::Loaded(_)) { { content } }
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct RulesProps {
    pages: Rc<Vec<RulePage>>,
    opened: AttrValue,
}

/// The list and the page beside it; where there is no room for both, the page alone.
#[component]
fn Rules(props: &RulesProps) -> Html {
    let query = use_state_eq(String::new);
    let chosen = use_state_eq(|| props.opened.clone());
    let onsearch = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| query.set(typed(&event)))
    };
    let back = {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(AttrValue::default()))
    };
    use_effect_with((*chosen).clone(), |chosen| {
        let selector = if chosen.is_empty() { "#rules-search" } else { "#rule-title" };
        // Not before the dialog is open, which then moves the focus itself, and shows what is chosen.
        let timer = Timeout::new(0, move || {
            focus(selector);
        });
        move || drop(timer)
    });
    let found: Vec<&RulePage> = props.pages.iter().filter(|page| page.matches(&query)).collect();
    let entry = |page: &&RulePage| {
        let look = words::severity(page.severity());
        let onclick = {
            let (chosen, code) = (chosen.clone(), AttrValue::from(page.code.clone()));
            Callback::from(move |_: MouseEvent| chosen.set(code.clone()))
        };
        let is_chosen = *page.code == **chosen;
        html! {
            <li key={page.code.clone()}>
                <button type="button" class={classes!("rule-entry", look.class)} aria-current={is_chosen.then_some("true")} {onclick}>
                    <span class="glyph">{ icon(look.icon) }</span>
                    <span class="visually-hidden">{ look.word }{ ", " }</span>
                    <span class="rule-code">{ &page.code }</span>
                    <span class="rule-name">{ &page.name }</span>
                </button>
            </li>
        }
    };
    let page = props.pages.iter().find(|page| *page.code == **chosen);
    html! {
        <div class={classes!("rules-body", page.map(|_| "rules-chosen"))}>
            <div class="rules-list">
                <label class="visually-hidden" for="rules-search">{ "Search the rules" }</label>
                <input id="rules-search" type="text" placeholder="Search, as in wildcard or security" value={(*query).clone()}
                    oninput={onsearch} autocomplete="off" spellcheck="false" />
                <p class="hint" role="status">{ summary(found.len(), props.pages.len()) }</p>
                <ul>{ for found.iter().map(entry) }</ul>
            </div>
            // Without an element that takes the focus, keys could not scroll it.
            <div class="rules-page" tabindex="0" role="region" aria-label="Rule">
                if let Some(page) = page {
                    <button type="button" class="button plain rules-back" onclick={back}>{ "All rules" }</button>
                    <RuleText page={page.clone()} />
                } else {
                    <p class="hint">{ "Choose a rule to read what it finds, why that matters and how to mend it." }</p>
                }
            </div>
        </div>
    }
}

fn summary(found: usize, total: usize) -> String {
    match found == total {
        true => words::count(total, "rule"),
        false => format!("{found} of {}", words::count(total, "rule")),
    }
}
