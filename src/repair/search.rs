//! Step by step from the obstacle to the goal.

use super::allowing::{self, corrected_requests};
use super::candidate::{Candidate, Kind};
use super::opening::{FindingComparison, further_actions};
use super::situation::{Obstacle, Situation};
use super::{Goal, Opens, Repair, applied, denying, unblocking};
use crate::catalogue::Catalogue;
use crate::evaluation::{Check, Decision};
use crate::workspace::model::Workspace;

/// There are seven checks, and one step for each is as much as anybody would want to make.
const MOST_STEPS: usize = 7;
/// Of the candidates for one obstacle, those that are tried.
const MOST_CANDIDATES: usize = 7;
/// So that many statements of one sort leave room for other ideas.
const MOST_OF_ONE_KIND: usize = 2;
/// How often the changed workspace is evaluated, at most.
const MOST_EVALUATIONS: usize = 60;
/// More than these nobody reads.
const MOST_OFFERED: usize = 6;

/// The smallest changes that bring request number `request` of `workspace` to `goal`, the best first and at most six.
/// None where it is there already, where the request cannot be read, and where no candidate leads to it.
///
/// First come those that broaden nothing: another request, a tag. Then a misspelt name put right; then the edits of
/// policies, those of the organization and of AWS last, by the number of steps, by the number of actions that they open
/// besides the requested one, and by what the linter would say.
///
/// Without a catalogue the number of further actions is not known, and misspelt actions are not corrected.
#[must_use]
pub fn repairs(
    workspace: &Workspace,
    request: usize,
    goal: Goal,
    catalogue: Option<&Catalogue>,
) -> Vec<Repair> {
    let Some(action) = workspace.requests.get(request).map(|named| named.action.as_str()) else {
        return Vec::new();
    };
    let mut search = Search { request, goal, catalogue, start: workspace, evaluations: 0, found: Vec::new() };
    search.explore(workspace, &mut Vec::new(), None, false);
    let mut found: Vec<(Rank, Repair)> = Vec::new();
    for path in std::mem::take(&mut search.found) {
        let path = search.without_needless(path);
        let (rank, repair) = search.repair(&path, action);
        if !found.iter().any(|(_, other)| other.steps == repair.steps) {
            found.push((rank, repair));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.truncate(MOST_OFFERED);
    let mut comparison = FindingComparison::new(workspace, catalogue);
    for (rank, repair) in &mut found {
        comparison.tell(repair);
        rank.findings = repair.opens.findings.len();
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().map(|(_, repair)| repair).collect()
}

/// What decides the order; the smaller the better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    broadens: bool,
    is_more_than_correction: bool,
    is_out_of_reach: bool,
    steps: usize,
    further_actions: usize,
    /// A wide entry comes after all that are narrow, an entry before a new statement.
    worst_kind: Kind,
    findings: usize,
}

struct Search<'w> {
    request: usize,
    goal: Goal,
    catalogue: Option<&'w Catalogue>,
    start: &'w Workspace,
    evaluations: usize,
    found: Vec<Vec<Candidate>>,
}

/// What a step has to improve on.
#[derive(Clone, Copy)]
struct Before {
    distance: usize,
    signature: (Decision, Option<Check>, Option<usize>),
}

impl Search<'_> {
    /// Goes on from `workspace`, which `path` has led to; says whether the goal can be reached from there.
    ///
    /// Of the candidates for each obstacle the best one that works is followed to the end with all its alternatives;
    /// an alternative (`has_deviated`) is followed by the best ones alone. So every obstacle's alternatives are seen
    /// once, and their combinations are not.
    fn explore(
        &mut self,
        workspace: &Workspace,
        path: &mut Vec<Candidate>,
        before: Option<Before>,
        has_deviated: bool,
    ) -> bool {
        if self.evaluations >= MOST_EVALUATIONS {
            return false;
        }
        self.evaluations += 1;
        let situation = match Situation::of(workspace, self.request, self.goal) {
            None => return false,
            Some(Ok(())) => {
                if path.is_empty() {
                    return false;
                }
                self.found.push(path.clone());
                return true;
            }
            Some(Err(situation)) => situation,
        };
        let distance = situation.distance(self.goal);
        let signature = situation.signature();
        if let Some(before) = before {
            let is_nearer = distance < before.distance;
            let is_elsewhere = distance == before.distance && signature != before.signature;
            if !is_nearer && !is_elsewhere {
                return false;
            }
        }
        if path.len() == MOST_STEPS {
            return false;
        }
        let mut is_reachable = false;
        let first_found = self.found.len();
        for candidate in self.candidates(&situation, path.is_empty()) {
            if is_reachable && has_deviated {
                break;
            }
            if is_reachable && self.goes_on_like(first_found, path, &candidate) {
                continue;
            }
            let Some(changed) = applied(workspace, self.request, candidate.steps.iter()) else {
                continue;
            };
            path.push(candidate);
            let before = Before { distance, signature };
            is_reachable |= self.explore(&changed, path, Some(before), has_deviated || is_reachable);
            path.pop();
        }
        is_reachable
    }

    /// Whether `candidate` after `path` leads to the goal with what came next when the goal was found from here first.
    /// Mostly it does, and then nothing between has to be looked at.
    fn goes_on_like(&mut self, found: usize, path: &[Candidate], candidate: &Candidate) -> bool {
        let next = self.found.get(found).and_then(|found| found.get(path.len() + 1..)).unwrap_or_default();
        // One that makes up for others may need less.
        if next.is_empty() || candidate.may_make_up_for_others() {
            return false;
        }
        let whole: Vec<Candidate> = path.iter().chain([candidate]).chain(next).cloned().collect();
        self.evaluations += 1;
        let is_reached = self.leads_to_goal(&whole);
        if is_reached {
            self.found.push(whole);
        }
        is_reached
    }

    fn candidates(&self, situation: &Situation<'_>, is_first: bool) -> Vec<Candidate> {
        let mut candidates = match situation.obstacle(self.goal) {
            Some(Obstacle::Deny(spot)) => unblocking::candidates(situation, spot, self.catalogue),
            Some(Obstacle::NoAllow(check, level)) => {
                allowing::candidates(situation, check, level, self.catalogue)
            }
            Some(Obstacle::Allowed(check)) => denying::candidates(situation, check, is_first, self.catalogue),
            None => Vec::new(),
        };
        if is_first {
            candidates.extend(corrected_requests(situation, self.goal, self.catalogue));
        }
        candidates.sort_by_key(Candidate::order);
        let mut of_kind = [0; Kind::COUNT];
        candidates.retain(|candidate| match of_kind.get_mut(candidate.kind as usize) {
            Some(count) if *count < MOST_OF_ONE_KIND => {
                *count += 1;
                true
            }
            _ => false,
        });
        candidates.truncate(MOST_CANDIDATES);
        candidates
    }

    /// The path without the steps that turned out not to be needed, since a later one makes up for them.
    fn without_needless(&self, mut path: Vec<Candidate>) -> Vec<Candidate> {
        let mut index = 0;
        while index + 1 < path.len() {
            let may_be_needless = path.iter().skip(index + 1).any(Candidate::may_make_up_for_others);
            let mut shorter = path.clone();
            shorter.remove(index);
            if may_be_needless && self.leads_to_goal(&shorter) {
                path = shorter;
            } else {
                index += 1;
            }
        }
        path
    }

    fn leads_to_goal(&self, path: &[Candidate]) -> bool {
        let steps = path.iter().flat_map(|candidate| &candidate.steps);
        applied(self.start, self.request, steps)
            .is_some_and(|changed| matches!(Situation::of(&changed, self.request, self.goal), Some(Ok(()))))
    }

    fn repair(&self, path: &[Candidate], requested: &str) -> (Rank, Repair) {
        let further_actions = further_actions(path, requested, self.catalogue);
        let steps: Vec<_> = path.iter().flat_map(|candidate| candidate.steps.clone()).collect();
        let titles: Vec<&str> = steps.iter().map(|step| step.title.as_str()).collect();
        let broadens = self.goal == Goal::Allow && path.iter().any(Candidate::broadens);
        let is_out_of_reach = path.iter().any(|candidate| candidate.is_out_of_reach);
        let worst_kind = path.iter().map(|candidate| candidate.kind).max().unwrap_or(Kind::Request);
        let rank = Rank {
            broadens,
            is_more_than_correction: worst_kind > Kind::Correction,
            is_out_of_reach,
            steps: steps.len(),
            further_actions: further_actions.unwrap_or_default(),
            worst_kind,
            findings: 0,
        };
        let repair = Repair {
            title: sentence(&titles),
            steps,
            broadens,
            is_out_of_reach,
            opens: Opens { further_actions, findings: Vec::new() },
            request: self.request,
        };
        (rank, repair)
    }
}

fn sentence(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}
