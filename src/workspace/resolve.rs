//! From a workspace and one of its requests to what the evaluator takes in, each policy with the document
//! that it comes from.

use std::borrow::Cow;
use std::rc::Rc;

use super::DocumentId;
use super::collect::{Collector, DocumentReader, PlainReader, Unread};
use super::derived_context::derive_from_workspace;
use super::model::{NamedRequest, PolicyDocument, Session, Workspace};
use super::owners::{Owners, resource_account};
use crate::evaluation::Check;
use crate::policy::PolicyType;
use crate::reading::Readings;
use crate::scenario::{self, ContextEntry, PolicySet, Request};
use crate::text::Diagnostic;

/// A request with every policy that applies to it, and where each policy is kept.
#[derive(Clone, Debug)]
pub struct Resolved<'w> {
    /// The policies.
    pub policies: PolicySet<'w>,
    /// The request.
    pub request: Request<'w>,
    /// The documents in the order of the policies: check by check in AWS's order, level by level.
    pub documents: Vec<ResolvedDocument<'w>>,
}

/// A document that applies to a request.
#[derive(Clone, Debug)]
pub struct ResolvedDocument<'w> {
    /// Where it is kept.
    pub id: DocumentId,
    /// The check it belongs to.
    pub check: Check,
    /// The name of its level, for organization policies.
    pub level: Option<&'w str>,
    /// The document.
    pub document: &'w PolicyDocument,
    /// Its place in the [`PolicySet`]: level and number; none for an empty document, which is no policy.
    pub position: Option<(usize, usize)>,
    /// What is wrong with it.
    pub diagnostics: Rc<[Diagnostic]>,
}

/// Why a request cannot be resolved: what is wrong with it, in the style of
/// [`Diagnostic`](crate::text::Diagnostic) messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    /// Which field is to blame.
    pub field: RequestField,
    /// What is wrong.
    pub message: String,
}

/// A field of a [`NamedRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestField {
    /// The caller.
    Principal,
    /// The action.
    Action,
    /// The resource.
    Resource,
}

/// Resolves request number `request` of `workspace`.
///
/// # Errors
/// When there is no such request; when its principal is no ARN of a principal, no service and not
/// `anonymous`; when its action is not `service:Name`; when its resource is empty.
pub fn resolve(workspace: &Workspace, request: usize) -> Result<Resolved<'_>, RequestError> {
    let (owners, request) = read_numbered_request(workspace, request)?;
    let (policies, documents) = collect(workspace, &owners, request.resource_policy_type());
    Ok(Resolved { policies, request, documents })
}

/// What is attached for a request, unread.
pub(super) struct AttachedDocuments<'w> {
    /// Where something is attached, and where nobody knows.
    pub(super) policies: PolicySet<'w, ()>,
    /// The request.
    pub(super) request: Request<'w>,
    /// The documents, as in [`Resolved`], of which nothing is said to be wrong.
    pub(super) documents: Vec<ResolvedDocument<'w>>,
}

/// What is attached for request number `request`.
///
/// # Errors
/// As [`resolve`].
pub(super) fn attached_documents(
    workspace: &Workspace,
    request: usize,
) -> Result<AttachedDocuments<'_>, RequestError> {
    let (owners, request) = read_numbered_request(workspace, request)?;
    let (policies, documents) = collect_with(&mut Unread, workspace, &owners, request.resource_policy_type());
    Ok(AttachedDocuments { policies, request, documents })
}

/// As [`read_request`], request number `request` of `workspace`.
pub(super) fn read_numbered_request(
    workspace: &Workspace,
    request: usize,
) -> Result<(Owners, Request<'_>), RequestError> {
    let Some(named) = workspace.requests.get(request) else {
        return Err(RequestError {
            field: RequestField::Action,
            message: "there is no request yet: add one".to_owned(),
        });
    };
    read_request(workspace, named)
}

/// Reads a request that the workspace need not hold, and finds what of the workspace it is about.
pub(super) fn read_request<'r>(
    workspace: &'r Workspace,
    named: &'r NamedRequest,
) -> Result<(Owners, Request<'r>), RequestError> {
    let owners = Owners::of(workspace, named);
    let request = request_of(workspace, named, &owners, true)?;
    Ok((owners, request))
}

/// The context keys of request number `request` that would follow from everything else if it gave none itself; none
/// when it cannot be resolved.
#[must_use]
pub fn derived_context(workspace: &Workspace, request: usize) -> Vec<ContextEntry<'_>> {
    let Some(named) = workspace.requests.get(request) else {
        return Vec::new();
    };
    let owners = Owners::of(workspace, named);
    request_of(workspace, named, &owners, false).map(|request| request.context).unwrap_or_default()
}

/// The request with all keys that follow from it; without `with_context`, with those alone.
fn request_of<'w>(
    workspace: &'w Workspace,
    named: &'w NamedRequest,
    owners: &Owners,
    with_context: bool,
) -> Result<Request<'w>, RequestError> {
    let error = |field, message: &str| Err(RequestError { field, message: message.to_owned() });
    let principal = read_principal(named, owners.session.and_then(|index| workspace.sessions.get(index)))?;
    match named.action.split_once(':') {
        _ if named.action.is_empty() => {
            return error(RequestField::Action, "write an action, as in s3:GetObject");
        }
        Some((service, name)) if !service.is_empty() && !name.is_empty() => {}
        _ => {
            return error(RequestField::Action, "an action is service:Name, as in s3:GetObject");
        }
    }
    if named.action.contains(['*', '?']) {
        return error(RequestField::Action, "a request asks for one action, without wildcards");
    }
    if named.resource.is_empty() {
        return error(
            RequestField::Resource,
            "write the ARN of the resource, or * for an action that has none",
        );
    }
    let resource_account = resource_account(workspace, named).id;
    let mut request = Request {
        principal,
        action: Cow::Borrowed(&named.action),
        resource: Cow::Borrowed(&named.resource),
        resource_account: Cow::Borrowed(resource_account),
        context: (named.context.iter().filter(|_| with_context))
            .map(|(key, values)| ContextEntry {
                key: Cow::Borrowed(key),
                values: values.iter().map(|value| Cow::Borrowed(&**value)).collect(),
                derived: false,
            })
            .collect(),
        unknown_context: (named.unknown_context.iter().filter(|_| with_context))
            .map(|key| Cow::Borrowed(&**key))
            .collect(),
        vpc_endpoint_type: (owners.vpc_endpoint)
            .and_then(|index| workspace.vpc_endpoints.get(index)?.endpoint_type),
        readings: Readings::default(),
    };
    derive_from_workspace(workspace, owners, &mut request);
    request.derive_context();
    Ok(request)
}

/// The policies that apply to requests about `owners`, where the resource's own is of the type `resource_policy_type`.
pub(super) fn collect<'w>(
    workspace: &'w Workspace,
    owners: &Owners,
    resource_policy_type: PolicyType,
) -> (PolicySet<'w>, Vec<ResolvedDocument<'w>>) {
    collect_with(&mut PlainReader, workspace, owners, resource_policy_type)
}

/// As [`collect`], the documents as `reader` reads them.
pub(super) fn collect_with<'w, R: DocumentReader<'w>>(
    reader: &mut R,
    workspace: &'w Workspace,
    owners: &Owners,
    resource_policy_type: PolicyType,
) -> (PolicySet<'w, R::Policy>, Vec<ResolvedDocument<'w>>) {
    let mut collector = Collector { workspace, reader, documents: Vec::new() };
    let policies = PolicySet {
        resource_control: collector.levels(
            Check::ResourceControlPolicy,
            owners.resource_account,
            PolicyType::ResourceControl,
        ),
        service_control: collector.levels(
            Check::ServiceControlPolicy,
            owners.principal_account,
            PolicyType::ServiceControl,
        ),
        vpc_endpoint: collector.vpc_endpoint(owners),
        resource: collector.resource(owners, resource_policy_type),
        identity: collector.identity(owners),
        permissions_boundary: collector.boundary(owners),
        session: collector.session(owners),
    };
    (policies, collector.documents)
}

fn read_principal(
    named: &NamedRequest,
    session: Option<&Session>,
) -> Result<scenario::Principal, RequestError> {
    let name = named.principal.trim();
    let error = |message: String| Err(RequestError { field: RequestField::Principal, message });
    if name.is_empty() {
        return error(
            "write who makes the request: an ARN, a service such as lambda.amazonaws.com, or anonymous"
                .to_owned(),
        );
    }
    if name == "anonymous" {
        return Ok(scenario::Principal::Anonymous);
    }
    if !name.starts_with("arn:") {
        if name.ends_with(".amazonaws.com") || name.ends_with(".amazonaws.com.cn") {
            return Ok(scenario::Principal::Service { name: name.to_owned() });
        }
        return error(format!(
            "`{name}` is no ARN, no service such as lambda.amazonaws.com, and not anonymous"
        ));
    }
    if name.contains(":saml-provider/") || name.contains(":oidc-provider/") {
        return Ok(scenario::Principal::Federated { provider: name.to_owned() });
    }
    let issued_by = session.map(|session| &*session.issued_by).filter(|arn| !arn.is_empty());
    scenario::Principal::from_arn(name, issued_by, issued_by).or_else(|problem| error(problem.message))
}
