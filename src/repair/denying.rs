//! Candidates where the request is allowed and should not be: less of the Allow, or a Deny.

use super::Change;
use super::candidate::{Candidate, Kind, document_name};
use super::situation::{Situation, Spot};
use super::statement_text::{LastRead, StatementText, alone};
use super::writing::new_statement;
use crate::catalogue::Catalogue;
use crate::evaluation::{Check, EffectName};
use crate::explanation::quoted;
use crate::policy::Effect;

/// Where a Deny is written first.
const DENYING: [Check; 5] = [
    Check::Principal,
    Check::Resource,
    Check::PermissionsBoundary,
    Check::Session,
    Check::ServiceControlPolicy,
];

/// What may stop the request that `allowed_by` lets through. A Deny is enough alone, so it is no candidate after other
/// steps (`is_first`).
pub(super) fn candidates(
    situation: &Situation<'_>,
    allowed_by: Option<Check>,
    is_first: bool,
    catalogue: Option<&Catalogue>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let checks = match allowed_by {
        Some(check) => vec![check],
        None => vec![Check::Principal, Check::Resource],
    };
    for spot in checks.into_iter().flat_map(|check| situation.spots(check, None)) {
        let is_allow = spot.statement.effect == Some(EffectName::Allow);
        if is_allow && spot.statement.applies.is_possible() {
            found.extend(less(situation, spot, catalogue));
        }
    }
    let denying = DENYING.iter().filter(|_| is_first);
    let denies = denying.filter_map(|check| new_statement(situation, *check, None, Effect::Deny, catalogue));
    found.extend(denies);
    found
}

/// The Allow without the request's action, without its resource, and not at all.
fn less(situation: &Situation<'_>, spot: Spot<'_>, catalogue: Option<&Catalogue>) -> Vec<Candidate> {
    let Some(text) = StatementText::of(&spot, &mut LastRead::default()) else {
        return Vec::new();
    };
    let (action, resource) = (&situation.request().action, &situation.request().resource);
    let title = text.title(situation, &spot);
    let document = spot.document;
    let edits = text.remove_entry("Action", |entry| entry.eq_ignore_ascii_case(action));
    let actions = alone(action, catalogue);
    let order = format!("take {} out of {title}", quoted(action));
    let without_action = Candidate::edit(document, order, edits, Kind::Entry, actions);
    let edits = text.remove_entry("Resource", |entry| entry == resource && entry != "*");
    let actions = text.actions_on(resource, action, catalogue);
    let order = format!("take {} out of {title}", quoted(resource));
    let without_resource = Candidate::edit(document, order, edits, Kind::Entry, actions);
    let actions = text.actions(catalogue);
    let order = format!("remove {title}");
    let removed = Candidate::edit(document, order, text.remove(), Kind::Removal, actions.clone());
    // Without a boundary, a session policy or an endpoint's policy nothing would limit.
    let is_removable = matches!(document.check, Check::Principal | Check::Resource) && text.is_only_one();
    let gone = is_removable.then(|| {
        let change = Change::RemoveDocument { document: document.id, before: document.document.text.clone() };
        let name = document_name(situation, document);
        let order = format!("remove {name}, which has no other statement");
        Candidate::of_document(document.id, &document.document.name, order, change, Kind::Removal, actions)
    });
    [without_action, without_resource, removed, gone].into_iter().flatten().collect()
}
