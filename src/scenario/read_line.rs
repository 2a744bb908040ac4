//! From text to a [`Scenario`].

use super::read::{
    InputError, Refusal, Scenario, check_members, read_caller_of, read_policy_set, read_scenario,
};
use super::{Caller, PolicySet};
use crate::policy::PolicyType;
use crate::text::json::{Node, Parsed, Value};
use crate::text::{Diagnostic, Severity, Span, json};

/// Reads one line of JSON Lines, or one whole file: a scenario, or a vector line that has one in its
/// member `scenario`.
///
/// # Errors
/// The first JSON error; a member that is missing, of a wrong type or unknown; a principal that is none.
/// Faults inside policy documents are no errors here: they are in [`Scenario::diagnostics`].
pub fn read_line(text: &str) -> Result<Scenario<'_>, InputError> {
    const VECTOR_MEMBERS: &[&str] = &["id", "scenario", "clause", "expect", "why"];
    let parsed = json::parse(text);
    let id = parsed.root.as_ref().and_then(id);
    let scenario = root(&parsed).and_then(|root| match root.member("scenario") {
        Some(member) => {
            check_members(root, "a vector line", VECTOR_MEMBERS)?;
            read_scenario(&member.value)
        }
        None => read_scenario(root),
    });
    match scenario {
        Ok(mut scenario) => {
            // Members that stand twice in a policy: AWS keeps such documents and takes no new ones (clause 1.9).
            scenario.diagnostics.extend(parsed.diagnostics);
            scenario.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
            Ok(Scenario { id, ..scenario })
        }
        Err(refusal) => Err(refusal.into_error(id)),
    }
}

/// Reads the policies of a scenario, for many requests to come. Of its other members only the JSON counts.
///
/// # Errors
/// As [`read_line`].
pub fn read_policies(text: &str) -> Result<PolicySet<'_>, InputError> {
    let policies = root(&json::parse(text)).and_then(|root| read_policy_set(root, PolicyType::Resource));
    policies.map(|(policies, _)| policies).map_err(|refusal| refusal.into_error(None))
}

/// Reads a caller: the members `principal` and those with policies of a scenario, `context` and `unknown_context`.
///
/// # Errors
/// As [`read_line`].
pub fn read_caller(text: &str) -> Result<Caller<'_>, InputError> {
    root(&json::parse(text)).and_then(read_caller_of).map_err(|refusal| refusal.into_error(None))
}

/// The decision that the author of a scenario or vector line expects, by its name; none where `expect` is missing or
/// `null`. Of the other members only the JSON counts.
///
/// # Errors
/// The first JSON error; an `expect` that is no decision.
pub fn read_expectation(text: &str) -> Result<Option<&'static str>, InputError> {
    const DECISIONS: [&str; 4] = ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied", "Unknown"];
    let parsed = json::parse(text);
    let id = parsed.root.as_ref().and_then(id);
    let expectation = root(&parsed).and_then(|root| {
        let inner = || root.member("scenario").and_then(|scenario| scenario.value.member("expect"));
        let Some(member) = root.member("expect").or_else(inner) else {
            return Ok(None);
        };
        let name = match &member.value.value {
            Value::Null => return Ok(None),
            Value::String(name) => DECISIONS.into_iter().find(|decision| decision == name),
            _ => None,
        };
        let message = || format!("`expect` is one of `{}`", DECISIONS.join("`, `"));
        name.map(Some).ok_or_else(|| Refusal::new("invalid-expectation", member.value.span, message()))
    });
    expectation.map_err(|refusal| refusal.into_error(id))
}

fn id(root: &Node<'_>) -> Option<String> {
    match &root.member("id")?.value.value {
        Value::String(id) => Some(id.clone().into_owned()),
        Value::Number(digits) => Some((*digits).to_owned()),
        _ => None,
    }
}

/// The document, when it is JSON. Repeated members are judged where they stand: policies have rules of their
/// own for them.
fn root<'p, 't>(parsed: &'p Parsed<'t>) -> Result<&'p Node<'t>, Refusal> {
    let is_syntax_error =
        |found: &&Diagnostic| found.severity == Severity::Error && found.code != "duplicate-member";
    if let Some(error) = parsed.diagnostics.iter().find(is_syntax_error) {
        return Err(Refusal::new(error.code, error.span, error.message.clone()));
    }
    let empty = || Refusal::new("empty-document", Span::default(), "there is no scenario here");
    parsed.root.as_ref().ok_or_else(empty)
}
