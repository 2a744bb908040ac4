//! Writes the [`Trace`]: the same functions as the decision, asked about every element of every statement.

use super::condition::condition_matches;
use super::decide::Decided;
use super::decision::Check;
use super::elements::{actions_match, principal_entry_reaches, resource_entry_matches, resources_match};
use super::layer::{Exemption, Layer, LayerOutcome, ask, has_boundary};
use super::prepared::{ContextValue, PreparedRequest};
use super::services::needs_no_permission;
use super::statement::{
    LayerContext, condition_element_is_void, principals_match, resource_element_matches, statement_applies,
};
use super::trace::{
    CheckEffect, CheckTrace, ConditionTrace, EffectName, Element, ElementTrace, EntryTrace, KeyState,
    LevelTrace, PolicyTrace, StatementTrace, Supplied, Trace,
};
use super::truth::Truth;
use crate::compiled::{CompiledCondition, CompiledLevel, CompiledPolicySet, CompiledStatement};
use crate::matching::{RequestValues, Variable};
use crate::policy::Effect;
use crate::reading::Reading;
use crate::scenario::Slot;

/// How much is recorded of each statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Whether it applies.
    Applications,
    /// How each of its elements matches, too.
    Elements,
}

pub(super) fn trace(
    set: &CompiledPolicySet,
    request: &PreparedRequest<'_>,
    decided: Decided,
    rests_on: Vec<Reading>,
    detail: Detail,
) -> Trace {
    let has_boundary = has_boundary(set, request.principal());
    let checks = Check::ALL.into_iter().map(|check| {
        let layer = Layer::of(check, set, request);
        let outcome = ask(&layer, has_boundary, request);
        CheckTrace {
            check,
            supplied: supplied(&layer),
            effect: effect(&outcome),
            levels: levels(&layer, has_boundary, request, detail),
        }
    });
    Trace {
        checks: checks.collect(),
        evaluation: decided.evaluation,
        route: decided.route,
        rests_on,
        needs_no_permission: needs_no_permission(request.action()),
        same_account: request.same_account,
    }
}

fn supplied(layer: &Layer<'_>) -> Supplied {
    match (layer.exemption, &layer.levels) {
        (_, Slot::Known([])) => Supplied::Nothing,
        (Some(Exemption::ServiceLinkedRole), _) => Supplied::ExemptServiceLinkedRole,
        (Some(Exemption::NoAccount), _) => Supplied::ExemptNoAccount,
        (Some(Exemption::UnsupportedByResourceControl), _) => Supplied::ExemptUnsupported,
        (None, Slot::Unknown) => Supplied::Unknown,
        (None, Slot::Known(_)) => Supplied::Yes,
    }
}

/// A resource policy that says nothing has no impact by itself; every other check that is asked and does
/// not allow stops the request.
fn effect(outcome: &LayerOutcome) -> CheckEffect {
    match (outcome.deny, outcome.allow) {
        (Truth::True, _) => CheckEffect::ExplicitDeny,
        _ if !outcome.asked && outcome.check == Check::Principal => CheckEffect::ImplicitDeny,
        _ if !outcome.asked => CheckEffect::NoImpact,
        (Truth::Unknown, _) | (_, Truth::Unknown) => CheckEffect::Unknown,
        (Truth::False, Truth::True) => CheckEffect::Allow,
        (Truth::False, Truth::False) if outcome.check == Check::Resource => CheckEffect::NoImpact,
        (Truth::False, Truth::False) => CheckEffect::ImplicitDeny,
    }
}

fn levels(
    layer: &Layer<'_>,
    has_boundary: Truth,
    request: &PreparedRequest<'_>,
    detail: Detail,
) -> Vec<LevelTrace> {
    let Slot::Known(levels) = layer.levels else {
        return Vec::new();
    };
    let context = LayerContext { policy_type: layer.policy_type, has_boundary };
    let trace_level = |level: &CompiledLevel| {
        let alone = Layer { levels: Slot::Known(std::slice::from_ref(level)), ..*layer };
        let policies = level.policies.iter().map(|policy| PolicyTrace {
            name: policy.name.to_string(),
            unreadable: policy.unreadable.as_deref().map(str::to_owned),
            statements: (policy.statements.iter().enumerate())
                .map(|(index, statement)| trace_statement(index, statement, context, request, detail))
                .collect(),
        });
        LevelTrace {
            name: level.name.to_string(),
            effect: effect(&ask(&alone, has_boundary, request)),
            policies: policies.collect(),
        }
    };
    levels.iter().map(trace_level).collect()
}

fn trace_statement(
    index: usize,
    statement: &CompiledStatement,
    layer: LayerContext,
    request: &PreparedRequest<'_>,
    detail: Detail,
) -> StatementTrace {
    let effect = statement.effect.unwrap_or(Effect::Deny);
    let elements = if statement.unreadable.is_some() || detail == Detail::Applications {
        Vec::new()
    } else {
        [
            principal_element(statement, effect, layer, request),
            Some(action_element(statement, request)),
            resource_element(statement, effect, layer, request),
            condition_element(statement, request),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    StatementTrace {
        index,
        sid: statement.sid.as_deref().map(str::to_owned),
        effect: statement.effect.map(|effect| match effect {
            Effect::Allow => EffectName::Allow,
            Effect::Deny => EffectName::Deny,
        }),
        span: statement.span,
        applies: statement_applies(statement, effect, layer, request).applies,
        unreadable: statement.unreadable.as_deref().map(str::to_owned),
        elements,
    }
}

fn principal_element(
    statement: &CompiledStatement,
    effect: Effect,
    layer: LayerContext,
    request: &PreparedRequest<'_>,
) -> Option<ElementTrace> {
    let principals = statement.principals.as_ref()?;
    let entries = principals.patterns.iter().map(|(span, pattern)| EntryTrace {
        span: *span,
        matches: match principal_entry_reaches(pattern, effect, request) {
            Ok(reach) => reach.is_some().into(),
            Err(_) => Truth::Unknown,
        },
        variables: Vec::new(),
    });
    Some(ElementTrace {
        element: Element::Principal,
        negated: principals.negated,
        span: principals.span,
        matches: principals_match(principals, effect, layer, request).applies,
        actual: request.principal().name().to_owned(),
        entries: entries.collect(),
        conditions: Vec::new(),
    })
}

fn action_element(statement: &CompiledStatement, request: &PreparedRequest<'_>) -> ElementTrace {
    let actions = statement.actions.as_ref();
    let entries = actions.into_iter().flat_map(|actions| &actions.patterns).map(|pattern| EntryTrace {
        span: pattern.span,
        matches: pattern.covers.covers(request.action(), request).into(),
        variables: Vec::new(),
    });
    ElementTrace {
        element: Element::Action,
        negated: actions.is_some_and(|actions| actions.negated),
        span: actions.map_or(statement.span, |actions| actions.span),
        matches: actions.is_some_and(|actions| actions_match(actions, request)).into(),
        actual: request.request.action.to_string(),
        entries: entries.collect(),
        conditions: Vec::new(),
    }
}

fn resource_element(
    statement: &CompiledStatement,
    effect: Effect,
    layer: LayerContext,
    request: &PreparedRequest<'_>,
) -> Option<ElementTrace> {
    let matches = resource_element_matches(statement, effect, layer, request);
    let Some(resources) = &statement.resources else {
        // Only where its absence stops the statement is it worth showing.
        return (matches == Truth::False).then(|| ElementTrace {
            element: Element::Resource,
            negated: false,
            span: statement.span,
            matches,
            actual: request.request.resource.to_string(),
            entries: Vec::new(),
            conditions: Vec::new(),
        });
    };
    let entries = resources.patterns.iter().map(|(span, pattern)| EntryTrace {
        span: *span,
        matches: resource_entry_matches(pattern, request),
        variables: variables(pattern.template().variables(), request),
    });
    Some(ElementTrace {
        element: Element::Resource,
        negated: resources.negated,
        span: resources.span,
        matches: resources_match(resources, effect, request),
        actual: request.request.resource.to_string(),
        entries: entries.collect(),
        conditions: Vec::new(),
    })
}

fn condition_element(statement: &CompiledStatement, request: &PreparedRequest<'_>) -> Option<ElementTrace> {
    let span = statement.condition_span?;
    let conditions: Vec<ConditionTrace> =
        statement.conditions.iter().map(|condition| trace_condition(condition, request)).collect();
    let all_hold = conditions.iter().map(|condition| condition.matches).min().unwrap_or(Truth::True);
    let is_void = condition_element_is_void(statement, request);
    Some(ElementTrace {
        element: Element::Condition,
        negated: false,
        span,
        matches: if is_void { Truth::False } else { all_hold },
        actual: String::new(),
        entries: Vec::new(),
        conditions,
    })
}

fn trace_condition(condition: &CompiledCondition, request: &PreparedRequest<'_>) -> ConditionTrace {
    let (matches, reason) = condition_matches(condition, request);
    let test = condition.operator.test;
    let values = match request.context(condition.key) {
        ContextValue::Present(values) => values,
        ContextValue::Absent | ContextValue::Unknown => &[],
    };
    let required = condition.operands.iter().map(|operand| EntryTrace {
        span: operand.span,
        matches: values.iter().any(|value| operand.operand.compare(test, value, request).holds).into(),
        variables: variables(operand.operand.variables(), request),
    });
    ConditionTrace {
        operator: condition.operator.name(),
        key: condition.key_name.to_string(),
        span: condition.span,
        matches,
        reason,
        actual: match request.context(condition.key) {
            ContextValue::Absent => KeyState::Absent,
            ContextValue::Unknown => KeyState::Unknown,
            ContextValue::Present(values) => {
                KeyState::Present(values.iter().map(ToString::to_string).collect())
            }
        },
        derived: request.is_derived(&condition.key_name),
        required: required.collect(),
    }
}

fn variables<'v>(
    variables: impl Iterator<Item = &'v Variable>,
    request: &PreparedRequest<'_>,
) -> Vec<(String, Option<String>)> {
    variables
        .map(|variable| (variable.key.to_string(), request.value_of(variable).map(str::to_owned)))
        .collect()
}
