//! The actions in the policies that AWS itself publishes: nearly all of them are in the catalogue, and for
//! each of the others it is known why not.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::GzDecoder;
use policyscope::catalogue::{PrefixWildcards, embedded};
use policyscope::matching::{Syntax, Template, Wildcards, matches_ignoring_case};

use super::CATALOGUE;

/// Each distinct entry with how often it stands in the default versions.
fn entries() -> Vec<(usize, String)> {
    let mut text = String::new();
    let packed: &[u8] = include_bytes!("managed_policies/actions.txt.gz");
    GzDecoder::new(packed).read_to_string(&mut text).unwrap();
    let entry = |line: &str| {
        let (count, entry) = line.split_once(' ').unwrap();
        (count.parse().unwrap(), entry.to_owned())
    };
    text.lines().map(entry).collect()
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
    assert_eq!(retired.count(), 117);
}

#[test]
fn every_unknown_action_is_explained() {
    let listed: BTreeSet<&str> =
        include_str!("managed_policies/unknown.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let unknown = unknown_entries();
    let unexplained: BTreeSet<&str> =
        unknown.iter().map(|(_, entry)| &**entry).filter(|entry| !is_retired(entry)).collect();
    assert_eq!(unexplained, listed);
}
