//! The edit that adds an action to a statement.

use crate::lint::{Edit, StatementFacts, edits};
use crate::text::Span;
use crate::text::json::Value;

/// Adds actions to `Action` or `NotAction`. `None` when there is no such element or it lists nothing.
pub(in crate::lint::rules) fn add_actions(statement: &StatementFacts<'_>, actions: &[&str]) -> Option<Edit> {
    let member = ["Action", "NotAction"].iter().find_map(|name| statement.member(name))?;
    let added: String = actions.iter().map(|action| format!(", {}", edits::quoted(action))).collect();
    match &member.value.value {
        Value::Array(entries) => Some(edits::replace(Span::at(entries.last()?.span.end), added)),
        Value::String(only) => {
            Some(edits::replace(member.value.span, format!("[{}{added}]", edits::quoted(only))))
        }
        _ => None,
    }
}
