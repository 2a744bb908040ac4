//! The short forms of CloudFormation's functions.

/// The functions that have a short form, without `Fn::`.
const FUNCTIONS: &[&str] = &[
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "ForEach",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
];

/// Those whose long form has no `Fn::`.
const PLAIN: &[&str] = &["Condition", "Ref"];

/// What a tag says of the value that it stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// The short form of the function with this long name.
    Function(String),
    /// The value is a text, whatever it looks like.
    Text,
    /// The value is what it looks like.
    Plain,
    /// None that CloudFormation knows; as it is written, with the functions that it may be meant for.
    Unknown(String),
}

/// What the tag with this handle and suffix says.
pub(super) fn tag(handle: &str, suffix: &str) -> Tag {
    match (handle, suffix) {
        ("!", name) if FUNCTIONS.contains(&name) => Tag::Function(format!("Fn::{name}")),
        ("!", name) if PLAIN.contains(&name) => Tag::Function(name.to_owned()),
        ("!", "") | ("", "!") | ("tag:yaml.org,2002:", "str") => Tag::Text,
        ("tag:yaml.org,2002:", "int" | "float" | "bool" | "null" | "seq" | "map" | "merge") => Tag::Plain,
        ("tag:yaml.org,2002:", name) => Tag::Unknown(format!("!!{name}")),
        (handle, name) => Tag::Unknown(format!("{handle}{name}")),
    }
}

/// The names of all short forms.
pub(super) fn short_forms() -> Vec<&'static str> {
    FUNCTIONS.iter().chain(PLAIN).copied().collect()
}
