//! Names of condition operators.

use std::cmp::Ordering;

use crate::matching::split_at_colon;

/// What kind of value an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Text.
    String,
    /// An integer or decimal number.
    Numeric,
    /// A point in time.
    Date,
    /// `true` or `false`.
    Bool,
    /// Bytes, base64 in the policy.
    Binary,
    /// An IPv4 or IPv6 address, a range in the policy.
    IpAddress,
    /// An ARN, field by field.
    Arn,
    /// Whether the key is there at all.
    Null,
}

/// How request value and policy value must stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Equal; for IP addresses: in the range.
    Equal,
    /// Equal without regard to case.
    EqualIgnoringCase,
    /// Matching a pattern with `*` and `?`.
    Like,
    /// Less than the policy value.
    Less,
    /// Less than the policy value or equal to it.
    LessOrEqual,
    /// Greater than the policy value.
    Greater,
    /// Greater than the policy value or equal to it.
    GreaterOrEqual,
}

impl Relation {
    /// Whether a request value that stands in `ordering` to the policy value satisfies the relation.
    #[must_use]
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Relation::Equal | Relation::EqualIgnoringCase | Relation::Like => ordering.is_eq(),
            Relation::Less => ordering.is_lt(),
            Relation::LessOrEqual => ordering.is_le(),
            Relation::Greater => ordering.is_gt(),
            Relation::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

macro_rules! tests {
    ($($name:ident $value_type:ident $relation:ident $negated:literal,)*) => {
        /// The comparison of an operator, without set prefix and `IfExists`: one of the 27 of OPS.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Test {
            $(#[doc = concat!("`", stringify!($name), "`")] $name,)*
        }

        impl Test {
            /// All of them.
            pub const ALL: &[Test] = &[$(Test::$name,)*];

            /// The name as policies write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Test::$name => stringify!($name),)* }
            }

            /// The kind of value it compares.
            #[must_use]
            pub fn value_type(self) -> ValueType {
                match self { $(Test::$name => ValueType::$value_type,)* }
            }

            /// The relation it asks for, or asks not to hold.
            #[must_use]
            pub fn relation(self) -> Relation {
                match self { $(Test::$name => Relation::$relation,)* }
            }

            /// Whether it holds when the relation does not (clauses 4.4 and 4.7).
            #[must_use]
            pub fn is_negated(self) -> bool {
                match self { $(Test::$name => $negated,)* }
            }
        }
    };
}

tests! {
    StringEquals String Equal false,
    StringNotEquals String Equal true,
    StringEqualsIgnoreCase String EqualIgnoringCase false,
    StringNotEqualsIgnoreCase String EqualIgnoringCase true,
    StringLike String Like false,
    StringNotLike String Like true,
    NumericEquals Numeric Equal false,
    NumericNotEquals Numeric Equal true,
    NumericLessThan Numeric Less false,
    NumericLessThanEquals Numeric LessOrEqual false,
    NumericGreaterThan Numeric Greater false,
    NumericGreaterThanEquals Numeric GreaterOrEqual false,
    DateEquals Date Equal false,
    DateNotEquals Date Equal true,
    DateLessThan Date Less false,
    DateLessThanEquals Date LessOrEqual false,
    DateGreaterThan Date Greater false,
    DateGreaterThanEquals Date GreaterOrEqual false,
    Bool Bool Equal false,
    BinaryEquals Binary Equal false,
    IpAddress IpAddress Equal false,
    NotIpAddress IpAddress Equal true,
    ArnEquals Arn Like false,
    ArnNotEquals Arn Like true,
    ArnLike Arn Like false,
    ArnNotLike Arn Like true,
    Null Null Equal false,
}

/// The prefix that makes an operator work on a set of request values (§4C).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetOperator {
    /// Every request value must pass; true without any.
    ForAllValues,
    /// Some request value must pass; false without any.
    ForAnyValue,
}

/// A whole operator: `ForAnyValue:StringLikeIfExists`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    /// The prefix, if any.
    pub set: Option<SetOperator>,
    /// The comparison.
    pub test: Test,
    /// Whether an absent key passes (clause 4.8).
    pub if_exists: bool,
}

/// Why a name is no operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorError {
    /// No operator has this name; the second is one that differs from it in case alone.
    Unknown(Option<Test>),
    /// `Null` cannot take `IfExists` (clause 1.58).
    NullIfExists,
}

impl Operator {
    /// Reads an operator's name; upper and lower case count (§1E).
    ///
    /// # Errors
    /// [`OperatorError::Unknown`] for any name that OPS does not list, [`OperatorError::NullIfExists`] for
    /// `NullIfExists`.
    pub fn parse(name: &str) -> Result<Operator, OperatorError> {
        let (set, rest) = match split_at_colon(name) {
            Some(("ForAllValues", rest)) => (Some(SetOperator::ForAllValues), rest),
            Some(("ForAnyValue", rest)) => (Some(SetOperator::ForAnyValue), rest),
            _ => (None, name),
        };
        let (base, if_exists) = match rest.strip_suffix("IfExists") {
            Some(base) => (base, true),
            None => (rest, false),
        };
        let same_but_for_case = || {
            let base = base.rsplit(':').next().unwrap_or(base);
            Test::ALL.iter().copied().find(|test| test.name().eq_ignore_ascii_case(base))
        };
        let test = Test::ALL
            .iter()
            .copied()
            .find(|test| test.name() == base)
            .ok_or_else(|| OperatorError::Unknown(same_but_for_case()))?;
        if test == Test::Null && if_exists {
            return Err(OperatorError::NullIfExists);
        }
        Ok(Operator { set, test, if_exists })
    }

    /// The name as policies write it.
    #[must_use]
    pub fn name(self) -> String {
        let set = match self.set {
            Some(SetOperator::ForAllValues) => "ForAllValues:",
            Some(SetOperator::ForAnyValue) => "ForAnyValue:",
            None => "",
        };
        let if_exists = if self.if_exists { "IfExists" } else { "" };
        format!("{set}{}{if_exists}", self.test.name())
    }
}
