//! Finding the documents that apply to a request and reading them.

use std::borrow::Cow;
use std::rc::Rc;

use super::model::{PolicyDocument, Principal, Workspace};
use super::owners::{Owners, attached, organization_path};
use super::{DocumentId, OrganizationPlace, ResolvedDocument};
use crate::evaluation::Check;
use crate::policy::PolicyType;
use crate::scenario::{NamedPolicy, OrganizationLevel, Slot};
use crate::text::Diagnostic;

/// Makes policies of documents.
pub(super) trait DocumentReader<'w> {
    /// What becomes of a document.
    type Policy;

    /// The policy in a document and what is wrong with it; none for one without text. One that AWS would not read as
    /// JSON makes an unreadable policy, so that nothing is decided as if it were not there. `id` tells documents
    /// apart; none is the one that AWS attaches everywhere.
    fn read(
        &mut self,
        id: Option<DocumentId>,
        document: NamedText<'w>,
        policy_type: PolicyType,
    ) -> (Option<Self::Policy>, Rc<[Diagnostic]>);
}

/// The text of a document and the name of its policy.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NamedText<'w> {
    pub(super) name: &'w str,
    pub(super) text: &'w str,
}

/// Finds documents, has them read, and keeps track of where each policy comes from.
pub(super) struct Collector<'w, 'r, R> {
    pub(super) workspace: &'w Workspace,
    pub(super) reader: &'r mut R,
    pub(super) documents: Vec<ResolvedDocument<'w>>,
}

impl<'w, R: DocumentReader<'w>> Collector<'w, '_, R> {
    /// Reads the documents of one level. One without text is no policy.
    fn read(
        &mut self,
        check: Check,
        policy_type: PolicyType,
        level: (usize, Option<&'w str>),
        entries: impl Iterator<Item = (DocumentId, &'w PolicyDocument)>,
    ) -> Vec<R::Policy> {
        let (level_index, level) = level;
        let mut policies = Vec::new();
        for (id, document) in entries {
            let text = NamedText { name: &document.name, text: &document.text };
            let (policy, diagnostics) = self.reader.read(Some(id), text, policy_type);
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
    ) -> Slot<Option<R::Policy>> {
        match slot {
            Slot::Unknown => Slot::Unknown,
            Slot::Known(document) => {
                let entries = document.iter().map(|document| (id, document));
                Slot::Known(self.read(check, policy_type, (0, None), entries).pop())
            }
        }
    }

    pub(super) fn vpc_endpoint(&mut self, owners: &Owners) -> Slot<Option<R::Policy>> {
        let Some((endpoint, found)) =
            owners.vpc_endpoint.and_then(|index| Some((index, self.workspace.vpc_endpoints.get(index)?)))
        else {
            return Slot::default();
        };
        self.one(
            Check::VpcEndpoint,
            PolicyType::VpcEndpoint,
            &found.policy,
            DocumentId::VpcEndpoint { endpoint },
        )
    }

    pub(super) fn resource(&mut self, owners: &Owners, policy_type: PolicyType) -> Slot<Option<R::Policy>> {
        let workspace = self.workspace;
        if policy_type == PolicyType::RoleTrust {
            let role = owners.target_role.and_then(|index| Some((index, workspace.principals.get(index)?)));
            return match role {
                Some((principal, role)) => self.one(
                    Check::Resource,
                    policy_type,
                    &role.trust_policy,
                    DocumentId::Trust { principal },
                ),
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

    pub(super) fn identity(&mut self, owners: &Owners) -> Slot<Vec<R::Policy>> {
        if owners.is_outsider {
            return Slot::Unknown;
        }
        let mut entries = Vec::new();
        if let Some((principal, found)) = self.caller(owners) {
            let Slot::Known(documents) = &found.identity_policies else {
                return Slot::Unknown;
            };
            let own = documents.iter().enumerate();
            entries
                .extend(own.map(|(index, document)| (DocumentId::Identity { principal, index }, document)));
        }
        for group in &owners.groups {
            let Some(found) = self.workspace.groups.get(*group) else {
                continue;
            };
            let Slot::Known(documents) = &found.identity_policies else {
                return Slot::Unknown;
            };
            let of_group = documents.iter().enumerate();
            entries.extend(
                of_group.map(|(index, document)| (DocumentId::Group { group: *group, index }, document)),
            );
        }
        Slot::Known(self.read(Check::Principal, PolicyType::Identity, (0, None), entries.into_iter()))
    }

    pub(super) fn boundary(&mut self, owners: &Owners) -> Slot<Option<R::Policy>> {
        let Some((principal, found)) = self.caller(owners) else {
            return Slot::default();
        };
        let id = DocumentId::Boundary { principal };
        self.one(Check::PermissionsBoundary, PolicyType::PermissionsBoundary, &found.permissions_boundary, id)
    }

    pub(super) fn session(&mut self, owners: &Owners) -> Slot<Vec<R::Policy>> {
        let Some((session, found)) =
            owners.session.and_then(|index| Some((index, self.workspace.sessions.get(index)?)))
        else {
            return Slot::default();
        };
        let Slot::Known(documents) = &found.session_policies else {
            return Slot::Unknown;
        };
        let entries = documents.iter().enumerate();
        let entries = entries.map(|(index, document)| (DocumentId::Session { session, index }, document));
        Slot::Known(self.read(Check::Session, PolicyType::Session, (0, None), entries))
    }

    /// The levels above and at `account` that have something attached. AWS never lets the last policy of a
    /// level go, so a level without any is one that nobody filled in.
    pub(super) fn levels(
        &mut self,
        check: Check,
        account: Option<usize>,
        policy_type: PolicyType,
    ) -> Slot<Vec<OrganizationLevel<'w, R::Policy>>> {
        let workspace = self.workspace;
        let mut levels: Vec<OrganizationLevel<'w, R::Policy>> = Vec::new();
        for place in organization_path(workspace, account) {
            let Some((name, slot)) = attached(workspace, place, check) else {
                continue;
            };
            let Slot::Known(documents) = slot else {
                return Slot::Unknown;
            };
            if documents.is_empty() {
                continue;
            }
            let entries = documents
                .iter()
                .enumerate()
                .map(|(index, document)| (document_at(check, place, index), document));
            let mut policies = self.read(check, policy_type, (levels.len(), Some(name)), entries);
            // AWS attaches it everywhere and never lets it go (clause 1.52), so nobody pastes it.
            let is_full_access = |document: &PolicyDocument| {
                document.name == RCP_FULL_ACCESS && !document.text.trim().is_empty()
            };
            if check == Check::ResourceControlPolicy && !documents.iter().any(is_full_access) {
                policies.extend(self.reader.read(None, RCP_FULL_ACCESS_DOCUMENT, policy_type).0);
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

pub(super) const RCP_FULL_ACCESS: &str = "RCPFullAWSAccess";
pub(super) const RCP_FULL_ACCESS_TEXT: &str = r#"{"Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}"#;

const RCP_FULL_ACCESS_DOCUMENT: NamedText<'static> =
    NamedText { name: RCP_FULL_ACCESS, text: RCP_FULL_ACCESS_TEXT };

/// Reads every document anew.
pub(super) struct PlainReader;

impl<'w> DocumentReader<'w> for PlainReader {
    type Policy = NamedPolicy<'w>;

    fn read(
        &mut self,
        _: Option<DocumentId>,
        document: NamedText<'w>,
        policy_type: PolicyType,
    ) -> (Option<NamedPolicy<'w>>, Rc<[Diagnostic]>) {
        let (policy, diagnostics) = NamedPolicy::read_text(document.name, document.text, policy_type);
        (policy, diagnostics.into())
    }
}

/// Leaves every document unread.
pub(super) struct Unread;

impl<'w> DocumentReader<'w> for Unread {
    type Policy = ();

    fn read(
        &mut self,
        _: Option<DocumentId>,
        _: NamedText<'w>,
        _: PolicyType,
    ) -> (Option<()>, Rc<[Diagnostic]>) {
        (Some(()), Rc::default())
    }
}
