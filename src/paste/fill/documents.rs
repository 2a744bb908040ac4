//! Putting documents into slots without losing what is there, or that something is not known.

use std::collections::HashSet;

use crate::paste::facts::{KnownPolicies, PrincipalKind};
use crate::paste::not_known::{Rest, stands_for_others};
use crate::scenario::Slot;
use crate::workspace::is_not_known;
use crate::workspace::model::PolicyDocument;

/// Puts `document` into a list: one of its name gets its text, else it is added. A name without text never takes the
/// place of a text.
pub(super) fn put(list: &mut Vec<PolicyDocument>, document: &PolicyDocument) {
    match list.iter_mut().find(|found| found.name == document.name) {
        Some(found) if is_not_known(document) && !is_not_known(found) => {}
        Some(found) => found.text.clone_from(&document.text),
        None => {
            // What stands for others stays last.
            let place = list.iter().position(stands_for_others).unwrap_or(list.len());
            list.insert(place, document.clone());
        }
    }
}

/// Puts `document` where there is room for one only; its text replaces the one there, and the name of that stays.
pub(super) fn put_alone(slot: &mut Slot<Option<PolicyDocument>>, document: &PolicyDocument) {
    match slot {
        Slot::Known(Some(found)) if is_not_known(document) && !is_not_known(found) => {}
        Slot::Known(Some(found)) => {
            if is_not_known(found) {
                found.name.clone_from(&document.name);
            }
            found.text.clone_from(&document.text);
        }
        _ => *slot = Slot::Known(Some(document.clone())),
    }
}

/// Puts policies of a principal of this kind into its slot. `known` says which sorts of policies have been listed in
/// full by now; the others stay unknown if they were.
pub(super) fn put_policies(
    slot: &mut Slot<Vec<PolicyDocument>>,
    documents: &[PolicyDocument],
    known: KnownPolicies,
    kind: PrincipalKind,
) {
    let is_known = |rest: Rest| match rest {
        Rest::Attached => known.attached,
        Rest::Inline => known.inline,
        Rest::Groups => known.groups,
    };
    if slot.is_unknown() {
        if documents.is_empty() && !Rest::of(kind).iter().any(|rest| is_known(*rest)) {
            return;
        }
        *slot = Slot::Known(Rest::of(kind).iter().map(|rest| rest.document(kind)).collect());
    }
    let Some(list) = slot.known_mut() else {
        return;
    };
    for document in distinct(documents) {
        put(list, &document);
    }
    list.retain(|document| !Rest::of(kind).iter().any(|rest| is_known(*rest) && rest.is(document)));
    let is_nothing_known =
        !list.is_empty() && list.iter().all(Rest::is_any) && list.len() == Rest::of(kind).len();
    if is_nothing_known {
        *slot = Slot::Unknown;
    }
}

/// The documents with names of their own: a policy written into a role may be called like one that is attached to it.
fn distinct(documents: &[PolicyDocument]) -> Vec<PolicyDocument> {
    let mut names = HashSet::new();
    let with_name = |document: &PolicyDocument| {
        let mut document = document.clone();
        let mut number = 1;
        let name = document.name.clone();
        while !names.insert(document.name.clone()) {
            number += 1;
            document.name = format!("{name} ({number})");
        }
        document
    };
    documents.iter().map(with_name).collect()
}
