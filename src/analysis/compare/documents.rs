//! The documents of two versions.

use super::{ActionChanges, ActionList, DocumentComparison, DocumentFate};
use crate::catalogue::{ActionSelection, Catalogue};
use crate::policy::{Effect, read_policy};
use crate::text::json::parse;
use crate::workspace::document_list::{self, Entry};
use crate::workspace::edit;
use crate::workspace::model::Workspace;

pub(super) fn compare(
    before: &Workspace,
    after: &Workspace,
    catalogue: Option<&Catalogue>,
) -> Vec<DocumentComparison> {
    let mut earlier = document_list::all(before);
    let later = document_list::all(after);
    let partners = partners(&mut earlier, &later);
    let mut compared = Vec::new();
    for (entry, partner) in later.iter().zip(partners) {
        let text = text_of(after, entry);
        let (fate, was) = match &partner {
            Some(partner) => (DocumentFate::Edited, text_of(before, partner)),
            None => (DocumentFate::Added, ""),
        };
        if partner.is_none() || was != text {
            compared.push(comparison(entry, fate, was, text, catalogue));
        }
    }
    let gone = earlier.iter();
    compared.extend(
        gone.map(|entry| comparison(entry, DocumentFate::Removed, text_of(before, entry), "", catalogue)),
    );
    compared
}

/// For each later document the one that it was; what is left of `earlier` is gone.
fn partners(earlier: &mut Vec<Entry>, later: &[Entry]) -> Vec<Option<Entry>> {
    let mut partners: Vec<Option<Entry>> = vec![None; later.len()];
    let is_in_place = |one: &Entry, other: &Entry| {
        one.owner == other.owner
            && std::mem::discriminant(&one.id) == std::mem::discriminant(&other.id)
            && document_list::check_of(one.id) == document_list::check_of(other.id)
    };
    for by_name in [true, false] {
        for (partner, entry) in partners.iter_mut().zip(later).filter(|(partner, _)| partner.is_none()) {
            let found = earlier
                .iter()
                .position(|other| is_in_place(other, entry) && (!by_name || other.name == entry.name));
            *partner = found.map(|index| earlier.remove(index));
        }
    }
    partners
}

fn text_of<'w>(workspace: &'w Workspace, entry: &Entry) -> &'w str {
    edit::document(workspace, entry.id).map_or("", |document| &document.text)
}

fn comparison(
    entry: &Entry,
    fate: DocumentFate,
    before: &str,
    after: &str,
    catalogue: Option<&Catalogue>,
) -> DocumentComparison {
    DocumentComparison {
        document: entry.id,
        name: entry.name.clone(),
        owner: entry.owner.clone(),
        fate,
        actions: catalogue.map(|catalogue| action_changes(before, after, catalogue)),
    }
}

/// The actions that the statements of a document are about.
#[derive(Default)]
struct Named {
    allowed: ActionSelection,
    denied: ActionSelection,
}

fn named(text: &str, catalogue: &Catalogue) -> Named {
    let mut named = Named::default();
    let Some(root) = parse(text).root else {
        return named;
    };
    for statement in &read_policy(&root).0.statements {
        let (Some(effect), Some(list), None) = (statement.effect, &statement.action, &statement.unreadable)
        else {
            continue;
        };
        let actions = catalogue.expand_list(list.values.iter().map(|entry| &*entry.text), list.negated);
        let of_effect = match effect {
            Effect::Allow => &mut named.allowed,
            Effect::Deny => &mut named.denied,
        };
        *of_effect = of_effect.union(&actions);
    }
    named
}

fn action_changes(before: &str, after: &str, catalogue: &Catalogue) -> ActionChanges {
    let (before, after) = (named(before, catalogue), named(after, catalogue));
    let only_in = |one: &ActionSelection, other: &ActionSelection| {
        let actions = one.difference(other);
        ActionList { count: actions.len(), patterns: catalogue.cover(&actions) }
    };
    ActionChanges {
        newly_allowed: only_in(&after.allowed, &before.allowed),
        no_longer_allowed: only_in(&before.allowed, &after.allowed),
        newly_denied: only_in(&after.denied, &before.denied),
        no_longer_denied: only_in(&before.denied, &after.denied),
    }
}
