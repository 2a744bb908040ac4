//! `aws iam simulate-custom-policy`.

use std::fmt::Write as _;

use serde_json::json;

use super::ShellCommand;
use super::limits::limits;
use super::policy_texts::{PolicyTexts, compiled};
use super::shell::{escaped_json, is_deceptive, word};
use crate::compiled::{CompiledLevel, CompiledPolicySet};
use crate::condition::ValueType;
use crate::matching::{is_account_id, partition_of, split_arn};
use crate::scenario::{ContextEntry, Principal, Request, Slot};
use crate::workspace::Resolved;

/// The longest document that the simulator takes, in characters.
const MAX_POLICY_CHARACTERS: usize = 131_072;

/// A Deny of nothing.
const SILENT_POLICY: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":"*","Resource":"*"}]}"#;

pub(super) fn command(resolved: &Resolved<'_>) -> ShellCommand {
    let request = &resolved.request;
    if let Some(reason) = no_simulation(&request.principal) {
        return ShellCommand { text: None, notes: vec![reason.to_owned()] };
    }
    let texts = PolicyTexts::of(resolved);
    let policies = compiled(resolved);
    let mut notes = limits(resolved, &texts, &policies);
    let mut command = "aws iam simulate-custom-policy".to_owned();
    let mut option = |name: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = write!(command, " \\\n  --{name} {value}");
    };
    let mut identity = texts.identity.clone();
    if identity.is_empty() {
        identity.push(SILENT_POLICY.to_owned());
        notes.push(
            "the caller has no identity policies that could be passed; as the command asks for one, it gets one that \
             says nothing"
                .to_owned(),
        );
    }
    let documents = identity.iter().chain(&texts.permissions_boundary).chain(&texts.resource);
    if documents.into_iter().any(|document| document.chars().count() > MAX_POLICY_CHARACTERS) {
        notes.push(format!("AWS takes no policy of more than {MAX_POLICY_CHARACTERS} characters"));
    }
    option("policy-input-list", list(&identity));
    if let Some(boundary) = texts.permissions_boundary.clone() {
        option("permissions-boundary-policy-input-list", list(&[boundary]));
    }
    option("action-names", list(&[request.action.to_string()]));
    option("resource-arns", list(&[request.resource.to_string()]));
    if let Some(policy) = &texts.resource {
        option("resource-policy", word(policy));
    }
    if let Principal::User { arn } = &request.principal {
        option("caller-arn", word(arn));
        if let Some(owner) = resource_owner(request) {
            option("resource-owner", word(&owner));
        }
    }
    let entries = context_entries(request, &policies);
    if !entries.is_empty() {
        let json = escaped_json(&serde_json::Value::from(entries).to_string(), is_deceptive);
        option("context-entries", word(&json));
    }
    ShellCommand { text: Some(command), notes }
}

/// Why there can be no simulation for a caller.
fn no_simulation(caller: &Principal) -> Option<&'static str> {
    match caller {
        Principal::User { arn } if arn.chars().any(char::is_control) => {
            Some("AWS knows no user whose name has control characters")
        }
        Principal::User { .. }
        | Principal::Role { .. }
        | Principal::RoleSession { .. }
        | Principal::FederatedUser { .. } => None,
        Principal::Root { .. } => Some(
            "AWS's simulator cannot be asked: it simulates the policies of IAM users and roles, and the root user has none",
        ),
        Principal::Service { .. } => {
            Some("AWS's simulator cannot be asked: it takes no AWS service as the caller")
        }
        Principal::Federated { .. } => {
            Some("AWS's simulator cannot be asked: it takes no identity of a provider as the caller")
        }
        Principal::Anonymous => Some("AWS's simulator cannot be asked: it takes no anonymous request"),
    }
}

/// Values for an option that takes several. The AWS CLI takes a first value that begins with `[` for JSON, reads the
/// file or the page that a lone value names, and takes what begins with `-` for an option: such values go as JSON.
fn list(values: &[String]) -> String {
    let is_plain = |value: &String| {
        let start = value.trim_start();
        let is_read =
            ["-", "[", "file:", "fileb:", "http:", "https:"].iter().any(|read| start.starts_with(read));
        !is_read && !value.is_empty() && !value.chars().any(|one| one.is_control() || is_deceptive(one))
    };
    match values.iter().all(is_plain) {
        true => values.iter().map(|value| word(value)).collect::<Vec<_>>().join(" "),
        false => word(&escaped_json(&json!(values).to_string(), is_deceptive)),
    }
}

/// The owner of a resource whose ARN does not tell.
fn resource_owner(request: &Request<'_>) -> Option<String> {
    let account = &*request.resource_account;
    let is_in_arn =
        matches!(split_arn(&request.resource), Some([_, _, _, _, account, _]) if !account.is_empty());
    let partition = partition_of(&request.resource).or(request.principal.arn().and_then(partition_of));
    (is_account_id(account) && !is_in_arn)
        .then(|| format!("arn:{}:iam::{account}:root", partition.unwrap_or("aws")))
}

/// The keys that the policies ask for, with their values.
fn context_entries(request: &Request<'_>, policies: &CompiledPolicySet) -> Vec<serde_json::Value> {
    let is_asked = |entry: &&ContextEntry<'_>| {
        !entry.values.is_empty() && policies.keys.find(&entry.key.to_ascii_lowercase()).is_some()
    };
    let entry = |entry: &ContextEntry<'_>| {
        let (value_type, is_list) = key_type(&entry.key, policies);
        let list = if is_list || entry.values.len() > 1 { "List" } else { "" };
        json!({
            "ContextKeyName": entry.key,
            "ContextKeyValues": entry.values,
            "ContextKeyType": format!("{value_type}{list}"),
        })
    };
    request.context.iter().filter(is_asked).map(entry).collect()
}

/// The type as which the policies compare a key, and whether they take it for a list.
fn key_type(key: &str, policies: &CompiledPolicySet) -> (&'static str, bool) {
    let slots = [&policies.identity, &policies.permissions_boundary, &policies.resource];
    let levels = slots.into_iter().filter_map(Slot::known).flatten();
    let statements =
        levels.flat_map(|level: &CompiledLevel| &level.policies).flat_map(|policy| &policy.statements);
    let conditions = statements.flat_map(|statement| &statement.conditions);
    let mut found = ("string", false);
    for condition in conditions.filter(|condition| condition.key_name.eq_ignore_ascii_case(key)) {
        found.1 |= condition.operator.set.is_some();
        let name = match condition.operator.test.value_type() {
            ValueType::Numeric => "numeric",
            ValueType::Date => "date",
            ValueType::Bool => "boolean",
            ValueType::Binary => "binary",
            ValueType::IpAddress => "ip",
            ValueType::String | ValueType::Arn | ValueType::Null => continue,
        };
        found.0 = name;
    }
    found
}
