//! A stream of requests under the limits of an API.

use yew::prelude::*;

use super::plot::plot;
use crate::analysis::{StreamQuestion, StreamView, stream};
use crate::app::components::prose::prose;
use crate::app::components::select::Select;
use crate::app::components::text_field::TextField;
use crate::explanation::capitalised;
use crate::front_door::FrontDoor;
use crate::scenario::Slot;

/// Properties of [`Stream`].
#[derive(PartialEq, Properties)]
pub(super) struct StreamProps {
    /// The API.
    pub(super) door: FrontDoor,
    /// The stage of the request that is shown.
    pub(super) stage: String,
    /// The time of the request that is shown; may be empty.
    pub(super) time: String,
}

/// The fields, the drawing, and the numbers as a table.
#[component]
pub(super) fn Stream(props: &StreamProps) -> Html {
    let per_second = use_state_eq(|| AttrValue::from("30"));
    let seconds = use_state_eq(|| AttrValue::from("10"));
    let keys: Vec<(AttrValue, AttrValue)> = match &props.door.api_keys {
        Slot::Known(keys) => keys.iter().map(|key| (key.id.clone().into(), key_name(key).into())).collect(),
        Slot::Unknown => Vec::new(),
    };
    let first_key = keys.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let key = use_state_eq(|| first_key.clone());
    let method = use_state_eq(|| 0_usize);
    let methods: Vec<(AttrValue, AttrValue)> = (props.door.methods.iter().enumerate())
        .map(|(number, method)| {
            (number.to_string().into(), format!("{} {}", method.http_method, method.path).into())
        })
        .collect();
    let number = |text: &AttrValue| text.trim().parse::<u32>().ok();
    let question = number(&per_second).zip(number(&seconds)).map(|(per_second, seconds)| StreamQuestion {
        per_second,
        seconds,
        key: if keys.iter().any(|(id, _)| *id == *key) { key.to_string() } else { first_key.to_string() },
        stage: props.stage.clone(),
        method: if *method < methods.len() { *method } else { 0 },
        time: props.time.clone(),
    });
    let is_open = use_state_eq(|| false);
    let found = use_memo((is_open.then(|| props.door.clone()), question.clone()), |(door, question)| {
        let question = question.as_ref().ok_or_else(|| "write whole numbers from 1".to_owned());
        door.as_ref().map(|door| stream(door, question?))
    });
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let set = |state: &UseStateHandle<AttrValue>| {
        let state = state.clone();
        Callback::from(move |text: String| state.set(text.into()))
    };
    let choose_method = {
        let method = method.clone();
        Callback::from(move |text: String| method.set(text.parse().unwrap_or_default()))
    };
    let chosen = question.as_ref();
    html! {
        <section class="api-stream" aria-labelledby="api-stream-title">
            <h3 id="api-stream-title">
                <button type="button" id="api-stream-toggle" class="button fold" aria-expanded={if *is_open { "true" } else { "false" }} onclick={ontoggle}>
                    { crate::app::icon::icon(crate::app::icon::Icon::Open) }{ "A stream of requests" }
                </button>
            </h3>
            if *is_open {
                <div class="api-fields api-stream-fields">
                    <TextField id="api-per-second" label="Requests a second" is_code={false} value={(*per_second).clone()} oninput={set(&per_second)} />
                    <TextField id="api-seconds" label="For how many seconds" is_code={false} value={(*seconds).clone()} oninput={set(&seconds)} />
                    <div class="field">
                        <label for="api-stream-method">{ "To, at the stage " }{ &props.stage }</label>
                        <Select id="api-stream-method" options={methods} value={chosen.map_or(0, |chosen| chosen.method).to_string()} onchange={choose_method} />
                    </div>
                    if !keys.is_empty() {
                        <div class="field">
                            <label for="api-stream-key">{ "With the key" }</label>
                            <Select id="api-stream-key" options={keys} value={chosen.map(|chosen| chosen.key.clone()).unwrap_or_default()} onchange={set(&key)} />
                        </div>
                    }
                </div>
                { match &*found {
                    Some(Ok(found)) => result(found),
                    Some(Err(message)) => html! { <p id="api-stream-said" role="status" class="field-problem">{ prose(&capitalised(message)) }{ "." }</p> },
                    None => Html::default(),
                } }
            }
        </section>
    }
}

fn key_name(key: &crate::front_door::ApiKey) -> String {
    let name = if key.name.is_empty() { &key.id } else { &key.name };
    if key.disabled { format!("{name} (disabled)") } else { name.clone() }
}

fn result(found: &StreamView) -> Html {
    let totals = found.totals;
    let plan = found.plan.as_ref().map(|plan| format!(" under the usage plan `{}`", plan.replace('`', "'")));
    let said = format!(
        "Of {} requests{}: {} served, {} throttled (429), {} over the quota (429)",
        totals.requests(),
        plan.unwrap_or_default(),
        totals.served,
        totals.throttled,
        totals.over_quota
    );
    let row = |interval: &crate::analysis::StreamInterval| {
        let name = match interval.seconds {
            1 => format!("{} s", interval.from),
            seconds => format!("{} to {} s", interval.from, interval.from + seconds),
        };
        html! {
            <tr>
                <th scope="row">{ name }</th>
                <td>{ interval.totals.served }</td><td>{ interval.totals.throttled }</td><td>{ interval.totals.over_quota }</td>
            </tr>
        }
    };
    html! {
        <>
            <p id="api-stream-said" role="status">{ prose(&said) }{ "." }</p>
            <div class="api-stream-parts">
                { plot(&found.intervals, &said.replace('`', "")) }
                <div class="api-stream-box" tabindex="0" role="region" aria-label="Numbers of the stream">
                    <table class="api-stream-table">
                        <caption class="visually-hidden">{ "What became of the requests, second by second" }</caption>
                        <thead><tr><th scope="col">{ "After" }</th><th scope="col">{ "Served" }</th><th scope="col">{ "Throttled" }</th><th scope="col">{ "Over quota" }</th></tr></thead>
                        <tbody>{ for found.intervals.iter().map(row) }</tbody>
                    </table>
                </div>
            </div>
            <ul class="api-reasons hint">{ for found.notes.iter().map(|note| html! { <li>{ prose(note) }{ "." }</li> }) }</ul>
        </>
    }
}
