//! Taking what nobody knows for what would not stop a request.

use super::documents::{document_mut, remove};
use super::starting_text::full_aws_access;
use super::unknown::{mark, set_unknown, unknown_checks, unknown_of};
use crate::evaluation::{Check, Decision, Engine};
use crate::policy::PolicyType;
use crate::scenario::{Principal, Request};
use crate::workspace::model::{PolicyDocument, Workspace};
use crate::workspace::resolve::attached_documents;
use crate::workspace::{DocumentId, resolve};

/// The checks of request number `request` of which [`assume_no_more`] would make something known, in AWS's order. Empty
/// when the request cannot be read.
///
/// Policies that only limit are such. The policy of a resource is one where the caller's own policies are enough: within
/// one account, but for trust policies and key policies. The caller's own policies are only where it is allowed without
/// them. `stands_for_others` tells the documents that stand for policies of which nobody knows whether there are any.
#[must_use]
pub fn assumable(
    workspace: &Workspace,
    request: usize,
    stands_for_others: impl Fn(&PolicyDocument) -> bool,
) -> Vec<Check> {
    let Ok(attached) = attached_documents(workspace, request) else {
        return Vec::new();
    };
    let unknown = unknown_of(&attached.policies);
    let is_neutral = |check: &Check| match check {
        Check::Resource => is_enough_without_resource(&attached.request),
        Check::Principal => is_allowed_without_identity(workspace, request, &unknown),
        _ => true,
    };
    let has_placeholder = |check: &Check| {
        attached.documents.iter().any(|found| found.check == *check && stands_for_others(found.document))
    };
    let is_it = |check: &Check| has_placeholder(check) || unknown.contains(check) && is_neutral(check);
    Check::ALL.into_iter().filter(is_it).collect()
}

/// Says of all that is [`assumable`] that nothing (more) is attached; returns what. What is unknown besides stays so.
pub fn assume_no_more(
    workspace: &mut Workspace,
    request: usize,
    stands_for_others: impl Fn(&PolicyDocument) -> bool,
) -> Vec<Check> {
    let assumed = assumable(workspace, request, &stands_for_others);
    let unknown = unknown_checks(workspace, request);
    // The last ones first, so that the numbers of the others stay right.
    for id in placeholders(workspace, request, &stands_for_others).into_iter().rev() {
        match id {
            // Without any other, nothing would be allowed there: AWS attaches this one everywhere.
            DocumentId::ServiceControl { .. } => {
                if let Some(document) = document_mut(workspace, id) {
                    *document = full_aws_access();
                }
            }
            _ => remove(workspace, id),
        }
    }
    for check in &assumed {
        set_unknown(workspace, request, *check, false);
    }
    // What had to be made to hold the one says nothing of the other.
    for check in unknown.into_iter().filter(|check| !assumed.contains(check)) {
        set_unknown(workspace, request, check, true);
    }
    assumed
}

fn placeholders(
    workspace: &Workspace,
    request: usize,
    stands_for_others: &impl Fn(&PolicyDocument) -> bool,
) -> Vec<DocumentId> {
    let documents =
        attached_documents(workspace, request).map(|attached| attached.documents).unwrap_or_default();
    documents.into_iter().filter(|found| stands_for_others(found.document)).map(|found| found.id).collect()
}

/// Whether the caller's own policies can allow the request alone.
fn is_enough_without_resource(request: &Request<'_>) -> bool {
    request.resource_policy_type() == PolicyType::Resource
        && !matches!(request.principal, Principal::Service { .. } | Principal::Anonymous)
        && request.principal.account() == Some(&*request.resource_account)
}

/// Whether the request is allowed without any policy of the caller's own, once the limits that are unknown are absent.
fn is_allowed_without_identity(workspace: &Workspace, request: usize, unknown: &[Check]) -> bool {
    let mut trial = workspace.clone();
    for check in unknown.iter().filter(|check| **check != Check::Resource) {
        mark(&mut trial, request, *check, false);
    }
    resolve(&trial, request).is_ok_and(|resolved| {
        let engine = Engine::compile_for(&resolved.policies, &resolved.request);
        engine.evaluate(&resolved.request).decision == Decision::Allowed
    })
}
