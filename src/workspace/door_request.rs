//! From a request to an API of the workspace to what the front door takes in.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use super::model::{DoorWithRequests, NamedDoorRequest, NamedRequest, Workspace};
use super::resolve::{RequestError, ResolvedDocument, collect, read_request};
use crate::evaluation::Engine;
use crate::front_door::{Credentials, DoorRequest, FrontDoor, RequestTextError};
use crate::policy::PolicyType;
use crate::scenario::{Caller, ContextEntry, NamedPolicy, PolicySet, Slot};

/// A request to an API, with the policies of its caller read.
#[derive(Clone, Debug)]
pub struct ResolvedDoorRequest<'w> {
    /// The number of the API in the workspace.
    pub number: usize,
    /// The API.
    pub door: &'w FrontDoor,
    /// The request.
    pub request: DoorRequest<'w>,
    /// The documents of the workspace that apply to the caller; none for a request that no principal of the workspace
    /// signed.
    pub documents: Vec<ResolvedDocument<'w>>,
}

/// Why a request to an API cannot be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoorRequestError {
    /// There is no such API or no such request.
    Missing,
    /// What is sent cannot be read.
    Text(RequestTextError),
    /// Who signed it cannot be told.
    Caller(RequestError),
}

impl fmt::Display for DoorRequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str("there is no such request"),
            Self::Text(error) => error.fmt(formatter),
            Self::Caller(error) => formatter.write_str(&error.message),
        }
    }
}

/// Resolves request number `request` of API number `door` of `workspace`. The policies of a caller that the workspace does
/// not hold are unknown.
///
/// # Errors
/// When there is no such API or request; when its time or its caller cannot be read.
pub fn resolve_door_request(
    workspace: &Workspace,
    door: usize,
    request: usize,
) -> Result<ResolvedDoorRequest<'_>, DoorRequestError> {
    let number = door;
    let DoorWithRequests { door, requests, .. } =
        workspace.front_doors.get(number).ok_or(DoorRequestError::Missing)?;
    let named = requests.get(request).ok_or(DoorRequestError::Missing)?;
    let mut request = named.request.read().map_err(DoorRequestError::Text)?;
    let mut documents = Vec::new();
    if let Some(principal) = &named.signed_by {
        let (caller, of_caller) = caller(workspace, door, named, principal)?;
        request.credentials = Credentials::Signed(Box::new(caller));
        documents = of_caller;
    }
    Ok(ResolvedDoorRequest { number, door, request, documents })
}

/// Keys of a caller that follow from how it signed in or from its organization. Where the workspace does not tell them,
/// nobody knows them.
const UNTOLD_KEYS: [&str; 6] = [
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:TokenIssueTime",
    "aws:userid",
];

fn keys_of_resource_policy(door: &FrontDoor) -> BTreeSet<String> {
    let policy = door.resource_policy.known().and_then(Option::as_ref);
    let policy =
        policy.and_then(|policy| NamedPolicy::read_text(&policy.name, &policy.text, PolicyType::Resource).0);
    Engine::compile(&PolicySet { resource: Slot::Known(policy), ..PolicySet::default() }).mentioned_keys()
}

fn caller<'w>(
    workspace: &'w Workspace,
    door: &FrontDoor,
    named: &NamedDoorRequest,
    principal: &str,
) -> Result<(Caller<'w>, Vec<ResolvedDocument<'w>>), DoorRequestError> {
    let sent = &named.request;
    let asked = NamedRequest {
        principal: principal.to_owned(),
        action: "execute-api:Invoke".to_owned(),
        resource: format!("{}{}/{}{}", door.arn_prefix(), sent.stage, sent.http_method, sent.path),
        resource_account: Some(door.account.clone()),
        ..NamedRequest::default()
    };
    let (owners, request) = read_request(workspace, &asked).map_err(DoorRequestError::Caller)?;
    let (mut policies, documents) = collect(workspace, &owners, PolicyType::Resource);
    if owners.principal.is_none() {
        policies.identity = Slot::Unknown;
        policies.permissions_boundary = Slot::Unknown;
        if owners.session.is_none() {
            policies.session = Slot::Unknown;
        }
    }
    let mut unknown_context = UNTOLD_KEYS.map(Cow::Borrowed).to_vec();
    if owners.principal.is_none() {
        // Its tags, say: whatever the resource policy may ask of it.
        unknown_context.extend(keys_of_resource_policy(door).into_iter().map(Cow::Owned));
    }
    let owned = |entry: &ContextEntry<'_>| ContextEntry {
        key: Cow::Owned(entry.key.to_string()),
        values: entry.values.iter().map(|value| Cow::Owned(value.to_string())).collect(),
        derived: entry.derived,
    };
    let caller = Caller {
        principal: request.principal.clone(),
        policies,
        context: request.context.iter().map(owned).collect(),
        unknown_context,
    };
    Ok((caller, documents))
}
