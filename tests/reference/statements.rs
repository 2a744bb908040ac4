//! Statements: whether one applies, and what the statements of a check say together.

use serde_json::Value;

use super::actions::action_matches;
use super::caller::Caller;
use super::conditions::{Context, condition_holds};
use super::principals::{Grant, not_principal_applies, reached_by};
use super::resources::resource_matches;

/// What kind of policy a document is, as far as its meaning depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PolicyKind {
    Identity,
    Boundary,
    Session,
    Scp,
    Rcp,
    Endpoint,
    Resource,
    Trust,
    Key,
}

/// The request, with what is known of the caller.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) caller: Caller,
    pub(super) has_boundary: bool,
    pub(super) action: String,
    pub(super) resource: String,
    pub(super) resource_account: String,
    pub(super) context: Context,
}

impl Request {
    pub(super) fn read(scenario: &Value, caller: &Caller) -> Request {
        let request = &scenario["request"];
        let text = |member: &str| request[member].as_str().expect("requests have it").to_owned();
        Request {
            caller: caller.clone(),
            has_boundary: !scenario["permissions_boundary"].is_null(),
            action: text("action"),
            resource: text("resource"),
            resource_account: text("resource_account"),
            context: Context::read(&request["context"]),
        }
    }
}

/// 1.26: one scalar and a list of one mean the same.
pub(super) fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        scalar => vec![scalar],
    }
}

/// 1.4, 1.5: only version 2012-10-17 knows variables.
fn knows_variables(document: &Value) -> bool {
    document["Version"] == "2012-10-17"
}

/// The ways in which a statement with this effect applies to the request; none when it does not.
/// For policies without principals there is one way.
fn ways_it_applies(
    statement: &Value,
    effect: &str,
    variables: bool,
    kind: PolicyKind,
    request: &Request,
) -> Vec<Grant> {
    if statement["Effect"] != effect {
        return Vec::new();
    }
    // 1.56: a key policy statement without one of these has no effect.
    let has = |plain: &str, not: &str| statement.get(plain).is_some() || statement.get(not).is_some();
    let is_complete = has("Action", "NotAction") && has("Resource", "NotResource");
    if kind == PolicyKind::Key && !is_complete {
        return Vec::new();
    }
    let applies = action_matches(statement, &request.action)
        && resource_matches(statement, variables, kind, request)
        && condition_holds(&statement["Condition"], variables, &request.context);
    if !applies {
        return Vec::new();
    }
    let is_deny = effect == "Deny";
    match (statement.get("Principal"), statement.get("NotPrincipal")) {
        (Some(principal), _) => reached_by(principal, is_deny, request),
        (None, Some(listed)) if is_deny && not_principal_applies(listed, request) => vec![Grant::Direct],
        (None, Some(_)) => Vec::new(),
        (None, None) => vec![Grant::Direct],
    }
}

/// 5.2: documents and statements are OR.
fn ways_any_applies(documents: &[&Value], effect: &str, kind: PolicyKind, request: &Request) -> Vec<Grant> {
    let mut found = Vec::new();
    for document in documents {
        for statement in list(&document["Statement"]) {
            found.extend(ways_it_applies(statement, effect, knows_variables(document), kind, request));
        }
    }
    found
}

/// 5.4
pub(super) fn is_denied(documents: &[&Value], kind: PolicyKind, request: &Request) -> bool {
    !ways_any_applies(documents, "Deny", kind, request).is_empty()
}

/// 5.22–5.26
pub(super) fn allows(documents: &[&Value], kind: PolicyKind, request: &Request) -> bool {
    !ways_any_applies(documents, "Allow", kind, request).is_empty()
}

/// 5D: the kinds of Allow in the resource's policy for this caller.
pub(super) fn grants(documents: &[&Value], kind: PolicyKind, request: &Request) -> Vec<Grant> {
    ways_any_applies(documents, "Allow", kind, request)
}
