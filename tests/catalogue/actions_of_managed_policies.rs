//! The actions in the policies that AWS itself publishes: nearly all of them are in the catalogue, and for
//! each of the others it is known why not.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use policyscope::catalogue::{PrefixWildcards, embedded};
use policyscope::matching::{Syntax, Template, Wildcards, matches_ignoring_case};

use serde_json::Value;

use super::{CATALOGUE, managed_policies};

/// Each distinct entry with how often it stands in the default versions.
fn entries() -> Vec<(usize, String)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for policy in managed_policies::all() {
        for statement in list(&policy.document["Statement"]) {
            for element in ["Action", "NotAction"] {
                for entry in list(&statement[element]) {
                    *counts.entry(entry.as_str().unwrap().to_owned()).or_default() += 1;
                }
            }
        }
    }
    counts.into_iter().map(|(entry, count)| (count, entry)).collect()
}

/// The values of an element that may be one value or several, or missing.
fn list(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(values) => values,
        one => slice::from_ref(one),
    }
}

fn unknown_entries() -> Vec<(usize, String)> {
    let is_unknown = |entry: &str| CATALOGUE.expand(entry, PrefixWildcards::Literal).is_empty();
    entries().into_iter().filter(|(_, entry)| is_unknown(entry)).collect()
}

fn is_retired(entry: &str) -> bool {
    let (pattern, _) = Template::parse(entry, Syntax { wildcards: Wildcards::Active, variables: false });
    embedded::retired_actions().any(|retired| matches_ignoring_case(pattern.parts(), retired.action, &()))
}

fn sum<'e>(entries: impl IntoIterator<Item = &'e (usize, String)>) -> usize {
    entries.into_iter().map(|(count, _)| count).sum()
}

#[test]
fn nearly_every_action_is_known() {
    let (entries, unknown) = (entries(), unknown_entries());
    assert_eq!(sum(&entries), 59_155);
    let names = || unknown.iter().filter(|(_, entry)| !entry.contains(['*', '?']));
    assert_eq!((names().count(), sum(names())), (152, 214));
    assert!(sum(names()) * 1_000 <= sum(&entries) * 4, "more than 0.4 % are unknown");
    let retired = names().filter(|(_, entry)| embedded::retired_action(entry).is_some());
    assert_eq!(retired.count(), 124);
}

#[test]
fn every_unknown_action_is_explained() {
    let unknown = unknown_entries();
    let unexplained: BTreeSet<&str> =
        unknown.iter().map(|(_, entry)| &**entry).filter(|entry| !is_retired(entry)).collect();
    for entry in &unexplained {
        assert!(embedded::is_undocumented_action(entry), "{entry}");
    }
    for action in embedded::undocumented_actions() {
        assert!(unexplained.contains(action), "{action} is in no policy");
    }
}
