//! What holds for every text.

use policyscope::analysis::analyse;
use policyscope::paste::recognise;
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::model::Workspace;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{all_texts, paste, text};

#[test]
fn filling_twice_changes_nothing_the_second_time() {
    for (name, text) in all_texts() {
        for start in starts() {
            let once = paste(&text).fill(&start, None).workspace;
            let twice = paste(&text).fill(&once, None).workspace;
            assert_eq!(once.to_json_pretty(), twice.to_json_pretty(), "{name}");
        }
    }
}

fn starts() -> Vec<Workspace> {
    let examples = EXAMPLES.iter().map(|example| example.workspace().unwrap());
    examples.chain([Workspace::default()]).collect()
}

#[test]
fn a_filled_workspace_is_saved_and_read_back_and_can_be_shown() {
    for (name, text) in all_texts() {
        for start in starts() {
            let filled = paste(&text).fill(&start, None);
            let workspace = filled.workspace;
            assert_eq!(Workspace::from_json(&workspace.to_json()).unwrap(), workspace, "{name}");
            let _ = analyse(&workspace, workspace.selected_request);
            for line in filled.report.taken.iter().chain(&filled.report.unknown) {
                assert!(!line.is_empty() && !line.ends_with('.') && !line.contains('\n'), "{name}: {line}");
                assert!(
                    !line.starts_with(|first: char| first.is_ascii_uppercase() && !line.starts_with("VPC")),
                    "{name}: {line}"
                );
                assert_eq!(line.matches('`').count() % 2, 0, "{name}: {line}");
            }
        }
    }
}

#[test]
fn every_text_in_every_order_keeps_what_was_there() {
    let texts = all_texts();
    for (first_name, first) in &texts {
        let before = paste(first).fill(&Workspace::default(), None).workspace;
        for (name, text) in &texts {
            let after = paste(text).fill(&before, None).workspace;
            let count = |workspace: &Workspace| {
                (
                    workspace.principals.len(),
                    workspace.groups.len(),
                    workspace.resources.len(),
                    workspace.accounts.len(),
                )
            };
            let (old, new) = (count(&before), count(&after));
            assert!(
                new.0 >= old.0 && new.1 >= old.1 && new.2 >= old.2 && new.3 >= old.3,
                "{first_name}, then {name}"
            );
        }
    }
}

#[test]
fn hostile_texts_are_answered_soon() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let mut string = text("policy_identity.json");
    for _ in 0..8 {
        string = Value::from(string).to_string();
    }
    let role: Value = serde_json::from_str(&text("account_details.json")).unwrap();
    let mut many = role.clone();
    let entry = role["RoleDetailList"][0].clone();
    many["RoleDetailList"] = (0..500)
        .map(|index| {
            let mut entry = entry.clone();
            entry["Arn"] = json!(format!("arn:aws:iam::111122223333:role/r{index}"));
            entry["AttachedManagedPolicies"] =
                json!([{"PolicyName": "Big", "PolicyArn": "arn:aws:iam::111122223333:policy/Big"}]);
            entry
        })
        .collect();
    let big =
        format!("{{\"Version\": \"2012-10-17\", \"Statement\": [], \"Id\": \"{}\"}}", "x".repeat(1 << 20));
    many["Policies"] = json!([{"Arn": "arn:aws:iam::111122223333:policy/Big", "PolicyVersionList":
        [{"Document": big, "VersionId": "v1", "IsDefaultVersion": true}]}]);
    let texts = [
        nested(20_000),
        "{\"a\":".repeat(20_000),
        "User: ".repeat(50_000),
        "is not authorized to perform: ".repeat(20_000),
        "not authorized to perform x:Y on resource: \"".repeat(20_000),
        format!("{{\"message\": \"{}\"}}", "with an explicit deny in a ".repeat(20_000)),
        format!("{{\"Records\": [{}]}}", vec![text("trail_s3_denied.json"); 300].join(",")),
        "%7B".repeat(100_000),
        "\\u0022\\n".repeat(100_000),
        string,
        many.to_string(),
        format!("1.{}", "A".repeat(1 << 20)),
        format!("arn:aws:s3:::{}", "a/".repeat(100_000)),
        "{".repeat(1 << 20),
    ];
    for text in texts {
        let size = match recognise(&text) {
            Ok(pasted) => pasted.fill(&Workspace::default(), None).workspace.to_json().len(),
            Err(_) => 0,
        };
        let shown: String = text.chars().take(40).collect();
        assert!(size < 61 << 20, "{shown}: {size} bytes");
    }
}

/// Values with one place changed to a value of another kind.
fn with_wrong_types(value: &Value, wrong: &Value) -> Vec<Value> {
    let mut all = vec![wrong.clone()];
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                for changed in with_wrong_types(member, wrong) {
                    let mut copy = members.clone();
                    copy.insert(name.clone(), changed);
                    all.push(Value::Object(copy));
                }
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                for changed in with_wrong_types(element, wrong) {
                    let mut copy = elements.clone();
                    copy[index] = changed;
                    all.push(Value::Array(copy));
                }
            }
        }
        _ => {}
    }
    all
}

#[test]
fn wrong_types_anywhere_are_no_panic() {
    let mut number = 0;
    for (name, text) in all_texts() {
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        for wrong in [
            Value::Null,
            json!(1),
            json!("arn:aws:iam::1:role/x"),
            json!([]),
            json!([[], {}]),
            json!({"items": 1}),
        ] {
            for changed in with_wrong_types(&value, &wrong) {
                if let Ok(pasted) = recognise(&changed.to_string()) {
                    let filled = pasted.fill(&Workspace::default(), None);
                    let _ = analyse(&filled.workspace, filled.workspace.selected_request);
                }
                number += 1;
            }
        }
        assert!(number > 0, "{name}");
    }
    assert!(number > 4_000, "{number}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}") {
        if let Ok(pasted) = recognise(&text) {
            let _ = pasted.fill(&Workspace::default(), None);
        }
    }

    #[test]
    fn words_of_messages_in_any_order_are_answered(
        words in proptest::collection::vec(
            prop::sample::select(vec![
                "User:", "arn:aws:iam::111122223333:user/ana", "is", "not", "authorized", "to", "perform:",
                "s3:GetObject", "on", "resource:", "\"arn:aws:s3:::b/k\"", "\"", "because", "no", "with", "an",
                "explicit", "deny", "in", "a", "VPC", "endpoint", "policy:", "Access", "Denied", "role", "x",
                "when", "calling", "the", "GetObject", "operation:", "failure", "message:", "{", "}", "`",
            ]),
            0..40,
        )
    ) {
        let text = words.join(" ");
        if let Ok(pasted) = recognise(&text) {
            let filled = pasted.fill(&Workspace::default(), None);
            let _ = analyse(&filled.workspace, filled.workspace.selected_request);
        }
    }

    #[test]
    fn a_cut_text_is_answered(which in 0usize..1_000, cut in 0usize..4_000) {
        let texts = all_texts();
        let (_, text) = &texts[which % texts.len()];
        let cut: String = text.chars().take(cut % (text.chars().count() + 1)).collect();
        if let Ok(pasted) = recognise(&cut) {
            let _ = pasted.fill(&Workspace::default(), None);
        }
    }
}
