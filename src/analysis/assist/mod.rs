//! Help while a policy or a request is written: what may stand at the cursor, what the catalogue knows of the
//! word under it, what a pattern stands for, and what is odd in a request.
//!
//! Places are UTF-16 offsets, as everywhere in `analysis`. All of it works without a catalogue, from what the
//! program knows by itself: operators, elements, global condition keys, service prefixes and principals.

mod actions;
mod context_key;
mod cursor;
mod elements;
mod expansion;
mod facts;
mod hover;
mod keys;
mod operators;
mod principals;
mod ranking;
mod request;
mod resources;
mod statement_actions;
mod token;
mod variables;
mod view;

use crate::catalogue::{Catalogue, ConditionKeyType, ValueType};
use crate::condition::{Operator, Test};
use crate::policy::PolicyType;
use crate::text::{LineIndex, json};

use cursor::{Cursor, Place};
use statement_actions::statement_actions;

pub use context_key::{ContextKeyFacts, context_key_facts};
pub use expansion::expansion;
pub use request::{action_options, context_key_options, request_notes, resource_options};
pub(super) use request::{listed, misfit};
pub use view::{
    Completion, CompletionKind, Completions, Expansion, ExpansionGroup, Fact, Hover, RequestNote,
    RequestPlace,
};

/// What may stand at `offset` of a policy of type `policy_type`: the options that fit the text before the
/// cursor, the best first. `None` where nothing can be proposed. The text may be broken; without a catalogue, or
/// without its details, there are fewer options.
#[must_use]
pub fn completions(
    text: &str,
    offset: u32,
    policy_type: PolicyType,
    catalogue: Option<&Catalogue>,
) -> Option<Completions> {
    let lines = LineIndex::new(text);
    let at = byte_at(&lines, offset)?;
    let parsed = json::parse(text);
    let cursor = Cursor::find(text, &parsed, at)?;
    let options = options(&cursor, policy_type, catalogue);
    if options.is_empty() {
        return None;
    }
    let needs_value = matches!(
        cursor.place,
        Place::DocumentElement
            | Place::StatementElement
            | Place::PrincipalKind
            | Place::Operator
            | Place::ConditionKey { .. }
    );
    let inserted = options.into_iter().map(|option| {
        let value = needs_value.then(|| elements::first_value(cursor.place, &option.label, policy_type));
        cursor.token.inserting(option, value)
    });
    let options = inserted.collect();
    let (from, to) = cursor.token.utf16(&lines);
    Some(Completions { from, to, options })
}

/// What is known of the name or value at `offset` of a policy of type `policy_type`; `None` where nothing is.
/// Without a catalogue, or without its details, there are fewer facts.
#[must_use]
pub fn hover(
    text: &str,
    offset: u32,
    policy_type: PolicyType,
    catalogue: Option<&Catalogue>,
) -> Option<Hover> {
    let lines = LineIndex::new(text);
    let at = byte_at(&lines, offset)?;
    let parsed = json::parse(text);
    let cursor = Cursor::find(text, &parsed, at)?;
    hover::hover(&cursor, policy_type, catalogue, &lines)
}

/// The byte before which `offset` UTF-16 units stand; `None` behind the end and within a character.
fn byte_at(lines: &LineIndex, offset: u32) -> Option<u32> {
    let byte = lines.byte_of_utf16(offset);
    (lines.utf16(byte) == offset).then_some(byte)
}

/// The options with plain text to insert.
fn options(cursor: &Cursor<'_>, policy_type: PolicyType, catalogue: Option<&Catalogue>) -> Vec<Completion> {
    let typed = &*cursor.token.typed;
    let fitting = |options| ranking::fitting(options, typed);
    let actions = || catalogue.and_then(|catalogue| statement_actions(cursor.statement, catalogue));
    match cursor.place {
        Place::DocumentElement => fitting(elements::document_elements(cursor, policy_type)),
        Place::StatementElement => fitting(elements::statement_elements(cursor, policy_type)),
        Place::PrincipalKind => fitting(elements::principal_kinds(cursor, policy_type)),
        Place::Version => fitting(elements::versions(policy_type)),
        Place::Effect => fitting(elements::effects(policy_type)),
        Place::Everyone => fitting(vec![principals::everyone()]),
        Place::Principal { kind } => principals::options(kind, typed, policy_type),
        Place::Action => {
            let mut options = actions::options(typed, true, catalogue);
            actions::preferring_service_of(policy_type, &mut options);
            options
        }
        Place::Resource => variables::options(cursor, policy_type)
            .unwrap_or_else(|| resources::options(typed, actions().as_deref(), catalogue)),
        Place::Operator => {
            operators::options(typed, &inner_key_types(cursor, catalogue), &sibling_names(cursor))
        }
        Place::ConditionKey { operator } => {
            let actions = actions();
            let search = keys::KeySearch {
                typed,
                actions: actions.as_deref(),
                policy_type: Some(policy_type),
                operator: Operator::parse(operator).ok(),
            };
            let taken = sibling_names(cursor);
            let mut options = search.options(catalogue);
            options.retain(|option| !taken.iter().any(|name| name.eq_ignore_ascii_case(&option.label)));
            options
        }
        Place::ConditionValue { operator, key } => variables::options(cursor, policy_type)
            .unwrap_or_else(|| condition_values(typed, operator, key, catalogue)),
    }
}

/// The types of the keys under the operator at the cursor, of those keys that are known.
fn inner_key_types(cursor: &Cursor<'_>, catalogue: Option<&Catalogue>) -> Vec<Vec<ConditionKeyType>> {
    let members = match cursor.value.map(|value| &value.value) {
        Some(json::Value::Object(members)) => members.as_slice(),
        _ => &[],
    };
    let types = members.iter().map(|member| keys::types(&member.name, catalogue));
    types.filter(|types| !types.is_empty()).collect()
}

fn sibling_names<'d>(cursor: &Cursor<'d>) -> Vec<&'d str> {
    cursor.siblings.iter().map(|member| &*member.name).collect()
}

fn condition_values(
    typed: &str,
    operator: &str,
    key: &str,
    catalogue: Option<&Catalogue>,
) -> Vec<Completion> {
    let test = Operator::parse(operator).ok().map(|operator| operator.test);
    let is_bool = || keys::types(key, catalogue).iter().any(|key_type| key_type.value == ValueType::Bool);
    if test == Some(Test::Null) || test == Some(Test::Bool) || is_bool() {
        return ranking::fitting(elements::booleans(test == Some(Test::Null)), typed);
    }
    if principals::is_service_name_key(key) { principals::services(typed) } else { Vec::new() }
}
