//! Statements that came close, with the places of what failed in them.

use super::analyse::{Viewer, element_name};
use super::view::{FailureView, NearMissView, NearMissesView, PartedText};
use crate::evaluation::{Check, StatementTrace, Trace};
use crate::explanation::{Failure, NearMiss, near_misses};
use crate::text::Span;
use crate::workspace::{ReadyRequest, ResolvedDocument};

/// The near misses of a request and its trace.
pub(super) fn near_misses_view(ready: &ReadyRequest<'_>, trace: &Trace) -> NearMissesView {
    let document = |check: Check, level: usize, policy: usize| {
        let is_it =
            |found: &&ResolvedDocument<'_>| found.check == check && found.position == Some((level, policy));
        ready.documents.iter().find(is_it)
    };
    let found = near_misses(trace, &ready.request, |check, level, policy| {
        document(check, level, policy).map(|found| found.document.text.as_str())
    });
    let statements = found.statements.iter().filter_map(|near| {
        let of = document(near.check, near.place.level, near.place.policy)?;
        near_miss_view(near, &Viewer::of(of), statement(near, trace)?)
    });
    NearMissesView { statements: statements.collect(), others: found.others }
}

fn statement<'t>(near: &NearMiss, trace: &'t Trace) -> Option<&'t StatementTrace> {
    let check = trace.checks.iter().find(|check| check.check == near.check)?;
    let policy = check.levels.get(near.place.level)?.policies.get(near.place.policy)?;
    policy.statements.get(near.place.statement)
}

fn near_miss_view(near: &NearMiss, viewer: &Viewer<'_>, statement: &StatementTrace) -> Option<NearMissView> {
    let failure_view = |failure: &Failure| {
        let element = statement.elements.iter().find(|element| element.element == failure.element);
        Some(FailureView {
            name: element.map_or("", element_name),
            place: viewer.place(non_empty(failure.span, near.span))?,
            comparison: failure.comparison.clone(),
            parted: failure.parting.and_then(|parting| {
                let actual = parted(&failure.actual, parting.actual)?;
                Some((actual, parted(&failure.required, parting.required)?))
            }),
            others: failure.others,
        })
    };
    Some(NearMissView {
        title: near.title.clone(),
        effect: near.effect,
        place: viewer.place(near.span)?,
        in_deciding_check: near.in_deciding_check,
        failures: near.failures.iter().map(failure_view).collect::<Option<_>>()?,
    })
}

/// What of a statement is not written has no place of its own.
fn non_empty(span: Span, statement: Span) -> Span {
    if span.start < span.end { span } else { statement }
}

fn parted(text: &str, at: usize) -> Option<PartedText> {
    let (common, rest) = text.split_at_checked(at)?;
    Some(PartedText { common: common.to_owned(), rest: rest.to_owned() })
}
