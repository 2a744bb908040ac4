//! The output of the AWS CLI's commands about IAM.

use super::json::{elements, is_true, member, policy_text, tags, text};
use crate::paste::facts::{Facts, GroupFacts, KnownPolicies, Owner, PrincipalFacts, PrincipalKind};
use crate::paste::kind::Kind;
use crate::paste::not_known::inline;
use crate::scenario::Slot;
use crate::text::json::{Node, Value};
use crate::workspace::model::PolicyDocument;
use crate::workspace::{not_known, not_known_managed};

/// What a command printed, if it is one about IAM.
pub(super) fn read(root: &Node<'_>) -> Option<(Kind, Facts)> {
    let mut facts = Facts::default();
    let command = if text(root, &["Role", "Arn"]).is_some() {
        facts.principals.extend(member(root, "Role").and_then(described));
        "iam get-role"
    } else if text(root, &["User", "Arn"]).is_some() {
        facts.principals.extend(member(root, "User").and_then(described));
        "iam get-user"
    } else if text(root, &["Group", "Arn"]).is_some() {
        facts.groups.extend(group_with_users(root));
        "iam get-group"
    } else if let Some(command) = list_of_principals(root, &mut facts) {
        command
    } else if let Some(command) = inline_policy(root, &mut facts) {
        command
    } else if let Some(command) = policies_of_unnamed(root, &mut facts) {
        command
    } else if text(root, &["Policy", "PolicyName"]).is_some() {
        let arn = text(root, &["Policy", "Arn"]).unwrap_or_default();
        let version = text(root, &["Policy", "DefaultVersionId"]).unwrap_or("v1");
        facts.remarks.push(format!("managed policy: `{arn}`, version `{version}` in use"));
        let command = format!("aws iam get-policy-version --policy-arn {arn} --version-id {version}");
        facts.unknown.push(format!("what the policy says: paste the output of `{command}`"));
        "iam get-policy"
    } else if text(root, &["Account"]).is_some() && text(root, &["UserId"]).is_some() {
        facts.alone = Some(text(root, &["Arn"])?.to_owned());
        "sts get-caller-identity"
    } else {
        return None;
    };
    note_truncation(root, &mut facts);
    Some((Kind::CommandOutput(command), facts))
}

/// Says that a list goes on.
pub(super) fn note_truncation(root: &Node<'_>, facts: &mut Facts) {
    if is_true(root, "IsTruncated") {
        facts.unknown.push(
            "the rest of the list, which was cut off: run the command without `--max-items`".to_owned(),
        );
    }
}

/// A role or user as `get-role`, `get-user` and the lists describe it.
pub(super) fn described(node: &Node<'_>) -> Option<PrincipalFacts> {
    let mut principal = PrincipalFacts::of(Owner::Arn(text(node, &["Arn"])?.to_owned()));
    let trust = member(node, "AssumeRolePolicyDocument").and_then(policy_text);
    principal.trust_policy = trust.map(|text| PolicyDocument::new("trust-policy", text));
    principal.permissions_boundary = boundary(node);
    principal.tags = member(node, "Tags").map(tags);
    Some(principal)
}

/// The boundary: its text is never told, and where the member is missing there is none.
pub(super) fn boundary(node: &Node<'_>) -> Slot<Option<PolicyDocument>> {
    Slot::Known(text(node, &["PermissionsBoundary", "PermissionsBoundaryArn"]).map(not_known_managed))
}

fn group_with_users(root: &Node<'_>) -> Option<GroupFacts> {
    let members = elements(root, "Users").iter().filter_map(|user| text(user, &["Arn"]));
    Some(GroupFacts {
        owner: Owner::Arn(text(root, &["Group", "Arn"])?.to_owned()),
        members: members.map(str::to_owned).collect(),
        has_caller: false,
        identity_policies: Vec::new(),
        known: KnownPolicies::default(),
    })
}

fn list_of_principals(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    let has = |name: &str, member_name: &str| {
        elements(root, name).iter().any(|entry| text(entry, &[member_name]).is_some())
    };
    for (list, id, command) in [("Roles", "RoleId", "iam list-roles"), ("Users", "UserId", "iam list-users")]
    {
        if has(list, id) {
            // The lists leave the boundaries and the tags out.
            let entries = elements(root, list).iter().filter_map(described);
            facts.principals.extend(entries.map(|entry| PrincipalFacts {
                permissions_boundary: match entry.permissions_boundary {
                    Slot::Known(Some(boundary)) => Slot::Known(Some(boundary)),
                    _ => Slot::Unknown,
                },
                ..entry
            }));
            return Some(command);
        }
    }
    if has("Groups", "GroupId") {
        let groups = elements(root, "Groups").iter().filter_map(|group| text(group, &["Arn"]));
        facts.groups.extend(groups.map(|arn| GroupFacts {
            owner: Owner::Arn(arn.to_owned()),
            members: Vec::new(),
            has_caller: true,
            identity_policies: Vec::new(),
            known: KnownPolicies::default(),
        }));
        let known = KnownPolicies { groups: !is_true(root, "IsTruncated"), ..KnownPolicies::default() };
        facts.principals.push(PrincipalFacts { known, ..PrincipalFacts::of(Owner::Caller) });
        return Some("iam list-groups-for-user");
    }
    None
}

/// The output of `get-role-policy` and its like.
fn inline_policy(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    let name = text(root, &["PolicyName"])?;
    let document = PolicyDocument::new(name, policy_text(member(root, "PolicyDocument")?)?);
    let owners = [
        ("RoleName", PrincipalKind::Role, "iam get-role-policy"),
        ("UserName", PrincipalKind::User, "iam get-user-policy"),
        ("GroupName", PrincipalKind::Group, "iam get-group-policy"),
    ];
    let (owner, kind, command) =
        owners.iter().find_map(|(member, kind, command)| Some((text(root, &[member])?, *kind, *command)))?;
    let owner = Owner::Named(kind, owner.to_owned());
    if kind == PrincipalKind::Group {
        facts.groups.push(GroupFacts {
            owner,
            members: Vec::new(),
            has_caller: false,
            identity_policies: vec![document],
            known: KnownPolicies::default(),
        });
    } else {
        facts
            .principals
            .push(PrincipalFacts { identity_policies: vec![document], ..PrincipalFacts::of(owner) });
    }
    Some(command)
}

/// Output that does not say whose policies it is about.
fn policies_of_unnamed(root: &Node<'_>, facts: &mut Facts) -> Option<&'static str> {
    let mut principal = PrincipalFacts::of(Owner::Caller);
    let is_whole = !is_true(root, "IsTruncated");
    let command = if let Some(version) = member(root, "PolicyVersion") {
        let name = format!("managed policy {}", text(version, &["VersionId"]).unwrap_or_default());
        let document = PolicyDocument::new(name.trim(), policy_text(member(version, "Document")?)?);
        principal.identity_policies.push(document);
        principal.is_unnamed_version = true;
        if text(version, &["VersionId"]).is_some() && !is_true(version, "IsDefaultVersion") {
            facts.unknown.push("the version that is in use: this one is not the default version".to_owned());
        }
        "iam get-policy-version"
    } else if is_list(root, "AttachedPolicies") {
        let attached = elements(root, "AttachedPolicies").iter().filter_map(attached_policy);
        principal.identity_policies.extend(attached);
        principal.known.attached = is_whole;
        "iam list-attached-role-policies"
    } else if is_list(root, "PolicyNames") {
        let names = elements(root, "PolicyNames").iter().filter_map(super::json::string);
        principal.identity_policies.extend(names.map(inline));
        principal.known.inline = is_whole;
        "iam list-role-policies"
    } else {
        return None;
    };
    facts.principals.push(principal);
    Some(command)
}

fn is_list(root: &Node<'_>, name: &str) -> bool {
    matches!(member(root, name).map(|node| &node.value), Some(Value::Array(_)))
}

/// An entry of a list of attached policies, known by name only.
pub(super) fn attached_policy(entry: &Node<'_>) -> Option<PolicyDocument> {
    let name = text(entry, &["PolicyName"])?;
    Some(match text(entry, &["PolicyArn"]) {
        Some(arn) => PolicyDocument { name: name.to_owned(), ..not_known_managed(arn) },
        None => not_known(name, "replace this line by the policy"),
    })
}
