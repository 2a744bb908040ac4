//! What can be done with lines of scenarios.

use super::claims::Claims;
use super::fitting::fitting_request;
use super::line::{ReadScenario, read};
use crate::scenario::chunks;
use crate::text::json::{self, Value};
use crate::text::{LineIndex, Severity};
use crate::workspace::model::{NamedRequest, Workspace};

/// The most lines that are taken from one text.
const MAX_LINES: usize = 1_000;

/// Something wrong with a line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, where the problem has a place in the line.
    pub column: Option<u32>,
    /// What is wrong, in the style of [`Diagnostic`](crate::text::Diagnostic) messages.
    pub message: String,
}

/// What can be done with the lines of a text: the requests that fit can be added to the workspace, or all of them
/// become a workspace of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineImport {
    /// How many lines the text has, those without text left out.
    pub lines: usize,
    /// Lines that are no scenario.
    pub unreadable: Vec<LineProblem>,
    /// Requests that, added to the workspace, resolve to the scenarios on their lines.
    pub fitting: Vec<NamedRequest>,
    /// Lines whose scenario is another in the workspace, and what differs.
    pub not_fitting: Vec<LineProblem>,
    /// A workspace made of the scenarios alone.
    pub own: Workspace,
    /// Lines that this workspace cannot hold, and why.
    pub not_in_own: Vec<LineProblem>,
}

/// Whether `text` looks like scenarios, one a line or one in all.
#[must_use]
pub fn looks_like_lines(text: &str) -> bool {
    chunks(text.as_bytes()).first().is_some_and(|chunk| {
        let (line, _) = json::decode(chunk.bytes);
        let root = json::parse(&line).root;
        root.is_some_and(|root| {
            let has = |name: &str| root.member(name).is_some();
            let is_object = |name: &str| {
                root.member(name).is_some_and(|member| matches!(member.value.value, Value::Object(_)))
            };
            is_object("scenario") || is_object("request") && has("principal")
        })
    })
}

/// Reads `text` as JSON Lines of scenarios or vector lines, or as one of them, for `workspace`.
///
/// A scenario fits the workspace when its policies, its context and its caller are those that the request gets there;
/// context keys that follow from caller and resource may be left out. Takes time in proportion to the lines and the
/// size of the workspace.
#[must_use]
pub fn import_lines(workspace: &Workspace, text: &str) -> LineImport {
    let mut import = LineImport::default();
    let mut trial = Workspace { requests: Vec::new(), ..workspace.clone() };
    let mut claims = Claims::default();
    let mut claimed: Vec<(u32, ReadScenario)> = Vec::new();
    for chunk in chunks(text.as_bytes()) {
        if chunk.bytes.trim_ascii().is_empty() {
            break;
        }
        let line = chunk.first_line + 1;
        import.lines += 1;
        if import.lines > MAX_LINES {
            let message = format!("only the first {MAX_LINES} lines are taken");
            import.unreadable.push(LineProblem { line, column: None, message });
            break;
        }
        let read = match read_chunk(chunk.bytes, chunk.first_line) {
            Ok(read) => read,
            Err(problem) => {
                import.unreadable.push(problem);
                continue;
            }
        };
        let problem = |message: String| LineProblem { line, column: None, message };
        match fitting_request(&mut trial, &read) {
            Ok(request) => import.fitting.push(request),
            Err(message) => import.not_fitting.push(problem(message)),
        }
        match claims.add(line, &read.scenario) {
            Ok(()) => claimed.push((line, read)),
            Err(message) => import.not_in_own.push(problem(message)),
        }
    }
    let mut own = claims.workspace();
    let mut requests = Vec::new();
    for (line, read) in &claimed {
        match fitting_request(&mut own, read) {
            Ok(request) => requests.push(request),
            Err(_) => {
                let message = "a workspace cannot hold this scenario as it is".to_owned();
                import.not_in_own.push(LineProblem { line: *line, column: None, message });
            }
        }
    }
    import.not_in_own.sort_by_key(|problem| problem.line);
    own.requests = requests;
    import.own = own;
    import
}

fn read_chunk(bytes: &[u8], first_line: u32) -> Result<ReadScenario, LineProblem> {
    let (text, broken) = json::decode(bytes);
    let problem = |span: crate::text::Span, message: String| {
        let position = LineIndex::new(&text).position(span.start);
        LineProblem { line: first_line + position.line, column: Some(position.column + 1), message }
    };
    if let Some(found) = broken.iter().find(|found| found.severity == Severity::Error) {
        return Err(problem(found.span, found.message.clone()));
    }
    read(&text).map_err(|error| problem(error.span, error.message))
}
