//! All actions of a service: what the rules about them share.

use super::reach::{allows_always, is_administrative, is_whole_service, unbounded_resource};
use crate::lint::{ActionFacts, StatementFacts};
use crate::text::Span;

/// Services that only watch: all their actions do little harm.
const HARMLESS: &[&str] = &["logs", "cloudwatch", "xray"];

/// On what all actions of a service are allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WholeService {
    /// On everything, by a service that gives administration; the resource's token.
    Administrative(Span),
    /// On everything; the resource's token.
    Everywhere(Span),
    /// On some resources, or under a condition.
    Narrow,
}

/// What `entry` is, when it allows all actions of a service that does more than watch.
pub(super) fn whole_service(entry: &ActionFacts<'_>, statement: &StatementFacts<'_>) -> Option<WholeService> {
    let is_harmless = || HARMLESS.iter().any(|service| entry.service.eq_ignore_ascii_case(service));
    if !is_whole_service(entry) || !statement.allows() || statement.has_not_action() || is_harmless() {
        return None;
    }
    let resource = unbounded_resource(statement, entry.service).filter(|_| allows_always(statement));
    Some(match resource {
        Some(resource) if is_administrative(entry.service) => WholeService::Administrative(resource),
        Some(resource) => WholeService::Everywhere(resource),
        None => WholeService::Narrow,
    })
}
