//! A policy slot that may be unknown.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, UnitDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, forward_to_deserialize_any};

/// What stands in JSON for [`Slot::Unknown`].
const UNKNOWN: &str = "unknown";

/// What is attached at one place, or the statement that nobody knows.
///
/// *Unknown* is not *absent*: a person who cannot see the organization's policies has unknown ones, and
/// the decision then holds only if it holds whatever they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<T> {
    /// Known, and possibly empty.
    Known(T),
    /// Not known.
    Unknown,
}

impl<T> Slot<T> {
    /// The content where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Slot::Known(content) => Some(content),
            Slot::Unknown => None,
        }
    }

    /// The content where it is known, for changing it.
    pub fn known_mut(&mut self) -> Option<&mut T> {
        match self {
            Slot::Known(content) => Some(content),
            Slot::Unknown => None,
        }
    }

    /// Whether this is [`Slot::Unknown`].
    pub fn is_unknown(&self) -> bool {
        matches!(self, Slot::Unknown)
    }
}

impl<T: Default> Default for Slot<T> {
    fn default() -> Self {
        Slot::Known(T::default())
    }
}

/// The content's own form, or the string `unknown`.
impl<T: Serialize> Serialize for Slot<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Slot::Known(content) => content.serialize(serializer),
            Slot::Unknown => serializer.serialize_str(UNKNOWN),
        }
    }
}

/// Reads the string `unknown`, or content that is an array, an object or `null`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SlotVisitor(PhantomData))
    }
}

struct SlotVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SlotVisitor<T> {
    type Value = Slot<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("policies, or the string `unknown`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Slot<T>, E> {
        match text {
            UNKNOWN => Ok(Slot::Unknown),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Slot<T>, E> {
        T::deserialize(UnitDeserializer::new()).map(Slot::Known)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<Slot<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(elements)).map(Slot::Known)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Slot<T>, A::Error> {
        T::deserialize(Present(MapAccessDeserializer::new(members))).map(Slot::Known)
    }
}

/// A value that is there, also for who asks for an optional one.
struct Present<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Present<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
