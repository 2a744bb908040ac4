//! Keys and operators of a `Condition` as parts of the document: how a key is removed, or moved to another operator.

use crate::condition::{Operator, SetOperator, Test};
use crate::lint::{ConditionFacts, Edit, StatementFacts, Subject, edits};
use crate::text::json::{Member, Node, Value};

/// Whether a value more lets more through: an Allow that asks for one of the values, or a Deny of all but them.
pub(in crate::lint::rules) fn values_widen(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
) -> bool {
    if facts.operator().test.is_negated() { statement.denies() } else { statement.allows() }
}

/// Whether the statement asks for the key to be there: `"Null": {"key": "false"}`, or a test that an absent key
/// fails.
pub(in crate::lint::rules) fn asks_for_presence(statement: &StatementFacts<'_>, key: &str) -> bool {
    statement.conditions_on(key).any(|facts| {
        let operator = facts.operator();
        let value = || facts.entry.values.iter().map(|value| &*value.text);
        if operator.test == Test::Null {
            return operator.set.is_none()
                && value().any(|text| text.eq_ignore_ascii_case("false"))
                && !value().any(|text| text.eq_ignore_ascii_case("true"));
        }
        let by_set = operator.set == Some(SetOperator::ForAnyValue);
        !operator.if_exists && (by_set || (operator.set.is_none() && !operator.test.is_negated()))
    })
}

/// Whether a statement of the policy denies requests without the key: `"Null": {"key": "true"}`.
pub(in crate::lint::rules) fn denies_absence(subject: &Subject<'_>, key: &str) -> bool {
    let asks = |facts: &ConditionFacts<'_>| {
        let values = &facts.entry.values;
        let is_null = facts.operator().test == Test::Null && facts.operator().set.is_none();
        is_null && values.iter().any(|value| value.text.eq_ignore_ascii_case("true"))
    };
    subject.statements.iter().any(|statement| statement.denies() && statement.conditions_on(key).any(asks))
}

/// The edits that remove the key, with its operator or the whole `Condition` where nothing else is in it.
pub(in crate::lint::rules) fn remove_key(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
) -> Vec<Edit> {
    let Some((condition, operator)) = operator_of(facts, statement) else {
        return Vec::new();
    };
    if count(&operator.value) > 1 {
        edits::remove_members(&operator.value, |name| name == facts.key())
    } else if count(condition) > 1 {
        edits::remove_members(condition, |name| name == operator.name)
    } else {
        edits::remove_members(statement.node, |name| name == "Condition")
    }
}

/// The edits that put the key under the operator `to`, with its values or with `values`, which is JSON. None where
/// that operator tests the key already.
pub(in crate::lint::rules) fn move_key(
    text: &str,
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    to: Operator,
    values: Option<&str>,
) -> Vec<Edit> {
    let Some((condition, operator)) = operator_of(facts, statement) else {
        return Vec::new();
    };
    let to = to.name();
    let json = values.unwrap_or_else(|| facts.values_span().slice(text));
    let is_alone = count(&operator.value) == 1;
    let mut made = Vec::new();
    match condition.member(&to) {
        Some(target) => {
            let is_key = |member: &Member<'_>| member.name.eq_ignore_ascii_case(facts.key());
            if members(&target.value).iter().any(is_key) {
                return Vec::new();
            }
            made.extend(edits::add_first_member(text, &target.value, facts.key(), json));
        }
        None if is_alone => {
            made.push(edits::replace_string(operator.name_span, &to));
            made.extend(values.map(|values| edits::replace(facts.values_span(), values)));
            return made;
        }
        None => {
            let block = format!("{{{}: {json}}}", edits::quoted(facts.key()));
            made.extend(edits::add_member_after(text, condition, &operator.name, &to, &block));
        }
    }
    made.extend(if is_alone {
        edits::remove_members(condition, |name| name == operator.name)
    } else {
        edits::remove_members(&operator.value, |name| name == facts.key())
    });
    made
}

/// The `Condition` of the statement and the member of it in which the key stands; `None` when the operator or the key is
/// there twice, so that its name does not tell which one is meant.
fn operator_of<'s>(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'s>,
) -> Option<(&'s Node<'s>, &'s Member<'s>)> {
    let condition = &statement.member("Condition")?.value;
    let span = facts.entry.operator_span;
    let operator = members(condition).iter().find(|member| member.name_span == span)?;
    let is_single = |node: &Node<'_>, name: &str| {
        members(node).iter().filter(|member| member.name.eq_ignore_ascii_case(name)).count() == 1
    };
    let is_clear = is_single(condition, &operator.name) && is_single(&operator.value, facts.key());
    is_clear.then_some((condition, operator))
}

fn count(node: &Node<'_>) -> usize {
    members(node).len()
}

fn members<'n, 's>(node: &'n Node<'s>) -> &'n [Member<'s>] {
    match &node.value {
        Value::Object(members) => members,
        _ => &[],
    }
}
