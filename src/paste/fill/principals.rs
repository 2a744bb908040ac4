//! Users, roles, groups and their policies.

use super::documents::{put_alone, put_policies};
use super::{Filler, is_caller};
use crate::matching::split_arn;
use crate::paste::facts::{GroupFacts, Owner, PrincipalFacts, PrincipalKind};
use crate::paste::next_steps::whole_account_command;
use crate::paste::not_known::Rest;
use crate::scenario::Slot;
use crate::text::quoted;
use crate::workspace::edit::{ensure_principal, ensure_target_role, is_about_trust};
use crate::workspace::is_not_known;
use crate::workspace::model::{Group, PolicyDocument, Principal};
use crate::workspace::{Owners, account_of};

/// Stands for an account that no text has named.
const UNNAMED_ACCOUNT: &str = "111122223333";
/// Stands for a caller that no text has named.
const UNNAMED_ROLE: &str = "arn:aws:iam::111122223333:role/unnamed";

/// What kind of principal an ARN names.
pub(in crate::paste) fn kind_of(arn: &str) -> PrincipalKind {
    match split_arn(arn).map(|[.., resource]| resource) {
        Some(resource) if resource.starts_with("user/") || resource == "root" => PrincipalKind::User,
        Some(resource) if resource.starts_with("group/") => PrincipalKind::Group,
        _ => PrincipalKind::Role,
    }
}

/// What tells a user or role from others: the account, the kind and the name. A path tells nothing apart.
fn identity(arn: &str) -> String {
    let parts = split_arn(arn).and_then(|[_, _, _, _, account, resource]| {
        let (kind, name) = resource.split_once('/')?;
        Some(format!("{account}:{kind}/{}", name.rsplit('/').next()?))
    });
    parts.unwrap_or_else(|| arn.to_owned())
}

impl Filler<'_> {
    /// The number of the user or role with this ARN, and whether it is new. An ARN with a path takes the place of one
    /// without, which a session's ARN gave.
    pub(super) fn principal_of_arn(&mut self, arn: &str) -> (usize, bool) {
        let principals = &mut self.workspace.principals;
        for (number, principal) in principals.iter().enumerate().skip(self.numbered) {
            self.principals.entry(identity(&principal.arn)).or_insert(number);
        }
        self.numbered = principals.len();
        let Some(index) = self.principals.get(&identity(arn)).copied() else {
            principals.push(Principal { arn: arn.to_owned(), ..Principal::default() });
            return (principals.len() - 1, true);
        };
        if let Some(principal) = principals.get_mut(index)
            && principal.arn != arn
            && principal.arn.matches('/').count() == 1
        {
            let old = std::mem::replace(&mut principal.arn, arn.to_owned());
            self.rename(&old, arn);
        }
        (index, false)
    }

    /// Writes the new ARN wherever the old one stands.
    fn rename(&mut self, old: &str, new: &str) {
        let workspace = &mut self.workspace;
        let requests = workspace.requests.iter_mut();
        let fields = requests.flat_map(|request| [&mut request.principal, &mut request.resource]);
        let issuers = workspace.sessions.iter_mut().map(|session| &mut session.issued_by);
        let members = workspace.groups.iter_mut().flat_map(|group| &mut group.members);
        for field in fields.chain(issuers).chain(members).filter(|field| *field == old) {
            *field = new.to_owned();
        }
    }

    /// An account that something in the workspace names, else a made-up one.
    pub(super) fn any_account(&mut self) -> String {
        let caller = self.selected().and_then(|request| account_of(request.principal.trim()));
        let principal = || self.workspace.principals.first().and_then(|principal| account_of(&principal.arn));
        let account = || self.workspace.accounts.first().map(|account| &*account.id);
        if let Some(account) = caller.or_else(principal).or_else(account) {
            return account.to_owned();
        }
        self.unknown(format!("the account: `{UNNAMED_ACCOUNT}` is made up"));
        UNNAMED_ACCOUNT.to_owned()
    }

    /// The number of the user or role, and whether it is new.
    fn principal_of(&mut self, owner: &Owner, is_trust: bool) -> Option<(usize, bool)> {
        match owner {
            Owner::Arn(arn) => is_caller(arn).then(|| self.principal_of_role(arn)),
            Owner::Named(kind, name) => {
                let end = format!("/{name}");
                let is_it = |arn: &str| kind_of(arn) == *kind && arn.ends_with(&end);
                let caller = self.caller_principal().filter(|(index, _)| {
                    self.workspace.principals.get(*index).is_some_and(|principal| is_it(&principal.arn))
                });
                let known = || self.workspace.principals.iter().position(|principal| is_it(&principal.arn));
                if let Some(found) = caller.or_else(|| known().map(|index| (index, false))) {
                    return Some(found);
                }
                let account = self.any_account();
                let arn = format!("arn:aws:iam::{account}:{}/{name}", kind.name());
                self.unknown(format!("the account and the path of the {} `{}`", kind.name(), quoted(name)));
                Some(self.principal_of_arn(&arn))
            }
            Owner::Target(_) if is_trust && self.selected().is_some_and(is_about_trust) => {
                let request = self.ensure_request();
                let before = self.workspace.principals.len();
                let index = ensure_target_role(&mut self.workspace, request)?;
                Some((index, index == before))
            }
            Owner::Caller | Owner::Target(_) => Some(self.caller_principal().unwrap_or_else(|| {
                self.unknown(format!("whose it is: it stands at the made-up role `{UNNAMED_ROLE}`"));
                if self.selected().is_none_or(|request| request.principal.trim().is_empty()) {
                    self.change_request(|request| UNNAMED_ROLE.clone_into(&mut request.principal));
                }
                self.principal_of_arn(UNNAMED_ROLE)
            })),
        }
    }

    /// As [`Filler::principal_of_arn`], for a session its role.
    fn principal_of_role(&mut self, arn: &str) -> (usize, bool) {
        let role = crate::scenario::Principal::from_arn(arn, None, None).ok();
        let role = role.and_then(|principal| principal.role_arn().map(str::to_owned));
        self.principal_of_arn(role.as_deref().unwrap_or(arn))
    }

    /// The user or role that makes the selected request, and whether it is new.
    pub(super) fn caller_principal(&mut self) -> Option<(usize, bool)> {
        let request = self.workspace.selected_request;
        let named = self.selected()?;
        if let Some(index) = Owners::of(&self.workspace, named).principal {
            return Some((index, false));
        }
        Some((ensure_principal(&mut self.workspace, request)?, true))
    }

    pub(super) fn principal(&mut self, facts: &PrincipalFacts) {
        let Some((index, is_new)) = self.principal_of(&facts.owner, facts.trust_policy.is_some()) else {
            return;
        };
        if is_new && facts.is_described {
            self.mark_new_principal(index);
            self.account_of_principal(index);
        }
        let Some(principal) = self.workspace.principals.get_mut(index) else {
            return;
        };
        let (arn, kind) = (quoted(&principal.arn), kind_of(&principal.arn));
        let mut lines = vec![format!("{} `{arn}`", kind.name())];
        let mut open = Vec::new();
        if let Some(trust) = &facts.trust_policy {
            put_alone(&mut principal.trust_policy, trust);
            lines.push(format!("trust policy of `{arn}`"));
        }
        match (&facts.permissions_boundary, &mut principal.permissions_boundary) {
            (Slot::Known(Some(boundary)), Slot::Known(Some(found))) if found.name != boundary.name => {
                let (name, kept) = (quoted(&boundary.name), quoted(&found.name));
                open.push(format!(
                    "the boundary `{name}` of `{arn}`: the document `{kept}` was kept in its place"
                ));
            }
            (Slot::Known(Some(boundary)), slot) => {
                put_alone(slot, boundary);
                let name = quoted(&boundary.name);
                lines.push(format!("permissions boundary `{name}` of `{arn}`"));
                if slot.known().and_then(Option::as_ref).is_some_and(is_not_known) {
                    open.push(format!("what the permissions boundary `{name}` says"));
                }
            }
            (Slot::Known(None), Slot::Known(Some(found))) => {
                let kept = quoted(&found.name);
                open.push(format!(
                    "whether `{arn}` has a boundary: this says no, and the document `{kept}` was kept"
                ));
            }
            (Slot::Known(None), slot) => *slot = Slot::Known(None),
            (Slot::Unknown, _) => {}
        }
        let mut documents = facts.identity_policies.clone();
        if facts.is_unnamed_version {
            name_version(&mut documents, &principal.identity_policies);
        }
        put_policies(&mut principal.identity_policies, &documents, facts.known, kind);
        for document in &documents {
            let name = quoted(&document.name);
            if is_not_known(document) {
                lines.push(format!("name of an identity-based policy of `{arn}`: `{name}`"));
            } else {
                lines.push(format!("identity-based policy `{name}` of `{arn}`"));
            }
        }
        if let Some(tags) = &facts.tags {
            principal.tags.clone_from(tags);
            if !tags.is_empty() {
                lines.push(format!("tags of `{arn}`"));
            }
        }
        match &principal.identity_policies {
            Slot::Unknown => open.push(unknown_policies(kind, &arn)),
            Slot::Known(list) => {
                let not_known = list.iter().filter(|document| is_not_known(document));
                open.extend(not_known.map(|document| described(document, &format!("`{arn}`"))));
            }
        }
        self.report.taken.extend(lines);
        self.report.unknown.extend(open);
    }

    /// Says that the caller's policies are not known, if so.
    pub(super) fn report_caller_policies(&mut self) {
        let caller = self.caller_principal().and_then(|(index, _)| self.workspace.principals.get(index));
        if let Some(caller) = caller.filter(|caller| caller.identity_policies.is_unknown()) {
            let line = unknown_policies(kind_of(&caller.arn), &quoted(&caller.arn));
            self.unknown(line);
        }
    }

    /// The account of a principal that AWS described may be in an organization with policies.
    fn account_of_principal(&mut self, index: usize) {
        let arn = self.workspace.principals.get(index).map(|principal| principal.arn.clone());
        if let Some(account) = arn.as_deref().and_then(account_of) {
            self.account(account);
        }
    }

    /// Says that nobody knows which policies a principal has.
    pub(super) fn mark_new_principal(&mut self, index: usize) {
        let Some(principal) = self.workspace.principals.get_mut(index) else {
            return;
        };
        if principal.arn.ends_with(":root") {
            return;
        }
        principal.identity_policies = Slot::Unknown;
        principal.permissions_boundary = Slot::Unknown;
        if kind_of(&principal.arn) == PrincipalKind::Role {
            principal.trust_policy = Slot::Unknown;
        }
    }

    pub(super) fn group(&mut self, facts: &GroupFacts) {
        let arn = match &facts.owner {
            Owner::Arn(arn) => arn.clone(),
            Owner::Named(_, name) => {
                let end = format!("/{name}");
                let known = self.workspace.groups.iter().find(|group| group.arn.ends_with(&end));
                match known {
                    Some(group) => group.arn.clone(),
                    None => format!("arn:aws:iam::{}:group/{name}", self.any_account()),
                }
            }
            Owner::Caller | Owner::Target(_) => return,
        };
        let caller = if facts.has_caller { self.caller_principal() } else { None };
        let caller = caller.and_then(|(index, _)| self.workspace.principals.get(index));
        let members: Vec<String> =
            facts.members.iter().cloned().chain(caller.map(|principal| principal.arn.clone())).collect();
        let groups = &mut self.workspace.groups;
        let index = groups.iter().position(|group| group.arn == arn).unwrap_or_else(|| {
            groups.push(Group { arn: arn.clone(), identity_policies: Slot::Unknown, ..Group::default() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(index) else {
            return;
        };
        for member in members {
            if !group.members.contains(&member) {
                group.members.push(member);
            }
        }
        put_policies(
            &mut group.identity_policies,
            &facts.identity_policies,
            facts.known,
            PrincipalKind::Group,
        );
        let arn = quoted(&arn);
        let mut open: Vec<String> = match &group.identity_policies {
            Slot::Unknown => vec![format!("the policies of the group `{arn}`")],
            Slot::Known(list) => {
                let unknown = list.iter().filter(|document| is_not_known(document));
                unknown.map(|document| described(document, &format!("the group `{arn}`"))).collect()
            }
        };
        let mut lines = vec![format!("group `{arn}`")];
        let named = facts.identity_policies.iter().map(|document| quoted(&document.name));
        lines.extend(named.map(|name| format!("policy `{name}` of the group `{arn}`")));
        self.report.taken.append(&mut lines);
        self.report.unknown.append(&mut open);
    }
}

/// What is not known, in words.
fn described(document: &PolicyDocument, owner: &str) -> String {
    if Rest::is_any(document) {
        format!("the {} of {owner}", document.name)
    } else {
        format!("what the policy `{}` of {owner} says", quoted(&document.name))
    }
}

/// That nothing is known of a principal's policies, and how to find out.
fn unknown_policies(kind: PrincipalKind, arn: &str) -> String {
    let whole = whole_account_command(kind);
    format!(
        "the identity-based policies of `{arn}`: all of them come with `{whole}`, or see {}",
        commands(kind, arn)
    )
}

/// The commands that name the policies of a principal.
fn commands(kind: PrincipalKind, arn: &str) -> String {
    let name = arn.rsplit('/').next().unwrap_or_default();
    let of_rest = |rest: &Rest| {
        format!(
            "`{} --{}-name {name}`",
            rest.command(kind),
            if *rest == Rest::Groups { "user" } else { kind.name() }
        )
    };
    let commands: Vec<String> = Rest::of(kind).iter().map(of_rest).collect();
    commands.join(", ")
}

/// Gives the text of a managed policy, which does not tell its name, the name of the only one that waits for a text.
fn name_version(documents: &mut [PolicyDocument], slot: &Slot<Vec<PolicyDocument>>) {
    let list = slot.known().map(Vec::as_slice).unwrap_or_default();
    let is_here = |text: &str| list.iter().find(|found| found.text == text);
    let waits = |found: &&PolicyDocument| is_not_known(found) && found.text.contains(":policy/");
    let mut waiting = list.iter().filter(waits);
    let only = waiting.next().filter(|_| waiting.next().is_none());
    for document in documents {
        if let Some(found) = is_here(&document.text).or(only) {
            document.name.clone_from(&found.name);
        }
    }
}

impl Filler<'_> {
    /// Makes what has to hold the caller of the selected request, all of it unknown where it is new.
    pub(super) fn caller_objects(&mut self, issued_by: Option<&str>, source_identity: Option<&str>) {
        if let Some(issuer) = issued_by {
            let (index, is_new) = self.principal_of_arn(issuer);
            if is_new {
                self.mark_new_principal(index);
            }
        }
        if let Some((index, true)) = self.caller_principal() {
            self.mark_new_principal(index);
        }
        self.session(issued_by, source_identity);
    }
}
