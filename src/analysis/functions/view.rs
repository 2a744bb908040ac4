//! What there is to say about the functions of templates, as plain data.

use serde::{Deserialize, Serialize};

use crate::analysis::Place;
use crate::evaluation::{Decision, Truth};

/// The functions of all templates of a workspace. Sentences are in lower case without a full stop, user text in backticks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Functions {
    /// The functions, template by template.
    pub functions: Vec<FunctionView>,
    /// What could not be looked into: a template that cannot be read, a permission of which the function is not known.
    pub remarks: Vec<Remark>,
    /// Whether there is a catalogue of actions; without one, actions are not sorted by access.
    pub is_sorted: bool,
}

/// A function of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionView {
    /// Where it is in its template.
    pub place: TemplatePlace,
    /// Its name in the template.
    pub logical_id: String,
    /// Its ARN; none where that is not known.
    pub arn: Option<String>,
    /// The condition of the template on which it is made, where it is not known whether that holds.
    pub condition: Option<String>,
    /// The role with which it runs.
    pub role: RoleView,
    /// What the policies of its role allow.
    pub access: Access,
    /// Who may invoke it.
    pub invocation: Invocation,
    /// What the trust policy of its role lets in.
    pub trust: Trust,
    /// Where it has more or less than it seems to need.
    pub notes: Vec<Note>,
}

/// A place in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplatePlace {
    /// The number of the template in the workspace.
    pub template: usize,
    /// What the template is called.
    pub name: String,
    /// Line, from 1.
    pub line: u32,
}

/// A sentence about a place in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The sentence.
    pub message: String,
    /// The place.
    pub place: Option<TemplatePlace>,
}

/// The role of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleView {
    /// Its ARN as the workspace has it; none where it is not known which role it is.
    pub arn: Option<String>,
    /// Its name in the template, where the template makes it.
    pub logical_id: Option<String>,
    /// Where the template makes it.
    pub place: Option<TemplatePlace>,
    /// Why nothing, or not all, is known of it.
    pub unknown: Option<String>,
    /// The other functions that run with it.
    pub shared_with: Vec<String>,
}

impl RoleView {
    /// What of it is not known, in short: [`unknown`](Self::unknown) says why, once for all that follows from it.
    pub(super) fn what_is_unknown(&self) -> &'static str {
        if self.arn.is_some() { "its role is not in the workspace" } else { "its role is not known" }
    }
}

/// A statement of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementRef {
    /// Its Sid, or its number from one.
    pub title: String,
    /// The name of its document.
    pub policy: String,
    /// Where it stands in the document; none for one that is in the template only.
    pub place: Option<Place>,
    /// Where the template says so.
    pub template: Option<TemplatePlace>,
}

/// What the policies of a role allow: at most this, where something may take away from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// What they allow, by service.
    pub services: Vec<ServiceAccess>,
    /// What may take away from it: Denies, a permissions boundary, organization policies.
    pub limits: Vec<Limit>,
    /// What is not known of the policies, so that there may be more than what is listed.
    pub unknown: Vec<Limit>,
}

/// What is allowed of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceAccess {
    /// The prefix of its actions; `*` for statements about many services.
    pub prefix: String,
    /// Its name for people.
    pub name: String,
    /// By access level, the harmless first.
    pub levels: Vec<LevelAccess>,
}

/// What is allowed of one service and one access level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelAccess {
    /// The access level in AWS's words; none for actions that are not sorted.
    pub level: Option<String>,
    /// By statement.
    pub grants: Vec<GrantView>,
}

/// What one statement allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantView {
    /// The actions, as few patterns as say exactly them.
    pub actions: Vec<String>,
    /// How many actions these are; 0 when they are not sorted.
    pub count: usize,
    /// One of the actions; empty when they are not sorted.
    pub example: String,
    /// The resources as the policy has them; `${Table}` stands for something that is not known.
    pub resources: Vec<String>,
    /// Whether it is all resources but these.
    pub is_all_but: bool,
    /// The context keys of its conditions; empty for one without.
    pub conditions: Vec<String>,
    /// The statement.
    pub statement: StatementRef,
}

/// Something that may take away from what is allowed, or that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// What it is.
    pub message: String,
    /// The statement, where it is one.
    pub statement: Option<StatementRef>,
}

/// Who may invoke a function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invocation {
    /// Whom the policy of the function lets in.
    pub by_policy: Vec<Invoker>,
    /// Users and roles of the workspace, by the ordinary evaluation of a request.
    pub callers: Vec<Caller>,
    /// What is not known.
    pub remarks: Vec<Remark>,
}

/// Somebody whom the policy of a function lets in or keeps out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoker {
    /// Who, in words.
    pub who: String,
    /// What kind of caller.
    pub kind: InvokerKind,
    /// Whether the statement denies.
    pub denies: bool,
    /// The actions as the statement has them.
    pub actions: Vec<String>,
    /// Its conditions: `AWS:SourceArn ArnLike arn:…`.
    pub conditions: Vec<String>,
    /// What to mind.
    pub remarks: Vec<String>,
    /// The statement.
    pub statement: StatementRef,
}

/// What kind of caller a statement names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvokerKind {
    /// Everyone.
    Everyone,
    /// A service of AWS.
    Service,
    /// All of an account.
    Account,
    /// A user, a role or a session.
    Principal,
    /// Nobody knows.
    Unknown,
}

/// A user or role of the workspace that may invoke a function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// Its ARN.
    pub principal: String,
    /// The action.
    pub action: String,
    /// The decision, whatever the context of the request; none where the ARN of the function, or of the version or alias
    /// by which it is called, is not known, so that nothing was decided and a policy that may allow it was found.
    pub decision: Option<Decision>,
    /// Why that is not sure; empty where it is.
    pub depends_on: Vec<String>,
    /// The statement that allows it, where there is one alone.
    pub statement: Option<StatementRef>,
}

/// What a trust policy lets in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// Whether Lambda may assume the role.
    pub lets_lambda: Answer,
    /// Why that is not sure, or why nothing is known; empty otherwise.
    pub reason: String,
    /// Its statements, one entry for each principal.
    pub statements: Vec<Invoker>,
}

/// An answer that may depend on what is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It depends on what is not known.
    Unknown,
}

impl From<Truth> for Answer {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Yes,
            Truth::False => Self::No,
            Truth::Unknown => Self::Unknown,
        }
    }
}

/// What kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A right that it seems to need and surely has not.
    Missing,
    /// A right that it seems to need, of which it is not known whether it has it.
    Unsure,
    /// More than it seems to need.
    Excess,
    /// A role that others use too.
    Shared,
}

impl NoteKind {
    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing right",
            Self::Unsure => "not known",
            Self::Excess => "more than needed",
            Self::Shared => "shared role",
        }
    }
}

/// Where a function has more or less than it seems to need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What kind.
    pub kind: NoteKind,
    /// The sentence.
    pub message: String,
    /// Where the template says what the note is about.
    pub place: Option<TemplatePlace>,
    /// The statement that it is about.
    pub statement: Option<StatementRef>,
}
