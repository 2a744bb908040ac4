//! What AWS tells of a denied request: decoded authorization messages and Access Troubleshooter.

use super::json::{at, elements, faultless, is_true, member, scalar, text, values};
use crate::catalogue::embedded::service_prefix;
use crate::matching::{service_of, split_arn};
use crate::paste::facts::{Call, Facts, Owner, PrincipalFacts, ResourceFacts};
use crate::policy::PolicyType;
use crate::scenario::Slot;
use crate::text::json::{Node, Value};
use crate::workspace::model::{ExpectedDecision, PolicyDocument};
use crate::workspace::{not_known, not_known_managed};

/// So many requests are taken from one answer of Access Troubleshooter.
const MOST_EVALUATIONS: usize = 20;

/// A decoded authorization message, also as the string in `{"DecodedMessage": "…"}`.
pub(super) fn decoded_message(root: &Node<'_>) -> Option<Facts> {
    if let Some(message) = text(root, &["DecodedMessage"]) {
        return decoded_message(&faultless(message)?);
    }
    let context = member(root, "context")?;
    let is_message = member(root, "allowed").is_some() || member(root, "explicitDeny").is_some();
    if !is_message || text(context, &["action"]).is_none() {
        return None;
    }
    let mut call = Call {
        caller: text(context, &["principal", "arn"]).map(str::to_owned),
        resource: text(context, &["resource"]).map(str::to_owned),
        ..Call::default()
    };
    let action = text(context, &["action"]).unwrap_or_default();
    match (action.contains(':'), call.resource.as_deref().and_then(service_of).and_then(service_prefix)) {
        (true, _) => call.action = Some(action.to_owned()),
        (false, Some(prefix)) => call.action = Some(format!("{prefix}:{action}")),
        (false, None) => call.operation = Some(action.to_owned()),
    }
    for condition in at(context, &["conditions"]).map_or(&[][..], |conditions| elements(conditions, "items"))
    {
        let Some(key) = text(condition, &["key"]) else {
            continue;
        };
        let items = at(condition, &["values"]).map_or(&[][..], |values| elements(values, "items"));
        let values = items.iter().filter_map(|item| scalar(member(item, "value")?)).collect();
        call.context.insert(key.to_owned(), values);
    }
    call.outcome.decision = Some(match (is_true(root, "allowed"), is_true(root, "explicitDeny")) {
        (true, _) => ExpectedDecision::Allowed,
        (false, true) => ExpectedDecision::ExplicitlyDenied,
        (false, false) => ExpectedDecision::ImplicitlyDenied,
    });
    let mut facts = Facts::default();
    let matched = at(root, &["matchedStatements"]).map_or(&[][..], |matched| elements(matched, "items"));
    for statement in matched.iter().take(MOST_EVALUATIONS) {
        let id = text(statement, &["statementId"]).unwrap_or("without a Sid");
        let effect = text(statement, &["effect"]).unwrap_or("of unknown effect");
        facts.remarks.push(format!("statement that matched: `{id}` ({effect})"));
    }
    facts.calls.push(call);
    Some(facts)
}

/// The answer of `iam-toolbox get-request-authorization-details`.
pub(super) fn authorization_details(root: &Node<'_>) -> Option<Facts> {
    let shared = member(root, "requestContext")?;
    let evaluations = elements(root, "evaluations");
    if evaluations.is_empty() {
        return None;
    }
    let mut facts = Facts::default();
    for evaluation in evaluations.iter().take(MOST_EVALUATIONS) {
        facts.calls.push(call(shared, evaluation, &mut facts.remarks));
    }
    // The page shows the request that is added last.
    facts.calls.sort_by_key(|call| call.outcome.decision != Some(ExpectedDecision::Allowed));
    if evaluations.len() > MOST_EVALUATIONS {
        let left_out = evaluations.len() - MOST_EVALUATIONS;
        facts
            .unknown
            .push(format!("{left_out} more evaluations: only the first {MOST_EVALUATIONS} were taken"));
    }
    if text(root, &["nextToken"]).is_some() {
        facts.unknown.push("the evaluations on the next page: pass `nextToken` on to get them".to_owned());
    }
    for policy in elements(root, "policies") {
        read_policy(policy, &mut facts);
    }
    Some(facts)
}

fn call(shared: &Node<'_>, evaluation: &Node<'_>, remarks: &mut Vec<String>) -> Call {
    let mut call = Call {
        action: text(evaluation, &["action"]).map(str::to_owned),
        resource: Some(text(evaluation, &["resource"]).unwrap_or("*").to_owned()),
        has_whole_context: true,
        ..Call::default()
    };
    // The evaluation's own keys stand above those of the request.
    for context in [Some(shared), member(evaluation, "context")].into_iter().flatten() {
        if let Value::Object(members) = &context.value {
            for key in members {
                call.context.insert(key.name.to_string(), values(&key.value));
            }
        }
    }
    let key = |name: &str| {
        let found = call.context.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.and_then(|(_, values)| values.first()).cloned()
    };
    let principal = key("aws:PrincipalArn");
    let session = principal.as_deref().and_then(|arn| session_of(arn, &key("aws:userid")?));
    let account = key("aws:ResourceAccount");
    let endpoint = key("aws:SourceVpce");
    let service = key("aws:PrincipalServiceName");
    if session.is_some() {
        call.issued_by.clone_from(&principal);
    }
    call.caller = session.or(principal).or(service);
    call.resource_account = account;
    call.vpc_endpoint = endpoint;
    call.outcome.decision = match text(evaluation, &["evaluatedEffect"]) {
        Some("ALLOW") => Some(ExpectedDecision::Allowed),
        Some("EXPLICIT_DENY") => Some(ExpectedDecision::ExplicitlyDenied),
        Some("IMPLICIT_DENY") => Some(ExpectedDecision::ImplicitlyDenied),
        _ => None,
    };
    let action = call.action.as_deref().unwrap_or_default();
    for check in elements(evaluation, "checks") {
        let (Some(kind), Some(effect)) = (text(check, &["checkType"]), text(check, &["evaluatedEffect"]))
        else {
            continue;
        };
        if !matches!(effect, "EXPLICIT_DENY" | "IMPLICIT_DENY") {
            continue;
        }
        let at = text(check, &["targetArn"]).map(|arn| format!(" at `{arn}`")).unwrap_or_default();
        remarks.push(format!("check of `{action}` that failed: {kind}{at} ({effect})"));
        for policy in elements(check, "matchedPolicies") {
            for statement in elements(policy, "matchedStatements") {
                let sid = text(statement, &["sid"]).unwrap_or_default();
                let uri = text(policy, &["uri"]).unwrap_or_default();
                remarks.push(format!("statement that matched: `{sid}` of `{uri}`"));
            }
        }
    }
    call
}

/// The session of a role, whose unique id says the session's name after a colon.
fn session_of(principal: &str, user_id: &str) -> Option<String> {
    let [_, partition, "iam", _, account, resource] = split_arn(principal)? else {
        return None;
    };
    let role = resource.strip_prefix("role/")?.rsplit('/').next()?;
    let (_, session) = user_id.split_once(':')?;
    Some(format!("arn:{partition}:sts::{account}:assumed-role/{role}/{session}"))
}

/// An entry of the list of policies: which there is and where it is attached, but not what it says.
fn read_policy(policy: &Node<'_>, facts: &mut Facts) {
    const ADVICE: &str =
        "replace this line by the policy, as `aws iam-toolbox get-request-authorization-policy` gives it";
    let uri = text(policy, &["uri"]).unwrap_or_default();
    let kind = text(policy, &["type"]).unwrap_or_default();
    let document = |name: &str| -> PolicyDocument {
        match split_arn(uri) {
            Some([_, _, "iam", ..]) => not_known_managed(uri),
            _ => not_known(name, ADVICE),
        }
    };
    for attached in elements(policy, "attachedTo").iter().filter_map(|entry| text(entry, &["arn"])) {
        let owner = Owner::Arn(attached.to_owned());
        match kind {
            "IDENTITY_BASED_POLICY" if attached.contains(":group/") => {
                facts.unknown.push(format!("the policy `{uri}` of the group `{attached}`"));
            }
            "IDENTITY_BASED_POLICY" => {
                let mut principal = PrincipalFacts::of(owner);
                principal.identity_policies.push(document(&format!("inline policy {uri}")));
                // All that were evaluated are listed.
                principal.known = crate::paste::KnownPolicies { attached: true, inline: true, groups: true };
                facts.principals.push(principal);
            }
            "PERMISSIONS_BOUNDARY" => {
                let boundary = Slot::Known(Some(document("boundary")));
                let described =
                    PrincipalFacts { permissions_boundary: boundary, ..PrincipalFacts::of(owner) };
                facts.principals.push(described);
            }
            "RESOURCE_BASED_POLICY" => facts.resources.push(ResourceFacts {
                owner,
                policy: Slot::Known(Some(document("resource-policy"))),
                tags: None,
            }),
            _ => {}
        }
        if let Some(policy_type) = control_type(kind) {
            facts.unknown.push(format!("the {} `{uri}` at `{attached}`", policy_type.name()));
        }
    }
    if matches!(kind, "SESSION_POLICY" | "VPC_ENDPOINT_POLICY") {
        facts.unknown.push(format!("a {} that was evaluated", kind.to_ascii_lowercase().replace('_', " ")));
    }
}

/// The policy type behind the name that Organizations gives it.
pub(super) fn control_type(name: &str) -> Option<PolicyType> {
    match name {
        "SERVICE_CONTROL_POLICY" => Some(PolicyType::ServiceControl),
        "RESOURCE_CONTROL_POLICY" => Some(PolicyType::ResourceControl),
        _ => None,
    }
}
