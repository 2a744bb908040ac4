//! Requests as scenarios, which carry all their policies: out of a workspace as JSON Lines for `policyscope evaluate`,
//! and from such lines into a workspace.

mod claims;
mod fitting;
mod import;
mod line;
mod plain;
mod resolved;

pub use import::{LineImport, LineProblem, import_lines, looks_like_lines};
pub use resolved::{ScenarioLines, ScenarioText, scenario_lines, scenario_text};
