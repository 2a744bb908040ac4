//! How one key under one operator matches (§4).

use serde::Serialize;

use super::prepared::{ContextValue, PreparedRequest};
use super::truth::Truth;
use crate::compiled::{CompiledCondition, CompiledOperand};
use crate::condition::{Operand, Operator, Readable, SetOperator, Test, ValueType, read_bool};
use crate::matching::RequestValues;
use crate::reading::Reading;

/// Which rule settled a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionReason {
    /// The values were compared.
    Compared,
    /// The key is absent, so a plain operator is false (4.6).
    KeyAbsent,
    /// The key is absent, so a negated operator is true (4.7).
    KeyAbsentNegated,
    /// The key is absent, and `IfExists` lets that pass (4.8).
    KeyAbsentIfExists,
    /// The key is absent, so `ForAllValues` is true (4.61).
    KeyAbsentForAllValues,
    /// The key is absent, so `ForAnyValue` is false (4.64).
    KeyAbsentForAnyValue,
    /// The policy lists no value, which nothing present matches (1.46–1.48).
    NoPolicyValues,
    /// `Null` asks whether the key is there (4.10).
    Presence,
    /// `Null` with a set operator has a fixed answer (4.72).
    NullWithSetOperator,
    /// A policy value is not of the operator's type (4.31).
    UnreadablePolicyValue,
    /// A request value is not of the operator's type (4.31).
    UnreadableRequestValue,
    /// The request has several values under an operator for one (4.74).
    SeveralValuesWithoutSetOperator,
    /// The key, or a variable in a value, is unknown.
    UnknownValue,
}

pub(super) fn condition_matches(
    condition: &CompiledCondition,
    request: &PreparedRequest<'_>,
) -> (Truth, ConditionReason) {
    let operator = condition.operator;
    if operator.test == Test::Null {
        return null_matches(condition, request);
    }
    match request.context(condition.key) {
        ContextValue::Unknown => (Truth::Unknown, ConditionReason::UnknownValue),
        ContextValue::Absent => {
            let (holds, reason) = absent_matches(operator, request);
            (holds.into(), reason)
        }
        ContextValue::Present(_) if condition.operands.is_empty() => {
            (Truth::False, ConditionReason::NoPolicyValues)
        }
        ContextValue::Present(values) => {
            if condition
                .operands
                .iter()
                .any(|operand| operand.operand.variables().any(|v| request.is_unknown(v)))
            {
                return (Truth::Unknown, ConditionReason::UnknownValue);
            }
            present_matches(operator, &condition.operands, values, request)
        }
    }
}

fn absent_matches(operator: Operator, request: &PreparedRequest<'_>) -> (bool, ConditionReason) {
    let negated = operator.test.is_negated();
    match operator.set {
        Some(SetOperator::ForAnyValue) if operator.if_exists => (
            request.takes_alternative(Reading::ForAnyValueIfExistsAbsentKey),
            ConditionReason::KeyAbsentForAnyValue,
        ),
        _ if operator.if_exists => (true, ConditionReason::KeyAbsentIfExists),
        Some(SetOperator::ForAnyValue) => (
            negated && request.takes_alternative(Reading::ForAnyValueNegatedAbsentKey),
            ConditionReason::KeyAbsentForAnyValue,
        ),
        Some(SetOperator::ForAllValues) => (
            !(negated && request.takes_alternative(Reading::ForAllValuesAbsentKey)),
            ConditionReason::KeyAbsentForAllValues,
        ),
        None if negated => (true, ConditionReason::KeyAbsentNegated),
        None => (false, ConditionReason::KeyAbsent),
    }
}

fn present_matches<V: AsRef<str>>(
    operator: Operator,
    operands: &[CompiledOperand],
    values: &[V],
    request: &PreparedRequest<'_>,
) -> (Truth, ConditionReason) {
    let several = values.len() > 1 && operator.set.is_none();
    let mut reason =
        if several { ConditionReason::SeveralValuesWithoutSetOperator } else { ConditionReason::Compared };
    let mut passes = |value: &V| {
        let (holds, readable) = value_matches(operator.test, operands, value.as_ref(), request);
        match readable {
            Readable::Yes => {}
            Readable::NotInPolicy => reason = ConditionReason::UnreadablePolicyValue,
            Readable::NotInRequest => reason = ConditionReason::UnreadableRequestValue,
        }
        holds
    };
    let holds = match operator.set {
        Some(SetOperator::ForAllValues) => values.iter().all(&mut passes),
        None if request.takes_alternative(Reading::SeveralValuesWithoutSetOperator) => {
            values.iter().all(&mut passes)
        }
        Some(SetOperator::ForAnyValue) | None => values.iter().any(&mut passes),
    };
    (holds.into(), reason)
}

/// Whether one request value passes: it matches some policy value, or under a negated operator none
/// (clauses 4.3 and 4.4). Says too when something could not be read and that settled it.
fn value_matches(
    test: Test,
    operands: &[CompiledOperand],
    value: &str,
    request: &PreparedRequest<'_>,
) -> (bool, Readable) {
    let mut readable = Readable::Yes;
    for operand in operands {
        let comparison = operand.operand.compare(test, value, request);
        if comparison.holds {
            return (!test.is_negated(), Readable::Yes);
        }
        if comparison.readable != Readable::Yes {
            readable = comparison.readable;
        }
    }
    let fails_when_unreadable = match test.value_type() {
        ValueType::Arn => request.takes_alternative(Reading::MalformedArn),
        _ => !request.takes_alternative(Reading::UnreadableValue),
    };
    let unreadable_fails = readable != Readable::Yes && fails_when_unreadable;
    (test.is_negated() && !unreadable_fails, readable)
}

fn null_matches(condition: &CompiledCondition, request: &PreparedRequest<'_>) -> (Truth, ConditionReason) {
    match condition.operator.set {
        Some(SetOperator::ForAllValues) => {
            return (Truth::True, ConditionReason::NullWithSetOperator);
        }
        Some(SetOperator::ForAnyValue) => {
            return (Truth::False, ConditionReason::NullWithSetOperator);
        }
        None => {}
    }
    let absent = match request.context(condition.key) {
        ContextValue::Unknown => return (Truth::Unknown, ConditionReason::UnknownValue),
        ContextValue::Absent => true,
        ContextValue::Present(values) => {
            !request.takes_alternative(Reading::EmptyStringIsNull)
                && values.iter().all(|value| value.is_empty())
        }
    };
    let asks_for = |operand: &CompiledOperand| match &operand.operand {
        Operand::Bool(text) => read_bool(text, request) == Some(absent),
        _ => false,
    };
    (condition.operands.iter().any(asks_for).into(), ConditionReason::Presence)
}
