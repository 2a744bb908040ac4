//! From a workspace and one of its requests to what the evaluator takes in, each policy with the document
//! that it comes from.

use std::borrow::Cow;

use super::model::{NamedRequest, PolicyDocument, Principal, Session, Workspace};
use super::owners::{Owners, attached, organization_path, resource_account_id};
use super::{DocumentId, OrganizationPlace};
use crate::evaluation::Check;
use crate::policy::{Policy, PolicyType};
use crate::reading::Readings;
use crate::scenario::{self, ContextEntry, NamedPolicy, OrganizationLevel, PolicySet, Request, Slot};
use crate::text::{Diagnostic, Severity, json};

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
    pub diagnostics: Vec<Diagnostic>,
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
    let error = |field, message: &str| Err(RequestError { field, message: message.to_owned() });
    let Some(named) = workspace.requests.get(request) else {
        return error(RequestField::Action, "there is no request yet: add one");
    };
    let owners = Owners::of(workspace, named);
    let principal = read_principal(named, owners.session.and_then(|index| workspace.sessions.get(index)))?;
    match named.action.split_once(':') {
        _ if named.action.is_empty() => return error(RequestField::Action, "write an action, as in s3:GetObject"),
        Some((service, name)) if !service.is_empty() && !name.is_empty() => {}
        _ => return error(RequestField::Action, "an action is service:Name, as in s3:GetObject"),
    }
    if named.action.contains(['*', '?']) {
        return error(RequestField::Action, "a request asks for one action, without wildcards");
    }
    if named.resource.is_empty() {
        return error(RequestField::Resource, "write the ARN of the resource, or * for an action that has none");
    }
    let resource_account = resource_account_id(workspace, named, owners.resource);
    let request = Request {
        principal,
        action: Cow::Borrowed(&named.action),
        resource: Cow::Borrowed(&named.resource),
        resource_account: Cow::Borrowed(resource_account),
        context: named
            .context
            .iter()
            .map(|(key, values)| ContextEntry {
                key: Cow::Borrowed(key),
                values: values.iter().map(|value| Cow::Borrowed(&**value)).collect(),
            })
            .collect(),
        unknown_context: named.unknown_context.iter().map(|key| Cow::Borrowed(&**key)).collect(),
        readings: Readings::default(),
    };
    let mut collector = Collector { workspace, documents: Vec::new() };
    let policies = PolicySet {
        resource_control: collector.levels(Check::ResourceControlPolicy, owners.resource_account, PolicyType::ResourceControl),
        service_control: collector.levels(Check::ServiceControlPolicy, owners.principal_account, PolicyType::ServiceControl),
        vpc_endpoint: collector.vpc_endpoint(&owners),
        resource: collector.resource(&owners, request.resource_policy_type()),
        identity: collector.identity(&owners),
        permissions_boundary: collector.boundary(&owners),
        session: collector.session(&owners),
    };
    Ok(Resolved { policies, request, documents: collector.documents })
}

fn read_principal(named: &NamedRequest, session: Option<&Session>) -> Result<scenario::Principal, RequestError> {
    let name = named.principal.trim();
    let error = |message: String| Err(RequestError { field: RequestField::Principal, message });
    if name.is_empty() {
        return error("write who makes the request: an ARN, a service such as lambda.amazonaws.com, or anonymous".to_owned());
    }
    if name == "anonymous" {
        return Ok(scenario::Principal::Anonymous);
    }
    if !name.starts_with("arn:") {
        if name.ends_with(".amazonaws.com") || name.ends_with(".amazonaws.com.cn") {
            return Ok(scenario::Principal::Service { name: name.to_owned() });
        }
        return error(format!("`{name}` is no ARN, no service such as lambda.amazonaws.com, and not anonymous"));
    }
    if name.contains(":saml-provider/") || name.contains(":oidc-provider/") {
        return Ok(scenario::Principal::Federated { provider: name.to_owned() });
    }
    let issued_by = session.map(|session| &*session.issued_by).filter(|arn| !arn.is_empty());
    scenario::Principal::from_arn(name, issued_by, issued_by)
        .or_else(|problem| error(problem.message))
}

/// Reads documents and keeps track of where each policy comes from.
struct Collector<'w> {
    workspace: &'w Workspace,
    documents: Vec<ResolvedDocument<'w>>,
}

impl<'w> Collector<'w> {
    /// Reads the documents of one level. One without text is no policy.
    fn read(
        &mut self,
        check: Check,
        policy_type: PolicyType,
        level: (usize, Option<&'w str>),
        entries: impl Iterator<Item = (DocumentId, &'w PolicyDocument)>,
    ) -> Vec<NamedPolicy<'w>> {
        let (level_index, level) = level;
        let mut policies = Vec::new();
        for (id, document) in entries {
            let (policy, diagnostics) = read_text(&document.name, &document.text, policy_type);
            let position = policy.is_some().then_some((level_index, policies.len()));
            policies.extend(policy);
            self.documents.push(ResolvedDocument { id, check, level, document, position, diagnostics });
        }
        policies
    }

    fn one(
        &mut self,
        check: Check,
        policy_type: PolicyType,
        slot: &'w Slot<Option<PolicyDocument>>,
        id: DocumentId,
    ) -> Slot<Option<NamedPolicy<'w>>> {
        match slot {
            Slot::Unknown => Slot::Unknown,
            Slot::Known(document) => {
                let entries = document.iter().map(|document| (id, document));
                Slot::Known(self.read(check, policy_type, (0, None), entries).pop())
            }
        }
    }

    fn vpc_endpoint(&mut self, owners: &Owners) -> Slot<Option<NamedPolicy<'w>>> {
        let Some((endpoint, found)) = owners.vpc_endpoint.and_then(|index| Some((index, self.workspace.vpc_endpoints.get(index)?)))
        else {
            return Slot::default();
        };
        self.one(Check::VpcEndpoint, PolicyType::VpcEndpoint, &found.policy, DocumentId::VpcEndpoint { endpoint })
    }

    fn resource(&mut self, owners: &Owners, policy_type: PolicyType) -> Slot<Option<NamedPolicy<'w>>> {
        let workspace = self.workspace;
        if policy_type == PolicyType::RoleTrust {
            let role = owners.target_role.and_then(|index| Some((index, workspace.principals.get(index)?)));
            return match role {
                Some((principal, role)) => {
                    self.one(Check::Resource, policy_type, &role.trust_policy, DocumentId::Trust { principal })
                }
                None => Slot::default(),
            };
        }
        match owners.resource.and_then(|index| Some((index, workspace.resources.get(index)?))) {
            Some((resource, found)) => {
                self.one(Check::Resource, policy_type, &found.policy, DocumentId::Resource { resource })
            }
            None => Slot::default(),
        }
    }

    fn caller(&self, owners: &Owners) -> Option<(usize, &'w Principal)> {
        let index = owners.principal?;
        Some((index, self.workspace.principals.get(index)?))
    }

    fn identity(&mut self, owners: &Owners) -> Slot<Vec<NamedPolicy<'w>>> {
        let mut entries = Vec::new();
        if let Some((principal, found)) = self.caller(owners) {
            let Slot::Known(documents) = &found.identity_policies else { return Slot::Unknown };
            let own = documents.iter().enumerate();
            entries.extend(own.map(|(index, document)| (DocumentId::Identity { principal, index }, document)));
        }
        for group in &owners.groups {
            let Some(found) = self.workspace.groups.get(*group) else { continue };
            let Slot::Known(documents) = &found.identity_policies else { return Slot::Unknown };
            let of_group = documents.iter().enumerate();
            entries.extend(of_group.map(|(index, document)| (DocumentId::Group { group: *group, index }, document)));
        }
        Slot::Known(self.read(Check::Principal, PolicyType::Identity, (0, None), entries.into_iter()))
    }

    fn boundary(&mut self, owners: &Owners) -> Slot<Option<NamedPolicy<'w>>> {
        let Some((principal, found)) = self.caller(owners) else { return Slot::default() };
        let id = DocumentId::Boundary { principal };
        self.one(Check::PermissionsBoundary, PolicyType::PermissionsBoundary, &found.permissions_boundary, id)
    }

    fn session(&mut self, owners: &Owners) -> Slot<Vec<NamedPolicy<'w>>> {
        let Some((session, found)) =
            owners.session.and_then(|index| Some((index, self.workspace.sessions.get(index)?)))
        else {
            return Slot::default();
        };
        let Slot::Known(documents) = &found.session_policies else { return Slot::Unknown };
        let entries = documents.iter().enumerate();
        let entries = entries.map(|(index, document)| (DocumentId::Session { session, index }, document));
        Slot::Known(self.read(Check::Session, PolicyType::Session, (0, None), entries))
    }

    /// The levels above and at `account` that have something attached. AWS never lets the last policy of a
    /// level go, so a level without any is one that nobody filled in.
    fn levels(
        &mut self,
        check: Check,
        account: Option<usize>,
        policy_type: PolicyType,
    ) -> Slot<Vec<OrganizationLevel<'w>>> {
        let workspace = self.workspace;
        let mut levels: Vec<OrganizationLevel<'w>> = Vec::new();
        for place in organization_path(workspace, account) {
            let Some((name, slot)) = attached(workspace, place, check) else { continue };
            let Slot::Known(documents) = slot else { return Slot::Unknown };
            if documents.is_empty() {
                continue;
            }
            let entries = documents.iter().enumerate().map(|(index, document)| (document_at(check, place, index), document));
            let mut policies = self.read(check, policy_type, (levels.len(), Some(name)), entries);
            // AWS attaches it everywhere and never lets it go (clause 1.52), so nobody pastes it.
            if check == Check::ResourceControlPolicy && !policies.iter().any(|policy| policy.name == RCP_FULL_ACCESS) {
                policies.extend(read_text(RCP_FULL_ACCESS, RCP_FULL_ACCESS_TEXT, policy_type).0);
            }
            levels.push(OrganizationLevel { name: Cow::Borrowed(name), policies });
        }
        Slot::Known(levels)
    }
}

/// The document number `index` that `check` finds at `place`.
fn document_at(check: Check, place: OrganizationPlace, index: usize) -> DocumentId {
    match check {
        Check::ResourceControlPolicy => DocumentId::ResourceControl { place, index },
        _ => DocumentId::ServiceControl { place, index },
    }
}

const RCP_FULL_ACCESS: &str = "RCPFullAWSAccess";
const RCP_FULL_ACCESS_TEXT: &str = r#"{"Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}"#;

/// Reads a document. A text that AWS would not read as JSON makes an unreadable policy, so that nothing is
/// decided as if it were not there.
fn read_text<'w>(
    name: &'w str,
    text: &'w str,
    policy_type: PolicyType,
) -> (Option<NamedPolicy<'w>>, Vec<Diagnostic>) {
    let json::Parsed { root, diagnostics } = json::parse(text);
    let Some(root) = root else {
        if text.trim().is_empty() {
            return (None, diagnostics);
        }
        let mut policy = NamedPolicy { name: Cow::Borrowed(name), policy: Policy::default() };
        policy.policy.unreadable = diagnostics.first().cloned();
        return (Some(policy), diagnostics);
    };
    let (mut policy, more) = NamedPolicy::read(Cow::Borrowed(name), &root, policy_type);
    let is_broken = |found: &&Diagnostic| found.severity == Severity::Error && found.code != "duplicate-member";
    if let Some(first) = diagnostics.iter().find(is_broken) {
        policy.policy.unreadable = Some(first.clone());
    }
    let mut diagnostics: Vec<Diagnostic> = diagnostics.into_iter().chain(more).collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    (Some(policy), diagnostics)
}
