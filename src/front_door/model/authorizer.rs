//! Authorizers, and what their functions answer.

use serde::{Deserialize, Serialize};

use super::{JsonText, UnknownMembers, is_neutral};

/// What an authorizer looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorizerKind {
    /// A Lambda function gets one header (`TOKEN`).
    Token,
    /// A Lambda function gets headers, query and context (`REQUEST`).
    #[default]
    Request,
    /// A Cognito user pool (`COGNITO_USER_POOLS`).
    Cognito,
    /// An issuer of JSON Web Tokens (`JWT`).
    Jwt,
}

/// The format in which the function of an HTTP API's authorizer is asked and answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PayloadFormat {
    /// That of REST APIs.
    #[serde(rename = "1.0")]
    V1,
    /// That of HTTP APIs.
    #[default]
    #[serde(rename = "2.0")]
    V2,
}

/// An authorizer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an authorizer")]
pub struct Authorizer {
    /// Its name.
    pub name: String,
    /// What it looks at.
    pub kind: AuthorizerKind,
    /// Where identity is found: `method.request.header.Authorization`, or `$request.header.Authorization` for HTTP APIs.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub identity_sources: Vec<String>,
    /// The regular expression that the token has to match before anything else is done (`TOKEN`), or the audience of the
    /// token (`COGNITO_USER_POOLS`).
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub identity_validation_expression: Option<String>,
    /// How many seconds an answer of the function is kept, at most 3600; 0 for not at all. When it is not given, 300 for
    /// a REST API and unknown for an HTTP API.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub ttl_seconds: Option<u32>,
    /// The format of an HTTP API's function.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub payload_format: PayloadFormat,
    /// Whether such a function answers with `isAuthorized` in place of a policy.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub simple_responses: bool,
    /// What the function answers.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub returns: AuthorizerReturns,
    /// Who may have issued the token: the issuer of a JWT authorizer, `https://cognito-idp.<Region>.amazonaws.com/<pool>`
    /// for each user pool.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub issuers: Vec<String>,
    /// For whom the token may be issued (JWT).
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub audience: Vec<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// What the function of a Lambda authorizer answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorizerReturns {
    /// Nobody knows.
    #[default]
    Unknown,
    /// This JSON: `{"principalId": …, "policyDocument": …}` or `{"isAuthorized": …}`.
    Output(JsonText),
    /// A policy that allows the one method and path that it was called for, as many examples do.
    AllowsCalledMethod,
    /// A policy that denies the one method and path that it was called for.
    DeniesCalledMethod,
    /// It fails with the message `Unauthorized`.
    Unauthorized,
    /// It fails in another way, or cannot be called.
    Fails,
}
