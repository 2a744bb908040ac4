//! What there is to say about a template of a workspace, as plain data.

use serde::{Deserialize, Serialize};

use crate::analysis::Place;
use crate::lint;
use crate::template::import::{ResourceCounts, ValueCounts};
use crate::template::resolve::ParameterForm;
use crate::template::value::UnknownValue;
use crate::text::Severity;

/// A template of a workspace. Sentences are in lower case without a full stop, user text in backticks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TemplateView {
    /// What can be given: pseudo parameters, the account first, then parameters in the order of the template, then the rest.
    pub values: Vec<TemplateValue>,
    /// How many roles, users and groups stand in the account `000000000000`, since the account is not given.
    pub without_account: usize,
    /// What was taken; none where the template cannot be read.
    pub taken: Option<Taken>,
    /// What is wrong with it, in order of position.
    pub mistakes: Vec<TemplateMistake>,
    /// The lines that something is to be said about, in order.
    pub lines: Vec<MarkedLine>,
}

/// Something that can be given for a template, or that nothing can give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemplateValue {
    /// What it is.
    pub unknown: UnknownValue,
    /// Its form, where it is a parameter.
    pub parameter: Option<ParameterForm>,
    /// What it comes to as long as nothing is given: a default, the partition of a Region.
    pub by_itself: Option<String>,
    /// Whether it is known.
    pub is_known: bool,
    /// How many places of policies depend on it while it is unknown.
    pub places: usize,
    /// How many policies are not in the workspace while it is unknown.
    pub waiting: usize,
    /// Whether policies, or the names of those to whom they are attached, depend on it; always so of parameters, account
    /// and Region.
    pub is_needed: bool,
    /// A line of the template: where a parameter is declared, else where the value is used first.
    pub line: Option<u32>,
}

/// What was taken from a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// What became of its resources.
    pub resources: ResourceCounts,
    /// How many values of its policies are known.
    pub values: ValueCounts,
    /// How many documents of the workspace come from it.
    pub documents: usize,
    /// How many APIs of the workspace come from it.
    pub apis: usize,
    /// What is to be said about it, by kind; none is empty.
    pub remarks: Vec<RemarkGroup>,
}

/// Remarks of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkGroup {
    /// The kind.
    pub kind: RemarkKind,
    /// The remarks.
    pub remarks: Vec<TemplateRemark>,
}

/// What a remark about a template is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// What stays although the template says something else.
    Kept,
    /// Policies that wait for a name.
    NeedsName,
    /// Policies whose text is not in the template.
    NotKnown,
    /// Policies without a place in the workspace.
    NotPlaced,
    /// What may carry policies that the template does not show.
    Unseen,
    /// What of APIs is unknown.
    UnknownOfApis,
    /// What stands in the workspace although the template does not say it.
    Assumed,
    /// Policies in other languages.
    OtherLanguages,
    /// Policies that AWS manages.
    FromAws,
}

impl RemarkKind {
    /// Its title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Kept => "Stays as it is",
            Self::NeedsName => "Waits for a name",
            Self::NotKnown => "Without its text",
            Self::NotPlaced => "Without a place in the workspace",
            Self::Unseen => "May carry more policies",
            Self::UnknownOfApis => "Unknown of APIs",
            Self::Assumed => "Assumed",
            Self::OtherLanguages => "In another language than IAM’s",
            Self::FromAws => "From AWS",
        }
    }
}

/// A sentence about a resource of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRemark {
    /// The resource's logical id.
    pub logical_id: String,
    /// The sentence.
    pub message: String,
    /// Its line, where it is about something that stands in the template.
    pub line: Option<u32>,
}

/// What is wrong with the text of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateMistake {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// Where it begins in the text, in UTF-16 units.
    pub from: u32,
}

/// A line of a template that something is to be said about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedLine {
    /// Line, from 1.
    pub line: u32,
    /// What is to be said.
    pub marks: Vec<LineMark>,
}

/// Something that is to be said about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineMark {
    /// The template is wrong here.
    Mistake(Severity, String),
    /// A policy depends here on what is not known, by name.
    Unknown(Vec<String>),
    /// The policy that begins here is not in the workspace, as long as these are not known.
    Waiting(Vec<String>),
    /// The linter says something of the statement that stands here.
    Finding(LineFinding),
}

/// A finding of the linter about a document, at the line of the template that the document was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFinding {
    /// How bad it is.
    pub severity: lint::Severity,
    /// What is wrong.
    pub message: String,
    /// Its place in the document.
    pub place: Place,
}

/// What became of a text that is to take the place of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateReading {
    /// Whether it is a template that can be taken over.
    pub is_template: bool,
    /// What is wrong with it, in order of position.
    pub mistakes: Vec<TemplateMistake>,
}
