//! Giving what a template leaves open.

use crate::template::resolve::GivenValues;
use crate::template::value::UnknownValue;
use crate::workspace::model::{OrderedMap, TemplateValues};

/// What was given for `unknown`; see [`GivenValues::get`].
#[must_use]
pub fn given_value(given: &TemplateValues, unknown: &UnknownValue) -> Option<String> {
    GivenValues::from(given).get(unknown).map(str::to_owned)
}

/// `given` with `value` for `unknown`, or without one where `value` is absent. `None` where that cannot be given; see
/// [`GivenValues::set`].
#[must_use]
pub fn with_value(
    given: &TemplateValues,
    unknown: &UnknownValue,
    value: Option<&str>,
) -> Option<TemplateValues> {
    let mut values = GivenValues::from(given);
    if !values.set(unknown, value) {
        return None;
    }
    let GivenValues {
        account,
        region,
        partition,
        stack_name,
        values,
        imports,
        dynamic_references,
        conditions,
    } = values;
    Some(TemplateValues {
        account,
        region,
        partition,
        stack_name,
        values: values.into_iter().collect(),
        imports: imports.into_iter().collect(),
        dynamic_references: dynamic_references.into_iter().collect(),
        conditions: conditions.into_iter().collect(),
        unknown_members: given.unknown_members.clone(),
    })
}

impl From<&TemplateValues> for GivenValues {
    fn from(given: &TemplateValues) -> Self {
        let entries = |values: &OrderedMap<String>| {
            values.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
        };
        Self {
            account: given.account.clone(),
            region: given.region.clone(),
            partition: given.partition.clone(),
            stack_name: given.stack_name.clone(),
            values: entries(&given.values),
            imports: entries(&given.imports),
            dynamic_references: entries(&given.dynamic_references),
            conditions: given.conditions.iter().map(|(name, holds)| (name.clone(), *holds)).collect(),
        }
    }
}
