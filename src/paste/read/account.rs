//! The output of `iam get-account-authorization-details`: all users, groups, roles and policies of an account.

use std::collections::HashMap;

use super::iam::{attached_policy, described, note_truncation};
use super::json::{elements, is_true, member, policy_text, string, text};
use crate::paste::facts::{Facts, GroupFacts, KnownPolicies, Owner, PrincipalFacts};
use crate::scenario::Slot;
use crate::text::json::Node;
use crate::workspace::is_not_known;
use crate::workspace::model::PolicyDocument;

/// A policy may be attached to many principals, and each gets its text. So much text is given out, in bytes.
const MOST_TEXT: usize = 16 << 20;

const ALL: KnownPolicies = KnownPolicies { attached: true, inline: true, groups: true };

/// Reads it; `None` when `root` is something else.
pub(super) fn read(root: &Node<'_>) -> Option<Facts> {
    let lists = ["UserDetailList", "GroupDetailList", "RoleDetailList"];
    if !lists.iter().any(|list| member(root, list).is_some()) {
        return None;
    }
    let mut reader = Reader { managed: managed_policies(root), text_left: MOST_TEXT };
    let mut facts = Facts::default();
    let mut members: HashMap<&str, Vec<String>> = HashMap::new();
    for user in elements(root, "UserDetailList") {
        facts.principals.extend(reader.principal(user, "UserPolicyList"));
        for group in elements(user, "GroupList").iter().filter_map(string) {
            members.entry(group).or_default().extend(text(user, &["Arn"]).map(str::to_owned));
        }
    }
    for role in elements(root, "RoleDetailList") {
        facts.principals.extend(reader.principal(role, "RolePolicyList"));
    }
    for group in elements(root, "GroupDetailList") {
        let Some(arn) = text(group, &["Arn"]) else {
            continue;
        };
        let name = text(group, &["GroupName"]).unwrap_or_default();
        facts.groups.push(GroupFacts {
            owner: Owner::Arn(arn.to_owned()),
            members: members.remove(name).unwrap_or_default(),
            has_caller: false,
            identity_policies: reader.policies(group, "GroupPolicyList"),
            known: ALL,
        });
    }
    let mut orphans: Vec<&str> = members.into_keys().collect();
    orphans.sort_unstable();
    facts.unknown.extend(
        orphans.iter().map(|group| format!("the policies of the group `{group}`, which is not listed")),
    );
    if reader.text_left == 0 {
        facts.unknown.push("the text of some managed policies: together they are too long".to_owned());
    }
    note_truncation(root, &mut facts);
    Some(facts)
}

struct Reader {
    /// The texts of the managed policies by their ARN.
    managed: HashMap<String, String>,
    text_left: usize,
}

impl Reader {
    fn principal(&mut self, node: &Node<'_>, inline: &str) -> Option<PrincipalFacts> {
        let mut principal = described(node)?;
        principal.identity_policies = self.policies(node, inline);
        principal.known = ALL;
        if let Slot::Known(Some(boundary)) = &mut principal.permissions_boundary
            && let Some(arn) = text(node, &["PermissionsBoundary", "PermissionsBoundaryArn"])
        {
            self.fill(boundary, arn);
        }
        Some(principal)
    }

    /// The policies written into a principal and those attached to it.
    fn policies(&mut self, node: &Node<'_>, inline: &str) -> Vec<PolicyDocument> {
        let of_entry = |entry: &Node<'_>| {
            let text_of_policy = policy_text(member(entry, "PolicyDocument")?)?;
            Some(PolicyDocument::new(text(entry, &["PolicyName"])?, text_of_policy))
        };
        let mut policies: Vec<PolicyDocument> = elements(node, inline).iter().filter_map(of_entry).collect();
        for entry in elements(node, "AttachedManagedPolicies") {
            let Some(mut document) = attached_policy(entry) else {
                continue;
            };
            if let Some(arn) = text(entry, &["PolicyArn"]) {
                self.fill(&mut document, arn);
            }
            policies.push(document);
        }
        policies
    }

    fn fill(&mut self, document: &mut PolicyDocument, arn: &str) {
        let Some(text) = self.managed.get(arn).filter(|_| is_not_known(document)) else {
            return;
        };
        match self.text_left.checked_sub(text.len()) {
            Some(left) => {
                self.text_left = left;
                document.text.clone_from(text);
            }
            None => self.text_left = 0,
        }
    }
}

fn managed_policies(root: &Node<'_>) -> HashMap<String, String> {
    let of_policy = |policy: &Node<'_>| {
        let arn = text(policy, &["Arn"])?;
        let version = elements(policy, "PolicyVersionList")
            .iter()
            .find(|version| is_true(version, "IsDefaultVersion"))?;
        Some((arn.to_owned(), policy_text(member(version, "Document")?)?))
    };
    elements(root, "Policies").iter().filter_map(of_policy).collect()
}
