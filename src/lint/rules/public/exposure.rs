//! How public a statement is.

use crate::lint::rules::logic::cover::{action_is_covered, entry_covers};
use crate::lint::rules::principals::denies_all_but_few;
use crate::lint::{ResourceFacts, ResourceKind, StatementFacts, Subject};

/// Who `*` is with the resource of this policy.
pub(super) fn who(subject: &Subject<'_>) -> &'static str {
    match subject.document_type.resource {
        Some(
            ResourceKind::S3Bucket
            | ResourceKind::S3AccessPoint
            | ResourceKind::S3MultiRegionAccessPoint
            | ResourceKind::SnsTopic
            | ResourceKind::SqsQueue
            | ResourceKind::OpenSearchDomain,
        ) => "everybody on the internet, signed in or not,",
        Some(_) => "every principal of every AWS account",
        None => "everybody",
    }
}

/// Whether a Deny statement takes back what the statement allows from all but few callers.
pub(super) fn is_guarded(statement: &StatementFacts<'_>, subject: &Subject<'_>) -> bool {
    let guards = |other: &StatementFacts<'_>| denies_all_but_few(other) && covers(other, statement);
    subject.statements.iter().any(guards)
}

/// Whether all actions and resources of `narrow` are among those of `wide`.
fn covers(wide: &StatementFacts<'_>, narrow: &StatementFacts<'_>) -> bool {
    if wide.has_not_action() || wide.has_not_resource() {
        return false;
    }
    let all_actions = wide.actions.iter().any(|entry| entry.is_everything());
    let all_resources =
        wide.statement.resource.is_none() || wide.resources.iter().any(|entry| entry.is_everything());
    let has_resource =
        |entry: &ResourceFacts<'_>| wide.resources.iter().any(|other| entry_covers(other, entry));
    let actions =
        || !narrow.has_not_action() && narrow.actions.iter().all(|entry| action_is_covered(wide, entry));
    let resources = || !narrow.has_not_resource() && narrow.resources.iter().all(has_resource);
    (all_actions || actions()) && (all_resources || resources())
}
