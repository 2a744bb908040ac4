//! What is known of a context key that a request has.

use super::facts::key_facts;
use super::keys::types;
use crate::catalogue::embedded::global_condition_key;
use crate::catalogue::{Catalogue, ConditionKeyType};
use crate::policy::PolicyType;

/// What is known of a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextKeyFacts {
    /// Its name as the catalogue spells it; none when it has a part of its own, or is not known.
    pub name: Option<String>,
    /// What its values are; none when it is not known.
    pub key_type: Option<ConditionKeyType>,
    /// All of it in words, a line for each fact; empty when nothing is known.
    pub words: String,
}

/// What is known of the context key `name`, whatever the case. Keys of one service are known with the details of the
/// catalogue only.
#[must_use]
pub fn context_key_facts(name: &str, catalogue: Option<&Catalogue>) -> ContextKeyFacts {
    let detailed = catalogue.and_then(Catalogue::detailed);
    let of_service = detailed.and_then(|detailed| detailed.condition_key(name)).map(|key| key.name());
    let spelled = global_condition_key(name).map(|key| key.name).or(of_service);
    // Any caller, so that nothing is said of a policy.
    let facts = key_facts(name, PolicyType::Resource, detailed, None);
    let words: Vec<String> = facts.iter().map(|fact| format!("{}: {}", fact.label, fact.text)).collect();
    ContextKeyFacts {
        name: spelled.filter(|spelled| spelled.eq_ignore_ascii_case(name)).map(str::to_owned),
        key_type: types(name, catalogue).into_iter().next(),
        words: words.join("\n"),
    }
}
