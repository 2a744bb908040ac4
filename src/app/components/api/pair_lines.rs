//! Names with values, one pair to a line.

use indexmap::IndexMap;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::hooks::use_typed_text;

/// Properties of [`PairLines`].
#[derive(PartialEq, Properties)]
pub(super) struct PairLinesProps {
    /// Id of the field.
    pub(super) id: &'static str,
    /// What it is for.
    pub(super) label: &'static str,
    /// What stands between a name and its value.
    pub(super) separator: &'static str,
    /// The pairs.
    pub(super) pairs: IndexMap<String, String>,
    /// Gets the pairs after each edit that can be read.
    pub(super) onchange: Callback<IndexMap<String, String>>,
}

/// The lines, and what is wrong with them. While something is, the last pairs that could be read stay.
#[component]
pub(super) fn PairLines(props: &PairLinesProps) -> Html {
    let separator = props.separator;
    let (text, remember) = use_typed_text(&props.pairs, |pairs| {
        let lines = pairs.iter().map(|(name, value)| format!("{name}{separator}{value}"));
        lines.collect::<Vec<_>>().join("\n")
    });
    let problem = read(&text, separator).err();
    let oninput = {
        let (pairs, onchange) = (props.pairs.clone(), props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            match read(&text, separator) {
                Ok(read) => {
                    remember.emit((text, read.clone()));
                    onchange.emit(read);
                }
                Err(_) => remember.emit((text, pairs.clone())),
            }
        })
    };
    let said = format!("{}-problem", props.id);
    html! {
        <div class="field field-wide">
            <label for={props.id}>{ props.label }</label>
            <textarea id={props.id} class="code" rows="2" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-invalid={problem.is_some().then_some("true")} aria-describedby={problem.is_some().then(|| said.clone())}
                value={text} {oninput} />
            if let Some(problem) = problem {
                <p id={said} class="field-problem">{ problem }</p>
            }
        </div>
    }
}

fn read(text: &str, separator: &str) -> Result<IndexMap<String, String>, String> {
    let mut pairs = IndexMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = number + 1;
        let Some((name, value)) =
            line.split_once(separator.trim()).filter(|(name, _)| !name.trim().is_empty())
        else {
            return Err(format!("line {number} is not a name and a value with {} between", separator.trim()));
        };
        if pairs.insert(name.trim().to_owned(), value.trim().to_owned()).is_some() {
            return Err(format!("line {number} has a name that stands above already"));
        }
    }
    Ok(pairs)
}
