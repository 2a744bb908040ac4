//! A request that somebody makes, and the decision that is expected.

use std::fmt;

use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{AwsAnswer, OrderedMap, UnknownMembers, is_neutral};

/// One request. The policies that apply to it are those of the workspace that holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a request")]
pub struct NamedRequest {
    /// What the page calls it.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub name: Option<String>,
    /// ARN of a principal or a session, the name of a service (`lambda.amazonaws.com`), or `anonymous`.
    pub principal: String,
    /// The action: `s3:GetObject`.
    pub action: String,
    /// ARN of the resource, or `*` for an action that has none.
    pub resource: String,
    /// Id of the account that owns the resource, where neither its ARN nor the workspace's resources tell.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub resource_account: Option<String>,
    /// Id of the VPC endpoint through which the request travels.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub vpc_endpoint: Option<String>,
    /// The condition keys that the request carries, each with its values. A key that is not here is absent.
    #[serde(default, skip_serializing_if = "is_neutral", deserialize_with = "context_values")]
    pub context: OrderedMap<Vec<String>>,
    /// Condition keys of which nobody knows whether the request carries them.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub unknown_context: Vec<String>,
    /// The decision that the author of the workspace expects.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub expect: Option<ExpectedDecision>,
    /// What AWS answered when this very request was made.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub aws_answer: Option<AwsAnswer>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown_members: UnknownMembers,
}

impl NamedRequest {
    /// A copy that is called so.
    #[must_use]
    pub fn as_copy(&self) -> Self {
        Self { name: self.name.as_ref().map(|name| format!("{name}, copy")), ..self.clone() }
    }

    /// Whether it asks what `other` asks, whatever the two are called and whatever is expected of them.
    #[must_use]
    pub fn asks_same(&self, other: &Self) -> bool {
        self.principal == other.principal
            && self.action.eq_ignore_ascii_case(&other.action)
            && self.resource == other.resource
            && self.resource_account == other.resource_account
            && self.vpc_endpoint == other.vpc_endpoint
            && self.context == other.context
            && self.unknown_context == other.unknown_context
    }
}

/// The decision that a [`NamedRequest`] should get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpectedDecision {
    /// Some policy allows it and none forbids it.
    Allowed,
    /// A `Deny` statement forbids it.
    ExplicitlyDenied,
    /// Some layer that must allow it does not.
    ImplicitlyDenied,
}

/// Reads the values of each key: a list, or a lone value that stands for a list of one.
fn context_values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OrderedMap<Vec<String>>, D::Error> {
    let context = OrderedMap::<Values<true>>::deserialize(deserializer)?;
    Ok(context.into_iter().map(|(key, Values(values))| (key, values)).collect())
}

/// The texts of a scalar or, where lists may stand, of the scalars in a list.
struct Values<const MAY_BE_LIST: bool>(Vec<String>);

impl<'de, const MAY_BE_LIST: bool> Deserialize<'de> for Values<MAY_BE_LIST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValuesVisitor)
    }
}

struct ValuesVisitor<const MAY_BE_LIST: bool>;

impl<const MAY_BE_LIST: bool> ValuesVisitor<MAY_BE_LIST> {
    fn one<E>(text: impl ToString) -> Result<Values<MAY_BE_LIST>, E> {
        Ok(Values(vec![text.to_string()]))
    }
}

impl<'de, const MAY_BE_LIST: bool> Visitor<'de> for ValuesVisitor<MAY_BE_LIST> {
    type Value = Values<MAY_BE_LIST>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string, a number or a boolean")?;
        if MAY_BE_LIST { formatter.write_str(", or a list of those") } else { Ok(()) }
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Self::one(text)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Self::one(value)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Self::one(number)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Self::one(number)
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        // JSON's own printing keeps the point of `1.0`.
        Self::one(serde_json::Value::from(number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        if !MAY_BE_LIST {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        let mut texts = Vec::new();
        while let Some(Values(text)) = elements.next_element::<Values<false>>()? {
            texts.extend(text);
        }
        Ok(Values(texts))
    }
}
