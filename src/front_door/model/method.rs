//! Methods and how a request to them is authorized.

use serde::{Deserialize, Serialize};

use super::{UnknownMembers, is_neutral};

/// A method of a REST API, or a route of an HTTP API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a method")]
pub struct Method {
    /// The path, with parameters in braces (`/pets/{id}`, `/files/{path+}`), or `$default` for an HTTP API's route for
    /// everything else.
    pub path: String,
    /// `GET`, or `ANY` for every one.
    pub http_method: String,
    /// How requests are authorized.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub authorization: Authorization,
    /// Whether an API key is asked for.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub api_key_required: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// How requests to a method are authorized.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Authorization {
    /// Not at all.
    #[default]
    None,
    /// By IAM: requests are signed (`AWS_IAM`).
    Iam,
    /// By a Lambda authorizer.
    Lambda {
        /// Its name.
        authorizer: String,
    },
    /// By an Amazon Cognito user pool; for REST APIs.
    Cognito {
        /// Name of the authorizer.
        authorizer: String,
        /// The scopes of which a token needs one; none where an identity token is asked for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        scopes: Vec<String>,
    },
    /// By a JSON Web Token; for HTTP APIs.
    Jwt {
        /// Name of the authorizer.
        authorizer: String,
        /// The scopes of which a token needs one, if there are any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        scopes: Vec<String>,
    },
    /// Nobody knows.
    Unknown,
}
