//! What a pasted text can be, and why one was not recognised.

use std::fmt;

use crate::policy::PolicyType;
use crate::text::Position;

/// What a pasted text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An error message by which AWS refuses a request.
    AccessDenied,
    /// The answer of `sts decode-authorization-message`.
    DecodedMessage,
    /// One or more CloudTrail records.
    TrailRecords,
    /// The answer of Access Troubleshooter (`iam-toolbox get-request-authorization-details`).
    AuthorizationDetails,
    /// A policy document of the type that it looks like.
    Policy(PolicyType),
    /// The output of an AWS CLI command, which is named: `iam get-role`.
    CommandOutput(&'static str),
    /// A CloudFormation or SAM template.
    Template,
    /// The ARN of somebody who can make requests.
    PrincipalArn,
    /// Another ARN.
    ResourceArn,
    /// Several of these, one below the other.
    Several,
    /// A workspace file, to be opened and not filled in.
    Workspace,
    /// A share link, to be opened and not filled in.
    ShareLink,
}

/// With its article: `an AccessDenied message`.
impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::AccessDenied => formatter.write_str("an AccessDenied message"),
            Kind::DecodedMessage => formatter.write_str("a decoded authorization message"),
            Kind::TrailRecords => formatter.write_str("a CloudTrail event"),
            Kind::AuthorizationDetails => {
                formatter.write_str("authorization details of Access Troubleshooter")
            }
            Kind::Policy(policy_type) => formatter.write_str(&policy_type.name_with_article()),
            Kind::CommandOutput(command) => write!(formatter, "the output of `aws {command}`"),
            Kind::Template => formatter.write_str("a CloudFormation template"),
            Kind::PrincipalArn => formatter.write_str("the ARN of a caller"),
            Kind::ResourceArn => formatter.write_str("the ARN of a resource"),
            Kind::Several => formatter.write_str("several texts"),
            Kind::Workspace => formatter.write_str("a workspace file"),
            Kind::ShareLink => formatter.write_str("a share link"),
        }
    }
}

/// Why a text was not recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRecognisedKind {
    /// There is no text.
    Empty,
    /// The text is longer than [`MAX_TEXT_BYTES`](crate::text::json::MAX_TEXT_BYTES).
    TooLong,
    /// The text looks like JSON and is not.
    BrokenJson,
    /// The text is an encoded authorization message, which only AWS can decode.
    EncodedMessage,
    /// The text is an event that is no request to AWS, such as a sign-in.
    NotARequest,
    /// The text is something else.
    Unknown,
}

/// A text that says nothing that a workspace could be filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRecognised {
    /// The kind of obstacle.
    pub kind: NotRecognisedKind,
    /// What is wrong, in the style of [`Diagnostic`](crate::text::Diagnostic) messages.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where broken JSON breaks.
    pub position: Option<Position>,
}

impl NotRecognised {
    pub(super) fn new(kind: NotRecognisedKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: None, position: None }
    }

    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn encoded_message() -> Self {
        Self::new(
            NotRecognisedKind::EncodedMessage,
            "this is an encoded authorization message: what it says is hidden until AWS decodes it",
        )
        .with_help(
            "run `aws sts decode-authorization-message --encoded-message` with the text after \
             `Encoded authorization failure message:`, and paste the answer",
        )
    }

    pub(super) fn unknown(message: impl Into<String>) -> Self {
        Self::new(NotRecognisedKind::Unknown, message).with_help(
            "paste an AccessDenied message, a CloudTrail event, a policy, a CloudFormation template, an ARN, or the JSON output of a command such \
             as `aws iam get-role`",
        )
    }
}

impl fmt::Display for NotRecognised {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        match self.position {
            Some(position) => write!(formatter, " (line {}, column {})", position.line, position.column + 1),
            None => Ok(()),
        }
    }
}

impl std::error::Error for NotRecognised {}
