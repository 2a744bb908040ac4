//! A walk as JSON, for the command line and the JavaScript API.

use serde_json::{Value, json};

use super::open_question::OpenQuestion;
use super::walk::{Ending, Outcome, PolicyEvaluation, PolicySubject, Step, Walk};
use crate::explanation::headline;

/// The walk as JSON; with `explain`, with the trace of every policy that was asked.
#[must_use]
pub fn walk_json(walk: &Walk, explain: bool) -> Value {
    let steps: Vec<Value> = walk.steps.iter().map(|step| step_json(step, explain)).collect();
    let mut answer = match &walk.outcome {
        Outcome::Reached => json!({"outcome": "reached"}),
        Outcome::Stopped(response) => json!({"outcome": "stopped", "response": response}),
        Outcome::Answered(answer) => json!({"outcome": "answered", "preflight": answer}),
        Outcome::Unknown { possible, depends_on } => {
            let possible: Vec<&Ending> = possible.iter().collect();
            json!({"outcome": "unknown", "possible": possible, "depends_on": depends_on})
        }
    };
    if let Some(members) = answer.as_object_mut() {
        members.insert("method_arn".to_owned(), json!(walk.method_arn));
        members.insert("steps".to_owned(), Value::Array(steps));
    }
    answer
}

fn step_json(step: &Step, explain: bool) -> Value {
    let question = |question: &OpenQuestion| json!({"question": question.name(), "taken": question.taken(), "other": question.other()});
    let mut json = json!({
        "check": step.checkpoint,
        "result": step.result,
        "sentence": step.sentence,
        "page": step.checkpoint.page(),
    });
    let lists = [
        ("responses", step.responses.iter().map(|response| json!(response)).collect::<Vec<_>>()),
        ("depends_on", step.depends_on.iter().map(|reason| json!(reason)).collect()),
        ("assumptions", step.assumptions.iter().map(|assumption| json!(assumption)).collect()),
        ("open_questions", step.open_questions.iter().map(question).collect()),
        ("evaluations", step.evaluations.iter().filter(|_| explain).map(evaluation_json).collect()),
    ];
    if let Some(members) = json.as_object_mut() {
        members.extend(step.answer.map(|answer| ("preflight".to_owned(), json!(answer))));
        for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            members.insert(name.to_owned(), Value::Array(list));
        }
    }
    json
}

fn evaluation_json(evaluation: &PolicyEvaluation) -> Value {
    let subject = match evaluation.subject {
        PolicySubject::VpcEndpointPolicy => "vpc_endpoint_policy",
        PolicySubject::ResourcePolicy => "resource_policy",
        PolicySubject::AuthorizerPolicy => "authorizer_policy",
        PolicySubject::CallerAndResourcePolicies => "caller_and_resource_policies",
    };
    json!({
        "policies": subject,
        "headline": headline(&evaluation.trace, &evaluation.request),
        "checks": evaluation.trace.checks,
    })
}
