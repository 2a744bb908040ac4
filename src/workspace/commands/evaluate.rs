//! `policyscope evaluate`.

use super::ShellCommand;
use super::shell::{escaped_json, is_deceptive};
use crate::workspace::RequestError;
use crate::workspace::model::Workspace;
use crate::workspace::scenarios::scenario_text;

/// The line that ends the scenario. No line of a JSON text is this word.
const END: &str = "SCENARIO";

/// The command, with a check of the expected decision where there is one. Between a quoted word and its second
/// occurrence a shell changes nothing.
pub(super) fn command(
    workspace: &Workspace,
    request: usize,
    expects: bool,
) -> Result<ShellCommand, RequestError> {
    let scenario = scenario_text(workspace, request)?;
    let check = if expects { " --check" } else { "" };
    let json = escaped_json(&scenario.indented, is_deceptive);
    let text = format!("policyscope evaluate{check} - <<'{END}'\n{json}\n{END}");
    let note = |name: &String| {
        format!("the command refuses the policy `{name}`, which cannot be read, and tells the place")
    };
    Ok(ShellCommand { text: Some(text), notes: scenario.unreadable_policies.iter().map(note).collect() })
}
