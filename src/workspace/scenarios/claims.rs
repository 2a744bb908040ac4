//! What scenarios say of callers, resources and accounts, put together into a workspace.

use indexmap::IndexMap;

use super::plain::{PlainLevel, PlainPolicy, PlainScenario};
use crate::policy::PolicyType;
use crate::scenario::{self, Slot, VpcEndpointType, resource_policy_type};
use crate::workspace::edit::policy_owner;
use crate::workspace::model::{
    Account, Organization, PolicyDocument, Principal, Resource, Session, Unit, VpcEndpoint, Workspace,
};

/// Something that has policies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Subject {
    /// The identity policies of a user or role.
    Identity(String),
    /// Its permissions boundary.
    Boundary(String),
    /// The trust policy of a role.
    Trust(String),
    /// A session, and whose it is.
    Session { arn: String, issued_by: String },
    /// A resource.
    Resource(String),
    /// A VPC endpoint.
    Endpoint(String),
    /// The service control policies on an account.
    ServiceControl(String),
    /// The resource control policies on an account.
    ResourceControl(String),
}

impl Subject {
    fn words(&self) -> String {
        match self {
            Subject::Identity(arn) => format!("the identity policies of `{arn}`"),
            Subject::Boundary(arn) => format!("the permissions boundary of `{arn}`"),
            Subject::Trust(arn) => format!("the trust policy of `{arn}`"),
            Subject::Session { arn, .. } => format!("the policies of the session `{arn}`"),
            Subject::Resource(arn) => format!("the policy of `{arn}`"),
            Subject::Endpoint(id) => format!("the policy of `{id}`"),
            Subject::ServiceControl(account) => format!("the service control policies on `{account}`"),
            Subject::ResourceControl(account) => format!("the resource control policies on `{account}`"),
        }
    }
}

/// Its policies.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    List(Slot<Vec<PlainPolicy>>),
    One(Slot<Option<PlainPolicy>>),
    Endpoint(Slot<Option<PlainPolicy>>, Option<VpcEndpointType>),
    Levels(Slot<Vec<PlainLevel>>),
}

/// What has been said, and on which line first.
#[derive(Default)]
pub(super) struct Claims {
    by_subject: IndexMap<Subject, (u32, Content)>,
}

impl Claims {
    /// Adds what `scenario` on line `line`, from 1, says; nothing when it contradicts an earlier line.
    ///
    /// # Errors
    /// What contradicts.
    pub(super) fn add(&mut self, line: u32, scenario: &PlainScenario) -> Result<(), String> {
        let claims = claims_of(scenario);
        for (subject, content) in &claims {
            if let Some((earlier, known)) = self.by_subject.get(subject)
                && known != content
            {
                return Err(format!("{} differ from those on line {earlier}", subject.words()));
            }
        }
        for (subject, content) in claims {
            self.by_subject.entry(subject).or_insert((line, content));
        }
        Ok(())
    }

    /// A workspace in which all this holds, without requests.
    pub(super) fn workspace(&self) -> Workspace {
        let mut workspace = Workspace::default();
        for (subject, (_, content)) in &self.by_subject {
            match (subject, content) {
                (Subject::Identity(arn), Content::List(policies)) => {
                    set_principal(&mut workspace, arn, |found| found.identity_policies = documents(policies));
                }
                (Subject::Boundary(arn), Content::One(policy)) => {
                    set_principal(&mut workspace, arn, |found| found.permissions_boundary = document(policy));
                }
                (Subject::Trust(arn), Content::One(policy)) if *policy != Slot::Known(None) => {
                    set_principal(&mut workspace, arn, |found| found.trust_policy = document(policy));
                }
                (Subject::Session { arn, issued_by }, Content::List(policies)) => {
                    let session_policies = documents(policies);
                    let (arn, issued_by) = (arn.clone(), issued_by.clone());
                    workspace.sessions.push(Session {
                        arn,
                        issued_by,
                        session_policies,
                        ..Session::default()
                    });
                }
                (Subject::Resource(arn), Content::One(policy)) if *policy != Slot::Known(None) => {
                    let (arn, policy) = (arn.clone(), document(policy));
                    workspace.resources.push(Resource { arn, policy, ..Resource::default() });
                }
                (Subject::Endpoint(id), Content::Endpoint(policy, endpoint_type)) => {
                    let (id, policy, endpoint_type) = (id.clone(), document(policy), *endpoint_type);
                    workspace.vpc_endpoints.push(VpcEndpoint {
                        id,
                        policy,
                        endpoint_type,
                        ..VpcEndpoint::default()
                    });
                }
                _ => {}
            }
        }
        self.add_accounts(&mut workspace);
        workspace
    }

    fn add_accounts(&self, workspace: &mut Workspace) {
        let levels = |subject: Subject| match self.by_subject.get(&subject) {
            Some((_, Content::Levels(levels))) => levels.clone(),
            _ => Slot::default(),
        };
        let mut accounts: Vec<&String> = Vec::new();
        for subject in self.by_subject.keys() {
            if let Subject::ServiceControl(account) | Subject::ResourceControl(account) = subject
                && !accounts.contains(&account)
            {
                accounts.push(account);
            }
        }
        for id in accounts {
            let scps = levels(Subject::ServiceControl(id.clone()));
            let rcps = levels(Subject::ResourceControl(id.clone()));
            if scps != Slot::default() || rcps != Slot::default() {
                add_account(workspace, id, &scps, &rcps);
            }
        }
    }
}

fn claims_of(scenario: &PlainScenario) -> Vec<(Subject, Content)> {
    use scenario::Principal as Caller;
    let (request, policies) = (&scenario.request, &scenario.policies);
    let mut claims = Vec::new();
    let caller = &request.principal;
    let owner = match caller {
        Caller::FederatedUser { arn, federated_by } => Some(federated_by.as_ref().unwrap_or(arn)),
        Caller::RoleSession { role_arn, .. } => Some(role_arn),
        Caller::User { arn } | Caller::Role { arn } | Caller::Root { arn } => Some(arn),
        Caller::Federated { .. } | Caller::Service { .. } | Caller::Anonymous => None,
    };
    if let Some(arn) = owner {
        claims.push((Subject::Identity(arn.clone()), Content::List(policies.identity_policies.clone())));
        claims.push((Subject::Boundary(arn.clone()), Content::One(policies.permissions_boundary.clone())));
    }
    if let Caller::RoleSession { arn, .. } | Caller::FederatedUser { arn, .. } = caller {
        let is_plain = Caller::from_arn(arn, None, None).as_ref() == Ok(caller);
        if !is_plain || policies.session_policies != Slot::default() {
            let issued_by = owner.filter(|owner| *owner != arn).cloned().unwrap_or_default();
            let session = Subject::Session { arn: arn.clone(), issued_by };
            claims.push((session, Content::List(policies.session_policies.clone())));
        }
    }
    let resource_policy = Content::One(policies.resource_policy.clone());
    match resource_policy_type(&request.action, &request.resource) {
        PolicyType::RoleTrust => claims.push((Subject::Trust(request.resource.clone()), resource_policy)),
        _ => {
            let owner = policy_owner(&request.resource).to_owned();
            claims.push((Subject::Resource(owner), resource_policy));
        }
    }
    let has_endpoint = policies.vpc_endpoint_policy != Slot::default() || request.vpc_endpoint_type.is_some();
    if let Some([id]) = request.values("aws:SourceVpce").map(Vec::as_slice).filter(|_| has_endpoint) {
        let content = Content::Endpoint(policies.vpc_endpoint_policy.clone(), request.vpc_endpoint_type);
        claims.push((Subject::Endpoint(id.clone()), content));
    }
    if let Some(account) = caller.account() {
        claims.push((Subject::ServiceControl(account.to_owned()), Content::Levels(policies.scps.clone())));
    }
    let account = request.resource_account.clone();
    claims.push((Subject::ResourceControl(account), Content::Levels(policies.rcps.clone())));
    claims
}

/// Changes the principal of this ARN, which is added where it is not there.
fn set_principal(workspace: &mut Workspace, arn: &str, set: impl FnOnce(&mut Principal)) {
    match workspace.principals.iter_mut().find(|principal| principal.arn == arn) {
        Some(principal) => set(principal),
        None => {
            let mut principal = Principal { arn: arn.to_owned(), ..Principal::default() };
            set(&mut principal);
            workspace.principals.push(principal);
        }
    }
}

fn documents(policies: &Slot<Vec<PlainPolicy>>) -> Slot<Vec<PolicyDocument>> {
    match policies {
        Slot::Known(policies) => Slot::Known(policies.iter().map(PlainPolicy::document).collect()),
        Slot::Unknown => Slot::Unknown,
    }
}

fn document(policy: &Slot<Option<PlainPolicy>>) -> Slot<Option<PolicyDocument>> {
    match policy {
        Slot::Known(policy) => Slot::Known(policy.as_ref().map(PlainPolicy::document)),
        Slot::Unknown => Slot::Unknown,
    }
}

/// What is attached at one place of an organization.
struct Attached<'l> {
    name: &'l str,
    scps: &'l [PlainPolicy],
    rcps: &'l [PlainPolicy],
}

/// The levels from the root down. Service and resource control policies share a level where the names allow it.
fn chain<'l>(scps: &'l [PlainLevel], rcps: &'l [PlainLevel]) -> Vec<Attached<'l>> {
    let of_scps = scps.iter().map(|level| Attached { name: &level.level, scps: &level.policies, rcps: &[] });
    let mut chain: Vec<Attached<'l>> = of_scps.collect();
    let mut from = 0;
    for level in rcps {
        let same = chain.iter().skip(from).position(|place| place.name == level.level);
        let index = from + same.unwrap_or(0);
        match chain.get_mut(index).filter(|_| same.is_some()) {
            Some(place) => place.rcps = &level.policies,
            None => chain.insert(index, Attached { name: &level.level, scps: &[], rcps: &level.policies }),
        }
        from = index + 1;
    }
    chain
}

/// The level that stands for the account itself.
const ACCOUNT_LEVEL: &str = "account";

fn add_account(
    workspace: &mut Workspace,
    id: &str,
    scps: &Slot<Vec<PlainLevel>>,
    rcps: &Slot<Vec<PlainLevel>>,
) {
    let known = |levels: &Slot<Vec<PlainLevel>>| levels.known().cloned().unwrap_or_default();
    let (of_scps, of_rcps) = (known(scps), known(rcps));
    let mut places = chain(&of_scps, &of_rcps);
    let attached = |policies: &[PlainPolicy]| documents(&Slot::Known(policies.to_vec()));
    let mut account = Account { id: id.to_owned(), ..Account::default() };
    if places.last().is_some_and(|last| last.name == ACCOUNT_LEVEL)
        && let Some(own) = places.pop()
    {
        account.scps = attached(own.scps);
        account.rcps = attached(own.rcps);
    }
    if scps.is_unknown() {
        account.scps = Slot::Unknown;
    }
    if rcps.is_unknown() {
        account.rcps = Slot::Unknown;
    }
    for place in places {
        let organization = workspace.organization.get_or_insert_with(Organization::default);
        let unit = Unit {
            id: String::new(),
            name: Some(place.name.to_owned()).filter(|name| !name.is_empty()),
            parent: account.unit.take(),
            scps: attached(place.scps),
            rcps: attached(place.rcps),
            ..Unit::default()
        };
        // Accounts below the same unit say the same of it.
        let same =
            organization.units.iter().find(|known| Unit { id: String::new(), ..(*known).clone() } == unit);
        account.unit = Some(match same {
            Some(known) => known.id.clone(),
            None => {
                let prefix = if unit.parent.is_none() { "r" } else { "ou" };
                let id = format!("{prefix}-{}", organization.units.len() + 1);
                organization.units.push(Unit { id: id.clone(), ..unit });
                id
            }
        });
    }
    workspace.accounts.push(account);
}
