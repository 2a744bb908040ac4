//! What a template's values come to once its parameters are given.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A value with all intrinsic functions resolved as far as that is possible, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// What it is.
    pub value: ResolvedValue,
    /// The place in the template that says it, in bytes: the intrinsic function, not what that refers to.
    pub span: Span,
}

/// What a value comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedValue {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number as it is written.
    Number(String),
    /// A text that is wholly known.
    String(String),
    /// A list; members that are `AWS::NoValue` are gone.
    List(Vec<Resolved>),
    /// A map in the order of the template; members that are `AWS::NoValue` are gone.
    Map(Vec<ResolvedMember>),
    /// A value of which at least one part is not known.
    Unknown(Vec<Part>),
}

/// One member of a resolved map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedMember {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Its value.
    pub value: Resolved,
}

/// A part of a value that is not wholly known. A value that is unknown as a whole is one [`Part::Unknown`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Known text.
    Literal(String),
    /// What is missing.
    Unknown(UnknownValue),
}

/// Something that the template does not say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnknownValue {
    /// What `Ref` gives for a parameter without a value, a pseudo parameter, or a resource whose name AWS makes up.
    Ref(String),
    /// An attribute of a resource that does not follow from its name.
    Attribute(String, String),
    /// An export of another stack.
    Import(String),
    /// A dynamic reference, without its braces: `resolve:ssm:/name`.
    Dynamic(String),
    /// Which branch `Fn::If` takes, by the name of its condition.
    Condition(String),
    /// A function that is not resolved, by its name: `Fn::Transform`.
    Function(String),
}

impl Part {
    /// What is missing, where this is not known.
    #[must_use]
    pub fn unknown(&self) -> Option<&UnknownValue> {
        match self {
            Self::Literal(_) => None,
            Self::Unknown(unknown) => Some(unknown),
        }
    }
}

impl UnknownValue {
    /// The name under which its value can be given.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Ref(name)
            | Self::Import(name)
            | Self::Dynamic(name)
            | Self::Condition(name)
            | Self::Function(name) => name.clone(),
            Self::Attribute(resource, attribute) => format!("{resource}.{attribute}"),
        }
    }
}
