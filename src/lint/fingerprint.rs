//! Numbers for the parts of a statement, to see quickly which ones may say the same.

use crate::matching::number_ignoring_case;
use crate::policy::{ListElement, Statement, Text};

/// A number for each part of a statement, the same for parts that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    /// Of the effect, the principals and the condition.
    pub rest: u64,
    /// Of the actions, whatever their case and their order.
    pub actions: u64,
    /// Of the resources, whatever their case and their order.
    pub resources: u64,
}

impl Fingerprint {
    pub(super) fn new(statement: &Statement<'_>) -> Self {
        let principals = statement.principal.iter().flat_map(|element| &element.entries);
        let principals = sum(principals.map(|entry| number_ignoring_case(&entry.value.text)));
        let conditions = statement.condition.iter().flat_map(|element| &element.entries);
        let conditions =
            sum(conditions.map(|entry| number_ignoring_case(&entry.key.text) ^ sum_of(&entry.values)));
        let effect = statement.effect.map_or(0, |effect| 1 + effect as u64);
        Self {
            rest: effect ^ principals.rotate_left(2) ^ conditions.rotate_left(3),
            actions: of_list(statement.action.as_ref()),
            resources: of_list(statement.resource.as_ref()),
        }
    }
}

fn of_list(list: Option<&ListElement<'_>>) -> u64 {
    list.map_or(0, |list| sum_of(&list.values) ^ u64::from(list.negated))
}

fn sum_of(texts: &[Text<'_>]) -> u64 {
    sum(texts.iter().map(|text| number_ignoring_case(&text.text)))
}

/// The order does not matter.
fn sum(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::wrapping_add)
}
