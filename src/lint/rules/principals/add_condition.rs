//! The edits that add a condition to a statement or take one away.

use crate::lint::{ConditionFacts, Edit, StatementFacts, Subject, edits};
use crate::text::json::Value;

/// Adds `key` with the value `json` under `operator`, beside the conditions that are there.
pub(in crate::lint::rules) fn add_condition(
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    operator: &str,
    key: &str,
    json: &str,
) -> Option<Edit> {
    let keys = || format!("{{{}: {json}}}", edits::quoted(key));
    let Some(condition) = statement.member("Condition") else {
        let condition = format!("{{{}: {}}}", edits::quoted(operator), keys());
        let last = ["Resource", "NotResource", "Action", "NotAction", "Principal", "Effect"];
        let after = last.iter().find(|name| statement.member(name).is_some())?;
        return edits::add_member_after(subject.text, statement.node, after, "Condition", &condition);
    };
    match condition.value.member(operator) {
        Some(existing) => edits::add_first_member(subject.text, &existing.value, key, json),
        None => edits::add_first_member(subject.text, &condition.value, operator, &keys()),
    }
}

/// Takes one condition away, and with the last one of an operator or of the statement that too.
pub(in crate::lint::rules) fn remove_condition(
    statement: &StatementFacts<'_>,
    removed: &ConditionFacts<'_>,
) -> Vec<Edit> {
    let Some(condition) = statement.member("Condition") else {
        return Vec::new();
    };
    let Value::Object(operators) = &condition.value.value else {
        return Vec::new();
    };
    let Some(operator) = operators.iter().find(|operator| operator.name_span == removed.entry.operator_span)
    else {
        return Vec::new();
    };
    let keys = edits::remove_members(&operator.value, |name| name == removed.key());
    if !keys.is_empty() {
        return keys;
    }
    if operators.iter().filter(|other| other.name == operator.name).count() > 1 {
        return Vec::new();
    }
    let whole = edits::remove_members(&condition.value, |name| name == operator.name);
    if whole.is_empty() {
        return edits::remove_members(statement.node, |name| name == "Condition");
    }
    whole
}

/// The account in an ARN of the statement's `Resource`, where all that have one have the same.
pub(in crate::lint::rules) fn account_of_resources<'s>(statement: &StatementFacts<'s>) -> Option<&'s str> {
    let is_account =
        |account: &&str| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let mut accounts =
        statement.resources.iter().filter_map(|resource| resource.arn?.account.filter(is_account));
    let first = accounts.next()?;
    accounts.all(|account| account == first).then_some(first)
}
