//! Every published set of actions that leads to more permissions is found: on all resources, without condition.

use std::collections::BTreeSet;

use policyscope::catalogue::embedded::retired_action;
use policyscope::lint::{Finding, Linter};
use policyscope::policy::PolicyType;
use serde_json::json;

use super::{CATALOGUE, linter};

fn sets() -> Vec<BTreeSet<&'static str>> {
    let lines = include_str!("escalation_sets.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(' ').collect()).collect()
}

fn is_way(finding: &Finding) -> bool {
    finding.rule.name.starts_with("escalation-by-")
}

fn lint(linter: &Linter, document: &serde_json::Value) -> (String, Vec<Finding>) {
    let text = document.to_string();
    let findings = linter.lint(&text, Some(PolicyType::Identity.into())).findings;
    (text, findings)
}

fn document(actions: &BTreeSet<&str>) -> serde_json::Value {
    json!({
        "Version": "2012-10-17",
        "Statement": { "Effect": "Allow", "Action": actions, "Resource": "*" },
    })
}

#[test]
fn there_are_all_the_sets_and_their_actions_exist() {
    let sets = sets();
    assert_eq!(sets.len(), 130);
    for action in sets.iter().flatten().filter(|action| !action.contains('*')) {
        assert!(CATALOGUE.action(action).is_some() || retired_action(action).is_some(), "{action}");
    }
}

#[test]
fn every_set_is_found_at_the_actions_of_its_smallest_sets() {
    let (linter, sets) = (linter(), sets());
    let smallest = |set: &BTreeSet<&str>| !sets.iter().any(|other| other != set && other.is_subset(set));
    assert_eq!(sets.iter().filter(|set| smallest(set)).count(), 83);
    for set in &sets {
        let (text, findings) = lint(&linter, &document(set));
        if set.contains("iam:*") {
            assert!(findings.iter().any(|finding| finding.rule.name == "administrative-service-wildcard"));
            continue;
        }
        let places = |finding: &Finding| -> BTreeSet<String> {
            finding.spans().map(|span| span.slice(&text).trim_matches('"').to_owned()).collect()
        };
        let ways: Vec<BTreeSet<String>> =
            findings.iter().filter(|finding| is_way(finding)).map(places).collect();
        let expected: Vec<&BTreeSet<&str>> =
            sets.iter().filter(|other| smallest(other) && other.is_subset(set)).collect();
        for one in expected {
            let one: BTreeSet<String> = one.iter().map(|action| (*action).to_owned()).collect();
            assert!(ways.contains(&one), "{one:?} of {set:?}: {ways:?}");
        }
    }
}

#[test]
fn no_set_is_found_with_one_of_its_actions_denied() {
    let (linter, sets) = (linter(), sets());
    for set in &sets {
        for denied in set {
            let rest: BTreeSet<&str> = set.iter().copied().filter(|action| action != denied).collect();
            if sets.iter().any(|other| other.is_subset(&rest)) {
                continue;
            }
            let mut policy = document(set);
            let deny = json!({ "Effect": "Deny", "Action": denied, "Resource": "*" });
            policy["Statement"] = json!([policy["Statement"], deny]);
            let (_, findings) = lint(&linter, &policy);
            assert!(!findings.iter().any(is_way), "{set:?} without {denied}");
        }
    }
}
