//! API keys, usage plans and limits.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{UnknownMembers, is_neutral};

/// An API key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an API key")]
pub struct ApiKey {
    /// Its id, by which usage plans name it.
    pub id: String,
    /// What its owner calls it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: String,
    /// What requests send, where it is known.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub value: Option<String>,
    /// Whether it may not be used.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub disabled: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A usage plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a usage plan")]
pub struct UsagePlan {
    /// Its name.
    pub name: String,
    /// The stages of this API that it covers.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub stages: Vec<PlanStage>,
    /// How fast each key may send requests.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub throttle: Option<Throttle>,
    /// How many requests each key may send.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub quota: Option<Quota>,
    /// The ids of its keys.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub keys: Vec<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// A stage in a usage plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a stage of a usage plan")]
pub struct PlanStage {
    /// Name of the stage.
    pub stage: String,
    /// Limits of single methods.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub method_throttles: Vec<MethodThrottle>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

/// The limit of one method.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "the limit of a method")]
pub struct MethodThrottle {
    /// The path of the method as the API has it: `/pets/{id}`.
    pub path: String,
    /// The method as the API has it: `GET`, `ANY`.
    pub http_method: String,
    /// The limit.
    #[serde(flatten)]
    pub throttle: Throttle,
}

/// A limit on how fast requests may come: a bucket of tokens, one for each request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throttle {
    /// Tokens that come in a second.
    pub rate: Rate,
    /// Tokens that the bucket holds.
    pub burst: u32,
}

/// How many requests may come in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Requests in a period.
    pub limit: u64,
    /// Requests that are taken off the limit in the first period.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub offset: u64,
    /// The period.
    pub period: QuotaPeriod,
}

/// The period of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum QuotaPeriod {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
}

/// Requests per second, exact to a millionth. In JSON it is a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate {
    /// Requests in a million seconds.
    pub millionths: u64,
}

impl Rate {
    /// The most that a rate may be, which is far more than AWS offers.
    pub const MAX_PER_SECOND: u64 = 1_000_000_000;

    /// So many requests per second, at most [`Rate::MAX_PER_SECOND`]: more counts as that.
    #[must_use]
    pub fn per_second(requests: u64) -> Self {
        Self { millionths: requests.min(Self::MAX_PER_SECOND) * 1_000_000 }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.millionths % 1_000_000 {
            0 => serializer.serialize_u64(self.millionths / 1_000_000),
            // Below 2^53 millionths a double has a digit to spare; what it prints is what was read.
            _ => serializer.serialize_f64(self.millionths as f64 / 1e6),
        }
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RateVisitor)
    }
}

struct RateVisitor;

impl Visitor<'_> for RateVisitor {
    type Value = Rate;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number of requests per second, from 0 to a thousand million")
    }

    fn visit_u64<E: Error>(self, requests: u64) -> Result<Rate, E> {
        match requests <= Rate::MAX_PER_SECOND {
            true => Ok(Rate::per_second(requests)),
            false => Err(E::custom(format!("`{requests}` is too high a rate"))),
        }
    }

    fn visit_f64<E: Error>(self, requests: f64) -> Result<Rate, E> {
        let millionths = (requests * 1e6).round();
        let is_in_range = (0.0..=Rate::MAX_PER_SECOND as f64).contains(&requests);
        match is_in_range && (millionths / 1e6 - requests).abs() <= requests.abs() * f64::EPSILON {
            true => Ok(Rate { millionths: millionths as u64 }),
            false => {
                Err(E::custom(format!("the rate `{requests}` has more than six decimals or is out of range")))
            }
        }
    }
}
