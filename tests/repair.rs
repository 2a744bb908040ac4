//! Near misses and repairs: for each kind of denial what came closest and what would change it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "repair/cases.rs"]
mod cases;
#[path = "generated/mod.rs"]
mod generated;
#[path = "repair/made_by_chance.rs"]
mod made_by_chance;
#[path = "repair/scenario_workspace.rs"]
mod scenario_workspace;
#[path = "repair/single.rs"]
mod single;
#[path = "../benches/workload/mod.rs"]
mod workload;

use std::sync::OnceLock;

use policyscope::catalogue::{Catalogue, bundled};
use policyscope::evaluation::{Decision, Engine, Evaluation};
use policyscope::explanation::{NearMisses, near_misses};
use policyscope::repair::{Goal, Repair, repairs};
use policyscope::workspace::model::Workspace;
use policyscope::workspace::resolve;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| bundled().unwrap())
}

fn offered(workspace: &Workspace, goal: Goal) -> Vec<Repair> {
    repairs(workspace, 0, goal, Some(catalogue()))
}

fn evaluate(workspace: &Workspace) -> Evaluation {
    let resolved = resolve(workspace, 0).unwrap();
    Engine::compile(&resolved.policies).evaluate(&resolved.request)
}

fn reaches(workspace: &Workspace, goal: Goal) -> bool {
    let evaluation = evaluate(workspace);
    match goal {
        Goal::Allow => evaluation.decision == Decision::Allowed,
        Goal::Deny => !evaluation.possible.contains(&Decision::Allowed),
    }
}

fn near(workspace: &Workspace) -> NearMisses {
    let resolved = resolve(workspace, 0).unwrap();
    let trace = Engine::compile(&resolved.policies).trace(&resolved.request);
    near_misses(&trace, &resolved.request, |check, level, policy| {
        let mut documents = resolved.documents.iter();
        let found =
            documents.find(|document| document.check == check && document.position == Some((level, policy)));
        found.map(|document| document.document.text.as_str())
    })
}
