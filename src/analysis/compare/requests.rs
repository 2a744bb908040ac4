//! The decisions of two versions.

use super::{ComparedDecision, DecisionChange, RequestComparison, RequestFate};
use crate::evaluation::Decision;
use crate::workspace::ManyRequests;
use crate::workspace::model::{NamedRequest, Workspace};

pub(super) fn compare(before: &Workspace, after: &Workspace) -> Vec<RequestComparison> {
    let partners = partners(&before.requests, &after.requests);
    let mut earlier = ManyRequests::new(before);
    let mut later = ManyRequests::new(after);
    let mut compare = |asked_before: &NamedRequest, asked_after: &NamedRequest, number, fate| {
        let (was, is) = (decided(&mut earlier, asked_before), decided(&mut later, asked_after));
        let request = if fate == RequestFate::Removed { asked_before } else { asked_after };
        let change = change(&was, &is);
        RequestComparison { request: request.clone(), number, fate, change, before: was, after: is }
    };
    let mut compared = Vec::new();
    for ((number, request), partner) in after.requests.iter().enumerate().zip(&partners) {
        let partner = partner.and_then(|index| before.requests.get(index));
        compared.push(match partner {
            Some(partner) if partner.asks_same(request) => {
                compare(partner, request, number, RequestFate::Kept)
            }
            Some(partner) => compare(partner, request, number, RequestFate::Edited),
            None => compare(request, request, number, RequestFate::Added),
        });
    }
    for (number, request) in before.requests.iter().enumerate() {
        if !partners.contains(&Some(number)) {
            compared.push(compare(request, request, number, RequestFate::Removed));
        }
    }
    compared.sort_by_key(|request| request.change);
    compared
}

/// For each request of the later version the number of the one that it was.
fn partners(before: &[NamedRequest], after: &[NamedRequest]) -> Vec<Option<usize>> {
    let mut partners = vec![None; after.len()];
    let have_one_name =
        |one: &NamedRequest, other: &NamedRequest| name(one).is_some() && name(one) == name(other);
    find_partners(&mut partners, before, after, |one, other| {
        have_one_name(one, other) && one.asks_same(other)
    });
    find_partners(&mut partners, before, after, have_one_name);
    find_partners(&mut partners, before, after, NamedRequest::asks_same);
    partners
}

/// Fills in the partners of those that have none yet.
fn find_partners(
    partners: &mut [Option<usize>],
    before: &[NamedRequest],
    after: &[NamedRequest],
    belong_together: impl Fn(&NamedRequest, &NamedRequest) -> bool,
) {
    for (index, request) in after.iter().enumerate() {
        if partners.get(index) != Some(&None) {
            continue;
        }
        let is_partner = |(number, earlier): &(usize, &NamedRequest)| {
            belong_together(earlier, request) && !partners.contains(&Some(*number))
        };
        let found = before.iter().enumerate().find(is_partner).map(|(number, _)| number);
        if let Some(place) = partners.get_mut(index) {
            *place = found;
        }
    }
}

fn name(request: &NamedRequest) -> Option<&str> {
    request.name.as_deref().map(str::trim).filter(|name| !name.is_empty())
}

fn decided(requests: &mut ManyRequests<'_>, request: &NamedRequest) -> ComparedDecision {
    match requests.decide(request) {
        Ok(answer) => ComparedDecision {
            decision: Some(answer.decision),
            is_denied_either_way: answer.decision == Decision::Unknown
                && !answer.possible.contains(&Decision::Allowed),
            problem: None,
        },
        Err(error) => {
            ComparedDecision { decision: None, is_denied_either_way: false, problem: Some(error.message) }
        }
    }
}

/// What a decision comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Allowed,
    Denied,
    Unknown,
    Unreadable,
}

fn outcome(decided: &ComparedDecision) -> Outcome {
    match decided.decision {
        None => Outcome::Unreadable,
        Some(Decision::Allowed) => Outcome::Allowed,
        Some(Decision::Unknown) if !decided.is_denied_either_way => Outcome::Unknown,
        Some(_) => Outcome::Denied,
    }
}

fn change(before: &ComparedDecision, after: &ComparedDecision) -> DecisionChange {
    match (outcome(before), outcome(after)) {
        (Outcome::Denied, Outcome::Denied) if before.decision != after.decision => {
            DecisionChange::DeniedInAnotherWay
        }
        (was, is) if was == is => DecisionChange::Unchanged,
        (_, Outcome::Allowed) => DecisionChange::NewlyAllowed,
        (_, Outcome::Denied) => DecisionChange::NewlyDenied,
        (_, Outcome::Unknown) => DecisionChange::BecameUnknown,
        (_, Outcome::Unreadable) => DecisionChange::BecameUnreadable,
    }
}
