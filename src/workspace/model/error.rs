//! Why a text cannot be read as a workspace.

use std::fmt;

use super::place::innermost_at;
use crate::text::{LineIndex, Position, Severity, json};

/// What kind of text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkspaceErrorKind {
    /// The text is not JSON.
    Syntax,
    /// The text is JSON, but no workspace.
    NotAWorkspace,
    /// The text is a workspace that holds something of the wrong kind, or lacks something.
    Content,
}

impl WorkspaceErrorKind {
    /// Its stable name, in kebab case.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Syntax => "workspace-syntax",
            Self::NotAWorkspace => "not-a-workspace",
            Self::Content => "workspace-content",
        }
    }
}

/// A text that cannot be read as a workspace, and where the reason stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceError {
    /// The kind of text.
    pub kind: WorkspaceErrorKind,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What to do about it, where that can be said.
    pub help: Option<String>,
    /// The value that is wrong: `requests[0].context["aws:SourceIp"]`; empty for the whole text.
    pub path: String,
    /// Where that value begins in the text.
    pub position: Position,
}

impl WorkspaceError {
    pub(super) fn not_a_workspace() -> Self {
        Self {
            kind: WorkspaceErrorKind::NotAWorkspace,
            message: "this is not a workspace: it has no member `policyscope` with the number of a version"
                .to_owned(),
            help: Some("a workspace is an object that begins with `\"policyscope\": 1`".to_owned()),
            path: String::new(),
            position: Position { line: 1, column: 0, offset: 0 },
        }
    }

    /// The refusal of `text` that `error` stands for.
    pub(super) fn unreadable(text: &str, error: &serde_json::Error) -> Self {
        let parsed = json::parse(text);
        let syntax = parsed
            .diagnostics
            .into_iter()
            .find(|finding| finding.severity == Severity::Error && finding.code != "duplicate-member");
        let (kind, message, help, offset) = match syntax {
            Some(finding) if !error.is_data() => {
                (WorkspaceErrorKind::Syntax, finding.message, finding.help, finding.span.start)
            }
            _ if error.is_data() => {
                (WorkspaceErrorKind::Content, plain_message(error), None, offset_of(text, error))
            }
            _ => (WorkspaceErrorKind::Syntax, plain_message(error), None, offset_of(text, error)),
        };
        let place = parsed.root.map(|root| innermost_at(&root, offset));
        let start = match (&place, kind) {
            (Some(place), WorkspaceErrorKind::Content) => place.span.start,
            _ => offset,
        };
        Self {
            kind,
            message,
            help,
            path: place.map(|place| place.path).unwrap_or_default(),
            position: LineIndex::new(text).position(start),
        }
    }
}

impl fmt::Display for WorkspaceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == WorkspaceErrorKind::NotAWorkspace {
            return formatter.write_str(&self.message);
        }
        if !self.path.is_empty() {
            write!(formatter, "`{}`: ", self.path)?;
        }
        write!(
            formatter,
            "{} (line {}, column {})",
            self.message,
            self.position.line,
            self.position.column + 1
        )
    }
}

impl std::error::Error for WorkspaceError {}

/// The byte that was read last when `error` was found.
fn offset_of(text: &str, error: &serde_json::Error) -> u32 {
    let lines_before: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    u32::try_from(lines_before + error.column().saturating_sub(1)).unwrap_or(u32::MAX)
}

/// The message of `error` without the place, in the words of JSON.
fn plain_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("the member {name} is missing");
    }
    if let Some(name) = message.strip_prefix("duplicate field ") {
        return format!("the member {name} occurs twice");
    }
    if let Some(value) = message.strip_prefix("unknown variant ") {
        return format!("unknown value {value}");
    }
    let mismatch = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    match mismatch.and_then(|mismatch| mismatch.rsplit_once(", expected ")) {
        Some((found, wanted)) => {
            format!("expected {}, found {}", wanted_in_json(wanted), found_in_json(found))
        }
        None => message.to_owned(),
    }
}

fn wanted_in_json(wanted: &str) -> &str {
    match wanted {
        "a sequence" => "an array",
        "a map" => "an object",
        "option" => "one policy",
        "usize" | "u64" => "a whole number from 0",
        _ => wanted,
    }
}

fn found_in_json(found: &str) -> String {
    match found.split_once(' ') {
        None if found == "map" => "an object".to_owned(),
        None if found == "sequence" => "an array".to_owned(),
        Some(("string", quoted)) => format!("the string `{}`", quoted.trim_matches('"')),
        Some(("boolean", value)) => value.to_owned(),
        Some(("integer", number) | ("floating", number)) => {
            format!("the number {}", number.trim_start_matches("point "))
        }
        _ => found.to_owned(),
    }
}
