//! Patterns and the actions that they stand for, against a slow and obvious reference.

use policyscope::catalogue::{ActionSelection, PrefixWildcards};
use proptest::prelude::*;

use super::CATALOGUE;

/// Clauses 2.1 to 2.6, one character after the other.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', rest @ ..], _) if matches(rest, text) => true,
        ([b'*', ..], [_, rest @ ..]) => matches(pattern, rest),
        ([b'?', pattern @ ..], [_, text @ ..]) => matches(pattern, text),
        ([left, pattern @ ..], [right, text @ ..]) => left == right && matches(pattern, text),
        _ => false,
    }
}

fn reference(pattern: &str) -> Vec<String> {
    let actions = CATALOGUE.actions().map(|action| action.to_string());
    let pattern = pattern.to_lowercase();
    if pattern == "*" {
        return actions.collect();
    }
    let Some((prefix, name)) = pattern.split_once(':') else { return Vec::new() };
    actions
        .filter(|action| {
            let action = action.to_lowercase();
            let (its_prefix, its_name) = action.split_once(':').unwrap();
            its_prefix == prefix && matches(name.as_bytes(), its_name.as_bytes())
        })
        .collect()
}

fn expanded(pattern: &str) -> Vec<String> {
    names(&CATALOGUE.expand(pattern, PrefixWildcards::Literal))
}

fn names(selection: &ActionSelection) -> Vec<String> {
    let names: Vec<String> = CATALOGUE.selected(selection).map(|action| action.to_string()).collect();
    assert_eq!(names.len(), selection.len());
    names
}

#[test]
fn patterns_stand_for_what_the_clauses_say() {
    for (pattern, count) in
        [("*", 22_321), ("s3:getobject", 1), ("S3:GETOBJECT", 1), ("s3:Get", 0), ("nope:*", 0)]
    {
        assert_eq!(expanded(pattern).len(), count, "{pattern}");
    }
    assert_eq!(expanded("kms:?ecrypt"), ["kms:Decrypt"]);
    assert_eq!(expanded("iam:*AccessKey*").len(), 5);
    assert!(expanded("iam:*AccessKey*").contains(&"iam:GetAccessKeyLastUsed".to_owned()));
    for nothing in ["", "*:", "s3", "s3:", "*:GetObject", "s?:GetObject", "s3:${Get}", "s3:Get*:x", "**"] {
        assert_eq!(expanded(nothing), [""; 0], "{nothing}");
    }
}

#[test]
fn wildcards_in_the_prefix_are_a_switch() {
    let active = |pattern| names(&CATALOGUE.expand(pattern, PrefixWildcards::Active));
    assert_eq!(active("*:*").len(), 22_321);
    assert_eq!(
        active("s3*:GetObject"),
        ["s3:GetObject", "s3-object-lambda:GetObject", "s3-outposts:GetObject"]
    );
    assert_eq!(active("kms:Decrypt"), ["kms:Decrypt"]);
}

#[test]
fn sets_of_actions_are_sets() {
    let set = |pattern| CATALOGUE.expand(pattern, PrefixWildcards::Literal);
    let (all, gets, puts) = (set("s3:*"), set("s3:Get*"), set("s3:Put*"));
    assert_eq!(gets.union(&puts).len(), gets.len() + puts.len());
    assert!(gets.intersection(&puts).is_empty() && gets.is_subset(&all) && !all.is_subset(&gets));
    assert_eq!(all.difference(&gets).union(&gets), all);
    assert!(gets.contains(CATALOGUE.action("s3:GetObject").unwrap()));
    assert!(!gets.contains(CATALOGUE.action("s3:PutObject").unwrap()));
    assert_eq!(CATALOGUE.selected(&gets).collect::<ActionSelection>(), gets);
}

#[test]
fn patterns_for_a_set_are_few() {
    let cover = |patterns: &[&str]| {
        let sets = patterns.iter().map(|pattern| CATALOGUE.expand(pattern, PrefixWildcards::Literal));
        CATALOGUE.cover(&sets.reduce(|sum, set| sum.union(&set)).unwrap())
    };
    assert_eq!(cover(&["*"]), ["*"]);
    assert_eq!(cover(&["s3:*"]), ["s3:*"]);
    assert_eq!(cover(&["s3:Get*", "s3:GetObject", "kms:decrypt"]), ["kms:Decrypt", "s3:Get*"]);
    assert_eq!(cover(&["s3:Get*Tagging"]), ["s3:Get*Tagging"]);
    assert_eq!(cover(&["iam:*AccessKey*"]).len(), 1);
    assert_eq!(cover(&["nope:*"]), [""; 0]);
}

/// A pattern made of what names of one service hold, with wildcards between.
fn pattern() -> impl Strategy<Value = String> {
    let piece =
        (any::<prop::sample::Index>(), 0..12_usize, 1..9_usize, prop_oneof!["", "\\*", "\\?", "\\*\\?"]);
    (any::<prop::sample::Index>(), prop::collection::vec(piece, 1..4)).prop_map(|(service, pieces)| {
        let services: Vec<_> = CATALOGUE.services().collect();
        let service = service.get(&services);
        let actions: Vec<_> = service.actions().collect();
        let mut pattern = format!("{}:", service.prefix());
        for (action, from, length, wildcard) in pieces {
            let name: String = action.get(&actions).name().chars().skip(from).take(length).collect();
            pattern += &name;
            pattern += &wildcard;
        }
        pattern
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn expansion_agrees_with_the_reference(pattern in pattern()) {
        prop_assert_eq!(expanded(&pattern), reference(&pattern));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_patterns_of_a_set_stand_for_exactly_that_set(
        patterns in prop::collection::vec(pattern(), 1..5),
        single in prop::collection::vec(0..22_321_usize, 0..20),
        whole in any::<prop::sample::Index>(),
    ) {
        let services: Vec<_> = CATALOGUE.services().collect();
        let whole = CATALOGUE.expand(&format!("{}:*", whole.get(&services).prefix()), PrefixWildcards::Literal);
        let actions: Vec<_> = CATALOGUE.actions().collect();
        let single: ActionSelection = single.into_iter().map(|index| actions[index]).collect();
        let patterns = patterns.iter().map(|pattern| CATALOGUE.expand(pattern, PrefixWildcards::Literal));
        let patterns = patterns.reduce(|sum, set| sum.union(&set)).unwrap();
        let set = whole.difference(&patterns).union(&single);

        let cover = CATALOGUE.cover(&set);
        let again = cover.iter().map(|pattern| CATALOGUE.expand(pattern, PrefixWildcards::Literal));
        let again = again.fold(ActionSelection::default(), |sum, set| sum.union(&set));
        prop_assert_eq!(names(&again), names(&set));
        prop_assert!(cover.len() <= set.len());
    }
}
