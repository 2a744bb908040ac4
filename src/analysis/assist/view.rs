//! The shape of the answers. Offsets count UTF-16 units from the start of the document.

use serde::Serialize;

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Completions {
    /// Where the text begins that a chosen option replaces: inside the quotes, where the place is in a string.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// The options, best first.
    pub options: Vec<Completion>,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Completion {
    /// What people see.
    pub label: String,
    /// What is put into the document: escaped for JSON, without quotes where the place is in a string, with
    /// quotes where it is not.
    pub insert: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words on it; may be empty.
    pub detail: String,
}

impl Completion {
    /// The option of which `text` is both the label and what is put in.
    pub(super) fn new(kind: CompletionKind, text: impl Into<String>, detail: impl Into<String>) -> Self {
        let label = text.into();
        Self { insert: label.clone(), label, kind, detail: detail.into() }
    }
}

/// What an option is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompletionKind {
    /// The name of a policy element or of a kind of principal.
    Element,
    /// An action, or a pattern of actions.
    Action,
    /// A service prefix.
    Service,
    /// An ARN template.
    Resource,
    /// A condition key or a policy variable.
    ConditionKey,
    /// A condition operator.
    Operator,
    /// A principal.
    Principal,
    /// Any other value.
    Value,
}

/// What is known of the text from `from` to `to`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hover {
    /// First UTF-16 unit.
    pub from: u32,
    /// UTF-16 unit after the last.
    pub to: u32,
    /// What it is called.
    pub title: String,
    /// What is known of it, in the order of importance.
    pub facts: Vec<Fact>,
    /// The action pattern there, where it stands for more than itself.
    pub pattern: Option<String>,
}

/// One thing that is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// What is told: `access level`.
    pub label: &'static str,
    /// The answer.
    pub text: String,
}

/// The actions that a pattern stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Expansion {
    /// The pattern as given.
    pub pattern: String,
    /// How many actions.
    pub total: usize,
    /// The actions, each in the group of its strongest access level; without empty groups.
    pub groups: Vec<ExpansionGroup>,
    /// What is odd about the pattern, if anything.
    pub note: Option<String>,
}

/// The actions of one access level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExpansionGroup {
    /// The access level: `Permissions management`.
    pub access_level: &'static str,
    /// The actions with their prefix, by name.
    pub actions: Vec<String>,
}

/// Something odd in a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RequestNote {
    /// Where.
    pub place: RequestPlace,
    /// What is odd.
    pub message: String,
    /// A text to put there instead.
    pub suggestion: Option<String>,
}

/// A part of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestPlace {
    /// Its action.
    Action,
    /// Its resource.
    Resource,
    /// One of its context keys, by its name as given.
    ContextKey(String),
}
