//! The way of a request through the checks, to be drawn and to be walked step by step.

use super::view::CheckView;
use crate::evaluation::{Check, Decision, Passage, Trace};
use crate::explanation::{
    capitalised, check_title, deny_search, grant_sentence, headline, request_sentence, skip_reason,
    way_sentence,
};
use crate::scenario::Request;
use crate::workspace::model::Workspace;

/// The way of a request through the checks. Without lanes there is none to draw: the request cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Where checks stand side by side: one lane, or the caller's account and then the resource's.
    pub lanes: Vec<FlowLane>,
    /// The checks in AWS's order.
    pub checks: Vec<FlowCheck>,
    /// The straight ways from one node to the next of the same lane.
    pub edges: Vec<FlowEdge>,
    /// The ways that go past checks.
    pub skips: Vec<FlowSkip>,
    /// The nodes that a walk visits, and what it says at each.
    pub steps: Vec<FlowStep>,
}

/// One account's checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowLane {
    /// Whose they are, the account in backticks; empty when there is one lane only.
    pub title: String,
}

/// A place on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlowNode {
    /// Where it begins.
    Request,
    /// A check.
    Check(Check),
    /// Where it ends.
    Decision,
}

/// A check on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowCheck {
    /// Which.
    pub check: Check,
    /// The number of its lane.
    pub lane: usize,
    /// What it meant for the request.
    pub passage: Passage,
    /// One sentence on that, where it is more than what the check does by itself.
    pub sentence: Option<String>,
}

/// Whether the request goes along an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Course {
    /// It does.
    Taken,
    /// That depends on what is unknown.
    Open,
    /// It does not.
    NotTaken,
}

/// A straight way between two nodes of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowEdge {
    /// The number of the lane.
    pub lane: usize,
    /// Where it begins.
    pub from: FlowNode,
    /// Where it ends.
    pub to: FlowNode,
    /// Whether the request goes along it.
    pub course: Course,
}

/// A way past checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowSkip {
    /// The number of the lane.
    pub lane: usize,
    /// Where it leaves the lane.
    pub from: FlowNode,
    /// Where it comes back.
    pub to: FlowNode,
    /// Whether the request goes along it.
    pub course: Course,
    /// Why: "the resource-based policy names the caller itself".
    pub reason: String,
}

/// One step of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStep {
    /// Where it stands.
    pub node: FlowNode,
    /// What it is about: the name of a check, or `Request`, `Deny first`, `Decision`.
    pub title: &'static str,
    /// What happens there; user text in backticks.
    pub says: String,
}

/// The way that `trace` took; `views` say what each check does.
pub(super) fn flow(workspace: &Workspace, trace: &Trace, request: &Request<'_>, views: &[CheckView]) -> Flow {
    let crosses = !trace.same_account && !trace.needs_no_permission;
    let lanes = match request.principal.account().filter(|_| crosses) {
        Some(caller) => vec![
            FlowLane { title: format!("Caller’s account {}", account_name(workspace, caller)) },
            FlowLane {
                title: format!("Resource’s account {}", account_name(workspace, &request.resource_account)),
            },
        ],
        None => vec![FlowLane { title: String::new() }],
    };
    let lane_of = |check: Check| match check {
        Check::ResourceControlPolicy | Check::Resource if lanes.len() > 1 => 1,
        _ => 0,
    };
    let checks = trace.checks.iter().map(|check| FlowCheck {
        check: check.check,
        lane: lane_of(check.check),
        passage: trace.route.passage(check.check),
        sentence: way_sentence(check, trace, request),
    });
    let checks: Vec<FlowCheck> = checks.collect();
    let (mut edges, mut skips) = (Vec::new(), Vec::new());
    for lane in 0..lanes.len() {
        let in_lane: Vec<&FlowCheck> = checks.iter().filter(|check| check.lane == lane).collect();
        draw_lane(&in_lane, lane, trace, request, &mut edges, &mut skips);
    }
    let steps = steps(trace, request, &checks, views);
    Flow { lanes, checks, edges, skips, steps }
}

/// An account's name, if it has one, and its number.
fn account_name(workspace: &Workspace, id: &str) -> String {
    let id = if id.is_empty() { "not given" } else { id };
    let account = workspace.accounts.iter().find(|account| account.id == id);
    match account.and_then(|account| account.name.as_deref()).filter(|name| !name.is_empty()) {
        Some(name) => format!("`{}` `{id}`", name.replace('`', "'")),
        None => format!("`{}`", id.replace('`', "'")),
    }
}

/// Adds the edges of one lane, from the request down to the decision.
fn draw_lane(
    checks: &[&FlowCheck],
    lane: usize,
    trace: &Trace,
    request: &Request<'_>,
    edges: &mut Vec<FlowEdge>,
    skips: &mut Vec<FlowSkip>,
) {
    let is_skipped = |passage: Passage| matches!(passage, Passage::Bypassed | Passage::NotNeeded);
    // Where a Deny decides, the search for it went down its own lane only.
    let is_walked = checks.iter().any(|check| check.passage == Passage::Stopped)
        || checks.iter().all(|check| check.passage != Passage::Overruled);
    let mut course = if is_walked { Course::Taken } else { Course::NotTaken };
    let mut from = FlowNode::Request;
    let mut left_at = None;
    for check in checks {
        let (to, passage) = (FlowNode::Check(check.check), check.passage);
        let is_skipped = is_skipped(passage);
        if is_skipped && left_at.is_none() {
            left_at = Some(from);
        }
        let was_skipped = left_at.is_some();
        if passage == Passage::NotReached {
            course = Course::NotTaken;
        }
        let straight = if was_skipped { Course::NotTaken } else { course };
        edges.push(FlowEdge { lane, from, to, course: straight });
        if let Some(from) = left_at.filter(|_| !is_skipped) {
            skips.push(FlowSkip { lane, from, to, course, reason: skip_reason(trace, request) });
            left_at = None;
        }
        course = match (course, passage) {
            (_, Passage::Stopped) => Course::NotTaken,
            (Course::Taken, Passage::Unknown) => Course::Open,
            (Course::Taken, _) if trace.route.may_deny(check.check) => Course::Open,
            (course, _) => course,
        };
        from = to;
    }
    let to = FlowNode::Decision;
    let straight = if left_at.is_some() { Course::NotTaken } else { course };
    edges.push(FlowEdge { lane, from, to, course: straight });
    if let Some(from) = left_at {
        skips.push(FlowSkip { lane, from, to, course, reason: skip_reason(trace, request) });
    }
}

fn steps(trace: &Trace, request: &Request<'_>, checks: &[FlowCheck], views: &[CheckView]) -> Vec<FlowStep> {
    let step = |node, title, says| FlowStep { node, title, says };
    let mut steps = vec![
        step(FlowNode::Request, "Request", request_sentence(request)),
        step(FlowNode::Request, "Deny first", deny_search(trace, request)),
    ];
    for check in checks {
        if matches!(check.passage, Passage::NotReached | Passage::Overruled) || trace.needs_no_permission {
            continue;
        }
        let Some(view) = views.iter().find(|view| view.check == check.check) else { continue };
        let grant = (check.check == Check::Resource).then(|| grant_sentence(trace, request)).flatten();
        let said =
            [Some(capitalised(&format!("{}{}", view.words, view.summary))), grant, check.sentence.clone()];
        let says = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
        steps.push(step(FlowNode::Check(check.check), check_title(check.check), says));
    }
    let word = match trace.evaluation.decision {
        Decision::Allowed => "Allowed",
        Decision::ExplicitlyDenied => "Explicitly denied",
        Decision::ImplicitlyDenied => "Implicitly denied",
        Decision::Unknown => "It depends",
    };
    steps.push(step(FlowNode::Decision, "Decision", format!("{word}. {}", headline(trace, request))));
    steps
}
