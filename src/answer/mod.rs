//! Answers to scenarios as JSON, in the shape that the command line prints and the JavaScript API returns
//! (interfaces, §2).

use serde_json::{Map, Value, json};

use crate::evaluation::{DecidedBy, Decision, Dependency, Engine, Evaluation, Trace};
use crate::explanation::{aws_message, headline, notes};
use crate::scenario::{InputError, PolicySet, Scenario, read_line, read_policies};
use crate::text::LineIndex;

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
    let scenario = read_line(text).and_then(|scenario| {
        refuse_unreadable(&scenario.policies, scenario.id.as_ref())?;
        Ok(scenario)
    });
    match scenario {
        Ok(scenario) if options.explain => evaluated(&Engine::compile(&scenario.policies), scenario, options),
        Ok(scenario) => {
            evaluated(&Engine::compile_for(&scenario.policies, &scenario.request), scenario, options)
        }
        Err(error) => input_error(&error, text),
    }
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
    match read_line(text) {
        Ok(scenario) => evaluated(engine, scenario, options),
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

fn evaluated(engine: &Engine, mut scenario: Scenario<'_>, options: AnswerOptions) -> Answer {
    if options.derive_context {
        scenario.request.derive_context();
    }
    let evaluation = engine.evaluate(&scenario.request);
    let mut answer = Map::new();
    let mut put = |name: &str, value: Value| {
        answer.insert(name.to_owned(), value);
    };
    if let Some(id) = &scenario.id {
        put("id", json!(id));
    }
    put("decision", json!(evaluation.decision));
    if let Some(decided_by) = &evaluation.decided_by {
        put("decided_by", decided_by_answer(decided_by, engine));
    }
    if let Some(message) = aws_message(&evaluation, &scenario.request) {
        put("message", json!(message));
    }
    if evaluation.decision == Decision::Unknown {
        put("possible", json!(evaluation.possible));
        put("depends_on", depends_on(&evaluation));
    }
    if options.explain {
        put("explanation", explanation(&engine.trace(&scenario.request), &scenario));
    }
    let is_allowed = evaluation.decision == Decision::Allowed;
    let outcome = if is_allowed { Outcome::Allowed } else { Outcome::NotAllowed };
    Answer { outcome, json: Value::Object(answer) }
}

fn decided_by_answer(decided_by: &DecidedBy, engine: &Engine) -> Value {
    let mut answer = Map::new();
    answer.insert("check".to_owned(), json!(decided_by.check));
    if let Some(level) = decided_by.level.and_then(|level| engine.level(decided_by.check, level)) {
        answer.insert("level".to_owned(), json!(level.name));
    }
    if let Some(place) = decided_by.statement
        && let Some(policy) =
            engine.level(decided_by.check, place.level).and_then(|level| level.policies.get(place.policy))
    {
        answer.insert("policy".to_owned(), json!(policy.name));
        answer.insert("statement".to_owned(), json!(place.statement));
        if let Some(sid) =
            policy.statements.get(place.statement).and_then(|statement| statement.sid.as_deref())
        {
            answer.insert("sid".to_owned(), json!(sid));
        }
    }
    Value::Object(answer)
}

/// The names that a scenario uses for what is unknown.
fn depends_on(evaluation: &Evaluation) -> Value {
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
