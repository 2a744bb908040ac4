//! Policy variables: `${aws:username}`.

use super::cursor::Cursor;
use super::elements::is_text;
use super::keys::{fits_policy_type, type_words, visible_name};
use super::ranking::fitting;
use super::view::{Completion, CompletionKind};
use crate::catalogue::embedded::global_condition_keys;
use crate::policy::PolicyType;

/// The variables for the one that is open before the cursor; `None` where none is. An option keeps the text
/// around the variable.
pub(super) fn options(cursor: &Cursor<'_>, policy_type: PolicyType) -> Option<Vec<Completion>> {
    let typed = &*cursor.token.typed;
    let start =
        typed.rfind("${").filter(|start| typed.get(*start..).is_some_and(|open| !open.contains('}')))?;
    let (before, variable) = typed.split_at_checked(start)?;
    let after = after_variable(&cursor.token.rest);
    let has_variables =
        cursor.document.member("Version").is_some_and(|version| is_text(&version.value, "2012-10-17"));
    let options = labelled(policy_type).map(|(label, detail)| {
        let detail = if has_variables { detail } else { format!("{detail}; needs Version 2012-10-17") };
        let insert = format!("{before}{label}{after}");
        Completion { label, insert, kind: CompletionKind::ConditionKey, detail }
    });
    Some(fitting(options, variable))
}

fn labelled(policy_type: PolicyType) -> impl Iterator<Item = (String, String)> {
    let keys = global_condition_keys()
        .filter(move |key| !key.key_type.multivalued && fits_policy_type(key, policy_type))
        .map(|key| (format!("${{{}}}", visible_name(key.name)), type_words(key.key_type)));
    let characters = ["*", "?", "$"]
        .map(|character| (format!("${{{character}}}"), format!("the character {character} itself")));
    keys.chain(characters)
}

/// What stays behind the variable: all behind its brace, or all where it has none.
fn after_variable(rest: &str) -> &str {
    let name_end = rest.find(|character: char| "}$ \"".contains(character));
    match name_end.and_then(|end| rest.get(end..)).and_then(|tail| tail.strip_prefix('}')) {
        Some(after) => after,
        None => rest,
    }
}

/// The key of the variable at the byte `at` of `text`, and where the variable begins and ends.
pub(super) fn variable_at(text: &str, at: usize) -> Option<(&str, usize, usize)> {
    let start = text.get(..at)?.rfind("${").or_else(|| text.get(at..)?.starts_with("${").then_some(at))?;
    let inside = text.get(start + 2..)?;
    let end = start + 2 + inside.find('}')? + 1;
    let name = text.get(start + 2..end - 1)?;
    let key = name.split_once(',').map_or(name, |(key, _)| key);
    (at <= end).then_some((key, start, end))
}
