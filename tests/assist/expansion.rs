//! What a pattern stands for.

use policyscope::analysis::assist::expansion;

use crate::FULL;

#[test]
fn actions_are_grouped_from_list_to_permissions_management() {
    let found = expansion("s3:*", &FULL);
    let levels: Vec<&str> = found.groups.iter().map(|group| group.access_level).collect();
    assert_eq!(levels, ["List", "Read", "Write", "Tagging", "Permissions management"]);
    assert_eq!(found.total, FULL.service("s3").unwrap().actions().len());
    assert_eq!(found.groups.iter().map(|group| group.actions.len()).sum::<usize>(), found.total);
    assert!(found.groups[1].actions.contains(&"s3:GetObject".to_owned()));
    assert_eq!(found.note, None);
}

#[test]
fn an_action_that_writes_tags_or_permissions_is_in_their_group() {
    for action in FULL.actions() {
        let levels = action.access_levels().to_string();
        let found = expansion(&action.to_string(), &FULL);
        assert_eq!((found.total, found.groups.len()), (1, 1));
        let expected = match &*levels {
            "Permissions management, Write" => "Permissions management",
            "Tagging, Write" => "Tagging",
            single => single,
        };
        assert_eq!(found.groups[0].access_level, expected, "{action}: {levels}");
    }
}

#[test]
fn a_pattern_that_stands_for_nothing_says_why() {
    let note = |pattern: &str| {
        let found = expansion(pattern, &FULL);
        assert_eq!((found.total, found.groups.len()), (0, 0));
        found.note.unwrap()
    };
    assert_eq!(note("s3:GetObjcet"), "Amazon S3 has no such action; did you mean `s3:GetObject`?");
    assert!(note("account:GetChallengeQuestions").starts_with("retired: last documented in 2025-04"));
    assert!(note("s4:Unheard*").starts_with("no service has this prefix; did you mean `s"));
    assert!(note("GetObject").ends_with("did you mean `s3:GetObject`?"));
    assert!(note("s3*:GetObject").contains("wildcard in the service prefix"));
    assert!(note("").starts_with("no action"));
}
