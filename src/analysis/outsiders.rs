//! Who outside its account the policy of a resource lets in.

use serde::{Deserialize, Serialize};

use super::Place;
use super::assist::listed;
use crate::evaluation::Check;
use crate::explanation::quoted;
use crate::matching::is_account_id;
use crate::policy::{Effect, ListElement, Policy, PrincipalKind, Statement};
use crate::scenario::NamedPolicy;
use crate::text::{LineIndex, Span};
use crate::workspace::model::Workspace;
use crate::workspace::{DocumentId, account_of, document_list, edit};

/// Whom the policies of resources, of APIs and the trust policies of roles let in from outside their accounts. Services
/// of AWS are left out. No condition and no `Deny` takes anybody from the list: who is not on it is named by none of these
/// policies, but who is on it may still be stopped.
///
/// Access Analyzer counts services of AWS as external, too, and leaves out whom conditions keep inside its zone of trust (IAM
/// User Guide, "IAM Access Analyzer findings"). Here those stay, with the conditions, and what a service may do for other
/// accounts is a finding of the linter (`RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outsiders {
    /// How many such policies there are.
    pub policies: usize,
    /// Who is let in, whoever can be the most first.
    pub found: Vec<Outsider>,
}

/// Somebody whom a statement lets in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outsider {
    /// Of what kind they are.
    pub kind: OutsiderKind,
    /// Who, as the statement names them; user text in backticks.
    pub who: String,
    /// What they may do, by which statement and under which conditions; user text in backticks.
    pub grant: String,
    /// The statement; the whole text where that cannot be read.
    pub place: Place,
}

/// How somebody is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsiderKind {
    /// Everyone.
    Everyone,
    /// Of another account.
    OtherAccount,
    /// Known to an identity provider.
    IdentityProvider,
    /// Nobody can tell whether they are outside.
    NotKnown,
}

/// Lists the outsiders of `workspace`.
#[must_use]
pub(super) fn outsiders(workspace: &Workspace) -> Outsiders {
    let mut found = Outsiders::default();
    for entry in document_list::all(workspace) {
        let Some(document) = edit::document(workspace, entry.id) else { continue };
        if document_list::check_of(entry.id) != Check::Resource {
            continue;
        }
        let policy_type = document_list::policy_type(workspace, entry.id);
        let (read, _) = NamedPolicy::read_text(&document.name, &document.text, policy_type);
        let Some(NamedPolicy { policy, .. }) = read else { continue };
        found.policies += 1;
        let length = u32::try_from(document.text.len()).unwrap_or(u32::MAX);
        let of_resource = PolicyOfResource {
            id: entry.id,
            title: format!("{} of {}", quoted(&document.name), quoted(&entry.owner)),
            account: own_account(workspace, entry.id, &entry.owner),
            lines: LineIndex::new(&document.text),
        };
        if policy.unreadable.is_some() {
            found.found.push(of_resource.unreadable(&of_resource.title, Span::new(0, length)));
        } else {
            of_resource.list(&policy, &mut found.found);
        }
    }
    found.found.sort_by_key(|outsider| outsider.kind);
    found
}

fn own_account<'w>(workspace: &'w Workspace, id: DocumentId, owner: &'w str) -> Option<&'w str> {
    let given = match id {
        DocumentId::Resource { resource } => {
            workspace.resources.get(resource).and_then(|found| found.account.as_deref())
        }
        _ => None,
    };
    given.filter(|account| !account.is_empty()).or_else(|| account_of(owner))
}

struct PolicyOfResource<'w> {
    id: DocumentId,
    title: String,
    account: Option<&'w str>,
    lines: LineIndex,
}

impl PolicyOfResource<'_> {
    fn list(&self, policy: &Policy<'_>, found: &mut Vec<Outsider>) {
        let titled = policy
            .statements
            .iter()
            .enumerate()
            .map(|(index, statement)| (title(index, statement), statement));
        let titled: Vec<(String, &Statement<'_>)> = titled.collect();
        let denying = titled.iter().filter(|(_, statement)| statement.effect == Some(Effect::Deny));
        let denying = listed(denying.map(|(title, _)| title.as_str()));
        for (title, statement) in &titled {
            if statement.effect == Some(Effect::Deny) {
                continue;
            }
            if statement.unreadable.is_some() {
                found.push(self.unreadable(&format!("{title} of {}", self.title), statement.span));
                continue;
            }
            let Some(principals) = &statement.principal else { continue };
            let mut grant = format!("{} by {title} of {}", actions(statement), self.title);
            if let Some(keys) = condition_keys(statement) {
                grant.push_str(&format!(", under conditions on {keys}"));
            }
            if !denying.is_empty() {
                grant.push_str(&format!("; the same policy also denies by {denying}"));
            }
            let place = Place::new(self.id, statement.span, &self.lines);
            let outsider = |(kind, who)| Outsider { kind, who, grant: grant.clone(), place };
            // AWS takes `NotPrincipal` with `Deny` alone, so none is left here.
            let named = principals.entries.iter();
            let named = named.filter_map(|entry| self.outsider(entry.kind, &entry.value.text));
            found.extend(named.map(outsider));
        }
    }

    fn unreadable(&self, what: &str, span: Span) -> Outsider {
        Outsider {
            kind: OutsiderKind::NotKnown,
            who: "nobody knows who".to_owned(),
            grant: format!("{what} cannot be read"),
            place: Place::new(self.id, span, &self.lines),
        }
    }

    fn outsider(&self, kind: PrincipalKind, name: &str) -> Option<(OutsiderKind, String)> {
        let kind = match kind {
            PrincipalKind::Everyone => OutsiderKind::Everyone,
            PrincipalKind::Aws if name == "*" => OutsiderKind::Everyone,
            PrincipalKind::Aws => {
                let account = if is_account_id(name) { Some(name) } else { account_of(name) };
                match (account, self.account) {
                    (Some(theirs), Some(own)) if theirs == own => return None,
                    (Some(_), Some(_)) => OutsiderKind::OtherAccount,
                    _ => OutsiderKind::NotKnown,
                }
            }
            PrincipalKind::Service => return None,
            PrincipalKind::Federated => OutsiderKind::IdentityProvider,
            PrincipalKind::CanonicalUser => OutsiderKind::NotKnown,
        };
        let who = match kind {
            OutsiderKind::Everyone => "everyone".to_owned(),
            _ => quoted(name),
        };
        Some((kind, who))
    }
}

fn title(index: usize, statement: &Statement<'_>) -> String {
    match statement.sid.as_ref().filter(|sid| !sid.text.is_empty()) {
        Some(sid) => format!("statement {}", quoted(&sid.text)),
        None => format!("statement {}", index + 1),
    }
}

fn actions(statement: &Statement<'_>) -> String {
    let Some(ListElement { negated, values, .. }) = &statement.action else {
        return "something".to_owned();
    };
    let names: Vec<String> = values.iter().map(|action| quoted(&action.text)).collect();
    let names = listed(names.iter().map(String::as_str));
    if *negated { format!("everything but {names}") } else { names }
}

fn condition_keys(statement: &Statement<'_>) -> Option<String> {
    let entries = &statement.condition.as_ref()?.entries;
    let mut keys: Vec<String> = entries.iter().map(|entry| quoted(&entry.key.text)).collect();
    keys.sort_unstable();
    keys.dedup();
    (!keys.is_empty()).then(|| listed(keys.iter().map(String::as_str)))
}
