//! The actions of a matrix.

use std::collections::HashSet;

use super::MOST_MATRIX_COLUMNS;
use crate::analysis::assist::expansion;
use crate::catalogue::{Catalogue, PrefixWildcards};
use crate::explanation::quoted;
use crate::matching::has_wildcard;
use crate::policy::read_policy;
use crate::text::json::parse;
use crate::workspace::model::Workspace;
use crate::workspace::{document_list, edit};

/// The actions that `typed` lists; those that requests and policies name where it lists none.
pub(super) fn columns(
    workspace: &Workspace,
    typed: &str,
    catalogue: Option<&Catalogue>,
    notes: &mut Vec<String>,
) -> Vec<String> {
    let mut columns = Columns::default();
    let mut entries = typed
        .split(|character: char| character.is_whitespace() || matches!(character, ',' | ';'))
        .map(|entry| entry.trim_matches(['"', '`', '\'']))
        .filter(|entry| !entry.is_empty())
        .peekable();
    if entries.peek().is_none() {
        columns.add_named(workspace);
    }
    for entry in entries {
        columns.add_typed(entry, catalogue, notes);
    }
    if columns.seen.len() > columns.actions.len() {
        let (shown, all) = (columns.actions.len(), columns.seen.len());
        notes.push(format!("the first {shown} of {all} actions are shown"));
    }
    columns.actions
}

#[derive(Default)]
struct Columns {
    actions: Vec<String>,
    /// In lower case, those for which there is no room included.
    seen: HashSet<String>,
}

impl Columns {
    fn add(&mut self, action: &str) {
        if self.seen.insert(action.to_ascii_lowercase()) && self.actions.len() < MOST_MATRIX_COLUMNS {
            self.actions.push(action.to_owned());
        }
    }

    fn add_typed(&mut self, entry: &str, catalogue: Option<&Catalogue>, notes: &mut Vec<String>) {
        let is_pattern = has_wildcard(entry);
        match catalogue {
            None if is_pattern => {
                let entry = quoted(entry);
                notes.push(format!("{entry} waits for the action catalogue, which is not loaded"));
                return;
            }
            None => {}
            Some(catalogue) => {
                let selection = catalogue.expand(entry, PrefixWildcards::Literal);
                if selection.is_empty() {
                    let reason = expansion(entry, catalogue).note.unwrap_or_default();
                    notes.push(format!("{}: {reason}", quoted(entry)));
                }
                if is_pattern || !selection.is_empty() {
                    catalogue.selected(&selection).for_each(|action| self.add(&action.to_string()));
                    return;
                }
            }
        }
        match entry.split_once(':') {
            Some((service, name)) if !service.is_empty() && !name.is_empty() => self.add(entry),
            // Where there is a catalogue, its note says so.
            _ if catalogue.is_some() => {}
            _ => notes.push(format!(
                "{} is no action: an action is service:Name, as in s3:GetObject",
                quoted(entry)
            )),
        }
    }

    /// Those of the requests first, then those that stand whole in an `Action` element.
    fn add_named(&mut self, workspace: &Workspace) {
        let is_whole = |action: &str| action.contains(':') && !has_wildcard(action);
        for request in workspace.requests.iter().filter(|request| is_whole(&request.action)) {
            self.add(&request.action);
        }
        for entry in document_list::all(workspace) {
            let text = edit::document(workspace, entry.id).map_or("", |document| &document.text);
            let Some(root) = parse(text).root else { continue };
            let policy = read_policy(&root).0;
            let lists = policy.statements.iter().filter_map(|statement| statement.action.as_ref());
            for action in lists.filter(|list| !list.negated).flat_map(|list| &list.values) {
                if is_whole(&action.text) {
                    self.add(&action.text);
                }
            }
        }
    }
}
