//! Policies that are kept ready from one question to the next answer like ones that were just read.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "generated/random.rs"]
mod random;

use policyscope::analysis::{Explained, analyse, analyse_with, outcome, outcome_with, verdict};
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::model::Workspace;
use policyscope::workspace::{KeptPolicies, document_list, edit};

use random::Random;

/// What a person may type into a policy.
const TYPED: [&str; 8] =
    ["\"", "*", "x", ",", "\"aws:PrincipalTag/team\": \"a\"", "Deny", "${aws:username}", "}"];

fn assert_like_new(kept: &mut KeptPolicies, workspace: &Workspace, what: &str) {
    for request in 0..workspace.requests.len() {
        let fresh = analyse(workspace, request);
        assert_eq!(verdict(kept, workspace, request), fresh.verdict, "verdict {request} {what}");
        assert_eq!(
            outcome_with(kept, workspace, request),
            outcome(workspace, request),
            "outcome {request} {what}"
        );
        assert_eq!(
            analyse_with(kept, workspace, request, Explained::All),
            fresh,
            "analysis {request} {what}"
        );
    }
}

#[test]
fn all_examples_one_after_the_other_answer_as_alone() {
    let mut kept = KeptPolicies::default();
    for example in EXAMPLES {
        let mut workspace = example.workspace().unwrap();
        assert_like_new(&mut kept, &workspace, example.id);
        for request in &mut workspace.requests {
            request.action.push('x');
        }
        assert_like_new(&mut kept, &workspace, example.id);
    }
}

#[test]
fn edits_by_chance_are_noticed() {
    let mut random = Random::new(20_261_122);
    for example in EXAMPLES {
        let mut workspace = example.workspace().unwrap();
        let mut kept = KeptPolicies::default();
        for step in 0..30 {
            let documents = document_list::all(&workspace);
            let Some(entry) = documents.get(random.below(documents.len().max(1))) else { break };
            let document = edit::document_mut(&mut workspace, entry.id).unwrap();
            match random.below(6) {
                0 => document.name.push('x'),
                1 => document.text = document.text.replacen("Allow", "Deny", 1),
                2 => edit::remove(&mut workspace, entry.id),
                3 => {
                    let other = documents[random.below(documents.len())].id;
                    let text = edit::document(&workspace, other).unwrap().text.clone();
                    edit::document_mut(&mut workspace, entry.id).unwrap().text = text;
                }
                _ => {
                    let places: Vec<usize> = document.text.char_indices().map(|(place, _)| place).collect();
                    let place = places.get(random.below(places.len().max(1))).copied().unwrap_or(0);
                    document.text.insert_str(place, TYPED[random.below(TYPED.len())]);
                }
            }
            assert_like_new(&mut kept, &workspace, &format!("of {} after step {step}", example.id));
        }
    }
}

#[test]
fn what_is_not_looked_at_is_left_out_and_the_rest_the_same() {
    for example in EXAMPLES {
        let workspace = example.workspace().unwrap();
        for request in 0..workspace.requests.len() {
            let whole = analyse(&workspace, request);
            for shown in whole.documents.iter().map(|document| document.id) {
                let of_shown = analyse_with(
                    &mut KeptPolicies::default(),
                    &workspace,
                    request,
                    Explained::Shown(Some(shown)),
                );
                for (some, all) in of_shown.documents.iter().zip(&whole.documents) {
                    assert_eq!((some.id, some.allows, some.denies), (all.id, all.allows, all.denies));
                    if all.id == shown || Some(all.id) == whole.verdict.decided_by.map(|place| place.document)
                    {
                        assert_eq!(some, all);
                    } else {
                        assert!(some.statements.is_empty());
                    }
                }
                assert_eq!(of_shown.near_misses, whole.near_misses);
                assert_eq!(of_shown.verdict, whole.verdict);
            }
        }
    }
}
