//! The AccessDenied message that AWS answers with (clauses 6.4–6.6).

use super::names::policy_type_of;
use crate::evaluation::{Decision, Evaluation};
use crate::policy::PolicyType;
use crate::scenario::Request;

/// AWS's message for a denial; `None` for any other decision.
///
/// For a resource control policy that allows nothing AWS documents no wording: the frame of the others is used.
#[must_use]
pub fn aws_message(evaluation: &Evaluation, request: &Request<'_>) -> Option<String> {
    let decided_by = evaluation.decided_by?;
    let policy_type = policy_type_of(decided_by.check, request);
    let kind = match policy_type {
        // The page on errors names a key policy by the group that it belongs to.
        PolicyType::Key => PolicyType::Resource.name(),
        other => other.name(),
    };
    let action = &request.action;
    let reason = match evaluation.decision {
        Decision::ExplicitlyDenied => match policy_type {
            PolicyType::RoleTrust => format!("with an explicit deny in the {kind}"),
            PolicyType::Key => format!("with an explicit deny in a {kind}"),
            other => format!("with an explicit deny in {}", other.name_with_article()),
        },
        Decision::ImplicitlyDenied => format!("because no {kind} allows the {action} action"),
        Decision::Allowed | Decision::Unknown => return None,
    };
    let (principal, resource) = (request.principal.name(), &request.resource);
    Some(format!("User: {principal} is not authorized to perform: {action} on resource: {resource} {reason}"))
}
