//! The choice of an expected decision.

use yew::prelude::*;

use super::select::Select;
use crate::app::words;
use crate::workspace::model::ExpectedDecision;

const EXPECTATIONS: [(&str, ExpectedDecision); 3] = [
    ("allowed", ExpectedDecision::Allowed),
    ("explicitly-denied", ExpectedDecision::ExplicitlyDenied),
    ("implicitly-denied", ExpectedDecision::ImplicitlyDenied),
];

/// Properties of [`ExpectationSelect`].
#[derive(PartialEq, Properties)]
pub(super) struct ExpectationSelectProps {
    /// Id of the element, for its label.
    pub(super) id: AttrValue,
    /// What is expected.
    pub(super) expected: Option<ExpectedDecision>,
    /// Gets what the person chooses.
    pub(super) onchange: Callback<Option<ExpectedDecision>>,
}

/// A choice among the decisions, and none.
#[component]
pub(super) fn ExpectationSelect(props: &ExpectationSelectProps) -> Html {
    let none = (AttrValue::from(""), AttrValue::from("No expectation"));
    let all = EXPECTATIONS
        .iter()
        .map(|(value, expected)| (AttrValue::from(*value), words::expected(*expected).into()));
    let options: Vec<(AttrValue, AttrValue)> = std::iter::once(none).chain(all).collect();
    let chosen = EXPECTATIONS.iter().find(|(_, expected)| Some(*expected) == props.expected);
    let value = chosen.map_or("", |(value, _)| value);
    let onchange = props.onchange.reform(|value: String| {
        let chosen = EXPECTATIONS.iter().find(|(known, _)| *known == value);
        chosen.map(|(_, expected)| *expected)
    });
    html! { <Select id={&props.id} {options} {value} {onchange} /> }
}
