//! What a pasted text says, as plain data.

use crate::policy::PolicyType;
use crate::scenario::Slot;
use crate::workspace::model::{ExpectedDecision, OrderedMap, PolicyDocument, VpcEndpoint};

/// All that one text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Requests that were made.
    pub calls: Vec<Call>,
    /// Users, roles and their policies.
    pub principals: Vec<PrincipalFacts>,
    /// Groups of users.
    pub groups: Vec<GroupFacts>,
    /// Resources and their policies.
    pub resources: Vec<ResourceFacts>,
    /// VPC endpoints.
    pub vpc_endpoints: Vec<VpcEndpoint>,
    /// The organization.
    pub organization: Option<OrganizationFacts>,
    /// Service and resource control policies.
    pub control_policies: Vec<ControlFacts>,
    /// The caller or the resource of the selected request, as an ARN that stood alone.
    pub alone: Option<String>,
    /// The text of a CloudFormation or SAM template.
    pub template: Option<String>,
    /// What else it says, for people: the workspace has no place for it.
    pub remarks: Vec<String>,
    /// What it leaves open, for people.
    pub unknown: Vec<String>,
}

/// More than an account may have; what goes beyond was made up to keep a program busy.
const MOST_ENTRIES: usize = 10_000;
/// More policies, groups and endpoints than one thing may have.
const MOST_PARTS: usize = 1_000;

impl Facts {
    /// Adds what another text says.
    pub(super) fn append(&mut self, other: Self) {
        self.calls.extend(other.calls);
        self.principals.extend(other.principals);
        self.groups.extend(other.groups);
        self.resources.extend(other.resources);
        self.vpc_endpoints.extend(other.vpc_endpoints);
        self.organization = other.organization.or(self.organization.take());
        self.control_policies.extend(other.control_policies);
        self.alone = other.alone.or(self.alone.take());
        self.template = other.template.or(self.template.take());
        self.remarks.extend(other.remarks);
        self.unknown.extend(other.unknown);
    }

    /// Leaves out what no account can have so many of, and says so.
    pub(super) fn limit(&mut self) {
        let mut left_out = 0;
        let mut shorten = |length: usize, most: usize| {
            left_out += length.saturating_sub(most);
            length.min(most)
        };
        self.principals.truncate(shorten(self.principals.len(), MOST_ENTRIES));
        self.groups.truncate(shorten(self.groups.len(), MOST_PARTS));
        self.resources.truncate(shorten(self.resources.len(), MOST_PARTS));
        self.vpc_endpoints.truncate(shorten(self.vpc_endpoints.len(), MOST_PARTS));
        self.control_policies.truncate(shorten(self.control_policies.len(), MOST_PARTS));
        for principal in &mut self.principals {
            if principal.identity_policies.len() > MOST_PARTS {
                principal.known = KnownPolicies::default();
                principal.identity_policies.truncate(shorten(principal.identity_policies.len(), MOST_PARTS));
            }
        }
        for group in &mut self.groups {
            group.members.truncate(shorten(group.members.len(), MOST_ENTRIES));
            if group.identity_policies.len() > MOST_PARTS {
                group.known = KnownPolicies::default();
                group.identity_policies.truncate(shorten(group.identity_policies.len(), MOST_PARTS));
            }
        }
        if left_out > 0 {
            self.unknown.push(format!("{left_out} more entries, which are more than an account can have"));
        }
    }
}

/// A request that somebody made. What the text does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Call {
    /// ARN of the caller, the name of a service, or `anonymous`.
    pub caller: Option<String>,
    /// ARN of the role of a session with its path, or of the user who made a federated session.
    pub issued_by: Option<String>,
    /// The source identity of the session.
    pub source_identity: Option<String>,
    /// The action: `s3:GetObject`; without a prefix where the text has none.
    pub action: Option<String>,
    /// The operation of the API, where the text names only that.
    pub operation: Option<String>,
    /// What it was done to.
    pub resource: Option<String>,
    /// Id of the account that owns the resource.
    pub resource_account: Option<String>,
    /// Id of the VPC endpoint on the way.
    pub vpc_endpoint: Option<String>,
    /// Context keys with their values.
    pub context: OrderedMap<Vec<String>>,
    /// Context keys that the request did not have.
    pub absent: Vec<&'static str>,
    /// Whether a key that is not in `context` was not in the request either.
    pub has_whole_context: bool,
    /// What AWS answered.
    pub outcome: Outcome,
}

impl Call {
    /// Adds a context key with one value.
    pub(super) fn add(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.context.insert(key.into(), vec![value.into()]);
    }
}

/// What AWS answered to a [`Call`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The decision, where the text tells which of the three it was.
    pub decision: Option<ExpectedDecision>,
    /// The type of policy that the text blames.
    pub policy_type: Option<PolicyType>,
    /// ARN of the policy that it blames.
    pub policy_arn: Option<String>,
    /// Other reasons in AWS's own words.
    pub reason: Option<String>,
    /// Whether the reasons are in an encoded message.
    pub encoded: bool,
}

/// A kind of principal that has a name of its own in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// A role.
    Role,
    /// A user.
    User,
    /// A group of users.
    Group,
}

impl PrincipalKind {
    /// As in ARNs and commands: `role`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PrincipalKind::Role => "role",
            PrincipalKind::User => "user",
            PrincipalKind::Group => "group",
        }
    }
}

/// Whose something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// What this ARN names.
    Arn(String),
    /// The role, user or group of this name; the text does not tell the account.
    Named(PrincipalKind, String),
    /// The text does not tell; the caller of the selected request is the nearest.
    Caller,
    /// The text does not tell; what the selected request is about is the nearest. The ARN is one that would fit.
    Target(String),
}

/// Which policies of a principal the text lists, so that there are no others of that sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownPolicies {
    /// The managed policies that are attached.
    pub attached: bool,
    /// The policies that are written into it.
    pub inline: bool,
    /// The groups that a user is in.
    pub groups: bool,
}

/// A user or a role, as far as the text describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct PrincipalFacts {
    /// Which.
    pub owner: Owner,
    /// Whether AWS described it, so that what the text does not tell may still be there; otherwise somebody wrote a
    /// policy for it.
    pub is_described: bool,
    /// The trust policy of a role.
    pub trust_policy: Option<PolicyDocument>,
    /// Policies of it, some perhaps known by name only.
    pub identity_policies: Vec<PolicyDocument>,
    /// Which policies are listed in full.
    pub known: KnownPolicies,
    /// Whether `identity_policies` is the text of one managed policy whose name is not told.
    pub is_unnamed_version: bool,
    /// The boundary; known to be absent as `Known(None)`.
    pub permissions_boundary: Slot<Option<PolicyDocument>>,
    /// The tags, where they are listed.
    pub tags: Option<OrderedMap<String>>,
}

impl PrincipalFacts {
    /// A principal about which nothing is said yet.
    #[must_use]
    pub fn of(owner: Owner) -> Self {
        Self {
            owner,
            is_described: true,
            trust_policy: None,
            identity_policies: Vec::new(),
            known: KnownPolicies::default(),
            is_unnamed_version: false,
            permissions_boundary: Slot::Unknown,
            tags: None,
        }
    }
}

/// A group of users, as far as the text describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupFacts {
    /// Which.
    pub owner: Owner,
    /// ARNs of users in it, some perhaps.
    pub members: Vec<String>,
    /// Whether the caller of the selected request is in it.
    pub has_caller: bool,
    /// Its policies, some perhaps known by name only.
    pub identity_policies: Vec<PolicyDocument>,
    /// Which policies are listed in full.
    pub known: KnownPolicies,
}

/// A resource, as far as the text describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceFacts {
    /// Which.
    pub owner: Owner,
    /// Its policy; known to be absent as `Known(None)`.
    pub policy: Slot<Option<PolicyDocument>>,
    /// Its tags, where they are listed.
    pub tags: Option<OrderedMap<String>>,
}

/// The organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationFacts {
    /// Its id.
    pub id: Option<String>,
    /// Id of the management account.
    pub management_account: Option<String>,
}

/// A service or resource control policy; the text does not tell where it is attached.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlFacts {
    /// [`PolicyType::ServiceControl`] or [`PolicyType::ResourceControl`].
    pub policy_type: PolicyType,
    /// The policy, perhaps known by name only.
    pub document: PolicyDocument,
}
