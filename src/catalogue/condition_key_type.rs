//! What values a condition key has.

use std::fmt;
use std::str::FromStr;

/// The kind of one value of a condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Text.
    String,
    /// An Amazon Resource Name.
    Arn,
    /// `true` or `false`.
    Bool,
    /// A number.
    Numeric,
    /// A date and time.
    Date,
    /// An address or range of addresses.
    IpAddress,
}

impl ValueType {
    const ALL: [ValueType; 6] =
        [Self::String, Self::Arn, Self::Bool, Self::Numeric, Self::Date, Self::IpAddress];

    /// Its name as AWS writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Arn => "ARN",
            Self::Bool => "Bool",
            Self::Numeric => "Numeric",
            Self::Date => "Date",
            Self::IpAddress => "IPAddress",
        }
    }

    /// The type of this name, without regard to case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value_type| value_type.name().eq_ignore_ascii_case(name))
    }
}

/// The type of a condition key: of one value, or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionKeyType {
    /// What each value is.
    pub value: ValueType,
    /// Whether a request may have several values for the key: AWS's `ArrayOf…`.
    pub multivalued: bool,
}

impl ConditionKeyType {
    const MULTIVALUED: u8 = 1 << 3;

    pub(super) fn from_byte(byte: u8) -> Option<Self> {
        let value = ValueType::ALL.get(usize::from(byte & (Self::MULTIVALUED - 1))).copied()?;
        (byte < 2 * Self::MULTIVALUED).then_some(Self { value, multivalued: byte & Self::MULTIVALUED != 0 })
    }

    #[cfg(feature = "cli")]
    pub(super) fn byte(self) -> u8 {
        let place = ValueType::ALL.iter().position(|value| *value == self.value).unwrap_or_default();
        u8::try_from(place).unwrap_or_default() | if self.multivalued { Self::MULTIVALUED } else { 0 }
    }
}

/// As AWS writes it: `String`, `ArrayOfARN`.
impl fmt::Display for ConditionKeyType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", if self.multivalued { "ArrayOf" } else { "" }, self.value.name())
    }
}

/// The text is none of AWS's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownType;

impl FromStr for ConditionKeyType {
    type Err = UnknownType;

    fn from_str(text: &str) -> Result<Self, UnknownType> {
        let (name, multivalued) = match text.strip_prefix("ArrayOf") {
            Some(name) => (name, true),
            None => (text, false),
        };
        ValueType::from_name(name).map(|value| Self { value, multivalued }).ok_or(UnknownType)
    }
}
