//! A request to an API as somebody wrote it down.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::model::{AuthorizerReturns, FrontDoor, JsonText, UnknownMembers};
use super::request::{Credentials, DoorRequest, UsageBefore};
use crate::condition::Instant;
use crate::explanation::quoted;
use crate::scenario::{InputError, read_caller};

/// A [`DoorRequest`] as plain data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a request")]
pub struct DoorRequestText {
    /// `GET`
    pub http_method: String,
    /// The path below the stage: `/pets/7`. A query stands in `query`.
    pub path: String,
    /// The stage.
    pub stage: String,
    /// The headers. One that is sent several times stands in several cases of its name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_name_once")]
    pub headers: IndexMap<String, String>,
    /// The parameters of the query, decoded.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_name_once")]
    pub query: IndexMap<String, String>,
    /// The address it comes from, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<String>,
    /// Id of the VPC endpoint it comes through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint: Option<String>,
    /// The address inside the VPC it comes from, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_source_ip: Option<String>,
    /// Whether it comes over TLS; so it does when this is missing.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub secure_transport: bool,
    /// Its AWS credentials.
    #[serde(default, skip_serializing_if = "is_none")]
    pub credentials: CredentialsText,
    /// When it arrives: `2026-11-22T10:30:00Z`, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What the function of the Lambda authorizer answers to this request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorizer_returns: Option<AuthorizerReturns>,
    /// What the limits on its way went through before.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub usage_before: UsageBefore,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
}

fn is_none(credentials: &CredentialsText) -> bool {
    *credentials == CredentialsText::None
}

fn is_nothing(before: &UsageBefore) -> bool {
    *before == UsageBefore::Nothing
}

/// [`Credentials`] as plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialsText {
    /// It is not signed.
    #[default]
    None,
    /// It is signed; the JSON is that of [`read_caller`].
    Signed(JsonText),
    /// Its signature does not fit.
    InvalidSignature,
    /// Its signature is too old.
    SignatureExpired,
    /// Its session has expired.
    TokenExpired,
}

/// Why a request cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestTextError {
    /// Its path has a query or a fragment; the text.
    Path(String),
    /// Its time is no time; the text.
    Time(String),
    /// Its caller cannot be read; places count in the caller's own text.
    Caller(InputError),
}

impl fmt::Display for RequestTextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(text) if text.contains('#') => write!(
                formatter,
                "the path {} has a `#`: what comes after it is never sent; write `%23` for the sign itself",
                quoted(text)
            ),
            Self::Path(text) => write!(
                formatter,
                "the path {} has a `?`: what comes after it belongs into the query; write `%3F` for the sign itself",
                quoted(text)
            ),
            Self::Time(text) => write!(formatter, "`{text}` is no time: write it as 2026-11-22T10:30:00Z"),
            Self::Caller(error) => write!(formatter, "the caller cannot be read: {}", error.message),
        }
    }
}

impl DoorRequestText {
    /// An unsigned request without headers, of which nothing else is known.
    #[must_use]
    pub fn new(http_method: &str, path: &str) -> Self {
        Self {
            http_method: http_method.to_owned(),
            path: path.to_owned(),
            stage: String::new(),
            headers: IndexMap::new(),
            query: IndexMap::new(),
            source_ip: None,
            vpc_endpoint: None,
            vpc_source_ip: None,
            secure_transport: true,
            credentials: CredentialsText::None,
            time: None,
            authorizer_returns: None,
            usage_before: UsageBefore::Nothing,
            unknown_members: UnknownMembers::new(),
        }
    }

    /// The request, with its policies read.
    ///
    /// # Errors
    /// When `path` has a query or a fragment; when `time` is no time of ISO 8601 from 1970 on; when the caller is none. A
    /// policy of it that cannot be read is no error: what depends on it is unknown.
    pub fn read(&self) -> Result<DoorRequest<'_>, RequestTextError> {
        if self.path.contains(['?', '#']) {
            return Err(RequestTextError::Path(self.path.clone()));
        }
        let credentials = match &self.credentials {
            CredentialsText::None => Credentials::None,
            CredentialsText::InvalidSignature => Credentials::InvalidSignature,
            CredentialsText::SignatureExpired => Credentials::SignatureExpired,
            CredentialsText::TokenExpired => Credentials::TokenExpired,
            CredentialsText::Signed(text) => {
                Credentials::Signed(Box::new(read_caller(&text.0).map_err(RequestTextError::Caller)?))
            }
        };
        Ok(DoorRequest {
            http_method: self.http_method.clone(),
            path: self.path.clone(),
            stage: self.stage.clone(),
            headers: pairs(&self.headers),
            query: pairs(&self.query),
            source_ip: self.source_ip.clone(),
            vpc_endpoint: self.vpc_endpoint.clone(),
            vpc_source_ip: self.vpc_source_ip.clone(),
            secure_transport: self.secure_transport,
            credentials,
            time: self.time.as_deref().map(milliseconds).transpose()?,
            authorizer_returns: self.authorizer_returns.clone(),
            usage_before: self.usage_before,
        })
    }
}

/// An object of texts; one that names a member twice is refused, as one of the two would be lost.
fn each_name_once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IndexMap<String, String>, D::Error> {
    struct Pairs;
    impl<'de> Visitor<'de> for Pairs {
        type Value = IndexMap<String, String>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object with texts")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = IndexMap::new();
            while let Some((name, value)) = map.next_entry::<String, String>()? {
                if pairs.contains_key(&name) {
                    return Err(A::Error::custom(format!("{} stands twice", quoted(&name))));
                }
                pairs.insert(name, value);
            }
            Ok(pairs)
        }
    }
    deserializer.deserialize_map(Pairs)
}

fn pairs(map: &IndexMap<String, String>) -> Vec<(String, String)> {
    map.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn milliseconds(text: &str) -> Result<u64, RequestTextError> {
    let instant = Instant::parse(text).map(|(first, _)| first.milliseconds_since_1970());
    instant.and_then(|time| u64::try_from(time).ok()).ok_or_else(|| RequestTextError::Time(text.to_owned()))
}

/// A line of JSON Lines: a request, and the API it goes to where that is not the one of the line before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object with `door` and `request`", deny_unknown_fields)]
pub struct DoorLine {
    /// The name that the answer carries.
    #[serde(default)]
    pub id: Option<String>,
    /// The API.
    #[serde(default)]
    pub door: Option<FrontDoor>,
    /// The request.
    pub request: DoorRequestText,
}
