//! The callers whom the policy of a resource names.

use std::borrow::Cow;

use crate::matching::{is_account_id, partition_of, split_arn};
use crate::policy::{Effect, PrincipalEntry, PrincipalKind};
use crate::scenario::Principal;
use crate::workspace::model::Workspace;
use crate::workspace::resolve;

/// A caller for each principal to whom the policy of the resource of request number `request` allows something, a trust
/// policy included: the root user for an account, `anonymous` for everyone. The account of the resource is left out, for
/// the policies of its users and roles decide, and so are unique ids, which name no caller that can be asked for.
pub(super) fn named_callers(workspace: &Workspace, request: usize) -> Vec<Cow<'_, str>> {
    let Ok(resolved) = resolve(workspace, request) else { return Vec::new() };
    let (partition, own) =
        (partition_of(&resolved.request.resource).unwrap_or("aws"), &*resolved.request.resource_account);
    let Some(Some(named)) = resolved.policies.resource.known() else { return Vec::new() };
    let allowing = named.policy.statements.iter().filter(|statement| statement.effect == Some(Effect::Allow));
    // AWS takes a negated one with Deny alone.
    let named =
        allowing.filter_map(|statement| statement.principal.as_ref()).filter(|element| !element.negated);
    named.flat_map(|element| &element.entries).filter_map(|entry| caller(entry, partition, own)).collect()
}

const ANONYMOUS: &str = "anonymous";

fn caller<'w>(entry: &PrincipalEntry<'w>, partition: &str, own: &str) -> Option<Cow<'w, str>> {
    let name = &entry.value.text;
    match entry.kind {
        PrincipalKind::Everyone => Some(Cow::Borrowed(ANONYMOUS)),
        PrincipalKind::Aws if **name == *"*" => Some(Cow::Borrowed(ANONYMOUS)),
        PrincipalKind::Aws if is_account_id(name) => {
            (**name != *own).then(|| Cow::Owned(format!("arn:{partition}:iam::{name}:root")))
        }
        PrincipalKind::Aws => match Principal::from_arn(name, None, None) {
            Ok(Principal::Root { arn }) if split_arn(&arn).is_some_and(|[.., account, _]| account == own) => {
                None
            }
            Ok(_) => Some(name.clone()),
            Err(_) => None,
        },
        PrincipalKind::Service => Some(name.clone()),
        PrincipalKind::Federated => {
            let is_provider = name.contains(":saml-provider/") || name.contains(":oidc-provider/");
            is_provider.then(|| name.clone())
        }
        PrincipalKind::CanonicalUser => None,
    }
}
