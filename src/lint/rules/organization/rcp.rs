//! What the rules about resource control policies share.

use crate::condition::{SetOperator, Test};
use crate::lint::{ConditionFacts, Edit, StatementFacts, edits};
use crate::text::Span;
use crate::text::json::{Node, Value};

/// The value of `Principal`, if it names someone other than everyone. One that names nobody is none.
pub(super) fn narrow_principal<'s>(statement: &StatementFacts<'s>) -> Option<&'s Node<'s>> {
    let value = &statement.member("Principal")?.value;
    let is_everyone = |value: &Node<'_>| matches!(&value.value, Value::String(text) if text == "*");
    let is_wide = match &value.value {
        Value::String(_) => is_everyone(value),
        Value::Array(list) => list.is_empty(),
        Value::Object(kinds) => kinds.iter().all(|kind| match &kind.value.value {
            Value::Array(list) => list.is_empty() || kind.name == "AWS" && list.iter().all(is_everyone),
            _ => kind.name == "AWS" && is_everyone(&kind.value),
        }),
        // Another type is for another rule.
        _ => true,
    };
    (!is_wide).then_some(value)
}

/// What makes an `Allow` other than one of everything to everyone: the places of its principal, its resources
/// and its condition, the first one apart. None for any other statement.
pub(super) fn limits_of_allow(statement: &StatementFacts<'_>) -> Option<(Span, impl Iterator<Item = Span>)> {
    if !statement.allows() {
        return None;
    }
    let principal = narrow_principal(statement).map(|value| value.span);
    let is_narrow =
        statement.has_not_resource() || statement.resources.iter().any(|entry| !entry.is_everything());
    let name = if statement.has_not_resource() { "NotResource" } else { "Resource" };
    let resource = statement.value_span(name).filter(|_| is_narrow);
    let condition = statement.value_span("Condition");
    let mut limits = [principal, resource, condition].into_iter().flatten();
    limits.next().map(|first| (first, limits))
}

/// Whether the condition holds for requests without its key.
pub(super) fn holds_without_key(condition: &ConditionFacts<'_>) -> bool {
    let operator = condition.operator();
    match operator.set {
        Some(SetOperator::ForAllValues) => true,
        Some(SetOperator::ForAnyValue) => operator.if_exists,
        None if operator.test == Test::Null => has_value(condition, "true"),
        None => operator.if_exists || operator.test.is_negated(),
    }
}

/// Whether the key says on whose behalf a service calls.
pub(super) fn is_of_source(condition: &ConditionFacts<'_>) -> bool {
    const KEYS: &[&str] = &["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"];
    condition.key_begins_with("aws:Source") && KEYS.iter().any(|key| condition.is_key(key))
}

/// Whether the statement asks that `aws:PrincipalIsAWSService` is `wanted`.
pub(super) fn asks_for_service(statement: &StatementFacts<'_>, wanted: &str) -> bool {
    let mut conditions = statement.conditions_on("aws:PrincipalIsAWSService");
    conditions.any(|condition| condition.operator().test == Test::Bool && has_value(condition, wanted))
}

/// Whether the statement asks that the request says for which account or resource a service calls.
pub(super) fn asks_for_source(statement: &StatementFacts<'_>) -> bool {
    ["aws:SourceAccount", "aws:SourceArn"].iter().any(|key| {
        let mut conditions = statement.conditions_on(key);
        conditions.any(|condition| condition.operator().test == Test::Null && has_value(condition, "false"))
    })
}

fn has_value(condition: &ConditionFacts<'_>, wanted: &str) -> bool {
    condition.entry.values.iter().any(|value| value.text.eq_ignore_ascii_case(wanted))
}

/// The edit that adds a test to the condition of the statement. None where the operator tests the key already.
pub(super) fn add_test(
    statement: &StatementFacts<'_>,
    text: &str,
    operator: &str,
    key: &str,
    value: &str,
) -> Option<Edit> {
    let block = &statement.member("Condition")?.value;
    let value = edits::quoted(value);
    match block.member(operator).map(|member| &member.value) {
        Some(keys) if keys.member(key).is_some() => None,
        Some(keys) => edits::add_first_member(text, keys, key, &value),
        None => {
            let json = format!("{{ {}: {value} }}", edits::quoted(key));
            edits::add_first_member(text, block, operator, &json)
        }
    }
}
