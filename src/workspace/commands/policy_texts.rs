//! The policies that AWS's simulator can be given.

use super::shell::{escaped_json, is_deceptive};
use crate::compiled::CompiledPolicySet;
use crate::evaluation::Check;
use crate::policy::PolicyType;
use crate::scenario::{PolicySet, Principal, Slot};
use crate::text::json::{self, Value};
use crate::workspace::Resolved;

/// The policies that go into a simulation, each as JSON on one line, of characters up to U+00FF as AWS asks.
#[derive(Debug, Default)]
pub(super) struct PolicyTexts {
    pub(super) identity: Vec<String>,
    pub(super) permissions_boundary: Option<String>,
    pub(super) resource: Option<String>,
    /// Names of policies that are no JSON objects.
    pub(super) unreadable: Vec<String>,
}

impl PolicyTexts {
    pub(super) fn of(resolved: &Resolved<'_>) -> Self {
        let mut texts = Self::default();
        for found in &resolved.documents {
            if found.position.is_none() || !is_taken(found.check, resolved) {
                continue;
            }
            let Some(json) = policy_json(&found.document.text) else {
                texts.unreadable.push(found.document.name.clone());
                continue;
            };
            match found.check {
                Check::PermissionsBoundary => texts.permissions_boundary = Some(json),
                Check::Resource => texts.resource = Some(json),
                _ => texts.identity.push(json),
            }
        }
        texts
    }
}

/// Whether the simulator takes policies of that kind for this caller and call.
pub(super) fn is_taken(check: Check, resolved: &Resolved<'_>) -> bool {
    match check {
        Check::Principal | Check::PermissionsBoundary => true,
        Check::Resource => {
            matches!(resolved.request.principal, Principal::User { .. })
                && resolved.request.resource_policy_type() != PolicyType::RoleTrust
        }
        _ => false,
    }
}

/// The policies that are taken, ready to be asked for their context keys.
pub(super) fn compiled(resolved: &Resolved<'_>) -> CompiledPolicySet {
    let all = &resolved.policies;
    let resource = if is_taken(Check::Resource, resolved) { all.resource.clone() } else { Slot::default() };
    let taken = PolicySet {
        identity: all.identity.clone(),
        permissions_boundary: all.permissions_boundary.clone(),
        resource,
        ..PolicySet::default()
    };
    CompiledPolicySet::compile(&taken, None)
}

fn policy_json(text: &str) -> Option<String> {
    let parsed = json::parse(text);
    let is_json = parsed.diagnostics.iter().all(|found| found.code == "duplicate-member");
    let root = parsed.root.filter(|root| is_json && matches!(root.value, Value::Object(_)))?;
    Some(escaped_json(&json::compact(&root), |one| one > '\u{ff}' || is_deceptive(one)))
}
