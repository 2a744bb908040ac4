//! Whether one statement is about all that another one is about. `true` is proven by the text alone, for whatever
//! actions and resources there are and on every reading of the open questions; `false` says nothing.

use crate::lint::rules::pattern_cover::{Case, is_prefix_pattern, pattern_covers};
use crate::lint::{ActionFacts, ArnFields, ConditionFacts, ResourceFacts, StatementFacts};
use crate::policy::{PrincipalEntry, PrincipalKind};

/// How many pairs of entries are compared at most.
const MAX_PAIRS: usize = 40_000;
/// How many of them when the comparison is costly.
const MAX_COSTLY_PAIRS: usize = 4_000;

/// Whether all requests to which `inner` applies are among those to which `outer` applies. Principals are taken
/// apart: [`principals_cover`].
pub(super) fn statement_covers(outer: &StatementFacts<'_>, inner: &StatementFacts<'_>) -> bool {
    outer.about.contains(inner.about) && scope_covers(outer, inner) && actions_cover(outer, inner)
}

/// As [`statement_covers`], whatever the actions.
pub(super) fn scope_covers(outer: &StatementFacts<'_>, inner: &StatementFacts<'_>) -> bool {
    is_readable(outer)
        && is_readable(inner)
        && conditions_cover(outer, inner)
        && resources_cover(outer, inner)
}

/// Whether `outer` is about all that an entry of another statement's `Action` stands for.
pub(in crate::lint::rules) fn action_is_covered(outer: &StatementFacts<'_>, entry: &ActionFacts<'_>) -> bool {
    !outer.has_not_action() && outer.actions.iter().any(|other| action_covers(other, entry))
}

fn is_readable(statement: &StatementFacts<'_>) -> bool {
    statement.statement.unreadable.is_none() && statement.statement.action.is_some()
}

/// Whether every condition of `outer` is one of `inner` too.
fn conditions_cover(outer: &StatementFacts<'_>, inner: &StatementFacts<'_>) -> bool {
    if !outer.has_condition() {
        return true;
    }
    outer.conditions.iter().all(|condition| inner.conditions.iter().any(|other| is_same(condition, other)))
}

fn is_same(left: &ConditionFacts<'_>, right: &ConditionFacts<'_>) -> bool {
    let (left_values, right_values) = (&left.entry.values, &right.entry.values);
    left.operator() == right.operator()
        && left.is_key(right.key())
        && left_values.len() == right_values.len()
        && left_values.iter().zip(right_values).all(|(left, right)| left.text == right.text)
}

/// Whether the resources of `inner` are among those of `outer`.
fn resources_cover(outer: &StatementFacts<'_>, inner: &StatementFacts<'_>) -> bool {
    if outer.statement.resource.is_none() || inner.statement.resource.is_none() {
        return outer.statement.resource.is_none() && inner.statement.resource.is_none();
    }
    match (outer.has_not_resource(), inner.has_not_resource()) {
        (false, false) => all_covered(&outer.resources, &inner.resources, entry_covers),
        (true, true) => all_covered(&inner.resources, &outer.resources, entry_covers),
        (false, true) => outer.resources.iter().any(ResourceFacts::is_everything),
        (true, false) => false,
    }
}

/// Whether the actions of `inner` are among those of `outer`.
fn actions_cover(outer: &StatementFacts<'_>, inner: &StatementFacts<'_>) -> bool {
    match (outer.has_not_action(), inner.has_not_action()) {
        (false, false) => all_actions_covered(&outer.actions, &inner.actions),
        (true, true) => all_actions_covered(&inner.actions, &outer.actions),
        (false, true) => outer.actions.iter().any(|entry| entry.text.text == "*"),
        (true, false) => excludes_none(&outer.actions, &inner.actions),
    }
}

fn all_actions_covered(outer: &[ActionFacts<'_>], inner: &[ActionFacts<'_>]) -> bool {
    are_comparable(outer, inner) && all_covered(outer, inner, action_covers)
}

/// Whether the entries are few enough to compare each with each.
pub(super) fn are_comparable(outer: &[ActionFacts<'_>], inner: &[ActionFacts<'_>]) -> bool {
    let costly = outer.iter().filter(|entry| entry.has_wildcard && !is_prefix_pattern(entry.name)).count();
    costly * inner.len() <= MAX_COSTLY_PAIRS && outer.len() * inner.len() <= MAX_PAIRS
}

/// Whether none of the actions in `named`, all without wildcards, is among those that `excluded` leaves out.
fn excludes_none(excluded: &[ActionFacts<'_>], named: &[ActionFacts<'_>]) -> bool {
    !named.is_empty()
        && excluded.len() * named.len() <= MAX_COSTLY_PAIRS
        && named.iter().all(|name| {
            let leaves_out =
                |entry: &ActionFacts<'_>| pattern_covers(&entry.text.text, &name.text.text, Case::Ignored);
            !name.has_wildcard && !excluded.iter().any(leaves_out)
        })
}

fn all_covered<O, I>(outer: &[O], inner: &[I], covers: impl Fn(&O, &I) -> bool) -> bool {
    !inner.is_empty()
        && outer.len() * inner.len() <= MAX_PAIRS
        && inner.iter().all(|entry| outer.iter().any(|other| covers(other, entry)))
}

/// Whether the principals of `inner` are among those of `outer`: by name, or as principals of accounts under
/// `outer`'s `*`.
pub(super) fn principals_cover(outer: &StatementFacts<'_>, inner: &StatementFacts<'_>) -> bool {
    let covers = |other: &PrincipalEntry<'_>, entry: &PrincipalEntry<'_>| {
        let is_open = match other.kind {
            PrincipalKind::Everyone => matches!(entry.kind, PrincipalKind::Everyone | PrincipalKind::Aws),
            PrincipalKind::Aws => other.value.text == "*" && entry.kind == PrincipalKind::Aws,
            _ => false,
        };
        is_open || is_same_principal(other, entry)
    };
    all_principals(outer, inner, covers)
}

/// Whether the principals of `inner` are all named by `outer` too.
pub(super) fn principals_contain(outer: &StatementFacts<'_>, inner: &StatementFacts<'_>) -> bool {
    all_principals(outer, inner, is_same_principal)
}

/// Whether each principal of `inner` is covered by one of `outer`, or neither statement has any.
fn all_principals(
    outer: &StatementFacts<'_>,
    inner: &StatementFacts<'_>,
    covers: impl Fn(&PrincipalEntry<'_>, &PrincipalEntry<'_>) -> bool,
) -> bool {
    match (&outer.statement.principal, &inner.statement.principal) {
        (None, None) => true,
        (Some(outer), Some(inner)) if !outer.negated && !inner.negated => {
            inner.entries.iter().all(|entry| outer.entries.iter().any(|other| covers(other, entry)))
        }
        _ => false,
    }
}

fn is_same_principal(left: &PrincipalEntry<'_>, right: &PrincipalEntry<'_>) -> bool {
    left.kind == right.kind && left.value.text == right.value.text
}

/// Whether the action pattern `inner` stands for nothing that `outer` does not stand for.
pub(in crate::lint::rules) fn action_covers(outer: &ActionFacts<'_>, inner: &ActionFacts<'_>) -> bool {
    if outer.text.text == "*" {
        return true;
    }
    // What a wildcard before the colon stands for is an open question.
    outer.service.eq_ignore_ascii_case(inner.service)
        && (outer.name.eq_ignore_ascii_case(inner.name)
            || (outer.has_wildcard
                && !outer.service.is_empty()
                && !outer.service.contains(['*', '?'])
                && pattern_covers(outer.name, inner.name, Case::Ignored)))
}

/// Whether the resource pattern `inner` stands for nothing that `outer` does not stand for.
pub(in crate::lint::rules) fn entry_covers(outer: &ResourceFacts<'_>, inner: &ResourceFacts<'_>) -> bool {
    arn_covers(&outer.text.text, outer.arn, &inner.text.text, inner.arn)
}

/// Whether the resource pattern `inner` stands for nothing that the entry `outer` does not stand for.
pub(in crate::lint::rules) fn resource_covers(outer: &ResourceFacts<'_>, inner: &str) -> bool {
    arn_covers(&outer.text.text, outer.arn, inner, ArnFields::split(inner))
}

fn arn_covers(
    outer: &str,
    outer_arn: Option<ArnFields<'_>>,
    inner: &str,
    inner_arn: Option<ArnFields<'_>>,
) -> bool {
    if outer == "*" || outer == inner {
        return true;
    }
    let (Some(outer), Some(inner)) = (outer_arn, inner_arn) else {
        return false;
    };
    let covers = |outer: Option<&str>, inner: Option<&str>| match (outer, inner) {
        (Some(outer), Some(inner)) => pattern_covers(outer, inner, Case::Counts),
        // What a missing field stands for is an open question.
        _ => false,
    };
    // So is what a wildcard in the first fields stands for.
    outer.partition == inner.partition
        && outer.service == inner.service
        && covers(outer.region, inner.region)
        && covers(outer.account, inner.account)
        && covers(outer.resource, inner.resource)
}
