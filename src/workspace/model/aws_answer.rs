//! What AWS itself answered to a request.

use serde::{Deserialize, Serialize};

use super::{ExpectedDecision, UnknownMembers, is_neutral};
use crate::policy::PolicyType;

/// What AWS answered when a request was made, as far as an error or a record tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an answer of AWS")]
pub struct AwsAnswer {
    /// The decision, where the text tells which of the three it was.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub decision: Option<ExpectedDecision>,
    /// The type of policy that AWS blames: the one that denies, or of which none allows.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub policy_type: Option<PolicyType>,
    /// ARN of the policy that denies.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub policy: Option<String>,
    /// Whether AWS gave its reasons in an encoded message that nobody has decoded yet.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub encoded: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}
