//! How a function came to a right, as plain data: a small graph, and the same as lists.

use serde::{Deserialize, Serialize};

use super::view::{Answer, TemplatePlace};
use crate::analysis::Place;

/// How did this function get this right?
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainQuestion {
    /// The number of the function's template in the workspace.
    pub template: usize,
    /// The function's name in that template.
    pub function: String,
    /// The action, without wildcards: `dynamodb:PutItem`.
    pub action: String,
    /// The ARN of a resource, or the name of one in the template; none for any.
    pub resource: Option<String>,
}

/// The ways from a right back to the line of the template that makes the function. Sentences are in lower case without a
/// full stop, user text in backticks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChain {
    /// The question.
    pub question: ChainQuestion,
    /// Whether the function has the right.
    pub answer: Answer,
    /// The answer in words.
    pub sentence: String,
    /// What the ways lead through; the right itself comes first.
    pub nodes: Vec<ChainNode>,
    /// What leads to what, from the right to the template.
    pub edges: Vec<ChainEdge>,
    /// Each way as numbers of nodes, from the right to the line of the template.
    pub paths: Vec<Vec<usize>>,
    /// Numbers of nodes that may take the right away.
    pub limits: Vec<usize>,
}

/// Something on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainNode {
    /// What it is.
    pub kind: ChainNodeKind,
    /// What it is called.
    pub title: String,
    /// More about it; may be empty.
    pub detail: String,
    /// Whether it is known.
    pub state: ChainNodeState,
    /// Where it stands in a document.
    pub place: Option<Place>,
    /// Where it stands in the template.
    pub template: Option<TemplatePlace>,
}

/// What a node of a chain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainNodeKind {
    /// The right.
    Permission,
    /// A statement that allows it.
    Statement,
    /// The policy of the statement.
    Policy,
    /// What of a template made the policy.
    Source,
    /// The role.
    Role,
    /// The statement of the trust policy by which Lambda assumes the role.
    Trust,
    /// The function.
    Function,
    /// The line of the template that makes the function.
    Template,
    /// What may take the right away.
    Limit,
}

impl ChainNodeKind {
    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Permission => "Permission",
            Self::Statement => "Statement",
            Self::Policy => "Policy",
            Self::Source => "Made by",
            Self::Role => "Role",
            Self::Trust => "Trust",
            Self::Function => "Function",
            Self::Template => "Template",
            Self::Limit => "Limit",
        }
    }
}

/// Whether a node of a chain is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainNodeState {
    /// It is.
    Known,
    /// It is not, or it depends on what is not.
    Unknown,
    /// It is known that it is not there.
    Missing,
}

/// A step between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainEdge {
    /// Number of the node nearer to the right.
    pub from: usize,
    /// Number of the node nearer to the template.
    pub to: usize,
}
