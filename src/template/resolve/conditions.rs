//! Conditions in three values.

use super::Resolver;
use crate::policy::did_you_mean;
use crate::template::tree::{Node, NodeValue};
use crate::template::value::{Part, Resolved, ResolvedValue, UnknownValue};
use crate::text::json::quoted;
use crate::text::{Diagnostic, Span};

/// How far a condition has been looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum ConditionState {
    Running,
    /// What it comes to; `None` when that is not known.
    Done(Option<bool>),
}

impl<'n> Resolver<'n> {
    /// What the condition `name`, named at `span`, comes to; `None` when that is not known.
    pub(super) fn condition_named(&mut self, name: &'n str, span: Span) -> Option<bool> {
        match self.condition_states.get(name) {
            Some(ConditionState::Done(verdict)) => return *verdict,
            Some(ConditionState::Running) => {
                self.problems.add(|| {
                    let message = format!("the condition {} depends on itself", quoted(name));
                    Diagnostic::error("cycle", span, message)
                });
                return None;
            }
            None => {}
        }
        let Some(&node) = self.conditions.get(name) else {
            let known = &self.conditions;
            self.problems.add(|| {
                let message = format!("the template has no condition {}", quoted(name));
                let names: Vec<&str> = known.keys().copied().collect();
                let found = Diagnostic::error("unknown-condition", span, message);
                Diagnostic { help: did_you_mean(name, &names), ..found }
            });
            return None;
        };
        self.condition_states.insert(name, ConditionState::Running);
        let causes = self.hidden.len();
        let verdict = match self.condition(node) {
            None => self.given.conditions.get(name).copied(),
            known => known,
        };
        let causes = self.hidden.split_off(causes);
        if verdict.is_none() {
            self.condition_causes.insert(name, causes);
        }
        self.condition_states.insert(name, ConditionState::Done(verdict));
        verdict
    }

    /// What a condition's function comes to; `None` when that is not known.
    fn condition(&mut self, node: &'n Node) -> Option<bool> {
        if !self.deeper(node.span) {
            return None;
        }
        let causes = self.hidden.len();
        let verdict = self.condition_function(node);
        self.depth -= 1;
        if verdict.is_some() {
            self.hidden.truncate(causes);
        }
        verdict
    }

    fn condition_function(&mut self, node: &'n Node) -> Option<bool> {
        let [function] = node.members() else {
            return self.no_condition(node);
        };
        let arguments = function.value.as_list();
        match (&*function.name, arguments) {
            ("Condition", _) => {
                let name = function.value.as_text().or_else(|| {
                    self.no_condition(&function.value);
                    None
                })?;
                let verdict = self.condition_named(name, function.value.span);
                if verdict.is_none() {
                    self.hidden.push((UnknownValue::Condition(name.to_owned()), function.value.span));
                }
                verdict
            }
            ("Fn::Equals", Some([left, right])) => self.equals(left, right),
            ("Fn::Not", Some([inner])) => self.condition(inner).map(|holds| !holds),
            ("Fn::And", Some(inner)) if !inner.is_empty() => self.all(inner, true),
            ("Fn::Or", Some(inner)) if !inner.is_empty() => self.all(inner, false).map(|none| !none),
            _ => self.no_condition(node),
        }
    }

    /// Whether each of `conditions` comes to `wanted`; no later one is needed once one does not.
    fn all(&mut self, conditions: &'n [Node], wanted: bool) -> Option<bool> {
        let mut all = Some(true);
        for condition in conditions {
            match self.condition(condition) {
                Some(holds) if holds == wanted => {}
                Some(_) => return Some(false),
                None => all = None,
            }
        }
        all
    }

    fn equals(&mut self, left: &'n Node, right: &'n Node) -> Option<bool> {
        let (left, right) = (self.value(left), self.value(right));
        let (Some(left), Some(right)) = (left, right) else {
            return None;
        };
        let verdict = match (text(&left), text(&right)) {
            (Some(left), Some(right)) => Some(left == right),
            _ if is_same(&left, &right) => Some(true),
            _ => None,
        };
        if verdict.is_none() {
            self.hide(&left);
            self.hide(&right);
        }
        verdict
    }

    fn no_condition(&mut self, node: &Node) -> Option<bool> {
        let is_text = matches!(node.value, NodeValue::String(_));
        self.problems.add(|| {
            Diagnostic::error("invalid-condition", node.span, "this is no condition").with_help(match is_text {
                true => "write `!Condition` before the name of another condition",
                false => "a condition is `Fn::Equals` with two values, `Fn::Not` with one condition, `Fn::And` or `Fn::Or`",
            })
        });
        None
    }
}

/// A scalar as CloudFormation compares it.
fn text(value: &Resolved) -> Option<&str> {
    match &value.value {
        ResolvedValue::String(text) | ResolvedValue::Number(text) => Some(text),
        ResolvedValue::Boolean(true) => Some("true"),
        ResolvedValue::Boolean(false) => Some("false"),
        _ => None,
    }
}

/// Whether two values are the same whatever their unknown parts come to. Branches and functions that are not resolved
/// have no name that says what they are.
pub(super) fn is_same(left: &Resolved, right: &Resolved) -> bool {
    match (&left.value, &right.value) {
        (ResolvedValue::List(left), ResolvedValue::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (ResolvedValue::Map(left), ResolvedValue::Map(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| left.name == right.name && is_same(&left.value, &right.value))
        }
        (ResolvedValue::Unknown(left), ResolvedValue::Unknown(right)) => {
            let is_named = |part: &Part| {
                !matches!(part, Part::Unknown(UnknownValue::Condition(_) | UnknownValue::Function(_)))
            };
            left == right && left.iter().all(is_named)
        }
        (left, right) => left == right,
    }
}
