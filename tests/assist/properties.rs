//! What holds for any text and any place in it.

use policyscope::analysis::assist::{completions, hover};
use policyscope::catalogue::Catalogue;
use policyscope::policy::PolicyType;
use policyscope::text::json;
use proptest::prelude::*;

use crate::{CORE_ONLY, FULL, POLICY_TYPES, insert};

const POLICIES: &[&str] = &[
    r#"{"Version": "2012-10-17", "Id": "😀", "Statement": [
  {"Sid": "A\"\\\u00e9", "Effect": "Allow", "Principal": {"AWS": ["*"], "Service": "lambda.amazonaws.com"},
   "Action": ["s3:GetObject", "s3:List*", "*"], "NotResource": ["arn:aws:s3:::b/${aws:username}/*", "*"],
   "Condition": {"StringEquals": {"aws:RequestTag/𐐷": ["x", "${aws:userid}"]}, "Null": {"s3:prefix": "true"}}},
  {"Effect": "Deny", "NotAction": "iam:*", "Resource": "arn:aws:s3:::b"}
]}"#,
    r#"{"Statement": {"Effect": "Allow", "Action": [ ], "Resource": [], "Condition": { }, "Principal": { }}}"#,
    r#"{ "Statement": { } }"#,
    "{'Statement': [{“Effect”: Allow, // x\n Action: s3:Get*, 'Resource' : ",
];

/// What a slip of the hand puts in.
const PIECES: &[&str] = &[
    "\"", "'", "“", "{", "}", "[", "]", ",", ":", "\\", "\n", " ", "😀", "é", "${", "}", "//", "/*", "#",
    "\\u", "\\ud83d", "null", "1", "s3:", "*", "\u{feff}", "\r",
];

fn mutated() -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0_usize..12, prop::option::of(prop::sample::select(PIECES)));
    (prop::sample::select(POLICIES), prop::collection::vec(change, 0..4)).prop_map(|(policy, changes)| {
        let mut characters: Vec<char> = policy.chars().collect();
        for (place, removed, piece) in changes {
            let start = place.index(characters.len() + 1);
            let end = (start + removed).min(characters.len());
            characters.splice(start..end, piece.unwrap_or_default().chars());
        }
        characters.into_iter().collect()
    })
}

fn check(text: &str, offset: u32, policy_type: PolicyType, catalogue: Option<&Catalogue>) {
    let length = u32::try_from(text.encode_utf16().count()).unwrap();
    if let Some(hover) = hover(text, offset, policy_type, catalogue) {
        assert!(hover.from <= offset && offset <= hover.to && hover.to <= length);
    }
    let Some(found) = completions(text, offset, policy_type, catalogue) else { return };
    assert!(found.from <= offset && offset <= found.to && found.to <= length);
    assert!(!found.options.is_empty());
    if !json::parse(text).diagnostics.is_empty() {
        return;
    }
    let few = found.options.iter().take(3).chain(found.options.last());
    for option in few {
        let changed = insert(text, &found, option);
        assert_eq!(json::parse(&changed).diagnostics, [], "{text} at {offset} with {option:?}: {changed}");
    }
}

#[test]
fn any_place_of_sound_policies() {
    for policy in POLICIES {
        let length = u32::try_from(policy.encode_utf16().count()).unwrap();
        for offset in 0..=length + 2 {
            for policy_type in POLICY_TYPES {
                check(policy, offset, policy_type, Some(&CORE_ONLY));
            }
            check(policy, offset, PolicyType::Identity, Some(&FULL));
            check(policy, offset, PolicyType::Resource, None);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_place_of_changed_policies(
        text in mutated(),
        places in prop::collection::vec(any::<prop::sample::Index>(), 6),
        policy_type in prop::sample::select(&POLICY_TYPES),
    ) {
        let length = text.encode_utf16().count();
        for place in places {
            let offset = u32::try_from(place.index(length + 2)).unwrap();
            check(&text, offset, policy_type, Some(&FULL));
        }
    }

    #[test]
    fn any_text(text in any::<String>(), offset in 0_u32..40) {
        check(&text, offset, PolicyType::Resource, Some(&CORE_ONLY));
    }
}
