//! Answers to scenarios as JSON, in the shape that the command line prints and the JavaScript API returns
//! (interfaces, §2).

mod findings;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::evaluation::{Check, DecidedBy, Decision, Dependency, Engine, Evaluation, Trace};
use crate::explanation::{aws_message, headline, notes};
use crate::scenario::{InputError, PolicySet, Scenario, read_line, read_policies};
use crate::text::LineIndex;

pub use findings::{access_analyzer_json, finding_json, rules_json};

/// The answer to one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How it came out.
    pub outcome: Outcome,
    /// The JSON object.
    pub json: Value,
}

/// How a scenario came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The request is allowed.
    Allowed,
    /// It is denied, or that depends on something unknown.
    NotAllowed,
    /// The scenario could not be evaluated; `json` says why and where.
    InputError,
}

/// What an answer is to hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnswerOptions {
    /// The whole trace.
    pub explain: bool,
    /// The context keys that follow from the rest of the request count too.
    pub derive_context: bool,
}

/// Evaluates the scenario or vector line that `text` holds.
#[must_use]
pub fn answer(text: &str, options: AnswerOptions) -> Answer {
    answered(answer_with(text, options, outcome_and_json), text)
}

/// As [`answer()`], for who writes the answer in a form of its own: returns what `write` makes of it.
///
/// # Errors
/// When `text` is no scenario, or a policy in it leaves open what it means.
pub fn answer_with<T>(
    text: &str,
    options: AnswerOptions,
    write: impl FnOnce(&ScenarioAnswer<'_>) -> T,
) -> Result<T, InputError> {
    let scenario = read_line(text)?;
    refuse_unreadable(&scenario.policies, scenario.id.as_ref())?;
    let engine = if options.explain {
        Engine::compile(&scenario.policies)
    } else {
        Engine::compile_for(&scenario.policies, &scenario.request)
    };
    Ok(evaluate(&engine, scenario, options, write))
}

/// The engine for the policies of the scenario that `text` holds; it need not have a request.
///
/// # Errors
/// As [`read_policies`], and for a policy whose meaning is open.
pub fn engine(text: &str) -> Result<Engine, InputError> {
    let policies = read_policies(text)?;
    refuse_unreadable(&policies, None)?;
    Ok(Engine::compile(&policies))
}

/// Evaluates the request of the scenario that `text` holds by the policies of `engine`; those of the scenario
/// are not looked at.
#[must_use]
pub fn answer_by(engine: &Engine, text: &str, options: AnswerOptions) -> Answer {
    answered(answer_by_with(engine, text, options, outcome_and_json), text)
}

/// As [`answer_by`], for who writes the answer in a form of its own: returns what `write` makes of it.
///
/// # Errors
/// When `text` is no scenario.
pub fn answer_by_with<T>(
    engine: &Engine,
    text: &str,
    options: AnswerOptions,
    write: impl FnOnce(&ScenarioAnswer<'_>) -> T,
) -> Result<T, InputError> {
    Ok(evaluate(engine, read_line(text)?, options, write))
}

fn outcome_and_json(answer: &ScenarioAnswer<'_>) -> (Outcome, Value) {
    let is_allowed = answer.decision == Decision::Allowed;
    (if is_allowed { Outcome::Allowed } else { Outcome::NotAllowed }, json!(answer))
}

fn answered(answer: Result<(Outcome, Value), InputError>, text: &str) -> Answer {
    match answer {
        Ok((outcome, json)) => Answer { outcome, json },
        Err(error) => input_error(&error, text),
    }
}

/// A policy that AWS would refuse, and whose meaning is open, leaves the question without answer.
fn refuse_unreadable(policies: &PolicySet<'_>, id: Option<&String>) -> Result<(), InputError> {
    match policies.first_unreadable() {
        None => Ok(()),
        Some(fault) => Err(InputError {
            id: id.cloned(),
            code: fault.code,
            message: fault.message.clone(),
            span: fault.span,
        }),
    }
}

/// The answer to a text that is no scenario.
#[must_use]
pub fn input_error(error: &InputError, text: &str) -> Answer {
    let position = LineIndex::new(text).position(error.span.start);
    let mut answer = Map::new();
    if let Some(id) = &error.id {
        answer.insert("id".to_owned(), json!(id));
    }
    let error = json!({
        "code": error.code,
        "message": error.message,
        "line": position.line,
        "column": position.column,
    });
    answer.insert("error".to_owned(), error);
    Answer { outcome: Outcome::InputError, json: Value::Object(answer) }
}

/// What the answer to a scenario says, in the order of its JSON.
#[derive(Clone, Debug, Serialize)]
pub struct ScenarioAnswer<'a> {
    /// The name that the scenario gave itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// The decision.
    pub decision: Decision,
    /// What made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<DecidedByAnswer<'a>>,
    /// The message of AWS, for a denial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What an unknown decision may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possible: Option<&'a [Decision]>,
    /// What it depends on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
    /// The whole trace, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Value>,
}

/// What made a decision, by the names that the scenario gives.
#[derive(Clone, Debug, Serialize)]
pub struct DecidedByAnswer<'a> {
    /// The check.
    pub check: Check,
    /// The name of the level that stopped the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<&'a str>,
    /// The name of the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<&'a str>,
    /// The statement in the policy, counted from zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<usize>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<&'a str>,
}

impl<'a> DecidedByAnswer<'a> {
    fn new(decided_by: &DecidedBy, engine: &'a Engine) -> Self {
        let check = decided_by.check;
        let level = decided_by.level.and_then(|level| engine.level(check, level));
        let statement = decided_by.statement.and_then(|place| {
            Some((place.statement, engine.level(check, place.level)?.policies.get(place.policy)?))
        });
        Self {
            check,
            level: level.map(|level| &*level.name),
            policy: statement.map(|(_, policy)| &*policy.name),
            statement: statement.map(|(index, _)| index),
            sid: statement.and_then(|(index, policy)| policy.statements.get(index)?.sid.as_deref()),
        }
    }
}

fn evaluate<T>(
    engine: &Engine,
    mut scenario: Scenario<'_>,
    options: AnswerOptions,
    write: impl FnOnce(&ScenarioAnswer<'_>) -> T,
) -> T {
    if options.derive_context {
        scenario.request.derive_context();
    }
    let evaluation = engine.evaluate(&scenario.request);
    let is_unknown = evaluation.decision == Decision::Unknown;
    let answer = ScenarioAnswer {
        id: scenario.id.as_deref(),
        decision: evaluation.decision,
        decided_by: evaluation.decided_by.map(|decided_by| DecidedByAnswer::new(&decided_by, engine)),
        message: aws_message(&evaluation, &scenario.request),
        possible: is_unknown.then_some(&*evaluation.possible),
        depends_on: is_unknown.then(|| depends_on(&evaluation)),
        explanation: options.explain.then(|| explanation(&engine.trace(&scenario.request), &scenario)),
    };
    write(&answer)
}

/// The names that a scenario uses for what is unknown.
fn depends_on(evaluation: &Evaluation) -> Vec<String> {
    let name = |dependency: &Dependency| match dependency {
        Dependency::Layer(check) => check.scenario_member().to_owned(),
        Dependency::ContextKey(key) => format!("context:{key}"),
        Dependency::UnreadablePolicy(check, name) => format!("{}:{name}", check.scenario_member()),
        Dependency::CanonicalUser(id) => format!("canonical_user:{id}"),
    };
    evaluation.depends_on.iter().map(name).collect()
}

fn explanation(trace: &Trace, scenario: &Scenario<'_>) -> Value {
    let readings = scenario.request.readings;
    let rests_on = trace.rests_on.iter().map(|reading| {
        let (taken, other) = readings.taken_and_other(*reading);
        json!({"reading": reading.name(), "clause": reading.clause(), "taken": taken, "other": other})
    });
    json!({
        "headline": headline(trace, &scenario.request),
        "notes": notes(trace, readings),
        "same_account": trace.same_account,
        "rests_on": rests_on.collect::<Vec<_>>(),
        "derived_context": derived_context(scenario),
        "checks": trace.checks,
        "diagnostics": scenario.diagnostics.iter().map(|found| json!({
            "code": found.code, "message": found.message, "help": found.help, "span": found.span,
        })).collect::<Vec<_>>(),
    })
}

fn derived_context(scenario: &Scenario<'_>) -> Value {
    let derived = scenario.request.context.iter().filter(|entry| entry.derived);
    Value::Object(derived.map(|entry| (entry.key.to_string(), json!(entry.values))).collect())
}
