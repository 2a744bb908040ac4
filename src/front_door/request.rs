//! A request to an API.

use serde::{Deserialize, Serialize};

use super::model::AuthorizerReturns;
use crate::scenario::Caller;

/// A request as it arrives at API Gateway.
#[derive(Clone, Debug)]
pub struct DoorRequest<'p> {
    /// `GET`
    pub http_method: String,
    /// The path below the stage, with `/` in front and without query: `/pets/7`.
    pub path: String,
    /// The stage that it goes to.
    pub stage: String,
    /// All its headers, names and values; upper and lower case of names do not count.
    pub headers: Vec<(String, String)>,
    /// The parameters of its query, decoded.
    pub query: Vec<(String, String)>,
    /// The address it comes from over the internet, where it is known.
    pub source_ip: Option<String>,
    /// Id of the VPC endpoint that it comes through; none when it comes over the internet.
    pub vpc_endpoint: Option<String>,
    /// The address inside the VPC it comes from, where it is known.
    pub vpc_source_ip: Option<String>,
    /// Whether it comes over TLS. API Gateway offers nothing else.
    pub secure_transport: bool,
    /// Who signed it.
    pub credentials: Credentials<'p>,
    /// When it arrives, in milliseconds since 1970-01-01T00:00:00Z, where it is known.
    pub time: Option<u64>,
    /// What the function of the Lambda authorizer answers when it is called for this request, in place of what the API
    /// says of it.
    pub authorizer_returns: Option<AuthorizerReturns>,
    /// What its API key and the limits on its way went through before.
    pub usage_before: UsageBefore,
}

impl Default for DoorRequest<'_> {
    /// An unsigned `GET /` without headers, of which neither time nor address are known.
    fn default() -> Self {
        Self {
            http_method: "GET".to_owned(),
            path: "/".to_owned(),
            stage: String::new(),
            headers: Vec::new(),
            query: Vec::new(),
            source_ip: None,
            vpc_endpoint: None,
            vpc_source_ip: None,
            secure_transport: true,
            credentials: Credentials::None,
            time: None,
            authorizer_returns: None,
            usage_before: UsageBefore::Nothing,
        }
    }
}

impl DoorRequest<'_> {
    /// The header with this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Sent<'_> {
        sent(self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name)))
    }

    /// The parameter of the query with this name.
    #[must_use]
    pub fn query_parameter(&self, name: &str) -> Sent<'_> {
        sent(self.query.iter().filter(|(other, _)| other == name))
    }
}

fn sent<'r>(mut found: impl Iterator<Item = &'r (String, String)>) -> Sent<'r> {
    match (found.next(), found.next()) {
        (None, _) => Sent::Never,
        (Some((_, value)), None) => Sent::Once(value),
        (Some(_), Some(_)) => Sent::SeveralTimes,
    }
}

/// A header or a parameter of a request. Of one that is sent several times AWS documents what integrations get, the last
/// value or all of them, and not which one authorizers and API keys go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent<'r> {
    /// It is not sent.
    Never,
    /// It is sent with this value.
    Once(&'r str),
    /// It is sent several times.
    SeveralTimes,
}

/// AWS credentials of a request. A token in a header is none.
#[derive(Clone, Debug, Default)]
pub enum Credentials<'p> {
    /// It is not signed.
    #[default]
    None,
    /// It is signed as it should be. Policies of a resource or a VPC endpoint among those of the caller don't count.
    Signed(Box<Caller<'p>>),
    /// Its signature does not fit.
    InvalidSignature,
    /// Its signature is too old.
    SignatureExpired,
    /// Its session has expired.
    TokenExpired,
}

/// What the limits on the way of a request went through before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsageBefore {
    /// Nothing: every bucket is full, and no quota was drawn on but by its offset.
    #[default]
    Nothing,
    /// The bucket of the usage plan is empty.
    PlanRateSpent,
    /// The quota of the usage plan is used up.
    PlanQuotaSpent,
    /// The bucket of the stage's method is empty.
    StageRateSpent,
    /// The bucket of the account is empty.
    AccountRateSpent,
    /// Nobody knows.
    Unknown,
}
