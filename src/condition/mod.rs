//! Condition operators and the kinds of value they compare (§4 of the semantics).

mod date;
mod ip_range;
mod number;
mod operand;
mod operator;

pub use date::Instant;
pub use ip_range::{IpRange, parse_address};
pub use number::Decimal;
pub use operand::{Comparison, Operand, Readable, read_bool};
pub use operator::{Operator, OperatorError, Relation, SetOperator, Test, ValueType};
