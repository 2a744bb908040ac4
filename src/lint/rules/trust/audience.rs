//! Set operators on the audience of a token, which two rules share.

use crate::condition::{Operator, SetOperator};
use crate::lint::{ConditionFacts, Finding, Safety, StatementFacts, edits};

/// The keys of which AWS documents that they have one value.
const SINGLE_VALUED: [&str; 6] = [
    "token.actions.githubusercontent.com:aud",
    "cognito-identity.amazonaws.com:aud",
    "accounts.google.com:aud",
    "graph.facebook.com:app_id",
    "www.amazon.com:app_id",
    "SAML:aud",
];

/// Whether the key is known to hold one audience.
pub(super) fn is_single(condition: &ConditionFacts<'_>) -> bool {
    SINGLE_VALUED.iter().any(|key| condition.is_key(key))
}

/// Whether the key holds the audience of a token.
pub(super) fn is_audience(condition: &ConditionFacts<'_>) -> bool {
    let ending = condition.key().rsplit_once(':').map_or("", |(_, claim)| claim);
    ending.eq_ignore_ascii_case("aud") || is_single(condition)
}

/// Offers to write the operator without its set operator, where nothing else depends on that.
pub(super) fn offer_plain_operator(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    finding: &mut Finding,
) {
    let operator = Operator { set: None, ..condition.operator() };
    let place = condition.entry.operator_span;
    let is_in_the_way = |other: &ConditionFacts<'_>| {
        let same_place = other.entry.operator_span == place;
        if same_place { other.entry.span != condition.entry.span } else { other.operator() == operator }
    };
    if !statement.conditions.iter().any(is_in_the_way) {
        let edit = edits::replace_string(place, &operator.name());
        finding.fix(format!("write `{}`", operator.name()), Safety::Unsafe, [edit]);
    }
}

/// The name of a set operator.
pub(super) fn set_name(set: SetOperator) -> &'static str {
    match set {
        SetOperator::ForAllValues => "ForAllValues",
        SetOperator::ForAnyValue => "ForAnyValue",
    }
}
