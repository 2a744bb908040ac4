//! The actions that a statement is about.

use crate::catalogue::{Action, Catalogue, PrefixWildcards};
use crate::text::json::{Node, Value};

/// More actions than this say no more than all of them.
const MAX_ACTIONS: usize = 5_000;

/// The actions of a statement, ascending; `None` where they are not bounded: the statement has no `Action`
/// element, it names `*`, or the catalogue has none of what it names.
pub(super) fn statement_actions<'c>(
    statement: &Node<'_>,
    catalogue: &'c Catalogue,
) -> Option<Vec<Action<'c>>> {
    let mut actions = Vec::new();
    for pattern in strings(&statement.member("Action")?.value) {
        let selection = catalogue.expand(pattern, PrefixWildcards::Literal);
        if actions.len() + selection.len() > MAX_ACTIONS {
            return None;
        }
        actions.extend(catalogue.selected(&selection));
    }
    actions.sort_unstable();
    actions.dedup();
    (!actions.is_empty()).then_some(actions)
}

/// The strings of a value that is a string or an array.
fn strings<'n>(node: &'n Node<'_>) -> impl Iterator<Item = &'n str> {
    let entries = match &node.value {
        Value::Array(elements) => elements.as_slice(),
        _ => std::slice::from_ref(node),
    };
    entries.iter().filter_map(|entry| match &entry.value {
        Value::String(text) => Some(&**text),
        _ => None,
    })
}
