//! The API as a whole.

use serde::{Deserialize, Serialize};

use super::{
    ApiKey, Authorizer, Cors, Method, MethodThrottle, Throttle, UnknownMembers, UsagePlan, is_neutral,
};
use crate::document::PolicyDocument;
use crate::scenario::Slot;

/// What kind of API it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiType {
    /// A REST API (version 1).
    #[default]
    Rest,
    /// An HTTP API (version 2).
    Http,
    /// A WebSocket API; its checks are not worked out here.
    WebSocket,
}

/// From where the API can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// From everywhere, in its Region.
    #[default]
    Regional,
    /// From everywhere, by way of CloudFront.
    Edge,
    /// By VPC endpoints alone.
    Private,
}

/// What AWS WAF would do to the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Firewall {
    /// There is none on the stage, or it lets the request through.
    #[default]
    None,
    /// It blocks the request.
    Blocks,
    /// There is one, and nobody knows what it does.
    Unknown,
}

/// Where the API key of a request comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiKeySource {
    /// From its header `X-API-Key`.
    #[default]
    Header,
    /// From the answer of the Lambda authorizer (`usageIdentifierKey`).
    Authorizer,
}

/// An API with all that a request meets before the integration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an API")]
pub struct FrontDoor {
    /// What the page calls it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: String,
    /// REST, HTTP or WebSocket.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub api_type: ApiType,
    /// From where it can be reached.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub endpoint: Endpoint,
    /// The partition; `aws` when empty.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub partition: String,
    /// The Region; empty where nobody knows it.
    pub region: String,
    /// Id of the account that owns it.
    pub account: String,
    /// Its id: `a1b2c3d4e5`.
    pub api_id: String,
    /// Its stages; when none is listed nobody knows them.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub stages: Vec<Stage>,
    /// Its deployed methods, which HTTP APIs call routes.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub methods: Vec<Method>,
    /// Its authorizers.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub authorizers: Vec<Authorizer>,
    /// Its resource policy as deployed; HTTP APIs have none.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub resource_policy: Slot<Option<PolicyDocument>>,
    /// The CORS configuration of an HTTP API; none where it has none. REST APIs answer preflight requests by methods.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub cors: Slot<Option<Cors>>,
    /// The VPC endpoints that lead to it, for a private API.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub vpc_endpoints: Vec<VpcEndpoint>,
    /// AWS WAF.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub waf: Firewall,
    /// Where API keys come from.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub api_key_source: ApiKeySource,
    /// The API keys of the account and Region.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub api_keys: Slot<Vec<ApiKey>>,
    /// The usage plans with stages of this API.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub usage_plans: Slot<Vec<UsagePlan>>,
    /// The limit of the account in the Region over all its APIs, where it is known.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub account_throttle: Option<Throttle>,
    /// What of the API as a whole nobody knows, in words: `its methods, which are written in another file`. While anything
    /// is listed, how a request ends is unknown.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub not_known: Vec<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a stage")]
pub struct Stage {
    /// Its name; `$default` for that of an HTTP API.
    pub name: String,
    /// The limit of each of its methods that has none of its own.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub throttle: Option<Throttle>,
    /// Limits of single methods.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub method_throttles: Vec<MethodThrottle>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A VPC endpoint for `execute-api`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a VPC endpoint")]
pub struct VpcEndpoint {
    /// Its id: `vpce-1a2b3c4d`.
    pub id: String,
    /// The VPC that it is in, where that is known.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub vpc: Option<String>,
    /// Its policy; none is the default one, with full access.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub policy: Slot<Option<PolicyDocument>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

impl FrontDoor {
    /// `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/`, to which stage, method and path are appended.
    #[must_use]
    pub fn arn_prefix(&self) -> String {
        let partition = if self.partition.is_empty() { "aws" } else { &self.partition };
        format!("arn:{partition}:execute-api:{}:{}:{}/", self.region, self.account, self.api_id)
    }

    /// The authorizer with this name.
    #[must_use]
    pub fn authorizer(&self, name: &str) -> Option<&Authorizer> {
        self.authorizers.iter().find(|authorizer| authorizer.name == name)
    }
}
