//! The page of a rule.

use yew::prelude::*;

use super::prose::prose;
use crate::analysis::{RuleExample, RulePage};
use crate::app::icon::icon;
use crate::app::words;

/// Properties of [`RuleText`].
#[derive(PartialEq, Properties)]
pub(super) struct RuleTextProps {
    /// What there is to read.
    pub(super) page: RulePage,
}

/// What the rule finds, why that matters, an example and how it is mended.
#[component]
pub(super) fn RuleText(props: &RuleTextProps) -> Html {
    let page = &props.page;
    let look = words::severity(page.severity());
    let source = |address: &String| {
        html! { <li><a href={address.clone()} target="_blank" rel="noopener noreferrer">{ address }</a></li> }
    };
    html! {
        <article class={classes!("rule-text", look.class)}>
            <h3 id="rule-title" tabindex="-1"><span class="rule-code">{ &page.code }</span>{ " " }{ &page.name }</h3>
            <dl class="rule-facts">
                <div><dt>{ "Severity" }</dt><dd><span class="glyph">{ icon(look.icon) }</span>{ look.word }</dd></div>
                if let Some(code) = &page.issue_code {
                    <div><dt>{ "Access Analyzer" }</dt><dd><code>{ code }</code></dd></div>
                }
                <div><dt>{ "Policies" }</dt><dd>{ page.policies.join(", ") }</dd></div>
            </dl>
            <p>{ prose(&page.finds) }</p>
            <p>{ prose(&page.matters) }</p>
            <h4>{ "Example" }</h4>
            { example(&page.example, "Example") }
            <h4>{ "Use instead" }</h4>
            { example(&page.instead, "Use instead") }
            <h4>{ "Fix" }</h4>
            <p>{ prose(&page.fix) }</p>
            <h4>{ "Sources" }</h4>
            <ul class="rule-sources">{ for page.sources.iter().map(source) }</ul>
        </article>
    }
}

fn example(example: &RuleExample, label: &'static str) -> Html {
    let piece = |(text, is_place): (&str, bool)| match is_place {
        true => html! { <mark>{ text }</mark> },
        false => html! { { text } },
    };
    let resource = example.resource_type.iter().map(|name| format!(" of {name}"));
    let kind: String = std::iter::once(example.policy_type.clone()).chain(resource).collect();
    html! {
        <>
            <p class="hint">{ kind }</p>
            // Without the focus, keys could not scroll it.
            <pre class="rule-example code" tabindex="0" role="region" aria-label={label}>{ for example.pieces().into_iter().map(piece) }</pre>
        </>
    }
}
