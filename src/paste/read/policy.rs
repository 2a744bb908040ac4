//! A policy document that stands alone: where it belongs.

use super::json::faultless;
use crate::lint::{DocumentType, ResourceKind};
use crate::matching::split_arn;
use crate::paste::facts::{Facts, KnownPolicies, Owner, PrincipalFacts, ResourceFacts};
use crate::paste::kind::Kind;
use crate::policy::{Policy, PolicyType, read_policy};
use crate::scenario::Slot;
use crate::text::json::Node;
use crate::workspace::edit::policy_owner;
use crate::workspace::model::{PolicyDocument, VpcEndpoint};

/// Stands for the id of a VPC endpoint that a text does not tell.
pub(in crate::paste) const UNNAMED_ENDPOINT: &str = "vpce-unknown";

/// Reads `text`, whose tree is `root`; `None` when it is no policy.
pub(super) fn read(text: &str, root: &Node<'_>) -> Option<(Kind, Facts)> {
    root.member("Statement")?;
    let mut facts = Facts::default();
    let policy_type = facts_of_policy(text, Some(root), &mut facts)?;
    Some((Kind::Policy(policy_type), facts))
}

/// Adds the policy whose text is `text` to `facts`; returns what type it looks like.
pub(super) fn facts_of_policy(text: &str, root: Option<&Node<'_>>, facts: &mut Facts) -> Option<PolicyType> {
    let own_root;
    let root = match root {
        Some(root) => root,
        None => {
            own_root = faultless(text)?;
            &own_root
        }
    };
    let (policy, _) = read_policy(root);
    let policy_type = DocumentType::infer(&policy).policy_type;
    let document = |name: &str| PolicyDocument::new(name, text);
    let written = |owner| PrincipalFacts { is_described: false, ..PrincipalFacts::of(owner) };
    match policy_type {
        PolicyType::RoleTrust => {
            let owner = Owner::Target("arn:aws:iam::111122223333:role/unnamed".to_owned());
            facts
                .principals
                .push(PrincipalFacts { trust_policy: Some(document("trust-policy")), ..written(owner) });
        }
        PolicyType::ResourceControl => facts
            .control_policies
            .push(crate::paste::ControlFacts { policy_type, document: document("resource-control-policy") }),
        PolicyType::VpcEndpoint => facts.vpc_endpoints.push(VpcEndpoint {
            id: UNNAMED_ENDPOINT.to_owned(),
            policy: Slot::Known(Some(document("endpoint-policy"))),
            ..VpcEndpoint::default()
        }),
        PolicyType::Resource | PolicyType::Key => facts.resources.push(ResourceFacts {
            owner: likely_target(&policy, policy_type).unwrap_or(Owner::Target(String::new())),
            policy: Slot::Known(Some(document("resource-policy"))),
            tags: None,
        }),
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl => {
            let name = policy.id.as_ref().map_or("identity-policy", |id| &id.text);
            facts.unknown.push(
                "what it is attached to: an identity-based policy, a permissions boundary, a session policy and a \
                 service control policy look the same, and it was taken for the first"
                    .to_owned(),
            );
            let known = KnownPolicies::default();
            facts.principals.push(PrincipalFacts {
                identity_policies: vec![document(name)],
                known,
                ..written(Owner::Caller)
            });
        }
    }
    Some(policy_type)
}

/// The resource that carries a policy, as its statements name it: the bucket of the objects. A pattern with wildcards
/// names none.
pub(super) fn likely_target(policy: &Policy<'_>, policy_type: PolicyType) -> Option<Owner> {
    if policy_type == PolicyType::Key {
        return Some(Owner::Target(key_of(policy)));
    }
    let resources = policy.statements.iter().filter_map(|statement| statement.resource.as_ref());
    let arns = resources.filter(|list| !list.negated).flat_map(|list| &list.values).map(|value| &*value.text);
    let owners = arns.map(|arn| policy_owner(arn).trim_end_matches("/*").trim_end_matches(":*"));
    let is_plain = |arn: &&str| !arn.contains(['*', '?', '$']) && split_arn(arn).is_some();
    let owner = owners.into_iter().find(is_plain)?;
    ResourceKind::of_arn(owner).map(|_| Owner::Arn(owner.to_owned()))
}

/// A made-up key in the account that a key policy speaks of.
fn key_of(policy: &Policy<'_>) -> String {
    let principals = policy.statements.iter().filter_map(|statement| statement.principal.as_ref());
    let accounts = principals.flat_map(|principal| &principal.entries).filter_map(|entry| {
        let [_, _, _, _, account, _] = split_arn(&entry.value.text)?;
        Some(account.to_owned())
    });
    let account = accounts.into_iter().next().unwrap_or_else(|| "111122223333".to_owned());
    format!("arn:aws:kms:us-east-1:{account}:key/unnamed")
}
