//! Templates of CloudFormation and SAM.

use serde::{Deserialize, Serialize};

use super::{OrderedMap, UnknownMembers, is_neutral};

/// A template from which policies were taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a template")]
pub struct Template {
    /// What the page calls it: mostly the name of its file.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: String,
    /// Exactly its text, JSON or YAML.
    pub text: String,
    /// What was given for it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub given: TemplateValues,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// What a template does not say and somebody gave. What is absent stays unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "values for a template")]
pub struct TemplateValues {
    /// Twelve-digit id of the account of the stack.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub account: Option<String>,
    /// Region of the stack.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub region: Option<String>,
    /// Partition of the stack: `aws`, `aws-cn` …; where it is absent it follows from the Region.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub partition: Option<String>,
    /// Name of the stack.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub stack_name: Option<String>,
    /// Values by name: of parameters, of resources (what `Ref` gives), of attributes (`Queue.Arn`).
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub values: OrderedMap<String>,
    /// The exports of other stacks, by name.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub imports: OrderedMap<String>,
    /// Dynamic references, by their text without the braces: `resolve:ssm:/name`.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub dynamic_references: OrderedMap<String>,
    /// Which conditions of the template hold, by name.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub conditions: OrderedMap<bool>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
