//! Facts on actions, condition keys and ARNs.

use super::keys::{fits_policy_type, type_words, visible_name};
use super::request::listed;
use super::view::Fact;
use crate::catalogue::embedded::{CallerKind, GlobalConditionKey, Presence, global_condition_key};
use crate::catalogue::{Action, ConditionKeyType, DetailedCatalogue, ResourceEntry};
use crate::matching::{has_wildcard, split_arn};
use crate::policy::PolicyType;

pub(super) fn fact(label: &'static str, text: impl Into<String>) -> Fact {
    Fact { label, text: text.into() }
}

/// What is known of an action.
pub(super) fn action_facts<'c>(action: Action<'c>, detailed: Option<DetailedCatalogue<'c>>) -> Vec<Fact> {
    let mut facts = vec![
        fact("service", action.service().name()),
        fact("access level", action.access_levels().to_string()),
    ];
    if let Some(detailed) = detailed {
        let types = detailed.resource_types(action).map(|entry| {
            let required = if entry.required() { " (required)" } else { "" };
            format!("{}{required}", entry.resource_type().name())
        });
        let types: Vec<String> = types.collect();
        let keys: Vec<String> =
            detailed.supported_condition_keys(action).iter().map(|key| visible_name(key.name())).collect();
        let dependents: Option<Vec<String>> = detailed
            .dependent_actions(action)
            .map(|dependents| dependents.map(|action| action.to_string()).collect());
        facts.push(fact(
            "resource types",
            if types.is_empty() { "none: it takes * only".to_owned() } else { types.join(", ") },
        ));
        facts.push(fact(
            "condition keys",
            if keys.is_empty() {
                "none but global ones".to_owned()
            } else {
                listed(keys.iter().map(String::as_str))
            },
        ));
        match dependents {
            None => facts.push(fact("needs also", "not known")),
            Some(dependents) if dependents.is_empty() => {}
            Some(dependents) => facts.push(fact("needs also", dependents.join(", "))),
        }
    }
    match action.permission_only() {
        Some(true) => facts.push(fact("permission only", "yes: it is no operation of the API")),
        Some(false) => {}
        None => facts.push(fact("permission only", "not known")),
    }
    facts
}

/// What is known of a condition key in a statement with these actions; nothing when the key is not known.
pub(super) fn key_facts<'c>(
    name: &str,
    policy_type: PolicyType,
    detailed: Option<DetailedCatalogue<'c>>,
    actions: Option<&[Action<'c>]>,
) -> Vec<Fact> {
    let global = global_condition_key(name);
    let of_service = detailed.and_then(|detailed| detailed.condition_key(name));
    let mut facts = Vec::new();
    if let Some(key) = global {
        facts.push(fact("type", types_words(std::iter::once(key.key_type).chain(key.other_type))));
        facts.extend(presence_facts(key));
        if !fits_policy_type(key, policy_type) {
            let whom = format!("no caller whom {} binds has it", policy_type.name_with_article());
            facts.push(fact("in this policy", whom));
        }
    } else if let Some(key) = of_service {
        facts.push(fact("type", types_words(key.types())));
        if let (Some(detailed), Some(actions)) = (detailed, actions) {
            let supports = |action: &&Action<'c>| {
                detailed
                    .supported_condition_keys(**action)
                    .iter()
                    .any(|supported| supported.name() == key.name())
            };
            let supporting = actions.iter().filter(supports).count();
            let text = match (supporting, actions.len()) {
                (0, _) => "none of its actions has it".to_owned(),
                (some, all) if some == all => "every action has it".to_owned(),
                (some, all) => format!("{some} of {all} actions have it"),
            };
            facts.push(fact("in this statement", text));
        }
    }
    facts
}

fn types_words(types: impl Iterator<Item = ConditionKeyType>) -> String {
    types.map(type_words).collect::<Vec<_>>().join(" or ")
}

/// Who has a global key: one fact for each kind of answer.
fn presence_facts(key: &GlobalConditionKey) -> Vec<Fact> {
    let answers = [
        (Presence::Always, "in every request of"),
        (Presence::Sometimes, "in some requests of"),
        (Presence::Never, "in no request of"),
        (Presence::Undocumented, "not documented for"),
    ];
    let facts = answers.into_iter().filter_map(|(presence, label)| {
        let callers: Vec<&str> = CallerKind::ALL
            .into_iter()
            .filter(|caller| key.presence(*caller) == presence)
            .map(caller_words)
            .collect();
        let text = match callers.len() {
            0 => return None,
            all if all == CallerKind::ALL.len() => "every caller".to_owned(),
            _ => callers.join(", "),
        };
        Some(fact(label, text))
    });
    facts.collect()
}

fn caller_words(caller: CallerKind) -> &'static str {
    match caller {
        CallerKind::AccountRoot => "the root user",
        CallerKind::User => "users",
        CallerKind::UserWithTemporaryCredentials => "users with temporary credentials",
        CallerKind::RoleSession => "role sessions",
        CallerKind::WebIdentitySession => "web identity sessions",
        CallerKind::FederatedUser => "federated users",
        CallerKind::Service => "services",
        CallerKind::Anonymous => "anonymous callers",
    }
}

/// What an ARN, or a pattern of ARNs, can name.
pub(super) fn arn_facts<'c>(
    text: &str,
    detailed: Option<DetailedCatalogue<'c>>,
    actions: Option<&[Action<'c>]>,
) -> Vec<Fact> {
    if text == "*" {
        return vec![fact("stands for", "every resource")];
    }
    let Some(detailed) = detailed.filter(|_| split_arn(text).is_some() || has_wildcard(text)) else {
        return Vec::new();
    };
    let entry = ResourceEntry::new(text);
    let types = detailed.resource_types_of_entry(&entry);
    let is_one_service =
        types.windows(2).all(|pair| matches!(pair, [one, other] if one.service() == other.service()));
    let mut names: Vec<String> = types
        .iter()
        .map(|resource_type| match is_one_service {
            true => resource_type.name().to_owned(),
            false => format!("{} {}", resource_type.service().prefix(), resource_type.name()),
        })
        .collect();
    names.sort_unstable();
    let mut facts = match types.first() {
        None => vec![fact("resource types", "none that is known")],
        Some(first) if is_one_service => {
            vec![
                fact("service", first.service().name()),
                fact("resource types", listed(names.iter().map(String::as_str))),
            ]
        }
        Some(_) => vec![fact("resource types", listed(names.iter().map(String::as_str)))],
    };
    if let Some(actions) = actions {
        let works = |action: &&Action<'c>| {
            detailed.resource_types(**action).any(|entry| types.contains(&entry.resource_type()))
        };
        let (working, all) = (actions.iter().filter(works).count(), actions.len());
        facts.push(fact(
            "in this statement",
            match working {
                0 => "none of its actions works on it".to_owned(),
                _ if working == all => "every action works on it".to_owned(),
                _ => format!("{working} of {all} actions work on it"),
            },
        ));
    }
    facts
}
