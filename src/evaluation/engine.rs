//! Compile once, evaluate many.

use std::collections::BTreeSet;

use super::condition::condition_matches;
use super::decide::{Decided, decide};
use super::decision::{Check, Decision, Dependency, Evaluation};
use super::layer::{Layer, has_boundary, levels};
use super::prepared::PreparedRequest;
use super::statement::{LayerContext, statement_applies};
use super::trace::Trace;
use super::tracer::{Detail, trace};
use super::truth::Truth;
use crate::compiled::{CompiledLevel, CompiledPolicySet, CompiledStatement, PrincipalPattern};
use crate::matching::{Template, split_at_colon};
use crate::policy::Effect;
use crate::reading::Reading;
use crate::scenario::{PolicySet, Request};

/// A set of policies that answers requests.
///
/// ```
/// use policyscope::evaluation::{Decision, Engine};
/// use policyscope::scenario::read_line;
///
/// let scenario = read_line(
///     r#"{"principal": {"arn": "arn:aws:iam::111122223333:role/app"},
///         "identity_policies": [{"name": "read", "document": {"Version": "2012-10-17",
///           "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}}],
///         "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::reports/2026"}}"#,
/// );
/// let scenario = scenario.expect("it is a scenario");
/// let answer = Engine::compile(&scenario.policies).evaluate(&scenario.request);
/// assert_eq!(answer.decision, Decision::Allowed);
/// ```
#[derive(Clone, Debug)]
pub struct Engine {
    policies: CompiledPolicySet,
}

impl Engine {
    /// Compiles `policies`.
    #[must_use]
    pub fn compile(policies: &PolicySet<'_>) -> Self {
        Self { policies: CompiledPolicySet::compile(policies, None) }
    }

    /// Compiles of `policies` only what requests to the service of `request` can need: it decides them as
    /// [`Engine::compile`] does, but a trace would say nothing of the rest.
    #[must_use]
    pub fn compile_for(policies: &PolicySet<'_>, request: &Request<'_>) -> Self {
        let service = split_at_colon(&request.action).map(|(service, _)| service);
        Self { policies: CompiledPolicySet::compile(policies, service) }
    }

    /// Answers with policies that are compiled already.
    #[must_use]
    pub fn of(policies: CompiledPolicySet) -> Self {
        Self { policies }
    }

    /// The context keys that any of the policies mentions, in lower case.
    #[must_use]
    pub fn mentioned_keys(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut add = |key: &str| {
            if !found.contains(key) {
                found.insert(key.to_ascii_lowercase());
            }
        };
        let levels =
            Check::ALL.into_iter().filter_map(|check| levels(&self.policies, check).known()).flatten();
        for statement in levels.flat_map(|level| &level.policies).flat_map(|policy| &policy.statements) {
            for (_, pattern) in statement.resources.iter().flat_map(|resources| &resources.patterns) {
                pattern.template().variables().for_each(|variable| add(&variable.key));
            }
            for condition in &statement.conditions {
                add(&condition.key_name);
                let variables = condition.operands.iter().flat_map(|operand| operand.operand.variables());
                variables.for_each(|variable| add(&variable.key));
            }
        }
        found
    }

    /// Level number `level` of the policies of `check`; checks without levels of their own have number 0.
    #[must_use]
    pub fn level(&self, check: Check, level: usize) -> Option<&CompiledLevel> {
        levels(&self.policies, check).known()?.get(level)
    }

    /// Decides `request` by the algorithm of §5J.
    #[must_use]
    pub fn evaluate(&self, request: &Request<'_>) -> Evaluation {
        let prepared = PreparedRequest::new(request, request.readings, &self.policies.keys);
        self.decided(&prepared).evaluation
    }

    fn decided(&self, request: &PreparedRequest<'_>) -> Decided {
        let mut decided = decide(&self.policies, request);
        if decided.evaluation.decision == Decision::Unknown {
            decided.evaluation.depends_on = self.dependencies(request);
        }
        decided
    }

    /// As [`Engine::evaluate`], but without looking for what an unknown decision depends on: `depends_on` is empty.
    #[must_use]
    pub fn decide(&self, request: &Request<'_>) -> Evaluation {
        decide(&self.policies, &PreparedRequest::new(request, request.readings, &self.policies.keys))
            .evaluation
    }

    /// Decides `request` and records how every statement matched.
    #[must_use]
    pub fn trace(&self, request: &Request<'_>) -> Trace {
        self.traced(request, Detail::Elements, true)
    }

    /// As [`Engine::trace`], but of each statement only whether it applies: its `elements` are empty.
    #[must_use]
    pub fn trace_applications(&self, request: &Request<'_>) -> Trace {
        self.traced(request, Detail::Applications, true)
    }

    /// As [`Engine::trace`], but without looking for the open questions that the decision rests on: `rests_on` is
    /// empty.
    #[must_use]
    pub fn trace_statements(&self, request: &Request<'_>) -> Trace {
        self.traced(request, Detail::Elements, false)
    }

    fn traced(&self, request: &Request<'_>, detail: Detail, with_readings: bool) -> Trace {
        let prepared = PreparedRequest::new(request, request.readings, &self.policies.keys);
        let decided = self.decided(&prepared);
        let rests_on = match with_readings {
            true => self.readings_that_matter(&prepared, decided.evaluation.decision),
            false => Vec::new(),
        };
        trace(&self.policies, &prepared, decided, rests_on, detail)
    }

    /// The open questions on which the other side would lead to another decision than `decision`, to which `decided`
    /// led: only on what was asked about can it rest.
    fn readings_that_matter(&self, decided: &PreparedRequest<'_>, decision: Decision) -> Vec<Reading> {
        let request = decided.request;
        let changes_decision = |reading: &Reading| {
            let readings = request.readings.flipped(*reading);
            let prepared = PreparedRequest::new(request, readings, &self.policies.keys);
            decide(&self.policies, &prepared).evaluation.decision != decision
        };
        let consulted = Reading::ALL.iter().copied().filter(|reading| decided.has_consulted(*reading));
        consulted.filter(changes_decision).collect()
    }

    /// Everything unknown that some statement met.
    fn dependencies(&self, request: &PreparedRequest<'_>) -> Vec<Dependency> {
        let mut found = Vec::new();
        let has_boundary = has_boundary(&self.policies, request.principal());
        for check in Check::ALL {
            let layer = Layer::of(check, &self.policies, request);
            if !layer.is_asked() {
                continue;
            }
            let Some(levels) = layer.levels.known() else {
                found.push(Dependency::Layer(check));
                continue;
            };
            let context = LayerContext { policy_type: layer.policy_type, has_boundary };
            for policy in levels.iter().flat_map(|level| &level.policies) {
                let is_unreadable = |statement: &CompiledStatement| statement.unreadable.is_some();
                if policy.unreadable.is_some() || policy.statements.iter().any(is_unreadable) {
                    found.push(Dependency::UnreadablePolicy(check, policy.name.to_string()));
                }
                for statement in &policy.statements {
                    let effect = statement.effect.unwrap_or(Effect::Deny);
                    let application = statement_applies(statement, effect, context, request);
                    let is_open = application.applies == Truth::Unknown
                        || application.reach != application.possible_reach;
                    if is_open && statement.unreadable.is_none() {
                        unknown_parts(statement, request, &mut found);
                    }
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

/// The unknown keys and accounts that `statement` asks for.
fn unknown_parts(statement: &CompiledStatement, request: &PreparedRequest<'_>, found: &mut Vec<Dependency>) {
    let mut add_variables = |template: &Template| {
        for variable in template.variables().filter(|variable| request.is_unknown(variable)) {
            found.push(Dependency::ContextKey(variable.key.to_string()));
        }
    };
    for (_, pattern) in statement.resources.iter().flat_map(|resources| &resources.patterns) {
        add_variables(pattern.template());
    }
    for condition in &statement.conditions {
        if condition_matches(condition, request).0 != Truth::Unknown {
            continue;
        }
        let variables = condition.operands.iter().flat_map(|operand| operand.operand.variables());
        let keys = variables
            .filter(|variable| request.is_unknown(variable))
            .map(|variable| variable.key.to_string());
        found.extend(keys.map(Dependency::ContextKey));
        if request.is_unknown_key(condition.key) {
            found.push(Dependency::ContextKey(condition.key_name.to_ascii_lowercase()));
        }
    }
    for (_, pattern) in statement.principals.iter().flat_map(|principals| &principals.patterns) {
        match pattern {
            PrincipalPattern::CanonicalUser(id) => found.push(Dependency::CanonicalUser(id.to_string())),
            PrincipalPattern::UniqueId(_) if request.is_unique_id_unknown() => {
                found.push(Dependency::ContextKey("aws:userid".to_owned()));
            }
            _ => {}
        }
    }
}
