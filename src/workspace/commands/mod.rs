//! A request as commands for a POSIX shell: one for this program, one for AWS's policy simulator.

mod evaluate;
mod limits;
mod policy_texts;
mod shell;
mod simulate;

use super::model::Workspace;
use super::{RequestError, resolve};

/// The commands for one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commands {
    /// `policyscope evaluate` with the scenario on its standard input.
    pub evaluate: ShellCommand,
    /// `aws iam simulate-custom-policy`.
    pub simulate: ShellCommand,
}

/// A command and what there is to know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellCommand {
    /// The command without a line break at its end; none where there can be none, which the first note then explains.
    pub text: Option<String>,
    /// What it leaves out, each in the style of [`Diagnostic`](crate::text::Diagnostic) messages.
    pub notes: Vec<String>,
}

/// The commands for request number `request` of `workspace`.
///
/// Whatever the workspace holds, a shell takes each text of it as one literal word or as input of the command.
///
/// # Errors
/// As [`resolve`].
pub fn commands(workspace: &Workspace, request: usize) -> Result<Commands, RequestError> {
    let resolved = resolve(workspace, request)?;
    let expects = workspace.requests.get(request).is_some_and(|named| named.expect.is_some());
    Ok(Commands {
        evaluate: evaluate::command(workspace, request, expects)?,
        simulate: simulate::command(&resolved),
    })
}
