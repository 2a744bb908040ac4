//! What holds for any workspace and any text.

use policyscope::scenario::Slot;
use policyscope::share;
use policyscope::workspace::model::{OrderedMap, PolicyDocument, Workspace};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{full, read, schema_validator};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[ -~]{0,12}", 1 => any::<String>()]
}

/// Texts of policies: plain, laid out in several ways, broken off, and no JSON at all.
fn document() -> impl Strategy<Value = String> {
    let json = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        Just(Value::Null),
    ]
    .prop_recursive(20, 60, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    prop_oneof![
        2 => json.clone().prop_map(|value| serde_json::to_string_pretty(&value).unwrap()),
        1 => json.clone().prop_map(|value| value.to_string()),
        1 => (json, any::<prop::sample::Index>()).prop_map(|(value, cut)| {
            let text = serde_json::to_string_pretty(&value).unwrap();
            text.chars().take(cut.index(text.len())).collect()
        }),
        1 => any::<String>(),
    ]
}

fn policies() -> impl Strategy<Value = Slot<Vec<PolicyDocument>>> {
    let policy = (text(), document()).prop_map(|(name, text)| PolicyDocument::new(name, text));
    prop_oneof![
        1 => Just(Slot::Unknown),
        4 => prop::collection::vec(policy, 0..3).prop_map(Slot::Known),
    ]
}

fn map<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = OrderedMap<T>> {
    prop::collection::vec((text(), value), 0..3).prop_map(|entries| entries.into_iter().collect())
}

prop_compose! {
    /// The full workspace with its free parts replaced.
    fn workspace()(
        name in prop::option::of(text()),
        arn in text(),
        scps in policies(),
        identity_policies in policies(),
        trust_policy in policies(),
        tags in map(text()),
        context in map(prop::collection::vec(text(), 0..3)),
        selected_request in 0..2_usize,
        future in any::<Option<i64>>(),
    ) -> Workspace {
        let mut workspace = read(full());
        workspace.name = name;
        workspace.selected_request = selected_request;
        workspace.accounts[0].scps = scps;
        workspace.requests[0].context = context;
        let principal = &mut workspace.principals[0];
        principal.arn = arn;
        principal.trust_policy = match trust_policy {
            Slot::Known(mut policies) => Slot::Known(policies.pop()),
            Slot::Unknown => Slot::Unknown,
        };
        principal.identity_policies = identity_policies;
        principal.tags = tags;
        principal.unknown_members.extend(future.map(|number| ("future".to_owned(), json!(number))));
        workspace
    }
}

proptest! {
    #[test]
    fn any_workspace_survives_both_layouts_and_a_link(workspace in workspace()) {
        let compact = workspace.to_json();
        prop_assert_eq!(&Workspace::from_json(&compact).unwrap(), &workspace);
        prop_assert_eq!(&Workspace::from_json(&workspace.to_json_pretty()).unwrap(), &workspace);
        prop_assert_eq!(share::decode(&share::encode(&compact).unwrap()).unwrap(), compact);
    }

    #[test]
    fn whatever_is_written_fits_the_schema(workspace in workspace()) {
        let written: Value = serde_json::from_str(&workspace.to_json()).unwrap();
        prop_assert!(schema_validator().is_valid(&written));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = Workspace::from_json(&text);
    }

    #[test]
    fn no_damage_makes_the_reader_panic(
        index in any::<prop::sample::Index>(),
        replacement in prop::sample::select(vec!["", "\"", "{", "}", "[", "]", ",", ":", "1", "null", "\\", "ä", "x"]),
    ) {
        let whole = full().to_string();
        let at = index.index(whole.len());
        let damaged = format!("{}{replacement}{}", &whole[..at], &whole[at + 1..]);
        if let Err(error) = Workspace::from_json(&damaged) {
            prop_assert!(!error.to_string().is_empty());
            prop_assert!(error.position.offset as usize <= damaged.chars().count());
        }
    }
}
