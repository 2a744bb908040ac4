//! What a person says of what the template leaves open.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::template::value::UnknownValue;

/// Values that a template does not say, by their names; all may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct GivenValues {
    /// The account of the stack: `AWS::AccountId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The Region of the stack: `AWS::Region`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `AWS::Partition`; when absent it follows from the Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    /// `AWS::StackName`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack_name: Option<String>,
    /// A parameter's name, with the value, of a list with commas; a resource's logical id, with what `Ref` gives; a
    /// logical id, a point and an attribute, with what `Fn::GetAtt` gives; another pseudo parameter: `AWS::StackId`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// The exports of other stacks.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub imports: BTreeMap<String, String>,
    /// Dynamic references without their braces: `resolve:ssm:/name`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dynamic_references: BTreeMap<String, String>,
    /// Conditions. Used only for one that does not follow from the other values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<String, bool>,
}

impl GivenValues {
    /// The value given for `unknown`; that of a condition is `true` or `false`, that of a function is always absent.
    #[must_use]
    pub fn get(&self, unknown: &UnknownValue) -> Option<&str> {
        match unknown {
            UnknownValue::Ref(name) => match name.as_str() {
                "AWS::AccountId" => self.account.as_deref(),
                "AWS::Region" => self.region.as_deref(),
                "AWS::Partition" => self.partition.as_deref(),
                "AWS::StackName" => self.stack_name.as_deref(),
                name => self.values.get(name).map(String::as_str),
            },
            UnknownValue::Attribute(resource, attribute) => {
                self.values.get(&format!("{resource}.{attribute}")).map(String::as_str)
            }
            UnknownValue::Import(name) => self.imports.get(name).map(String::as_str),
            UnknownValue::Dynamic(reference) => self.dynamic_references.get(reference).map(String::as_str),
            UnknownValue::Condition(name) => {
                self.conditions.get(name).map(|&holds| if holds { "true" } else { "false" })
            }
            UnknownValue::Function(_) => None,
        }
    }

    /// Gives `value` for `unknown`, or takes back what was given when it is absent. A condition takes `true` and
    /// `false`. Returns whether that can be given: a function cannot, nor any other text for a condition.
    pub fn set(&mut self, unknown: &UnknownValue, value: Option<&str>) -> bool {
        let owned = value.map(str::to_owned);
        match unknown {
            UnknownValue::Ref(name) => match name.as_str() {
                "AWS::AccountId" => self.account = owned,
                "AWS::Region" => self.region = owned,
                "AWS::Partition" => self.partition = owned,
                "AWS::StackName" => self.stack_name = owned,
                name => put(&mut self.values, name.to_owned(), owned),
            },
            UnknownValue::Attribute(resource, attribute) => {
                put(&mut self.values, format!("{resource}.{attribute}"), owned);
            }
            UnknownValue::Import(name) => put(&mut self.imports, name.clone(), owned),
            UnknownValue::Dynamic(reference) => put(&mut self.dynamic_references, reference.clone(), owned),
            UnknownValue::Condition(name) => match value.map(str::parse) {
                Some(Err(_)) => return false,
                Some(Ok(holds)) => put(&mut self.conditions, name.clone(), Some(holds)),
                None => put(&mut self.conditions, name.clone(), None),
            },
            UnknownValue::Function(_) => return false,
        }
        true
    }
}

fn put<V>(values: &mut BTreeMap<String, V>, name: String, value: Option<V>) {
    match value {
        Some(value) => values.insert(name, value),
        None => values.remove(&name),
    };
}
