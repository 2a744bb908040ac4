//! Policy values of a condition, ready to compare.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::ip_range::{parse_address, unmapped};
use super::{Decimal, Instant, IpRange, Relation, Test, ValueType};
use crate::matching::{
    ArnPattern, MalformedVariable, RequestValues, Syntax, Template, Variable, Wildcards, matches,
    matches_ignoring_case,
};
use crate::reading::Reading;

/// One policy value under one operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// For String operators.
    Text(Template),
    /// For Numeric operators.
    Number(Decimal),
    /// For Date operators.
    Instant {
        /// The instant, the first one of a date without time.
        first: Instant,
        /// The last one of a date without time (clause 4.36).
        last: Instant,
    },
    /// For `Bool` and `Null`, as it is written.
    Bool(Box<str>),
    /// For `Bool`, when the value is a policy variable (clause 2.53).
    BoolVariable(Template),
    /// For `BinaryEquals`.
    Bytes(Box<[u8]>),
    /// For IP operators.
    Addresses(IpRange),
    /// For ARN operators.
    Arn(ArnPattern),
    /// Not a value of the operator's type: `abc` under `NumericEquals`.
    Unreadable,
}

/// Whether a value can be read as the operator's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readable {
    /// It can.
    Yes,
    /// The value in the policy cannot.
    NotInPolicy,
    /// The value in the request cannot.
    NotInRequest,
}

/// What comparing one request value with one policy value gave, before any negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the relation holds.
    pub holds: bool,
    /// Whether both values could be read; if not, `holds` is false.
    pub readable: Readable,
}

impl Comparison {
    fn of(holds: bool) -> Self {
        Self { holds, readable: Readable::Yes }
    }

    fn unreadable(readable: Readable) -> Self {
        Self { holds: false, readable }
    }
}

impl Operand {
    /// Reads the policy value `text` for `test`. `variables` tells whether `${…}` is special (version
    /// 2012-10-17). The second part reports a malformed variable.
    #[must_use]
    pub fn compile(test: Test, text: &str, variables: bool) -> (Operand, Option<MalformedVariable>) {
        let template = |wildcards| Template::parse(text, Syntax { wildcards, variables });
        let operand = match test.value_type() {
            ValueType::String => {
                let wildcards =
                    if test.relation() == Relation::Like { Wildcards::Active } else { Wildcards::Literal };
                let (template, malformed) = template(wildcards);
                return (Operand::Text(template), malformed);
            }
            ValueType::Arn => {
                let (template, malformed) = template(Wildcards::Active);
                return (Operand::Arn(ArnPattern::new(template)), malformed);
            }
            ValueType::Bool if variables && text.contains("${") => {
                let (template, malformed) = template(Wildcards::Literal);
                return (Operand::BoolVariable(template), malformed);
            }
            ValueType::Bool | ValueType::Null => Some(Operand::Bool(text.into())),
            ValueType::Numeric => Decimal::parse(text).map(Operand::Number),
            ValueType::Date => Instant::parse(text).map(|(first, last)| Operand::Instant { first, last }),
            ValueType::Binary => STANDARD.decode(text).ok().map(|bytes| Operand::Bytes(bytes.into())),
            ValueType::IpAddress => IpRange::parse(text).map(Operand::Addresses),
        };
        (operand.unwrap_or(Operand::Unreadable), None)
    }

    /// Whether the value can be read as the operator's type.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        match self {
            Operand::Bool(text) => read_bool(text, &()).is_some(),
            Operand::Unreadable => false,
            _ => true,
        }
    }

    /// The policy variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        let template = match self {
            Operand::Text(template)
            | Operand::BoolVariable(template)
            | Operand::Arn(ArnPattern::WithVariables(template)) => Some(template),
            _ => None,
        };
        template.into_iter().flat_map(Template::variables)
    }

    /// Compares a request value with this policy value by the relation of `test`; the negation of
    /// `…Not…` operators is the caller's.
    #[must_use]
    pub fn compare(&self, test: Test, value: &str, values: &impl RequestValues) -> Comparison {
        let relation = test.relation();
        let read = |found: Option<bool>| match found {
            Some(holds) => Comparison::of(holds),
            None => Comparison::unreadable(Readable::NotInRequest),
        };
        match self {
            Operand::Text(template) if relation == Relation::EqualIgnoringCase => {
                Comparison::of(matches_ignoring_case(template.parts(), value, values))
            }
            Operand::Text(template)
                if relation == Relation::Like
                    && values.takes_alternative(Reading::WildcardInVariableValue)
                    && template.variables().next().is_some() =>
            {
                let resolved = template.resolve(values);
                Comparison::of(resolved.is_some_and(|template| matches(template.parts(), value, values)))
            }
            Operand::Text(template) => Comparison::of(matches(template.parts(), value, values)),
            Operand::Arn(ArnPattern::Malformed) => Comparison::unreadable(Readable::NotInPolicy),
            Operand::Arn(pattern) => read(pattern.matches(value, values)),
            Operand::Number(number) => {
                read(Decimal::parse(value).map(|value| relation.holds(value.cmp(number))))
            }
            Operand::Instant { first, last } => {
                let takes_last = values.takes_alternative(Reading::DateWithoutTime);
                let instant = if takes_last { last } else { first };
                read(Instant::parse(value).map(|(value, _)| relation.holds(value.cmp(instant))))
            }
            Operand::Bool(expected) => match read_bool(expected, values) {
                Some(expected) => read(read_bool(value, values).map(|value| value == expected)),
                None => Comparison::unreadable(Readable::NotInPolicy),
            },
            Operand::BoolVariable(_) if values.takes_alternative(Reading::VariableInBool) => {
                Comparison::unreadable(Readable::NotInPolicy)
            }
            // What is neither true nor false equals nothing, not even itself (clause 4.41).
            Operand::BoolVariable(template) => {
                read(read_bool(value, values).map(|_| matches_ignoring_case(template.parts(), value, values)))
            }
            Operand::Bytes(bytes) => read(STANDARD.decode(value).ok().map(|value| *value == **bytes)),
            Operand::Addresses(range) => read(parse_address(value).map(|address| {
                let seen =
                    if values.takes_alternative(Reading::MappedAddress) { unmapped(address) } else { None };
                range.contains(seen.unwrap_or(address))
            })),
            Operand::Unreadable => Comparison::unreadable(Readable::NotInPolicy),
        }
    }
}

/// Reads `true` or `false`, in any case or, on the other reading of clause 4.40, in lower case only;
/// `None` for anything else.
pub fn read_bool(text: &str, values: &impl RequestValues) -> Option<bool> {
    let equals = |word: &str| {
        text == word || (text.eq_ignore_ascii_case(word) && !values.takes_alternative(Reading::BoolCase))
    };
    if equals("true") {
        Some(true)
    } else if equals("false") {
        Some(false)
    } else {
        None
    }
}
