//! Repairs of generated scenarios: whatever is offered holds what it promises.

use std::env;

use policyscope::lint::apply_edits;
use policyscope::repair::{Change, Goal, Repair};
use policyscope::text::json::{Value as Json, parse};
use policyscope::workspace::document_list;
use policyscope::workspace::edit::{document, document_mut};
use policyscope::workspace::model::Workspace;

use crate::generated::scenario;
use crate::scenario_workspace::workspace_of;
use crate::{catalogue, evaluate, near, offered, reaches};

/// Few enough for a debug build.
const SCENARIOS: u64 = 300;

#[test]
fn every_repair_reaches_its_goal_and_touches_only_what_it_should() {
    let count = env::var("POLICYSCOPE_SCENARIOS").map_or(SCENARIOS, |count| count.parse().unwrap());
    let (mut with_repair, mut without, mut repairs) = (0, 0, 0);
    for seed in 0..count {
        let Some(workspace) = workspace_of(&scenario(seed)) else {
            continue;
        };
        let goal = if reaches(&workspace, Goal::Allow) { Goal::Deny } else { Goal::Allow };
        let found = offered(&workspace, goal);
        match found.is_empty() {
            true => without += 1,
            false => with_repair += 1,
        }
        assert!(found.len() <= 6, "seed {seed}");
        for repair in &found {
            check(&workspace, repair, goal, seed);
            repairs += 1;
        }
        check_order(&found, goal, seed);
        assert_eq!(found, offered(&workspace, goal), "seed {seed}: not the same twice");
        let opposite = if goal == Goal::Allow { Goal::Deny } else { Goal::Allow };
        if reaches(&workspace, opposite) {
            assert_eq!(offered(&workspace, opposite), [], "seed {seed}: there is nothing to repair");
        }
    }
    println!("{repairs} repairs; {with_repair} requests have some, {without} have none");
    assert!(with_repair > without * 4, "{with_repair} of {} requests have a repair", with_repair + without);
}

fn check(workspace: &Workspace, repair: &Repair, goal: Goal, seed: u64) {
    let place = format!("seed {seed}: {}", repair.title);
    let changed = repair.apply(workspace);
    assert!(reaches(&changed, goal), "{place}: {:?}", evaluate(&changed));
    assert_eq!(changed, repair.apply(workspace), "{place}: not the same twice");
    assert_ne!(changed, *workspace, "{place}: changes nothing");
    assert!(!repair.steps.is_empty() && !repair.title.is_empty(), "{place}");
    assert!(repair.opens.further_actions.is_some(), "{place}");

    // Every document is whole, and only those of the steps are other than they were.
    let mut expected = workspace.clone();
    for step in &repair.steps {
        match &step.change {
            Change::Edit { document: id, before, edits } => {
                let after = apply_edits(before, edits).unwrap();
                check_edit(before, &after, &place);
                document_mut(&mut expected, *id).unwrap().text = after;
            }
            Change::RemoveDocument { document, .. } => {
                policyscope::workspace::edit::remove(&mut expected, *document);
            }
            Change::AddDocument { .. } => return check_whole(&changed, &place),
            _ => {}
        }
    }
    check_whole(&changed, &place);
    for entry in document_list::all(&changed) {
        let text = |workspace| document(workspace, entry.id).map(|found: &_| found.text.clone());
        assert_eq!(text(&changed), text(&expected), "{place}: {:?}", entry.id);
    }

    check_opened(workspace, repair, &place);
    let edits_policies = changed_policies(workspace, &changed);
    let may_broaden = goal == Goal::Allow && edits_policies;
    assert_eq!(repair.broadens, may_broaden, "{place}");
}

fn changed_policies(before: &Workspace, after: &Workspace) -> bool {
    let texts = |workspace: &Workspace| -> Vec<_> {
        let entries = document_list::all(workspace).into_iter();
        entries.map(|entry| (entry.id, document(workspace, entry.id).unwrap().text.clone())).collect()
    };
    texts(before) != texts(after)
}

fn check_whole(workspace: &Workspace, place: &str) {
    for entry in document_list::all(workspace) {
        let text = &document(workspace, entry.id).unwrap().text;
        assert_eq!(parse(text).diagnostics, [], "{place}: {text}");
    }
}

/// One statement is another, or is new or gone; all others, and what stands before the first of them, are as they were,
/// character by character.
fn check_edit(before: &str, after: &str, place: &str) {
    let (old, new) = (statements(before), statements(after));
    let (gone, come) = (without(&old, &new), without(&new, &old));
    assert!(gone.len() <= 1 && come.len() <= 1 && gone.len() + come.len() > 0, "{place}: {before} {after}");
    let start = |text: &str, statement: &str| {
        let start = text.find(statement).unwrap();
        text[..start].trim_end().trim_end_matches('[').trim_end().to_owned()
    };
    assert_eq!(start(before, old[0]), start(after, new[0]), "{place}");
}

/// What is in `texts` more often than in `others`.
fn without<'t>(texts: &[&'t str], others: &[&'t str]) -> Vec<&'t str> {
    let mut left = others.to_vec();
    let mut without = texts.to_vec();
    without.retain(|text| match left.iter().position(|other| other == text) {
        Some(index) => {
            left.remove(index);
            false
        }
        None => true,
    });
    without
}

fn statements(text: &str) -> Vec<&str> {
    let root = parse(text).root.unwrap();
    let list = root.member("Statement").unwrap();
    match &list.value.value {
        Json::Array(statements) => statements.iter().map(|node| node.span.slice(text)).collect(),
        _ => vec![list.value.span.slice(text)],
    }
}

/// Of the actions that a repair newly allows on the same resource there are not more than it says.
fn check_opened(workspace: &Workspace, repair: &Repair, place: &str) {
    let changed = repair.apply(workspace);
    let asks_otherwise = changed.requests != workspace.requests
        || changed.principals.iter().zip(&workspace.principals).any(|(one, other)| one.tags != other.tags);
    if asks_otherwise || !repair.broadens {
        return;
    }
    let requested = &workspace.requests[0].action;
    let service = catalogue().service(requested.split(':').next().unwrap()).unwrap();
    let allowed = |workspace: &Workspace, action: String| {
        let mut asking = workspace.clone();
        asking.requests[0].action = action;
        reaches(&asking, Goal::Allow)
    };
    let others = service
        .actions()
        .map(|action| action.to_string())
        .filter(|action| !action.eq_ignore_ascii_case(requested));
    let opened: Vec<String> = others
        .step_by(9)
        .filter(|action| allowed(&changed, action.clone()) && !allowed(workspace, action.clone()))
        .collect();
    let told = repair.opens.further_actions.unwrap();
    assert!(opened.len() <= told, "{place}: says {told}, but opens {opened:?}");
}

fn check_order(found: &[Repair], goal: Goal, seed: u64) {
    for pair in found.windows(2) {
        let later_broadens_less = pair[0].broadens && !pair[1].broadens;
        assert!(!later_broadens_less, "seed {seed}: {} comes before {}", pair[0].title, pair[1].title);
        if goal == Goal::Deny {
            assert!(!pair[0].broadens, "seed {seed}");
        }
    }
}

#[test]
fn near_misses_stand_at_their_tokens() {
    let mut statements = 0;
    for seed in 0..SCENARIOS {
        let Some(workspace) = workspace_of(&scenario(seed)) else {
            continue;
        };
        let resolved = policyscope::workspace::resolve(&workspace, 0).unwrap();
        let found = near(&workspace);
        for near in &found.statements {
            let place = Some((near.place.level, near.place.policy));
            let document =
                resolved.documents.iter().find(|found| found.check == near.check && found.position == place);
            let text = &document.unwrap().document.text;
            assert!(!near.failures.is_empty(), "seed {seed}");
            for failure in &near.failures {
                assert!(near.span.contains(failure.span), "seed {seed}: {failure:?}");
                let token = failure.span.slice(text);
                let says = parse(token).root.unwrap();
                if let Json::String(said) = says.value
                    && !failure.required.is_empty()
                {
                    assert_eq!(said, failure.required, "seed {seed}");
                }
                if let Some(parting) = failure.parting {
                    assert!(failure.actual.is_char_boundary(parting.actual), "seed {seed}: {failure:?}");
                    assert!(failure.required.is_char_boundary(parting.required), "seed {seed}: {failure:?}");
                }
            }
            statements += 1;
        }
    }
    assert!(statements > 150, "only {statements} near misses");
}
