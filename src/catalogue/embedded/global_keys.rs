//! The global condition keys, and who has them.

use std::sync::LazyLock;

use super::lines;
use crate::catalogue::condition_key_type::ConditionKeyType;
use crate::catalogue::strings::compare;
use crate::catalogue::variable_name::{VariableName, has_variable_part};

/// A kind of caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerKind {
    /// The root user of an account.
    AccountRoot,
    /// An IAM user with long-term credentials.
    User,
    /// An IAM user with temporary credentials, of `GetSessionToken`.
    UserWithTemporaryCredentials,
    /// A session of a role.
    RoleSession,
    /// A session of a role that a web identity assumed.
    WebIdentitySession,
    /// A federated user, of `GetFederationToken`.
    FederatedUser,
    /// A service of AWS.
    Service,
    /// Nobody: the request is not signed.
    Anonymous,
}

impl CallerKind {
    /// Every kind, in the order of the table's columns.
    pub const ALL: [CallerKind; 8] = [
        Self::AccountRoot,
        Self::User,
        Self::UserWithTemporaryCredentials,
        Self::RoleSession,
        Self::WebIdentitySession,
        Self::FederatedUser,
        Self::Service,
        Self::Anonymous,
    ];
}

/// Whether the requests of a caller have a context key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// All have it.
    Always,
    /// Some have it.
    Sometimes,
    /// None has it.
    Never,
    /// AWS's documents do not say.
    Undocumented,
}

/// A condition key that is not of one service alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobalConditionKey {
    /// Its name, with a placeholder for a variable part: `aws:PrincipalTag/${TagKey}`.
    pub name: &'static str,
    /// Its type.
    pub key_type: ConditionKeyType,
    /// Another type that its values may be taken for: a date in seconds is a number too.
    pub other_type: Option<ConditionKeyType>,
    presence: &'static str,
    has_variable_part: bool,
}

impl GlobalConditionKey {
    /// Whether the requests of `caller` have it.
    #[must_use]
    pub fn presence(&self, caller: CallerKind) -> Presence {
        let column = CallerKind::ALL.iter().position(|kind| *kind == caller);
        match column.and_then(|column| self.presence.as_bytes().get(column)) {
            Some(b'Y') => Presence::Always,
            Some(b'C') => Presence::Sometimes,
            Some(b'N') => Presence::Never,
            _ => Presence::Undocumented,
        }
    }

    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split(' ');
        let (name, types, presence) = (columns.next()?, columns.next()?, columns.next()?);
        let mut types = types.split('/').map(str::parse);
        Some(Self {
            name,
            key_type: types.next()?.ok()?,
            other_type: types.next().and_then(Result::ok),
            presence,
            has_variable_part: has_variable_part(name),
        })
    }
}

static KEYS: LazyLock<Vec<GlobalConditionKey>> = LazyLock::new(|| {
    let lines = lines(include_str!("global_condition_keys.txt"));
    lines.into_iter().filter_map(GlobalConditionKey::read).collect()
});

/// All global condition keys, ascending by name.
pub fn global_condition_keys() -> impl ExactSizeIterator<Item = &'static GlobalConditionKey> {
    KEYS.iter()
}

/// The global condition key that a policy writes as `name`, whatever the case: `aws:SourceIp`, or
/// `aws:PrincipalTag/team` for `aws:PrincipalTag/${TagKey}`.
#[must_use]
pub fn global_condition_key(name: &str) -> Option<&'static GlobalConditionKey> {
    match KEYS.binary_search_by(|key| compare(key.name, name)) {
        Ok(index) => KEYS.get(index),
        // A variable part stands behind a slash.
        Err(_) if !name.contains('/') => None,
        Err(_) => {
            let mut variable = KEYS.iter().filter(|key| key.has_variable_part);
            variable.find(|key| VariableName::new(key.name).matches(name))
        }
    }
}

/// Whether `name` is a key that is used in policies of AWS or known to other tools, but not documented: no
/// mistake, and nothing to recommend.
#[must_use]
pub fn is_undocumented_global_condition_key(name: &str) -> bool {
    ["aws:PrincipalOrgMasterAccountId", "aws:ViaCustomerDomain"]
        .iter()
        .any(|undocumented| undocumented.eq_ignore_ascii_case(name))
}
