//! The answer alone, for what must be said at once.

use super::analyse::{Viewer, policy_trace};
use super::view::{Place, ReasonView, Verdict};
use crate::evaluation::{Check, Decision, StatementPlace, StatementTrace, Trace};
use crate::explanation::{Reason, aws_message, headline, notes, quoted, reasons, statement_title};
use crate::matching::split_arn;
use crate::workspace::model::Workspace;
use crate::workspace::{KeptPolicies, ReadyRequest, RequestError, ResolvedDocument, resource_account};

/// The answer to request number `request` of `workspace`: the verdict of its [`analyse`](super::analyse()), in a small
/// part of the time.
pub fn verdict(policies: &mut KeptPolicies, workspace: &Workspace, request: usize) -> Verdict {
    match policies.ready(workspace, request) {
        Ok(ready) => verdict_view(&ready, &ready.engine.trace_applications(&ready.request)),
        Err(error) => unreadable_verdict(error),
    }
}

pub(super) fn unreadable_verdict(error: RequestError) -> Verdict {
    Verdict {
        decision: None,
        possible: Vec::new(),
        denied_either_way: false,
        headline: error.message,
        problem_field: Some(error.field),
        aws_message: None,
        decided_by: None,
        deciding_statement: None,
        reasons: Vec::new(),
        notes: Vec::new(),
    }
}

/// The answer of a trace, of which the elements of statements are not needed.
pub(super) fn verdict_view(ready: &ReadyRequest<'_>, trace: &Trace) -> Verdict {
    let request = &ready.request;
    let decision = trace.evaluation.decision;
    let decided_by = trace.evaluation.decided_by;
    let deciding = decided_by.and_then(|by| statement_at(by.check, by.statement?, ready, trace));
    let place_of = |(document, statement): (&ResolvedDocument<'_>, &StatementTrace)| -> Option<Place> {
        Viewer::of(document).place(statement.span)
    };
    let reason_view = |reason: Reason| ReasonView {
        place: reason
            .statement
            .and_then(|place| statement_at(reason.check, place, ready, trace))
            .and_then(place_of),
        role: reason.role,
        sentence: reason.sentence,
    };
    Verdict {
        decision: Some(decision),
        possible: trace.evaluation.possible.clone(),
        denied_either_way: decision == Decision::Unknown
            && !trace.evaluation.possible.contains(&Decision::Allowed),
        headline: headline(trace, request),
        problem_field: None,
        aws_message: aws_message(&trace.evaluation, request),
        decided_by: deciding.and_then(place_of),
        deciding_statement: deciding.map(|(_, statement)| statement_title(statement)),
        reasons: reasons(trace, request).into_iter().map(reason_view).collect(),
        notes: assumed_account(ready, decision).into_iter().chain(notes(trace, request.readings)).collect(),
    }
}

/// Whose the bucket is taken to be, where nothing tells: of another account it would have to allow the request as well
/// (clauses 5.80 and 5.84), and of all ARNs of resources with policies only those of S3 may name no account.
fn assumed_account(ready: &ReadyRequest<'_>, decision: Decision) -> Option<String> {
    let named = ready.workspace.requests.get(ready.number)?;
    let is_bucket = split_arn(&named.resource).is_some_and(|[_, _, service, ..]| service == "s3");
    if decision != Decision::Allowed || !is_bucket {
        return None;
    }
    let account = resource_account(ready.workspace, named);
    (account.is_assumed && !account.id.is_empty()).then(|| {
        format!(
            "Nothing tells which account owns this bucket; it is taken to be {}. If it is another account's, its bucket \
             policy has to allow the request as well: give the account in the request.",
            quoted(account.id)
        )
    })
}

/// A statement of the trace and the document that it stands in.
fn statement_at<'r, 't>(
    check: Check,
    place: StatementPlace,
    ready: &'r ReadyRequest<'_>,
    trace: &'t Trace,
) -> Option<(&'r ResolvedDocument<'r>, &'t StatementTrace)> {
    let is_it = |found: &&ResolvedDocument<'_>| {
        found.check == check && found.position == Some((place.level, place.policy))
    };
    let document = ready.documents.iter().find(is_it)?;
    Some((document, policy_trace(document, trace)?.statements.get(place.statement)?))
}
