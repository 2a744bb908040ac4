//! One case for each kind of denial, derived by hand from IAM's rules.

use std::fs;

use policyscope::repair::Goal;
use policyscope::workspace::model::Workspace;
use serde_json::Value;

use crate::{near, offered, reaches};

fn cases() -> Vec<Value> {
    let path = format!("{}/tests/repair/cases.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn goal(case: &Value) -> Goal {
    match case["goal"].as_str().unwrap() {
        "Allow" => Goal::Allow,
        _ => Goal::Deny,
    }
}

#[test]
fn the_first_near_miss_is_the_nearest_and_says_where_it_parts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let workspace = Workspace::from_json(&case["workspace"].to_string()).unwrap();
        let found = near(&workspace);
        let first = found.statements.first().map(|near| near.failures[0].comparison.as_str());
        if first != case["near_miss"].as_str() {
            wrong.push(format!("{}: {first:?}", case["name"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_first_repair_is_the_smallest() {
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() > 20, "only {} cases", cases.len());
    for case in cases {
        let workspace = Workspace::from_json(&case["workspace"].to_string()).unwrap();
        let goal = goal(&case);
        assert!(!reaches(&workspace, goal), "{}: there is nothing to repair", case["name"]);
        let found = offered(&workspace, goal);
        for repair in &found {
            println!("{}: {} ({:?})", case["name"], repair.title, repair.opens);
        }
        let Some(first) = found.first() else {
            wrong.push(format!("{}: nothing is offered", case["name"]));
            continue;
        };
        let further = case["further_actions"].as_u64().map(|count| usize::try_from(count).unwrap());
        if first.title != case["repair"].as_str().unwrap()
            || Some(first.steps.len() as u64) != case["steps"].as_u64()
            || Some(first.broadens) != case["broadens"].as_bool()
            || (further.is_some() && first.opens.further_actions != further)
        {
            let titles: Vec<&str> = found.iter().map(|repair| repair.title.as_str()).collect();
            wrong.push(format!("{}: {first:#?}\nall: {titles:#?}", case["name"]));
        }
        assert!(reaches(&first.apply(&workspace), goal), "{}", case["name"]);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
