//! Which context keys of a request nobody knows.

use std::collections::HashSet;

use super::Filler;
use crate::catalogue::embedded::{CallerKind, Presence, global_condition_key, global_condition_keys};
use crate::matching::{Syntax, Template, Wildcards};
use crate::paste::facts::Call;
use crate::paste::read::policy::UNNAMED_ENDPOINT;
use crate::policy::{Policy, read_policy};
use crate::scenario::Principal;
use crate::text::json;
use crate::text::quoted;
use crate::workspace::model::{NamedRequest, Workspace};
use crate::workspace::resolve;

/// They follow from the caller, the resource and `aws:CalledVia`.
const FOLLOWING: &[&str] = &[
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalServiceName",
    "aws:PrincipalType",
    "aws:ResourceAccount",
    "aws:ViaAWSService",
    "aws:username",
];

/// So many keys of policies are looked at.
const MOST_KEYS: usize = 500;
/// So many keys are named in a report.
const MOST_NAMED: usize = 8;

impl Filler<'_> {
    /// Marks the global keys that the request may have had and about which the text says nothing. Unknown is not
    /// absent: a condition on such a key may hold or not.
    pub(super) fn mark_context(&mut self, call: &Call) {
        if call.has_whole_context {
            return;
        }
        let index = self.workspace.selected_request;
        let present = keys_of(&self.workspace, index);
        let Some(request) = self.workspace.requests.get_mut(index) else {
            return;
        };
        let callers = caller_kinds(request.principal.trim());
        let is_open = |name: &str| {
            let is = |other: &str| other.eq_ignore_ascii_case(name);
            !name.contains("${")
                && name.starts_with("aws:")
                && !FOLLOWING.iter().any(|key| is(key))
                && !present.iter().any(|key| is(key))
                && !call.absent.iter().any(|key| is(key))
        };
        let mut open: Vec<String> = global_condition_keys()
            .filter(|key| is_open(key.name))
            .filter(|key| callers.iter().any(|kind| key.presence(*kind) != Presence::Never))
            .map(|key| key.name.to_owned())
            .collect();
        if request.vpc_endpoint.as_deref() == Some(UNNAMED_ENDPOINT) {
            open.push("aws:SourceVpce".to_owned());
        }
        add_unknown(request, open);
        let names: Vec<String> =
            request.unknown_context.iter().take(MOST_NAMED).map(|key| format!("`{key}`")).collect();
        let more = request.unknown_context.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        if !names.is_empty() {
            self.unknown(format!(
                "the values of context keys, marked as unknown: {}{more}",
                names.join(", ")
            ));
        }
    }

    /// Marks the keys of services and the tags that the request's policies ask for, if the request is one of which
    /// only a part of the context is known.
    pub(super) fn mark_mentioned_keys(&mut self) {
        let index = self.workspace.selected_request;
        if self.selected().is_none_or(|request| request.unknown_context.is_empty()) {
            return;
        }
        let Ok(resolved) = resolve(&self.workspace, index) else {
            return;
        };
        let mut mentioned = Vec::new();
        for document in &resolved.documents {
            if let Some(root) = json::parse(&document.document.text).root {
                mentioned_keys(&read_policy(&root).0, &mut mentioned);
            }
        }
        let is_present =
            |key: &String| resolved.request.context.iter().any(|entry| entry.key.eq_ignore_ascii_case(key));
        let is_fixed = |key: &String| {
            global_condition_key(key)
                .is_some_and(|found| found.name.starts_with("aws:") && !found.name.contains("${"))
        };
        let mut seen = HashSet::new();
        mentioned.retain(|key| seen.insert(key.to_ascii_lowercase()));
        mentioned.truncate(MOST_KEYS);
        mentioned.retain(|key| !is_present(key) && !is_fixed(key));
        let Some(request) = self.workspace.requests.get_mut(index) else {
            return;
        };
        let added = add_unknown(request, mentioned);
        for key in added {
            self.unknown(format!("the value of `{}`, which a policy asks for", quoted(&key)));
        }
    }
}

/// Adds keys that are not there yet, whatever their case; returns those.
fn add_unknown(request: &mut NamedRequest, keys: Vec<String>) -> Vec<String> {
    let mut added = Vec::new();
    for key in keys {
        if !request.unknown_context.iter().any(|known| known.eq_ignore_ascii_case(&key)) {
            request.unknown_context.push(key.clone());
            added.push(key);
        }
    }
    added
}

/// The keys that the request has or that follow from it; of one that cannot be resolved those it has.
fn keys_of(workspace: &Workspace, index: usize) -> Vec<String> {
    match resolve(workspace, index) {
        Ok(resolved) => resolved.request.context.iter().map(|entry| entry.key.to_string()).collect(),
        Err(_) => workspace
            .requests
            .get(index)
            .map(|request| request.context.keys().cloned().collect())
            .unwrap_or_default(),
    }
}

fn caller_kinds(caller: &str) -> &'static [CallerKind] {
    match Principal::from_arn(caller, None, None) {
        Ok(Principal::User { .. }) => &[CallerKind::User, CallerKind::UserWithTemporaryCredentials],
        Ok(Principal::Role { .. } | Principal::RoleSession { .. }) => {
            &[CallerKind::RoleSession, CallerKind::WebIdentitySession]
        }
        Ok(Principal::FederatedUser { .. }) => &[CallerKind::FederatedUser],
        Ok(Principal::Root { .. }) => &[CallerKind::AccountRoot],
        _ if caller.ends_with(".amazonaws.com") => &[CallerKind::Service],
        _ if caller == "anonymous" => &[CallerKind::Anonymous],
        _ => &CallerKind::ALL,
    }
}

/// The keys in the conditions and in the policy variables of a policy.
fn mentioned_keys(policy: &Policy<'_>, keys: &mut Vec<String>) {
    for statement in &policy.statements {
        let resources = statement.resource.iter().flat_map(|list| &list.values);
        let conditions = statement.condition.iter().flat_map(|condition| &condition.entries);
        keys.extend(conditions.clone().map(|entry| entry.key.text.to_string()));
        for value in resources.chain(conditions.flat_map(|entry| &entry.values)) {
            let syntax = Syntax { variables: true, wildcards: Wildcards::Literal };
            let (template, _) = Template::parse(&value.text, syntax);
            keys.extend(template.variables().map(|variable| variable.key.to_string()));
        }
    }
}
