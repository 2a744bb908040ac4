//! Which callers a statement can be about.

use crate::catalogue::embedded::{CallerKind, GlobalConditionKey, Presence};
use crate::lint::{StatementFacts, Subject};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

/// Whether every request has the key, whoever makes it.
pub(in crate::lint::rules) fn is_always_present(key: &GlobalConditionKey) -> bool {
    CallerKind::ALL.iter().all(|caller| key.presence(*caller) == Presence::Always)
}

/// The kinds of callers that the statement can be about, where that is known: those of a session policy, or the roles
/// and services that its `Principal` names.
pub(in crate::lint::rules) fn callers(
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
) -> Option<Vec<CallerKind>> {
    if subject.policy_type() == PolicyType::Session {
        use CallerKind::{FederatedUser, RoleSession, WebIdentitySession};
        return Some(vec![RoleSession, WebIdentitySession, FederatedUser]);
    }
    let principal = statement.statement.principal.as_ref().filter(|principal| !principal.negated)?;
    let callers: Option<Vec<CallerKind>> = principal.entries.iter().map(caller).collect();
    callers.filter(|callers| !callers.is_empty())
}

fn caller(entry: &PrincipalEntry<'_>) -> Option<CallerKind> {
    match entry.kind {
        PrincipalKind::Service => Some(CallerKind::Service),
        PrincipalKind::Aws if entry.value.text.contains(":role/") => Some(CallerKind::RoleSession),
        PrincipalKind::Aws if entry.value.text.contains(":assumed-role/") => Some(CallerKind::RoleSession),
        _ => None,
    }
}
