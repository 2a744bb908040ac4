//! Condition operators: which fit a key, and what they compare.

use super::ranking::{Fit, fit};
use super::view::{Completion, CompletionKind, Fact};
use crate::catalogue::{ConditionKeyType, ValueType as KeyValue};
use crate::condition::{Operator, Relation, SetOperator, Test, ValueType};

/// A set prefix and whether `IfExists` follows.
type Form = (Option<SetOperator>, bool);

const PLAIN: Form = (None, false);
const IF_EXISTS: Form = (None, true);
const ANY: Form = (Some(SetOperator::ForAnyValue), false);
const ALL: Form = (Some(SetOperator::ForAllValues), false);
const ANY_IF_EXISTS: Form = (Some(SetOperator::ForAnyValue), true);
const ALL_IF_EXISTS: Form = (Some(SetOperator::ForAllValues), true);

/// How well an operator suits a type; the better is the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Suits {
    /// It is made for it.
    Well,
    /// It works on the text of the value.
    AsText,
    /// It asks whether there is a value.
    Whatever,
}

/// How a test suits values of a type; `None` when it does not.
pub(super) fn suits(test: Test, key_type: ConditionKeyType) -> Option<Suits> {
    match (test.value_type(), key_type.value) {
        (ValueType::Null, _) => Some(Suits::Whatever),
        (ValueType::String, KeyValue::String)
        | (ValueType::Arn, KeyValue::Arn)
        | (ValueType::Bool, KeyValue::Bool)
        | (ValueType::Numeric, KeyValue::Numeric)
        | (ValueType::Date, KeyValue::Date)
        | (ValueType::IpAddress, KeyValue::IpAddress) => Some(Suits::Well),
        (ValueType::String, KeyValue::Arn) => Some(Suits::AsText),
        _ => None,
    }
}

/// How a test suits a key that has one of `types`.
pub(super) fn suits_any(test: Test, types: &[ConditionKeyType]) -> Option<Suits> {
    types.iter().filter_map(|key_type| suits(test, *key_type)).min()
}

/// The operators for what was typed, the best first. `keys` are the possible types of each key of which they
/// are known; an operator has to suit all of them.
pub(super) fn options(typed: &str, keys: &[Vec<ConditionKeyType>], taken: &[&str]) -> Vec<Completion> {
    let is_multivalued = |key: &Vec<ConditionKeyType>| key.iter().any(|key_type| key_type.multivalued);
    let forms: &[Form] = match keys {
        [] => &[PLAIN, IF_EXISTS, ANY, ALL, ANY_IF_EXISTS, ALL_IF_EXISTS],
        keys if keys.iter().any(is_multivalued) => {
            &[ANY, ALL, ANY_IF_EXISTS, ALL_IF_EXISTS, PLAIN, IF_EXISTS]
        }
        _ => &[PLAIN, IF_EXISTS],
    };
    let mut ranked: Vec<((Fit, Suits, usize), Operator, String)> = Vec::new();
    for (form, (set, if_exists)) in forms.iter().enumerate() {
        for test in Test::ALL {
            let operator = Operator { set: *set, test: *test, if_exists: *if_exists };
            let name = operator.name();
            let is_possible = *test != Test::Null || (*set, *if_exists) == PLAIN;
            let worst = keys
                .iter()
                .map(|key| suits_any(*test, key))
                .try_fold(Suits::Well, |worst, suits| suits.map(|suits| suits.max(worst)));
            if let (true, Some(suits), Some(fit)) =
                (is_possible && !taken.contains(&&*name), worst, fit(&name, typed))
            {
                ranked.push(((fit, suits, form), operator, name));
            }
        }
    }
    ranked.sort_by_key(|(rank, ..)| *rank);
    let options = ranked
        .into_iter()
        .map(|(_, operator, name)| Completion::new(CompletionKind::Operator, name, compares(operator.test)));
    options.collect()
}

/// What is known of an operator.
pub(super) fn facts(operator: Operator) -> Vec<Fact> {
    let mut facts = vec![Fact { label: "compares", text: compares(operator.test) }];
    let set = operator.set.map(|set| match set {
        SetOperator::ForAllValues => "every value of the request must pass; none passes too",
        SetOperator::ForAnyValue => "one value of the request must pass",
    });
    facts.extend(set.map(|text| Fact { label: "several values", text: text.to_owned() }));
    let absent = match operator {
        Operator { test: Test::Null, .. } => None,
        Operator { if_exists: true, .. } | Operator { set: Some(SetOperator::ForAllValues), .. } => {
            Some("passes")
        }
        Operator { set: Some(SetOperator::ForAnyValue), .. } => Some("does not pass"),
        Operator { test, .. } if test.is_negated() => Some("passes"),
        _ => Some("does not pass"),
    };
    facts.extend(absent.map(|text| Fact { label: "key absent", text: text.to_owned() }));
    facts
}

/// What a test looks for, in a few words.
fn compares(test: Test) -> String {
    let not = if test.is_negated() { "not " } else { "" };
    let relation = |less: &str, greater: &str| match test.relation() {
        Relation::Equal => format!("{not}equal"),
        Relation::EqualIgnoringCase => format!("{not}equal, whatever the case"),
        Relation::Like => format!("{not}matching a pattern with * and ?"),
        Relation::Less => less.to_owned(),
        Relation::LessOrEqual => format!("{less} or equal"),
        Relation::Greater => greater.to_owned(),
        Relation::GreaterOrEqual => format!("{greater} or equal"),
    };
    match test.value_type() {
        ValueType::String => format!("text, {}", relation("", "")),
        ValueType::Numeric => format!("a number, {}", relation("less", "greater")),
        ValueType::Date => format!("a time, {}", relation("earlier", "later")),
        ValueType::Arn => format!("an ARN, each field {}", relation("", "")),
        ValueType::Binary => "bytes in base64, equal".to_owned(),
        ValueType::Bool => "true or false".to_owned(),
        ValueType::IpAddress => format!("an IP address, {not}in a range"),
        ValueType::Null => "whether the key is absent".to_owned(),
    }
}
